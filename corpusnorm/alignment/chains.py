"""The heaviest rising chain of positions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_chain(positions: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The numbers of the positions, in order, that rise and weigh most together: patience sorting, with weights.

    The frontier holds, by position, the best weight of a chain that ends there or before; what is no better than something to its
    left is taken out. Costs a binary search a position.

    >>> heaviest_chain([5, 1, 2, 3], [9, 1, 1, 1]), heaviest_chain([5, 1, 2, 3], [1, 1, 1, 1])
    ([0], [1, 2, 3])
    """
    places: list[int] = []
    totals: list[int] = []
    numbers: list[int] = []
    before: list[int] = []
    for number, (position, weight) in enumerate(zip(positions, weights, strict=True)):
        at = bisect_left(places, position)
        before.append(numbers[at - 1] if at else -1)
        total = weight + (totals[at - 1] if at else 0)
        end = at
        while end < len(places) and totals[end] <= total:
            end += 1
        if end == at < len(places) and places[at] == position:
            continue
        places[at:end], totals[at:end], numbers[at:end] = [position], [total], [number]
    chain = []
    number = numbers[-1] if numbers else -1
    while number >= 0:
        chain.append(number)
        number = before[number]
    return chain[::-1]

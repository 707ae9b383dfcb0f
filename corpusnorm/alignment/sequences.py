"""Longest common subsequence of two long sequences: unique anchors first, exact comparison in the gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence

ANCHOR_LENGTHS = (8, 4, 2, 1)  # k-grams that are unique on both sides; long ones first, as they are hardly ever wrong
_SMALL = 1 << 20  # cells of a gap that is compared exactly; larger ones are anchored again with shorter k-grams
_LARGEST = 1 << 28  # cells beyond which an unanchored gap stays unaligned: 16,000 tokens on each side, 32 MB of bits

Box = tuple[int, int, int, int]  # a_start, a_end, b_start, b_end


def align_sequences(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs `(i, j)` with `a[i] == b[j]`, rising on both sides: nearly a longest common subsequence.

    Exactly one where both sequences are short. Method: k-grams that occur once on each side anchor the alignment (patience
    diff), the longest increasing chain of them is kept, and the gaps between are compared by bit-parallel LCS (Hyyrö 2004, in
    rapidfuzz). Memory is linear in the lengths, apart from one gap at a time.

    >>> align_sequences("the cat sat".split(), "a cat sat down".split())
    [(1, 1), (2, 2)]
    """
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(item, len(numbers)) for item in a]
    right = [numbers.setdefault(item, len(numbers)) for item in b]
    pairs: list[tuple[int, int]] = []
    boxes: list[tuple[Box, int]] = [((0, len(left), 0, len(right)), 0)]
    while boxes:
        box, level = boxes.pop()
        box, ends = _trim(left, right, box)
        pairs += ends
        a0, a1, b0, b1 = box
        cells = (a1 - a0) * (b1 - b0)
        if cells <= _SMALL or level == len(ANCHOR_LENGTHS):
            pairs += _exact(left, right, box) if cells <= _LARGEST else []
            continue
        length = ANCHOR_LENGTHS[level]
        chain = _anchors(left, right, box, length)
        pairs += _spread(chain, length)
        boxes += [(gap, level + (not chain)) for gap in _gaps(chain, length, box)]
    return sorted(pairs)


def _trim(a: list[int], b: list[int], box: Box) -> tuple[Box, list[tuple[int, int]]]:
    """Take equal items off both ends of the box."""
    a0, a1, b0, b1 = box
    pairs = []
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        pairs.append((a0, b0))
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
        pairs.append((a1, b1))
    return (a0, a1, b0, b1), pairs


def _exact(a: list[int], b: list[int], box: Box) -> Iterator[tuple[int, int]]:
    from rapidfuzz.distance import LCSseq

    a0, a1, b0, b1 = box
    if a0 == a1 or b0 == b1:
        return
    for code in LCSseq.opcodes(a[a0:a1], b[b0:b1]):
        if code.tag == "equal":
            i, j = a0 + code.src_start, b0 + code.dest_start
            yield from ((i + k, j + k) for k in range(code.src_end - code.src_start))


def _anchors(a: list[int], b: list[int], box: Box, length: int) -> list[tuple[int, int]]:
    """The longest increasing chain of k-grams that are unique on each side of the box."""
    a0, a1, b0, b1 = box
    left, right = _unique(a, a0, a1, length), _unique(b, b0, b1, length)
    shared = sorted((i, right[gram]) for gram, i in left.items() if gram in right)
    return [shared[number] for number in heaviest_chain([j for _, j in shared], [1] * len(shared))]


def _unique(items: list[int], start: int, end: int, length: int) -> dict[tuple[int, ...], int]:
    places: dict[tuple[int, ...], int] = {}
    for at in range(start, end - length + 1):
        gram = tuple(items[at : at + length])
        places[gram] = at if gram not in places else -1
    return {gram: at for gram, at in places.items() if at >= 0}


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


def _spread(chain: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The item pairs under a chain of k-grams; where k-grams overlap on another diagonal, the first one holds."""
    pairs: list[tuple[int, int]] = []
    next_a = next_b = 0
    for i, j in chain:
        for k in range(length):
            if i + k >= next_a and j + k >= next_b:
                pairs.append((i + k, j + k))
                next_a, next_b = i + k + 1, j + k + 1
    return pairs


def _gaps(chain: list[tuple[int, int]], length: int, box: Box) -> Iterator[Box]:
    """What the item pairs of a chain leave between them; the whole box where the chain is empty."""
    a0, a1, b0, b1 = box
    for i, j in _spread(chain, length):
        if i > a0 and j > b0:
            yield a0, i, b0, j
        a0, b0 = i + 1, j + 1
    if a1 > a0 and b1 > b0:
        yield a0, a1, b0, b1

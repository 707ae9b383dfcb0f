"""The kernel of alignment: anchors, then anchors in the gaps between them, until a gap is small enough to be compared exactly."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.alignment.anchor_kernels import best_anchors, counted, filled, numbered
from corpusnorm.alignment.gap_kernels import Work, kept_words, longest, work_for
from corpusnorm.kernel import kernel

_SMALL = 1 << 14  # words of 64 cells: what is no larger is compared at once, in some .02 ms
_EXACT = 32  # words for each item: what comparing a gap between anchors may cost before others are tried
_LEAST = 1 << 11  # items of a gap that costs more than either, at the least
_ROUNDS = 12  # of anchors within anchors: what has not got small by then does not
Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]


class Sides(NamedTuple):
    """Two sequences at work. In a gap that was looked at, items without a partner are gone and the others moved up."""

    a: Numbers  # symbols
    b: Numbers
    at_a: Numbers  # where each item stood
    at_b: Numbers
    match: Numbers  # for each place in `a` that of its partner in `b`, or -1
    in_a: Numbers  # by symbol: the last gap that has it
    in_b: Numbers


@kernel
def matched(a: Integers, b: Integers, given_a: Integers, given_b: Integers) -> Numbers:
    """For each item of `a` the place of its partner in `b`, or -1. Partners rise; the given pairs are among them."""
    left, right, symbols = numbered(a, b)
    sides = Sides(left, right, counted(len(a)), counted(len(b)), filled(len(a), -1), filled(symbols, 0), filled(symbols, 0))
    work = work_for(len(a), len(b), symbols)
    large = np.empty(((len(a) + len(b)) // _LEAST + 1, 5), np.int64)  # gaps: from and to in `a`, in `b`, and the round
    zero = int(np.int64(0))  # a plain 0 would be a type of its own, and all that takes it be compiled twice
    start_a, start_b, number = zero, zero, zero + 1
    for given in range(len(given_a) + 1):
        end_a, end_b = (given_a[given], given_b[given]) if given < len(given_a) else (len(a), len(b))
        waiting = _settle(sides, start_a, end_a, start_b, end_b, zero, number, work, large, zero)
        number += 1
        while waiting:
            waiting -= 1
            a0, a1, b0, b1, deep = large[waiting, 0], large[waiting, 1], large[waiting, 2], large[waiting, 3], large[waiting, 4] + 1
            cost = kept_words(a1 - a0, b1 - b0) / (a1 - a0 + b1 - b0)
            found = best_anchors(sides.a, a0, a1, sides.b, b0, b1, symbols, cost)
            for anchor in range(len(found) + 1):
                i, j, length = (
                    (int(found[anchor, 0]), int(found[anchor, 1]), int(found[anchor, 2])) if anchor < len(found) else (a1, b1, 0)
                )
                waiting = _settle(sides, a0, i, b0, j, deep if len(found) else _ROUNDS, number, work, large, waiting)
                number += 1
                for n in range(length):
                    sides.match[sides.at_a[i + n]] = sides.at_b[j + n]
                a0, b0 = i + length, j + length
        if given < len(given_a):
            sides.match[end_a] = end_b
            start_a, start_b = end_a + 1, end_b + 1
    _gather(a, b, sides.match)
    return sides.match


@kernel
def _settle(
    sides: Sides, a0: int, a1: int, b0: int, b1: int, deep: int, number: int, work: Work, large: Integers, waiting: int
) -> int:
    """Pair the items of a gap, or put it with the large ones; and say how many these are now."""
    a0, a1, b0, b1 = _narrowed(sides, a0, a1, b0, b1, number)
    if a0 == a1 or b0 == b1:
        return waiting
    cost = kept_words(a1 - a0, b1 - b0)
    if deep < _ROUNDS and cost > (_EXACT * (a1 - a0 + b1 - b0) if deep else _SMALL):
        large[waiting, 0], large[waiting, 1], large[waiting, 2], large[waiting, 3], large[waiting, 4] = a0, a1, b0, b1, deep
        return waiting + 1
    turned = a1 - a0 >= b1 - b0
    rows, columns = (sides.b, sides.a) if turned else (sides.a, sides.b)
    if turned:
        a0, a1, b0, b1 = b0, b1, a0, a1
    for pair in range(longest(rows, a0, a1, columns, b0, b1, work)):
        i, j = work.pairs[pair, int(turned)], work.pairs[pair, 1 - int(turned)]
        sides.match[sides.at_a[i]] = sides.at_b[j]
    return waiting


@kernel
def _narrowed(sides: Sides, a0: int, a1: int, b0: int, b1: int, number: int) -> tuple[int, int, int, int]:
    """What is left of a gap without equal ends, which are paired, and without items that the other side has not in it."""
    end_a, end_b = a1, b1
    for turn in range(2):
        while a0 < end_a and b0 < end_b and sides.a[a0] == sides.b[b0]:
            sides.match[sides.at_a[a0]] = sides.at_b[b0]
            a0, b0 = a0 + 1, b0 + 1
        while a0 < end_a and b0 < end_b and sides.a[end_a - 1] == sides.b[end_b - 1]:
            end_a, end_b = end_a - 1, end_b - 1
            sides.match[sides.at_a[end_a]] = sides.at_b[end_b]
        if turn or a0 == end_a or b0 == end_b:
            break
        a1, b1, end_a, end_b = end_a, end_b, a0, b0
        for j in range(b0, b1):
            sides.in_b[sides.b[j]] = number
        for i in range(a0, a1):
            sides.in_a[sides.a[i]] = number
            if sides.in_b[sides.a[i]] == number:
                sides.a[end_a], sides.at_a[end_a] = sides.a[i], sides.at_a[i]
                end_a += 1
        for j in range(b0, b1):
            if sides.in_a[sides.b[j]] == number:
                sides.b[end_b], sides.at_b[end_b] = sides.b[j], sides.at_b[j]
                end_b += 1
    return a0, end_a, b0, end_b


@kernel
def _gather(a: Integers, b: Integers, match: Numbers) -> None:
    """Move runs of pairs of which one side goes on where the run before ends to where both do, if the items there are the same."""
    start, last, after_a, after_b = 0, len(match), -1, -1
    while start < last:
        if match[start] < 0:
            start += 1
            continue
        first, end = match[start], start + 1
        while end < last and match[end] == match[end - 1] + 1:
            end += 1
        size, same = end - start, 0
        if after_a >= 0 and (start == after_a) != (first == after_b):
            while same < size and a[after_a + same] == b[after_b + same]:
                same += 1
        if size == same:
            match[start:end] = -1
            for n in range(size):
                match[after_a + n] = after_b + n
            after_a, after_b = after_a + size, after_b + size
        else:
            after_a, after_b = end, first + size
        start = end

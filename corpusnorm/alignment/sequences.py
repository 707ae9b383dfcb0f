"""Longest common subsequence of two long sequences: unique anchors first, exact comparison in the gaps."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain

import numpy as np

from corpusnorm.alignment.anchors import Marks, Numbers, anchors
from corpusnorm.alignment.gaps import EXACT, bounds, compared, known, trimmed

LENGTHS = (8, 16, 4, 2, 1)  # of runs that are unique on both sides
_AGAIN = 2  # rounds with one length: what is not unique in the whole is, often, between two anchors
_NONE = np.empty(0, dtype=np.int64)
Pairs = tuple[Numbers, Numbers]


def align_sequences(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs `(i, j)` with `a[i] == b[j]`, rising on both sides: nearly a longest common subsequence.

    Exactly one where the product of the lengths is at most 2**20. Method: runs of items that occur once on each side anchor the
    alignment (patience diff), the heaviest rising chain of them is kept, and what lies between is compared by bit-parallel LCS
    (Hyyrö 2004, in rapidfuzz); a stretch without anchors that is too long for that is compared window by window. Memory is linear;
    so is time but for sorting: see `benchmarks/speed/alignment.py` and `docs/design/015-alignment.md`.

    >>> align_sequences("the cat sat".split(), "a cat sat down".split())
    [(1, 1), (2, 2)]
    """
    numbers = {item: number for number, item in enumerate(dict.fromkeys(chain(a, b)))}
    left, right = (np.fromiter(map(numbers.__getitem__, items), np.int64, len(items)) for items in (a, b))
    x, y = align_numbers(left, right)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def align_numbers(a: Numbers, b: Numbers, given: Pairs = (_NONE, _NONE)) -> Pairs:
    """The same for arrays of numbers, around pairs that are given."""
    if not len(given[0]):
        given = _ends(a, b)
    gaps = _Gaps(a, b, given)
    for length in LENGTHS:
        for _ in range(_AGAIN):
            gaps.narrow()
            if not len(gaps.at_a):
                return gaps.finished()
            found = anchors(a[gaps.at_a], b[gaps.at_b], gaps.of_a, gaps.of_b, length)
            if not len(found[0]):
                break
            gaps.take(*found)
    gaps.narrow()
    gaps.compare(np.iinfo(np.int64).max)
    return gaps.finished()


def _ends(a: Numbers, b: Numbers) -> Pairs:
    """Equal items at both ends."""
    size = min(len(a), len(b))
    head = _agreeing(a[:size], b[:size])
    tail = _agreeing(a[::-1][: size - head], b[::-1][: size - head])
    ends = np.arange(-tail, 0)
    return np.concatenate([np.arange(head), ends + len(a)]), np.concatenate([np.arange(head), ends + len(b)])


def _agreeing(a: Numbers, b: Numbers) -> int:
    differ = a != b
    return int(differ.argmax()) if differ.any() else len(a)


class _Gaps:
    """The pairs found so far, and the items between them that may still have a partner, with the numbers of their gaps."""

    def __init__(self, a: Numbers, b: Numbers, given: Pairs) -> None:
        self._a, self._b = a, b
        self._pairs = given
        self._compared: list[tuple[Numbers, Numbers]] = []
        self.at_a, self.at_b = (self._left(size, taken) for size, taken in zip((len(a), len(b)), given, strict=True))
        self._number()

    @staticmethod
    def _left(size: int, taken: Numbers) -> Numbers:
        free = np.ones(size, dtype=bool)
        free[taken] = False
        return np.flatnonzero(free)

    def _number(self) -> None:
        self.of_a, self.of_b = (np.searchsorted(pairs, at) for pairs, at in zip(self._pairs, (self.at_a, self.at_b), strict=True))

    def _keep(self, a: Numbers | Marks, b: Numbers | Marks) -> None:
        self.at_a, self.of_a, self.at_b, self.of_b = self.at_a[a], self.of_a[a], self.at_b[b], self.of_b[b]

    def take(self, x: Numbers, y: Numbers) -> None:
        """Make pairs of items left, by their numbers among them."""
        self._pairs = tuple(
            np.sort(np.concatenate([pairs, at[new]]), kind="stable")
            for pairs, at, new in zip(self._pairs, (self.at_a, self.at_b), (x, y), strict=True)
        )  # type: ignore[assignment]
        free = [np.ones(len(at), dtype=bool) for at in (self.at_a, self.at_b)]
        free[0][x], free[1][y] = False, False
        self.at_a, self.at_b = self.at_a[free[0]], self.at_b[free[1]]
        self._number()

    def narrow(self) -> None:
        """Drop items without a partner, take equal ends, and settle the gaps that are small enough."""
        self._keep(*known(self._a[self.at_a], self._b[self.at_b], self.of_a, self.of_b))
        ends = trimmed(self._a[self.at_a], self._b[self.at_b], self.of_a, self.of_b)
        if len(ends[0]):
            self.take(*ends)
            self._keep(*known(self._a[self.at_a], self._b[self.at_b], self.of_a, self.of_b))
        self.compare(EXACT)

    def compare(self, cells: int) -> None:
        """Compare the gaps of at most so many cells, and be done with them."""
        a0, a1, b0, b1 = bounds(self.of_a, self.of_b)
        small = (a1 - a0).astype(np.float64) * (b1 - b0) <= cells
        left, right = self._a[self.at_a].tolist(), self._b[self.at_b].tolist()
        runs = [
            (i0 + i, j0 + j, length)
            for i0, i1, j0, j1 in zip(*(ends[small].tolist() for ends in (a0, a1, b0, b1)), strict=True)
            for i, j, length in compared(left[i0:i1], right[j0:j1])
        ]
        if runs:
            x, y, sizes = np.array(runs, dtype=np.int64).T
            within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            self._compared.append((self.at_a[np.repeat(x, sizes) + within], self.at_b[np.repeat(y, sizes) + within]))
        self._keep(_inside(len(self.at_a), a0[~small], a1[~small]), _inside(len(self.at_b), b0[~small], b1[~small]))

    def finished(self) -> Pairs:
        """All pairs, in order."""
        x, y = (np.sort(np.concatenate(side)) for side in zip(self._pairs, *self._compared, strict=True))
        return x, y


def _inside(size: int, starts: Numbers, ends: Numbers) -> Numbers:
    """The numbers below `size` within one of the ranges."""
    marks = np.zeros(size + 1, dtype=np.int64)
    marks[starts] += 1
    marks[ends] -= 1
    return np.flatnonzero(np.cumsum(marks)[:-1] > 0)

"""The course of alignment: anchors, then anchors in the gaps between them, until a gap is small enough to be compared exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.alignment.anchors import Gap, best_anchors
from corpusnorm.alignment.gap_kernels import WORDS, compared, fill, way_back
from corpusnorm.alignment.kernels import gather, hashed, narrowed, numbered

_SMALL = 1 << 14  # words of 64 cells: what is no larger is compared at once, in some .02 ms
_EXACT = 32  # words for each item: what comparing a gap between anchors may cost before others are tried
_ROUNDS = 12  # of anchors within anchors: what has not got small by then does not
_WHOLE = 512  # words for each item: some .7 us; sequences of 65,000 items have that many
_NARROWEST = 32  # words of a row that are computed at first where that is too much, times how much longer the other side is
_GAIN = 2048  # of so many pairs a band twice as wide must add one
Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]


def matched(a: Integers, b: Integers, given_a: Integers, given_b: Integers) -> tuple[Integers, Integers]:
    """The places in `a` and the places in `b` of partners. They rise; the given pairs are among them."""
    values = np.concatenate((a, b))
    work = Matching(values, len(a), len(b))
    anchors = np.empty((len(given_a), 3), np.int32)
    anchors[:, 0], anchors[:, 1], anchors[:, 2] = given_a, given_b + len(a), 1
    waiting = work.settled((0, len(a), len(a), len(values)), anchors, 0)
    while waiting:
        gap, deep = waiting.pop()
        anchors = best_anchors(work.items, gap, work.symbols, _cost(gap))
        waiting += work.settled(gap, anchors, deep + 1 if len(anchors) else _ROUNDS)
    gather(values, work.match)
    paired = np.flatnonzero(work.match >= 0)
    return paired, work.match[paired] - np.int64(len(a))


def _cost(gap: Gap) -> int:
    """How many words of 64 cells the table of a gap has."""
    a0, a1, b0, b1 = gap
    return (min(a1 - a0, b1 - b0) + 1) * ((max(a1 - a0, b1 - b0) + 63) >> 6)


class Matching:
    """Two sequences at work, `a` before `b` in one array. In a gap that was looked at, items without a partner are gone.

    `items` are symbols, `at` says where each item stood, and `match`, for each place of `a`, where its partner is, or -1. The other
    arrays are room that all gaps share, so that a gap costs no allocation; the kernels say what they are for.
    """

    def __init__(self, values: Integers, size_a: int, size_b: int) -> None:
        size = len(values)
        self.items = np.empty(size, np.int32)
        self.symbols = numbered(values, self.items)
        if self.symbols < 0:
            self.symbols = hashed(values, self.items, np.full(1 << max(2 * size - 1, 15).bit_length(), -1, np.int32))
        self.at = np.arange(size, dtype=np.int32)
        self.match = np.empty(size_a, np.int32)
        self.match.fill(-1)
        self.number = 1
        self.seen = np.zeros((self.symbols, 2), np.int32)
        self.places = np.zeros((self.symbols, 3), np.int32)
        self.following = np.empty(size, np.int32)
        kept = min(_cost((0, size_a, 0, size_b)), max(WORDS, 2 * ((max(size_a, size_b) + 63) >> 6)))
        self.table, self.masks = np.empty(kept, np.uint64), np.empty(kept, np.uint64)

    def settled(self, gap: Gap, anchors: Numbers, deep: int) -> list[tuple[Gap, int]]:
        """Pair the items of anchors and of the gaps between them. The gaps that are too large without anchors, and the round."""
        gaps = np.empty((len(anchors) + 1, 4), np.int32)
        count = narrowed(self.items, self.at, self.match, self.seen, anchors, *gap, self.number, gaps)
        self.number += len(anchors) + 1
        most, most_each = (WORDS, 0) if deep >= _ROUNDS else (0, _EXACT) if deep else (_SMALL, 0)
        room = (self.places, self.following, self.table, self.masks)
        left = compared(self.items, self.at, self.match, gaps[:count], most, most_each, *room)
        waiting: list[tuple[Gap, int]] = []
        for a0, a1, b0, b1 in gaps[:left].tolist():
            if deep < _ROUNDS and _cost((a0, a1, b0, b1)) > most + most_each * (a1 - a0 + b1 - b0):
                waiting.append(((a0, a1, b0, b1), deep))
            else:
                self._compare((a0, a1, b0, b1))
        return waiting

    def _compare(self, gap: Gap) -> None:
        """Pair the items of a longest common subsequence of a gap that is large, or, where that is too much, nearly so.

        A table that would cost more than `_WHOLE` words an item is computed in a band from corner to corner instead, twice as wide
        each time, until that adds hardly a pair.
        """
        a0, a1, b0, b1 = gap
        rows, words, before = min(a1 - a0, b1 - b0), (max(a1 - a0, b1 - b0) + 63) >> 6, 0
        width = _NARROWEST * max(max(a1 - a0, b1 - b0) // rows, 1)
        if _cost(gap) <= _WHOLE * (a1 - a0 + b1 - b0):
            width = words
        while True:
            width = min(width, words)
            self.match[self.at[a0:a1]] = -1
            size = self.compare_in_band(gap, width, max(WORDS // width - 1, 1))
            if width == words or (size - before) * _GAIN <= size or size == rows:
                return
            before, width = size, 2 * width

    def compare_in_band(self, gap: Gap, width: int, steps: int) -> int:
        """Pair the items of a longest common subsequence within a band of `width` words; how many pairs it has.

        A stretch of `steps` rows is kept at a time, and computed again on the way back, from the row above it.
        """
        a0, i, b0, j = gap
        if i - a0 >= j - b0:
            a0, i, b0, j = b0, j, a0, i
        rows, words, size = i - a0, (j - b0 + 63) >> 6, 0
        stretches = (rows - 1) // steps + 1
        starts = np.empty((stretches, width), np.uint64)  # the row above each stretch
        for turn in range(2 * stretches - 1):  # all but the last one down, and all of them up
            stretch = turn if turn < stretches else 2 * stretches - 2 - turn
            first, last = stretch * steps, min((stretch + 1) * steps, i - a0)
            if stretch:
                self.table[:width] = starts[stretch]
            room = (self.places, self.following, self.table, self.masks)
            fill(self.items, a0, rows, first, last, b0, j, words, width, *room)
            if turn < stretches - 1:
                starts[stretch + 1] = self.table[(last - first) * width : (last - first + 1) * width]
            else:
                band = (words, width, self.table)
                i, j, found = way_back(self.items, self.at, self.match, a0, rows, first, i, b0, j, *band)
                size += found
        return size

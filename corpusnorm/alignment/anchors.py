"""Anchors: runs of items that stand once on either side, in the order that keeps most of them."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from corpusnorm.alignment.anchor_kernels import NOWHERE, cut_apart, enter_runs, hash_runs, meet_runs, unique_runs
from corpusnorm.alignment.chains import rising

_SHORTEST, _LONGEST = 8, 64  # items of a run that is no chance, whatever the sequences are
_MARGIN = 1.25  # times log(n * m) / log(1 / p): so long is the longest run by chance, where a share p of all pairs is equal
_BEYOND_CHANCE = 4.0  # times sqrt(n) that must rise: of n places in random order about 2 * sqrt(n) do
_STRAIGHT, _MOST = 0.125, 256  # share of the shorter side that gaps may differ by, as after a move; the cost of doing without then
_ALIKE, _MOST_ALIKE = 0.05, 512  # share of pairs that are equal where items are few, as 20 letters; the cost of doing without any
Numbers = NDArray[np.int32]
Gap = tuple[int, int, int, int]  # from and to in `a`, and in `b`


def best_anchors(items: Numbers, gap: Gap, symbols: int, cost: int) -> Numbers:
    """Rows of (start in `a`, start in `b`, length): equal runs that rise on both sides and do not overlap; none if all are chance.

    First runs too long to be chance; where all of these come more than once, longer ones; then shorter ones. They may miss the
    longest common subsequence where a side has much that the other has elsewhere or not at all, and where items are so few that
    unrelated sequences have much in common. Then there are none, but where doing without them has a `cost` (words of 64 cells) that
    is too high.
    """
    a0, a1, b0, b1 = gap
    cost_each, pairs = cost / (a1 - a0 + b1 - b0), float(a1 - a0) * float(b1 - b0)
    share = (1.0 + _equal_pairs(items, gap, symbols)) / pairs
    alike = share > _ALIKE
    if alike and cost_each <= _MOST_ALIKE:
        return np.empty((0, 3), np.int32)
    telling = int(min(max(_SHORTEST, _MARGIN * log(pairs) / -log(min(share, 0.9))), _LONGEST))
    for length in (_LONGEST if alike else telling, 4 * telling, telling // 2, 1):
        found = _unique(items, gap, length)
        if len(found):
            chain = rising(found[:, 0] - np.int32(a0), found[:, 2].astype(np.int64), a1 - a0)
            if length >= telling or len(chain) > _BEYOND_CHANCE * sqrt(len(found)):
                kept = found[: cut_apart(found, chain)]
                skewed = _skew(kept, gap) > _STRAIGHT * min(a1 - a0, b1 - b0)
                return kept[:0] if skewed and cost_each <= _MOST else kept
    return np.empty((0, 3), np.int32)


def _equal_pairs(items: Numbers, gap: Gap, symbols: int) -> int:
    """How many pairs of an item of `a` and one of `b` are equal."""
    a0, a1, b0, b1 = gap
    return int(np.bincount(items[a0:a1], minlength=symbols) @ np.bincount(items[b0:b1], minlength=symbols))


def _skew(anchors: Numbers, gap: Gap) -> int:
    """By how many items the sides of the gaps between anchors differ, all together."""
    a0, a1, b0, b1 = gap
    diagonals = anchors[:, 0].astype(np.int64) - anchors[:, 1]
    return int(np.abs(np.diff(diagonals, prepend=a0 - b0, append=a1 - b1)).sum())


def _unique(items: Numbers, gap: Gap, length: int) -> Numbers:
    """Runs that come once in `a` and once in `b`, in the order of `b`; those that overlap on one diagonal are one."""
    a0, a1, b0, b1 = gap
    if min(a1 - a0, b1 - b0) < length:
        return np.empty((0, 3), np.int32)
    table = np.full((1 << max(2 * (a1 - a0) - 1, 15).bit_length(), 3), NOWHERE, np.int32)
    slots = np.empty(b1 - b0, np.int32)
    enter_runs(_hashes(items, a0, a1, length), table)
    slots = slots[: meet_runs(_hashes(items, b0, b1, length), table, slots)]
    found = np.empty((len(slots), 3), np.int32)
    return found[: unique_runs(items, a0, b0, table, slots, length, found)]


def _hashes(items: Numbers, start: int, end: int, length: int) -> NDArray[np.uint64]:
    """The hashes of the runs of `length` items."""
    hashes = np.empty(end - start - length + 1, np.uint64)
    hash_runs(items, start, length, hashes)
    return hashes

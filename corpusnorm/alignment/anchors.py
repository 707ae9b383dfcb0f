"""Anchors: runs of items that stand once on either side of a gap, in the order that keeps most of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from corpusnorm.alignment.chains import heaviest_chain

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
_Hashes = npt.NDArray[np.uint64]
_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def mixed(values: npt.NDArray[np.generic]) -> _Hashes:
    """A 64-bit hash of each number (the finalizer of SplitMix64, Steele and others 2014)."""
    mixing = values.astype(np.uint64) + _ODD[0]
    mixing ^= mixing >> np.uint64(30)
    mixing *= _ODD[1]
    mixing ^= mixing >> np.uint64(27)
    mixing *= _ODD[2]
    mixing ^= mixing >> np.uint64(31)
    return mixing


def anchors(a: Numbers, b: Numbers, a_gaps: Numbers, b_gaps: Numbers, length: int) -> tuple[Numbers, Numbers]:
    """Pairs of equal items under runs of `length` (a power of two) that stand once on each side of their gap, rising on both sides.

    Items and the numbers of their gaps, which never fall. Cost: a sort of all runs, and a binary search for each row of runs
    that follow each other on both sides.
    """
    x, y = _shared(_within_gaps(a, a_gaps, length), _within_gaps(b, b_gaps, length))
    for k in range(length):
        same = a[x + k] == b[y + k]
        if not same.all():  # a collision of hashes
            x, y = x[same], y[same]
    return spread(x, y, length)


def grams(items: Numbers, gaps: Numbers, length: int) -> tuple[_Hashes, Numbers]:
    """A hash of each run of `length` (a power of two) items, and where it starts; runs do not reach over the end of a gap."""
    hashes, reach = mixed(items), 1
    while reach < length:
        hashes = mixed(hashes[:-reach] * _ODD[1] + hashes[reach:]) if len(hashes) > reach else hashes[:0]
        reach *= 2
    starts = np.flatnonzero(gaps[: len(hashes)] == gaps[length - 1 :]) if len(hashes) else np.empty(0, np.int64)
    return hashes[starts], starts


def _within_gaps(items: Numbers, gaps: Numbers, length: int) -> tuple[_Hashes, Numbers]:
    """The same, with the number of the gap in the hash."""
    hashes, starts = grams(items, gaps, length)
    return mixed(hashes ^ mixed(gaps[starts])), starts


def _shared(a: tuple[_Hashes, Numbers], b: tuple[_Hashes, Numbers]) -> tuple[Numbers, Numbers]:
    """The starts of the runs that stand once on both sides, in the order of `a`.

    One sort of hashes that carry the number of their run in the low bits: the lost bits cost an anchor in 10^7 at worst.
    """
    size = len(a[1]) + len(b[1])
    low = np.uint64((1 << max(size, 1).bit_length()) - 1)
    packed = np.sort((np.concatenate([a[0], b[0]]) & ~low) | np.arange(size, dtype=np.uint64))
    gram, number = packed & ~low, (packed & low).astype(np.int64)
    new = np.ones(size + 1, dtype=bool)
    new[1:-1] = gram[1:] != gram[:-1]
    twice = np.flatnonzero(new[:-2] & ~new[1:-1] & new[2:]) if size > 1 else np.empty(0, np.int64)
    x, y = number[twice], number[twice + 1] - len(a[1])
    both = (x < len(a[1])) & (y >= 0)
    x, y = x[both], y[both]
    order = np.argsort(x)
    return a[1][x[order]], b[1][y[order]]


def spread(x: Numbers, y: Numbers, length: int) -> tuple[Numbers, Numbers]:
    """The item pairs under the heaviest rising chain of runs; where runs overlap on another diagonal, the earlier one holds."""
    if not len(x):
        return x, y
    breaks = np.flatnonzero((np.diff(x) != 1) | (np.diff(y) != 1)) + 1
    heads, sizes = np.concatenate([[0], breaks]), np.diff(np.concatenate([[0], breaks, [len(x)]]))
    if (y[heads][1:] <= y[heads][:-1]).any():
        chain = np.array(heaviest_chain(y[heads].tolist(), (sizes + length - 1).tolist()), dtype=np.int64)
        heads, sizes = heads[chain], sizes[chain]
    first_a, first_b, sizes = x[heads], y[heads], sizes + length - 1
    end_a, end_b = (np.maximum.accumulate(np.concatenate([[0], (first + sizes)[:-1]])) for first in (first_a, first_b))
    cut = np.maximum(0, np.maximum(end_a - first_a, end_b - first_b))
    kept = np.maximum(sizes - cut, 0)
    within = np.arange(kept.sum()) - np.repeat(np.cumsum(kept) - kept, kept)
    return np.repeat(first_a + cut, kept) + within, np.repeat(first_b + cut, kept) + within

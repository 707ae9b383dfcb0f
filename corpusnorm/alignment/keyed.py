"""Alignment of keys: of the ways to align two texts, the one that keeps together what stands together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpusnorm.alignment.sequences import Numbers, align_around, align_numbers, numbers_of

_NEAR = 4  # tokens: how far a pair looks for another one on about the same diagonal
_TELLING = 8  # times as frequent on one side: beyond, a degradation dropped the key nearly everywhere
Marks = NDArray[np.bool_]


def align_keys(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Pairs of equal keys, rising on both sides, without those that stand alone; empty keys meet nothing.

    First keys that follow each other on both sides, two at a time, then single ones between them: a longest common subsequence of
    single keys would rather have three words of unrelated sentences than two neighbours that moved a little. Keys of one side that
    hardly ever occur on the other, such as those of dropped stop words, take no part in what follows each other, nor, in `a`, in
    what counts as near.
    """
    x, y = align_key_numbers(*numbers_of(a, b))
    return tuple(zip(x.tolist(), y.tolist(), strict=True))


def align_key_numbers(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """The same for keys as small numbers, 0 for empty ones: the places in `a` and the places in `b` of the pairs."""
    size = int(max(a.max(initial=0), b.max(initial=0))) + 1
    counts_a, counts_b = (np.bincount(side, minlength=size) for side in (a, b))
    shared = (counts_a > 0) & (counts_b > 0)
    shared[0] = False
    telling = shared & (counts_a <= _TELLING * counts_b) & (counts_b <= _TELLING * counts_a)
    places = np.flatnonzero(shared[a])
    left = a[places]
    x, y = align_around(left, np.where(shared[b], b, -1), *_neighbours(left, b, telling))
    kept = _supported(np.cumsum(telling[left], dtype=np.int64)[x], y)
    return places[x[kept]], y[kept]


def _neighbours(a: Numbers, b: Numbers, telling: Marks) -> tuple[Numbers, Numbers]:
    """Pairs of keys that follow each other on both sides, but for keys that are not telling."""
    at_a, at_b = np.flatnonzero(telling[a]), np.flatnonzero(telling[b])
    first, second = (items[:-1] * len(telling) + items[1:] for items in (a[at_a], b[at_b]))
    x, y = align_numbers(first, second)
    both = np.stack([x, x + 1], axis=1).ravel(), np.stack([y, y + 1], axis=1).ravel()
    rising = _first_to_reach(both[0]) & _first_to_reach(both[1])
    return at_a[both[0][rising]], at_b[both[1][rising]]


def _first_to_reach(places: Numbers) -> Marks:
    """Which places are beyond all before them."""
    return np.diff(np.maximum.accumulate(places), prepend=-1) > 0


def _supported(x: Numbers, y: Numbers) -> Marks:
    """Which pairs have a neighbour in the chain at most `_NEAR` tokens away on both sides; all, where there is just one."""
    if len(x) < 2:
        return np.ones(len(x), dtype=bool)
    close = (np.diff(x) <= _NEAR) & (np.diff(y) <= _NEAR)
    supported = np.zeros(len(x), dtype=bool)
    supported[1:] |= close
    supported[:-1] |= close
    return supported

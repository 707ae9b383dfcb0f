"""Alignment of keys: of the ways to align two texts, the one that keeps together what stands together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from corpusnorm.alignment.anchors import Marks, Numbers, spread
from corpusnorm.alignment.sequences import Pairs, align_numbers

_NEAR = 4  # tokens: how far a pair looks for another one on about the same diagonal
_TELLING = 8  # times as frequent on one side: beyond, a degradation dropped the key nearly everywhere


def align_keys(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Pairs of equal keys, rising on both sides, without those that stand alone; empty keys meet nothing.

    First keys that follow each other on both sides, two at a time, then single ones between them: a longest common subsequence of
    single keys would rather have three words of unrelated sentences than two neighbours that moved a little. Keys of one side that
    hardly ever occur on the other, such as those of dropped stop words, take no part in what follows each other, nor, in `a`, in
    what counts as near.
    """
    numbers = {key: number for number, key in enumerate(dict.fromkeys(chain([""], a, b)))}
    left, right = (np.fromiter(map(numbers.__getitem__, keys), np.int64, len(keys)) for keys in (a, b))
    counts_a, counts_b = (np.bincount(side, minlength=len(numbers)) for side in (left, right))
    shared = (counts_a > 0) & (counts_b > 0)
    shared[0] = False
    telling = shared & (counts_a <= _TELLING * counts_b) & (counts_b <= _TELLING * counts_a)
    places = np.flatnonzero(shared[left])
    x, y = align_numbers(left[places], np.where(shared[right], right, -1), _neighbours(left[places], right, telling))
    kept = _supported(np.cumsum(telling[left[places]], dtype=np.int64)[x], y)
    return tuple(zip(places[x[kept]].tolist(), y[kept].tolist(), strict=True))


def _neighbours(a: Numbers, b: Numbers, telling: Marks) -> Pairs:
    """Pairs of keys that follow each other on both sides, but for keys that are not telling."""
    at_a, at_b = np.flatnonzero(telling[a]), np.flatnonzero(telling[b])
    first, second = (items[:-1] * len(telling) + items[1:] for items in (a[at_a], b[at_b]))
    x, y = align_numbers(first, second)
    x, y = spread(x, y, 2)
    return at_a[x], at_b[y]


def _supported(x: Numbers, y: Numbers) -> Marks:
    """Which pairs have a neighbour in the chain at most `_NEAR` tokens away on both sides; all, where there is just one."""
    if len(x) < 2:
        return np.ones(len(x), dtype=bool)
    close = (np.diff(x) <= _NEAR) & (np.diff(y) <= _NEAR)
    supported = np.zeros(len(x), dtype=bool)
    supported[1:] |= close
    supported[:-1] |= close
    return supported

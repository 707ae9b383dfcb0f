"""Gaps: the stretches between pairs, trimmed, thinned out, and compared exactly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from rapidfuzz.distance import LCSseq

from corpusnorm.alignment.anchors import Marks, Numbers, mixed

EXACT = 1 << 20  # cells of a gap that is compared exactly at once: .1 ms
_LARGEST = 1 << 24  # cells of one that is compared exactly when it has no anchors: 6 ms, 2 MB
_WINDOW = 2048  # items on the longer side of what is compared at a time in a larger one
_STEPS = 64  # items taken off each end of all gaps at once


def known(a: Numbers, b: Numbers, a_gaps: Numbers, b_gaps: Numbers) -> tuple[Marks, Marks]:
    """Which items may have an equal one on the other side of their gap; sure of those it denies (a Bloom filter of one hash)."""
    bits = max(len(a) + len(b), 64).bit_length() + 3
    left, right = (mixed(items ^ mixed(gaps).view(np.int64)) >> np.uint64(64 - bits) for items, gaps in ((a, a_gaps), (b, b_gaps)))
    found = []
    for mine, others in ((left, right), (right, left)):
        seen = np.zeros(1 << bits, dtype=bool)
        seen[others] = True
        found.append(seen[mine])
    return found[0], found[1]


def bounds(a_gaps: Numbers, b_gaps: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Where the gaps that have items on both sides start and end on each."""
    numbers = np.intersect1d(_distinct(a_gaps), _distinct(b_gaps), assume_unique=True)
    a0, a1, b0, b1 = (np.searchsorted(gaps, numbers, side) for gaps in (a_gaps, b_gaps) for side in ("left", "right"))
    return a0, a1, b0, b1


def _distinct(rising: Numbers) -> Numbers:
    return rising[np.concatenate([[True], rising[1:] != rising[:-1]])] if len(rising) else rising


def trimmed(a: Numbers, b: Numbers, a_gaps: Numbers, b_gaps: Numbers) -> tuple[Numbers, Numbers]:
    """Equal items at both ends of every gap: some longest common subsequence holds them."""
    a0, a1, b0, b1 = bounds(a_gaps, b_gaps)
    x, y = [], []
    for _ in range(_STEPS):
        more = np.flatnonzero((a0 < a1) & (b0 < b1))
        more = more[a[a0[more]] == b[b0[more]]]
        x.append(a0[more])
        y.append(b0[more])
        if not len(more):
            break
        a0[more] += 1
        b0[more] += 1
    for _ in range(_STEPS):
        more = np.flatnonzero((a0 < a1) & (b0 < b1))
        more = more[a[a1[more] - 1] == b[b1[more] - 1]]
        a1[more] -= 1
        b1[more] -= 1
        x.append(a1[more])
        y.append(b1[more])
        if not len(more):
            break
    return np.sort(np.concatenate(x)), np.sort(np.concatenate(y))


def compared(a: list[int], b: list[int]) -> Iterator[tuple[int, int, int]]:
    """Runs `(i, j, length)` of a common subsequence: a longest one, but of very large gaps one of neighbouring windows."""
    if len(a) * len(b) <= _LARGEST:
        yield from _exact(a, b)
        return
    i = j = 0
    while i < len(a) and j < len(b):
        rest = (len(a) - i, len(b) - j)
        last = max(rest) <= _WINDOW
        sizes = [max(_WINDOW * each // max(rest), _WINDOW // 8) for each in rest]  # as long to each other as what is left
        reach = rest if last else (sizes[0] // 2, sizes[1] // 2)  # how the window ends depends on what follows
        end = (0, 0)
        for x, y, length in _exact(a[i : i + sizes[0]], b[j : j + sizes[1]]):
            length = min(length, reach[0] - x, reach[1] - y)
            if length > 0:
                yield i + x, j + y, length
                end = (x + length, y + length)
        if last:
            return
        stuck = end[0] < reach[0] // 2 and end[1] < reach[1] // 2
        i, j = (i + reach[0], j + reach[1]) if stuck else (i + end[0], j + end[1])


def _exact(a: list[int], b: list[int]) -> Iterator[tuple[int, int, int]]:
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            yield code.src_start, code.dest_start, code.src_end - code.src_start

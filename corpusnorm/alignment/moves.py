"""Moves: passages of one sequence that stand elsewhere in the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from math import log2
from typing import NamedTuple

import numpy as np

from corpusnorm.alignment.sequences import Numbers, numbers_of

_LEAST = 4  # tokens of a passage, at the least
_BITS = 40  # how much rarer than by chance a run must be; of the tokens so moved .94 stand in the same words, with 0 .85
_NEAR = 4  # tokens that may differ between two parts of a passage
_ODD = np.uint64(0x9E3779B97F4A7C15)  # spreads the bits of a product
_PLACES = 16  # of one run that are looked at: more are boilerplate


class Run(NamedTuple):
    """`length` equal tokens from `a` and from `b` on."""

    a: int
    b: int
    length: int


def moved_runs(
    a: Sequence[Hashable], b: Sequence[Hashable], pairs: Iterable[tuple[int, int]], bits: int = _BITS
) -> tuple[Run, ...]:
    """Runs of equal keys that no pair holds on either side, in the order of `b`: what was moved across the pairs.

    A run proves a move if its keys are so rare, by `bits`, that it is no chance between two texts of these lengths, or if it is all
    that stands between two pairs on both sides; runs of two and more that go on where it ends, with at most `_NEAR` tokens between,
    belong to it. No token is in two runs, and empty keys are in none. Cost: linear, but for sorting.

    >>> moved_runs("a b c d e f g h i".split(), "a f g h i b c d e".split(), [(0, 0), (1, 5), (2, 6), (3, 7), (4, 8)])
    (Run(a=5, b=1, length=4),)
    """
    free_a, free_b = [bool(key) for key in a], [bool(key) for key in b]
    for i, j in pairs:
        free_a[i] = free_b[j] = False
    if min(sum(free_a), sum(free_b)) < _LEAST:
        return ()
    counts = Counter(a)
    least = log2(len(a) * len(b) or 1) + bits
    found = []
    for run in repeated_runs(a, b, free_a, free_b, _LEAST):
        proven = sum(log2(len(a) / counts[key]) for key in b[run.b : run.b + run.length]) >= least
        if proven or (_alone(free_a, run.a, run.length) and _alone(free_b, run.b, run.length)):
            found.append(run)
            _take(run, free_a, free_b)
            for part in _going_on(a, b, free_a, free_b, run):
                found.append(part)
                _take(part, free_a, free_b)
    return tuple(sorted(found, key=lambda run: run.b))


def repeated_runs(
    a: Sequence[Hashable], b: Sequence[Hashable], free_a: Sequence[bool], free_b: Sequence[bool], least: int
) -> Iterator[Run]:
    """Runs of `least` (a power of two) or more free tokens of `b`, from the left, each with its longest counterpart in `a`.

    Whoever takes a run may set its tokens as not free: no later run has them.
    """
    end = 0
    for j, starts in _seeds(a, b, free_a, free_b, least):
        if j >= end:
            length, at = max(((_agree(a, b, free_a, free_b, i, j), -i) for i in starts), default=(0, 0))
            if length >= least:
                yield Run(-at, j, length)
                end = j + length


def _seeds(
    a: Sequence[Hashable], b: Sequence[Hashable], free_a: Sequence[bool], free_b: Sequence[bool], length: int
) -> Iterator[tuple[int, list[int]]]:
    """Where runs of free tokens start in `b`, and where the same ones start in `a`: at most `_PLACES`, the first ones."""
    grams = []
    for numbers, free in zip(numbers_of(a, b), (free_a, free_b), strict=True):
        at = np.flatnonzero(np.array(free, dtype=bool))
        starts = at[: len(at) - length + 1][at[length - 1 :] - at[: len(at) - length + 1] == length - 1]
        grams.append((_folded(numbers, starts, length), starts))
    (left, at_a), (right, at_b) = grams
    order = np.argsort(left, kind="stable")
    first, last = (np.searchsorted(left[order], right, side) for side in ("left", "right"))
    for number in np.flatnonzero(first < last).tolist():
        yield int(at_b[number]), at_a[order[first[number] : min(last[number], first[number] + _PLACES)]].tolist()


def _folded(numbers: Numbers, starts: Numbers, length: int) -> Numbers:
    """A number for the run from each start: runs with the same items have the same one, and others hardly ever."""
    folded = np.zeros(len(starts), np.uint64)
    for k in range(length):
        folded = (folded ^ (folded >> np.uint64(29))) * _ODD + numbers[starts + k].astype(np.uint64)
    return folded.view(np.int64)


def _agree(a: Sequence[Hashable], b: Sequence[Hashable], free_a: Sequence[bool], free_b: Sequence[bool], i: int, j: int) -> int:
    """How many free tokens agree from there on."""
    length = 0
    while i + length < len(a) and j + length < len(b) and free_a[i + length] and free_b[j + length]:
        if a[i + length] != b[j + length]:
            break
        length += 1
    return length


def _alone(free: Sequence[bool], start: int, length: int) -> bool:
    """Whether a run is all there is between two tokens that are not free."""
    end = start + length
    return (start == 0 or not free[start - 1]) and (end == len(free) or not free[end])


def _take(run: Run, free_a: list[bool], free_b: list[bool]) -> None:
    free_a[run.a : run.a + run.length] = free_b[run.b : run.b + run.length] = [False] * run.length


def _going_on(
    a: Sequence[Hashable], b: Sequence[Hashable], free_a: Sequence[bool], free_b: Sequence[bool], run: Run
) -> Iterator[Run]:
    """The runs of two or more that follow, each at most `_NEAR` tokens behind the one before it."""
    steps = sorted((x + y, x, y) for x in range(_NEAR + 1) for y in range(_NEAR + 1))
    while True:
        i, j = run.a + run.length, run.b + run.length
        close = (Run(i + x, j + y, _agree(a, b, free_a, free_b, i + x, j + y)) for _, x, y in steps)
        following = next((each for each in close if each.length > 1), None)
        if following is None:
            return
        yield following
        run = following

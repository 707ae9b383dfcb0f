"""Longest common subsequence of two long sequences: unique anchors first, exact comparison in the gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_NONE = np.empty(0, dtype=np.int64)


def align_sequences(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs `(i, j)` with `a[i] == b[j]`, rising on both sides: a longest common subsequence, or nearly so.

    Exactly one where the product of the lengths is at most 2**24. Method: runs of items that occur once on each side anchor the
    alignment (patience diff), the heaviest rising chain of them is kept, and what lies between is compared by bits (Hyyrö 2004).
    Anchors that hold too little, of sequences of up to 30,000 items, are not used; a stretch without any that is too long to be
    compared as a whole is compared in a band around its diagonal. Memory is linear, and so is time: see
    `benchmarks/speed/alignment.py` and `docs/design/015-alignment.md`.

    >>> align_sequences("the cat sat".split(), "a cat sat down".split())
    [(1, 1), (2, 2)]
    """
    x, y = align_numbers(*numbers_of(a, b))
    return list(zip(x.tolist(), y.tolist(), strict=True))


def align_numbers(a: NDArray[np.integer[Any]], b: NDArray[np.integer[Any]]) -> tuple[Numbers, Numbers]:
    """The same for two arrays of integers, which may be hashes of 64 bits: the places in `a` and the places in `b` of the pairs.

    >>> align_numbers(np.array([7, 8, 9]), np.array([8, 5, 9, 9]))
    (array([1, 2]), array([0, 3]))
    """
    return align_around(a.astype(np.int64, copy=False), b.astype(np.int64, copy=False), _NONE, _NONE)


def align_around(a: Numbers, b: Numbers, given_a: Numbers, given_b: Numbers) -> tuple[Numbers, Numbers]:
    """The same around pairs that are given: they are among those found."""
    from corpusnorm.alignment.matching import matched

    return matched(a, b, given_a, given_b)


def numbers_of(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[Numbers, Numbers]:
    """The items of both sequences as numbers from 1 on, in the order in which they come first; empty strings are 0."""
    numbers = numbering()
    left, right = (np.fromiter(map(numbers.__getitem__, items), np.int64, len(items)) for items in (a, b))
    return left, right


def numbering() -> defaultdict[Hashable, int]:
    """A number for whatever is looked up: 1 for what is looked up first, and so on, and 0 for the empty string."""
    numbers: defaultdict[Hashable, int] = defaultdict(count(1).__next__)
    numbers[""] = 0
    return numbers

"""Gaps compared in bands and by stretches of rows, with few items for many."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from corpusnorm.alignment.matching import Matching

ITEMS = st.lists(st.integers(0, 5), min_size=1, max_size=400)


def compared(a: list[int], b: list[int], width: int, steps: int) -> list[tuple[int, int]]:
    a, b = sorted((a, b), key=len)
    words = (len(b) + 63) // 64
    work = Matching(np.array(a + b), len(a), len(b))
    size = work.compare_in_band((0, len(a), len(a), len(a) + len(b)), min(width, words), min(steps, len(a)))
    pairs = [(i, int(j) - len(a)) for i, j in enumerate(work.match) if j >= 0]
    assert len(pairs) == size
    return pairs


@given(ITEMS, ITEMS, st.integers(1, 7), st.integers(1, 500))
def test_pairs_rise_and_are_equal_in_every_band(a: list[int], b: list[int], width: int, steps: int) -> None:
    pairs = compared(a, b, width, steps)
    short, long = sorted((a, b), key=len)
    assert all(short[i] == long[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(ITEMS, ITEMS, st.integers(1, 500))
def test_the_band_of_all_columns_loses_nothing_whatever_the_stretches(a: list[int], b: list[int], steps: int) -> None:
    assert len(compared(a, b, 7, steps)) == LCSseq.similarity(a, b)


@pytest.mark.parametrize("steps", [1, 7, 300])
def test_a_band_that_holds_the_best_way_loses_nothing(steps: int) -> None:
    a = [number * number % 6 for number in range(300)]
    b = [item for number, item in enumerate(a) if number % 10]
    assert len(compared(a, b, 2, steps)) == len(b)

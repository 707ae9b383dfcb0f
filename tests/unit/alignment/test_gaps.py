"""Gaps too large for an exact comparison, with small numbers for large."""

from itertools import pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from corpusnorm.alignment import gaps

ITEMS = st.lists(st.integers(0, 3), max_size=120)


@given(ITEMS, ITEMS)
def test_runs_rise_and_are_equal_in_windows_too(a: list[int], b: list[int]) -> None:
    with patch.multiple(gaps, _LARGEST=64, _WINDOW=16):
        runs = list(gaps.compared(a, b))
    assert all(a[i : i + length] == b[j : j + length] != [] for i, j, length in runs)
    assert all(i + length <= k and j + length <= m for (i, j, length), (k, m, _) in pairwise(runs))


@given(st.lists(st.integers(0, 9), min_size=20, max_size=300))
def test_windows_lose_little_of_a_text_that_lost_words(a: list[int]) -> None:
    b = [item for number, item in enumerate(a) if number % 5]
    with patch.multiple(gaps, _LARGEST=64, _WINDOW=64):
        found = sum(length for _, _, length in gaps.compared(a, b))
    assert found >= 0.8 * LCSseq.similarity(a, b)

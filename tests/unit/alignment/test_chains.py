"""The heaviest rising chain, against the quadratic way to find it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.alignment import heaviest_chain


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=12))
def test_the_chain_rises_and_no_other_weighs_more(points: list[tuple[int, int]]) -> None:
    positions, weights = [position for position, _ in points], [weight for _, weight in points]
    chain = heaviest_chain(positions, weights)
    assert all(a < b and positions[a] < positions[b] for a, b in pairwise(chain))
    best: list[int] = []
    for i, (position, weight) in enumerate(points):
        best.append(weight + max((best[j] for j in range(i) if positions[j] < position), default=0))
    assert sum(weights[i] for i in chain) == max(best, default=0)

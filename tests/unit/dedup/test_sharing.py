"""Of each shared passage one work keeps the text."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.dedup.sharing import Shared, keep_once
from corpusnorm.edits import Span

SPANS = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
WORKS = st.sampled_from(["d1", "d2", "d3"])
SHARED = st.builds(Shared, WORKS, SPANS, WORKS, SPANS).filter(lambda each: each.keeper < each.copy)


@given(st.lists(SHARED))
def test_no_stretch_refers_twice_or_to_a_reference(candidates: list[Shared]) -> None:
    chosen = keep_once(candidates)
    for each in chosen:
        others = [other for other in chosen if other != each]
        assert not any(other.copy == each.copy and other.span.overlaps(each.span) for other in others)
        assert not any(other.copy == each.keeper and other.span.overlaps(each.kept_span) for other in others)


@given(st.lists(SHARED))
def test_what_is_left_out_would_have_crossed(candidates: list[Shared]) -> None:
    chosen = keep_once(candidates)
    assert keep_once(chosen) == chosen
    assert set(chosen) <= set(candidates)
    assert bool(chosen) == bool(candidates)


@given(st.lists(SHARED), st.randoms(use_true_random=False))
def test_order_does_not_matter(candidates: list[Shared], order: object) -> None:
    assert keep_once(reversed(candidates)) == keep_once(candidates)

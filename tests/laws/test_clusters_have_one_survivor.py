"""Law 4: a cluster keeps exactly one member, every other is tied to it directly, and the order of the input changes nothing."""

import random

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.dedup import MERGING, Rank, Relation, clusters, survivor_of

IDS = [f"d{number}" for number in range(8)]


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Rank], list[Relation]]:
    ranks = [Rank.of(document, draw(st.booleans()), draw(st.integers(0, 3))) for document in IDS]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1]), unique=True)
    )
    kinds = st.sampled_from([*MERGING, "contains", "shares-passage"])
    relations = [Relation(a, b, draw(kinds), draw(st.floats(0, 1)), "") for a, b in pairs]
    return ranks, relations


@given(corpora())
def test_every_cluster_has_one_survivor(corpus: tuple[list[Rank], list[Relation]]) -> None:
    ties = clusters(*corpus)
    assert set(ties) == set(IDS)
    for document, tie in ties.items():
        assert ties[survivor_of(document, tie)] is None
        assert tie is None or (document in (tie.a, tie.b) and tie.kind in MERGING)


@given(corpora())
def test_no_two_related_documents_both_survive(corpus: tuple[list[Rank], list[Relation]]) -> None:
    ties = clusters(*corpus)
    for relation in corpus[1]:
        if relation.kind in MERGING:
            assert ties[relation.a] is not None or ties[relation.b] is not None


@given(corpora(), st.floats(0, 1))
def test_a_part_joins_what_contains_it_and_never_the_other_way(corpus: tuple[list[Rank], list[Relation]], part: float) -> None:
    ties = clusters(*corpus, part)
    for document, tie in ties.items():
        assert ties[survivor_of(document, tie)] is None
        assert tie is None or tie.kind in MERGING or (tie.kind == "contains" and document == tie.b and tie.coverage >= part)


@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(corpus: tuple[list[Rank], list[Relation]], order: random.Random) -> None:
    ranks, relations = (list(each) for each in corpus)
    before = clusters(ranks, relations)
    order.shuffle(ranks)
    order.shuffle(relations)
    assert clusters(ranks, relations) == before


@given(corpora())
def test_an_undamaged_document_is_never_tied_to_a_degraded_one(corpus: tuple[list[Rank], list[Relation]]) -> None:
    damaged = {rank.id: rank.degraded for rank in corpus[0]}
    for document, tie in clusters(*corpus).items():
        if not damaged[document]:
            assert not damaged[survivor_of(document, tie)]

"""Facts about alignment: what meets in small cases, and how much of the degraded seed finds its clean words."""

from itertools import pairwise
from random import Random

import pytest
from rapidfuzz.distance import LCSseq

from corpusnorm.alignment import Alignment, Block, align, align_keys, align_sequences
from corpusnorm.edits import Span


def meets(a: str, b: str) -> list[tuple[str, str]]:
    alignment = align(a, b)
    return [(alignment.a_tokens[i].of(a), alignment.b_tokens[j].of(b)) for i, j in alignment.pairs]


@pytest.mark.parametrize(
    ("a", "b", "pairs"),
    [
        ("", "", []),
        ("", "war", []),
        ("War", "war", [("War", "war")]),
        ("Türkiye’s Countries", "turkiyes country", [("Türkiye’s", "turkiyes"), ("Countries", "country")]),
        ("it was a long war", "wa long war", [("was", "wa"), ("long", "long"), ("war", "war")]),
        ("Great Britain's army", "great britain army", [("Great", "great"), ("Britain's", "britain"), ("army", "army")]),
        ("!!! ???", "... ,,,", []),
    ],
)
def test_words_meet_their_degraded_forms(a: str, b: str, pairs: list[tuple[str, str]]) -> None:
    assert meets(a, b) == pairs


def test_a_pair_that_stands_alone_is_chance() -> None:
    a = "the war in " + " ".join(f"alpha{n}" for n in range(20)) + " peace"
    b = "war in " + " ".join(f"beta{n}" for n in range(20)) + " peace"
    assert meets(a, b) == [("war", "war"), ("in", "in")]


def test_dropped_words_do_not_count_as_distance() -> None:
    a = "war " + "of the and in to " * 10 + "peace"
    assert meets(a, "war peace") == [("war", "war"), ("peace", "peace")]


def test_blocks_are_runs_without_a_gap() -> None:
    alignment = Alignment((Span(0, 1),) * 5, (Span(0, 1),) * 4, ((0, 0), (1, 1), (3, 2), (4, 3)))
    assert alignment.blocks == (Block(Span(0, 2), Span(0, 2)), Block(Span(3, 5), Span(2, 4)))
    assert alignment.only_a == (2,)
    assert alignment.only_b == ()
    assert (alignment.share_a, alignment.share_b) == (0.8, 1.0)


def test_nothing_has_no_share() -> None:
    assert (Alignment((), (), ()).share_a, Alignment((), (), ()).share_b) == (0.0, 0.0)


def test_the_degraded_seed_finds_its_clean_one(seeds: dict[str, str]) -> None:
    alignment = align(seeds["003"], seeds["004"])
    assert len(alignment.b_tokens) > 7000
    assert alignment.share_b > 0.85
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(alignment.pairs))


@pytest.mark.parametrize(("a", "b"), [("000", "004"), ("000", "003"), ("001", "003"), ("002", "003")])
def test_another_text_on_the_topic_does_not(seeds: dict[str, str], a: str, b: str) -> None:
    assert align(seeds[a], seeds[b]).share_a < 0.25


def test_news_that_repeats_itself_shares_a_part(seeds: dict[str, str]) -> None:
    assert 0.2 < align(seeds["001"], seeds["002"]).share_b < 0.5


def test_long_sequences_are_anchored_and_keep_their_order() -> None:
    a = [f"w{n}" for n in range(5000)]
    b = [*a[:500], "x", *a[600:1500], "y", "z", *a[1500:]]
    assert [a[i] for i, _ in align_sequences(a, b)] == [*a[:500], *a[600:]]


def test_a_long_stretch_without_anchors_is_compared_in_a_band() -> None:
    random = Random(0)  # noqa: S311
    a = [n % 12 for n in range(100_000)]  # 10^10 cells, and no run that comes once
    b = [item if random.random() < 0.9 else 100 + random.randrange(50) for item in a if random.random() < 0.95]
    pairs = align_sequences(a, b)
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert len(pairs) >= 0.999 * LCSseq.similarity(a, b)


def test_an_empty_side_has_no_pair() -> None:
    assert align_sequences([], []) == align_sequences([], "ab") == align_sequences("ab", []) == []


def test_a_part_of_a_long_text_is_found_where_it_stands() -> None:
    random = Random(0)  # noqa: S311
    a = [random.randrange(5000) for _ in range(200_000)]
    part = range(120_000, 121_000)
    assert align_sequences(a, [a[i] for i in part]) == [(i, j) for j, i in enumerate(part)]


def test_one_word_again_and_again_meets_itself() -> None:
    assert len(align_sequences("w" * 50_000, "w" * 40_000)) == 40_000


def test_texts_without_a_word_in_common_have_no_pair() -> None:
    assert align_sequences(range(50_000), range(50_000, 100_000)) == []


def test_a_long_block_that_comes_ten_times_is_aligned_in_order() -> None:
    block = [f"b{n}" for n in range(2000)]
    a = [word for n in range(10) for word in (*block, f"end{n}")]
    b = [word for n in range(10) for word in (*block[n:], f"end{n}")]
    assert align_sequences(a, b)[-1] == (len(a) - 1, len(b) - 1)
    assert len(align_sequences(a, b)) == len(b)


def test_neighbours_are_kept_together() -> None:
    a = [*"vuwuxu", *"abcd"]
    b = [*"abcd", *"quruouguhu"]
    assert [a[i] for i, _ in align_keys(a, b)] == [*"abcd"]


def test_words_are_cut_as_the_other_text_cuts_them() -> None:
    assert meets("We don't know that they won't go.", "we don know that they won go")[1] == ("don", "don")
    assert meets("We don't know that they won't go.", "we dont know that they wont go")[1] == ("don't", "dont")
    assert meets("Call read_date or write_date twice.", "call read date or write date twice")[1:3] == [
        ("read", "read"),
        ("date", "date"),
    ]


def test_marks_that_stand_free_are_tokens() -> None:
    assert meets("“Yes,” he said.", "“ yes he said ”")[0] == ("“", "“")
    assert meets("“Yes,” he said.", "yes he said")[0] == ("Yes", "yes")


def test_items_need_only_be_hashable() -> None:
    assert align_sequences([1, (2, 3), None], [(2, 3), None]) == [(1, 0), (2, 1)]
    assert align_keys(["a", "b"], ["b", "a"]) in (((0, 1),), ((1, 0),))

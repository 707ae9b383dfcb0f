"""Relations on texts whose relation is known, and on the seeds."""

import pytest

import corpusnorm
from corpusnorm.dedup import Rank, clusters, find_duplicates, shared_passages
from corpusnorm.degradation import Degradation
from corpusnorm.testing import calls

HOW = Degradation.from_dicts(
    [
        {"op": "tokenize", "mode": "ascii_to_space"},
        {"op": "lowercase"},
        {"op": "stop", "list": "nltk179"},
        {"op": "lemma", "name": "wordnet_noun"},
    ]
)


@pytest.fixture(scope="module")
def relations(seeds: dict[str, str]) -> list[corpusnorm.Relation]:
    return find_duplicates(seeds)


def test_the_seeds_have_two_relations(relations: list[corpusnorm.Relation]) -> None:
    assert [(each.a, each.b, each.kind) for each in relations] == [("001", "002", "shares-passage"), ("004", "003", "degraded-of")]


def test_001_and_002_share_two_paragraphs(relations: list[corpusnorm.Relation], seeds: dict[str, str]) -> None:
    paragraphs = [(passage.a.of(seeds["001"]), passage.similarity) for passage in relations[0].passages]
    assert [text[:30] for text, _ in paragraphs] == ["Having upgraded relations to t", "Baku established full constitu"]
    assert all(text in seeds["001"].split("\n") for text, _ in paragraphs)
    assert paragraphs[0][1] == 1.0
    assert 0.9 < paragraphs[1][1] < 1.0  # "recent" stands in one of them only


def test_004_is_a_degraded_copy_of_003(relations: list[corpusnorm.Relation]) -> None:
    how = relations[1].degradation
    assert how is not None
    assert how.fit >= 0.98
    assert [operator["op"] for operator in how.to_dicts()] == ["tokenize", "lowercase", "lemma", "stop", "vocabulary"]


def test_an_excerpt_is_contained(seeds: dict[str, str]) -> None:
    whole = seeds["003"][:20_000]
    found = find_duplicates({"whole": whole, "part": whole[8_000:12_000]})
    assert [(each.a, each.b, each.kind) for each in found] == [("whole", "part", "contains")]


def test_a_degraded_excerpt_is_found(seeds: dict[str, str]) -> None:
    whole = seeds["003"]
    found = find_duplicates({"whole": whole, "part": HOW.apply(whole[30_000:45_000])})
    assert [(each.a, each.b, each.kind) for each in found] == [("part", "whole", "degraded-of")]


def test_a_near_copy_is_near(seeds: dict[str, str]) -> None:
    text = seeds["000"]
    found = find_duplicates({"a": text, "b": text.replace("Turkey", "Turkiye").replace("significant", "large")})
    assert [each.kind for each in found] == ["near"]


def test_texts_on_one_topic_are_not_related(seeds: dict[str, str]) -> None:
    assert find_duplicates({"news": seeds["000"], "article": seeds["003"], "degraded": HOW.apply(seeds["001"])}) == []


def test_the_order_of_documents_changes_nothing(seeds: dict[str, str], relations: list[corpusnorm.Relation]) -> None:
    assert find_duplicates(dict(reversed(seeds.items()))) == relations


def test_passages_are_found_in_another_order() -> None:
    first, second = ("alpha beta gamma delta epsilon zeta eta theta.", "one two three four five six seven eight!")
    a, b = f"{first} Something between. {second}", f"{second} Other words here. {first}"
    assert [passage.b.of(b) for passage in shared_passages(a, b, least=8)] == [first, second]


def test_texts_without_words_can_be_equal() -> None:
    assert [(each.a, each.b, each.kind) for each in find_duplicates(["", "!", "", "!"])] == [
        ("0", "2", "exact"),
        ("1", "3", "exact"),
    ]


@pytest.mark.parametrize("change", [False, True])
def test_a_large_cluster_has_one_survivor(change: bool, seeds: dict[str, str]) -> None:
    count = 205  # more than the hottest key may have
    texts = {f"d{number:03}": seeds["000"] + (f" Number {number}." if change else "") for number in range(count)}
    found = find_duplicates(texts)
    ranks = [Rank.of(name, False, len(text.split())) for name, text in texts.items()]
    survivors = [name for name, tie in clusters(ranks, found).items() if tie is None]
    assert len(survivors) == 1


def test_a_text_that_repeats_itself_costs_no_square() -> None:
    def cost(times: int) -> int:
        return calls(lambda: shared_passages("spam and eggs " * times, "eggs and spam " * times + "spam and eggs " * 9, least=8))

    cost(10)  # what is loaded once is not counted
    assert cost(400) <= 2.3 * cost(200) + 500


def test_texts_of_a_few_words_are_equal_or_nothing() -> None:
    assert find_duplicates(["He is guilty of the murder", "He is not guilty of the murder", "Guy: ."]) == []


def test_lone_surrogates_are_compared_too() -> None:
    assert [each.kind for each in find_duplicates(["a \ud800 b"] * 2)] == ["exact"]

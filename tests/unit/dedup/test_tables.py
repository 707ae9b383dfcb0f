"""Relations as a table: the same relations as the objects, their figures what an exact alignment says, their spans in the texts."""

import random
import re

import pyarrow as pa
import pytest
from rapidfuzz.distance import LCSseq

from corpusnorm import Relation, Span, find_duplicates
from corpusnorm.dedup import RelateOptions
from corpusnorm.dedup.clusters import Rank, certificates, clusters, survivor_of
from corpusnorm.dedup.passages import Passage
from corpusnorm.dedup.tables import RELATIONS, relation_of, relation_row
from corpusnorm.degradation import Degradation


def edited(text: str, share: float) -> str:
    """The text with words replaced, dropped and doubled."""
    chance = random.Random(3)  # noqa: S311
    kept = []
    for word in text.split(" "):
        kept += [word] if chance.random() >= share else chance.choice([["another"], [], [word, "more"]])
    return " ".join(kept)


@pytest.fixture(scope="module")
def family(seeds: dict[str, str]) -> dict[str, str]:
    """A text, copies of it with more and more words edited, and a part."""
    text = seeds["000"]
    return {f"d{number:02}": edited(text, number / 100) for number in (0, 2, 4, 6, 8)} | {"part": text[200:1400], "same": text}


def test_objects_and_rows_are_the_same_relations(family: dict[str, str]) -> None:
    table = find_duplicates(pa.table({"id": list(family), "text": list(family.values())}))
    assert table.schema == RELATIONS
    assert [relation_of(row) for row in table.to_pylist()] == find_duplicates(family)


@pytest.mark.parametrize("type_", [pa.string(), pa.large_string(), pa.string_view()])
def test_slices_chunks_and_nulls_change_nothing(type_: pa.DataType, family: dict[str, str]) -> None:
    ids, texts = ["x", *family], pa.array(["left out", *family.values()], type_)
    sliced = pa.table({"id": ids, "text": pa.chunked_array([texts[:3], texts[3:]])}).slice(1)
    empty = pa.table({"id": ["null"], "text": pa.array([None], type_)})
    assert find_duplicates(pa.concat_tables([sliced, empty])).equals(find_duplicates(sliced))
    assert find_duplicates(sliced.combine_chunks().to_batches()[0]).to_pylist() == find_duplicates(sliced).to_pylist()


def test_the_share_of_near_copies_is_that_of_an_exact_alignment(family: dict[str, str]) -> None:
    near = [each for each in find_duplicates(family) if each.kind == "near"]
    assert len(near) == 14  # all pairs of six texts but the equal ones
    for each in near:
        a, b = (re.findall(r"\w+", family[name].lower()) for name in (each.a, each.b))
        exact = LCSseq.similarity(a, b)
        assert exact / max(len(a), len(b)) - 0.06 <= each.coverage <= each.containment <= exact / min(len(a), len(b)) + 1e-4


def test_every_relation_says_where(family: dict[str, str]) -> None:
    for each in find_duplicates(family):
        assert each.passages
        for passage in each.passages:
            for in_a, in_b in passage.runs:
                assert re.findall(r"\w+", in_a.of(family[each.a]).lower()) == re.findall(r"\w+", in_b.of(family[each.b]).lower())


def test_the_longer_text_contains_the_shorter_whichever_comes_first(seeds: dict[str, str]) -> None:
    text = seeds["000"]
    words = text.split(" ")
    part, start = " ".join(words[50:250]), len(" ".join([*words[:50], ""]))
    for names in (("a", "b"), ("b", "a")):
        [found] = find_duplicates(dict(zip(names, (text, part), strict=True)))
        assert (found.a, found.b, found.kind) == (*names, "contains")
        assert [(passage.a.start, passage.b.start) for passage in found.passages] == [(start, 0)]
        assert found.coverage < 0.6 < found.containment


def test_paragraphs_in_another_order_are_a_near_copy(seeds: dict[str, str]) -> None:
    text = seeds["000"]
    [found] = find_duplicates([text, "\n".join(reversed(text.split("\n")))])
    assert found.kind == "near"
    assert found.coverage > 0.99


def test_without_passages_copies_alone_are_found(seeds: dict[str, str]) -> None:
    assert [(each.a, each.b) for each in find_duplicates(seeds, passages=False)] == [("004", "003")]


def test_a_passage_that_a_sketch_may_miss_is_found(seeds: dict[str, str]) -> None:
    passage = " ".join(f"rare{number}" for number in range(21))
    texts = {name: f"{text} {passage} {text}" for name, text in (("a", seeds["000"]), ("b", seeds["003"][:9000]))}
    assert [(each.kind, each.evidence) for each in find_duplicates(texts)] == [("shares-passage", "1 passage, 21 words")]


def test_a_survivor_is_certified_by_the_least_similar_of_its_copies(family: dict[str, str]) -> None:
    found = find_duplicates(family)
    ties = clusters([Rank.of(name, False, len(text.split())) for name, text in family.items()], found)
    for survivor, least in certificates(ties).items():
        members = [tie.similarity for name, tie in ties.items() if tie and survivor_of(name, tie) == survivor]
        assert least == min(members) >= RelateOptions().near
    assert len(certificates(ties)) == 1


def test_a_row_holds_a_relation_whole() -> None:
    passage = Passage(Span(0, 9), Span(3, 12), 0.9, ((Span(0, 4), Span(3, 7)), (Span(6, 9), Span(9, 12))))
    relation = Relation("a", "b", "degraded-of", 0.9, "it is so", (passage,), Degradation(fit=0.5), 0.4)
    table = pa.Table.from_pylist([relation_row(relation)], RELATIONS)
    assert [relation_of(row) for row in table.to_pylist()] == [relation]

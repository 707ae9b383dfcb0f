"""Passages: what is planted is found where it stands, what is found is equal, and cutting it out loses no word."""

import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm import find_duplicates, find_passages
from corpusnorm.dedup.passages import shared_passages
from corpusnorm.errors import InputError

WORDS = st.sampled_from(["Alba", "brio", "cosa", "dolce", "Élan", "fuoco", "gamba", "hora"])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", ", ", " – ", "\n"])), max_size=60).map(
    lambda pairs: "".join(word + mark for word, mark in pairs)
)


def folded(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def numbered(start: int, stop: int) -> str:
    return " ".join(f"w{number}" for number in range(start, stop))


@given(TEXTS, TEXTS)
def test_runs_are_equal_word_for_word_and_lie_in_their_passage(a: str, b: str) -> None:
    for passage in shared_passages(a, b, least=8):
        assert sum(len(folded(in_a.of(a))) for in_a, _ in passage.runs) >= 8
        for in_a, in_b in passage.runs:
            assert folded(in_a.of(a)) == folded(in_b.of(b))
            assert passage.a.start <= in_a.start < in_a.end <= passage.a.end
            assert passage.b.start <= in_b.start < in_b.end <= passage.b.end


@given(TEXTS)
def test_a_text_shares_itself_whole(text: str) -> None:
    if len(folded(text)) >= 8:
        [passage] = shared_passages(text, text, least=8)
        assert passage.similarity == 1.0
        assert passage.a == passage.b
        assert folded(passage.a.of(text)) == folded(text)


@given(st.integers(0, 60), st.integers(20, 60), st.integers(0, 60))
def test_a_planted_passage_of_the_least_length_is_never_missed(before: int, size: int, after: int) -> None:
    passage = numbered(1000, 1000 + size)
    first = f"{numbered(0, 40)} {passage} {numbered(40, 80)}"
    again = " ".join(part for part in (numbered(2000, 2000 + before), passage, numbered(3000, 3000 + after)) if part)
    [found] = find_passages({"first": first, "again": again})
    assert (found.id, found.first_id, found.words, found.similarity) == ("again", "first", size, 1.0)
    assert found.span.of(again) == found.first_span.of(first) == passage


@pytest.mark.parametrize("changed", range(3, 28))
def test_a_passage_with_a_word_changed_is_one_passage(changed: int) -> None:
    words = numbered(100, 130).split()
    [found] = find_passages([f"{numbered(0, 9)} {' '.join(words)}", " ".join([*words[:changed], "other", *words[changed + 1 :]])])
    assert found.words >= (29 if changed >= 10 and changed < 25 else max(changed, 29 - changed))
    assert found.similarity == pytest.approx(found.words / (found.words + (found.words == 29)), abs=1e-3)


def test_a_passage_inside_one_document_refers_to_where_it_stood_first() -> None:
    text = f"{numbered(0, 30)}. {numbered(50, 60)} {numbered(0, 30)}."
    [found] = find_passages([text])
    assert found.id == found.first_id == "0"
    assert (found.span.of(text), found.first_span.start) == (f"{numbered(0, 30)}.", 0)


@given(st.lists(TEXTS, max_size=5))
def test_no_two_repeats_overlap_and_none_refers_to_what_comes_later(texts: list[str]) -> None:
    end = (0, 0)
    for found in find_passages(texts, least=10):
        assert end <= (int(found.id), found.span.start)
        assert (int(found.first_id), found.first_span.end) <= (int(found.id), found.span.start) or int(found.first_id) < int(
            found.id
        )
        end = int(found.id), found.span.end


@given(st.lists(TEXTS, max_size=5))
def test_cutting_out_what_is_equal_loses_no_run_of_words(texts: list[str]) -> None:
    kept = list(texts)
    for found in reversed(find_passages(texts, least=10)):
        if found.similarity == 1.0:
            text = kept[int(found.id)]
            kept[int(found.id)] = f"{text[: found.span.start]}|{text[found.span.end :]}"
    assert {word for text in texts for word in folded(text)} == {word for text in kept for word in folded(text)}


def test_a_footer_of_many_documents_is_told_once_a_document() -> None:
    footer = numbered(0, 40)
    texts = [f"{numbered(1000 + 50 * number, 1040 + 50 * number)} {footer}" for number in range(100)]
    found = find_passages(texts)
    assert [(each.id, each.words) for each in found] == [(str(number), 40) for number in range(1, 100)]
    assert all(int(each.first_id) < int(each.id) for each in found)


def test_a_table_without_texts_or_with_an_id_twice_is_refused() -> None:
    with pytest.raises(InputError, match="no column text"):
        find_duplicates(pa.table({"id": ["a"]}))
    with pytest.raises(InputError, match="'a' stands twice"):
        find_duplicates(pa.table({"id": ["a", "a"], "text": ["b", "c"]}))


@pytest.mark.parametrize("type_", [pa.string(), pa.large_string(), pa.string_view()])
def test_a_table_is_answered_by_a_table(type_: pa.DataType) -> None:
    texts = [None, f"Ünder {numbered(0, 30)}", None, f"– {numbered(0, 30)}"]
    chunks = [pa.array(texts[:2], type_), pa.array(["", *texts[2:]], type_)[1:]]
    found = find_passages(pa.table({"id": list("abcd"), "text": pa.chunked_array(chunks)}))
    assert found.select(["id", "start", "first_id", "first_start", "words"]).to_pylist() == [
        {"id": "d", "start": 2, "first_id": "b", "first_start": 6, "words": 30}
    ]


def test_passages_of_a_phrase_are_refused() -> None:
    with pytest.raises(ValueError, match="phrases of the language"):
        find_passages(["one two"], least=9)

"""Sketches: what is kept of a text, and who meets whom."""

from itertools import combinations
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.columns import column, utf8
from corpusnorm.sketch.candidates import Keys, Limits, candidate_pairs, find_candidates, shared_keys
from corpusnorm.sketch.keys import universal_key
from corpusnorm.sketch.sketch import SKETCHES, Sketches, SketchOptions, sketch, sketch_batch
from corpusnorm.testing import texts

EVERYTHING = Limits(10**6, 4, 1, 0.0, 1)


def sketched(*given: str, scale: int = 4, floor: int = 64) -> Sketches:
    return sketch(utf8(column(given)), scale, floor)


def keys(text: str, scale: int = 4, floor: int = 64) -> set[int]:
    return set(sketched(text, scale=scale, floor=floor).keys.tolist())


@given(st.lists(texts(), max_size=4))
def test_a_sketch_is_distinct_and_its_own(batch: list[str]) -> None:
    """A key is kept once, and no text changes the sketch of another."""
    together = sketched(*batch)
    for number, text in enumerate(batch):
        alone = sketched(text)
        here = slice(together.offsets[number], together.offsets[number + 1])
        assert together.keys[here].tolist() == alone.keys.tolist()
        assert together.marks[here].tolist() == alone.marks.tolist()
        assert together.wholes[number] == alone.wholes[0]
        assert len(set(alone.keys.tolist())) == len(alone.keys)


@given(texts(), st.integers(1, 50))
def test_a_sample_is_the_lowest_share_of_all(text: str, scale: int) -> None:
    """What is kept are the hashes below a limit, so that samples compare; the limit is that of the scale or of the floor."""
    kept, everything = sketched(text, scale=scale, floor=4), keys(text, scale=1)
    limit = kept.shares[0] * 2.0**64
    assert set(kept.keys.tolist()) == {key for key in everything if key <= limit}
    assert kept.shares[0] >= 1 / scale


def test_a_short_text_keeps_all(seeds: dict[str, str]) -> None:
    """One of no more words than the floor."""
    assert keys(seeds["000"][:150]) == keys(seeds["000"][:150], scale=1)


def test_marks_tell_the_next_key() -> None:
    """In the order of the text."""
    found = sketched("a bird in the hand is worth two in the bush")
    assert found.marks.tolist() == [*(found.keys[1:] & np.uint64(2**32 - 1)).tolist(), 0]


def test_universal_keys_survive_degradation() -> None:
    for forms in (("was", "wa", "Was"), ("Countries", "country", "countri"), ("don't", "dont"), ("Özgür", "ozgur")):
        assert len({universal_key(form) for form in forms}) == 1


documents = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5), st.integers(0, 2)), unique_by=lambda each: each[:2])


def joined(rows: list[tuple[int, int, int]], limits: Limits) -> dict[tuple[int, int], int]:
    """The join of rows of document, key and mark: how many keys two documents share."""
    rows = sorted(rows, key=lambda row: row[0])
    docs = np.array([doc for doc, _, _ in rows], np.int32)
    found = Keys(
        np.array([key << 40 for _, key, _ in rows], np.uint64),
        np.array([mark for _, _, mark in rows], np.uint32),
        docs,
        np.bincount(docs, minlength=8).astype(np.int32),
        np.ones(8),
    ).pairs(limits)
    return {(a, b): shared for a, b, shared, _ in found.tolist()}


@given(documents)
def test_the_join_counts_the_keys_two_documents_share(rows: list[tuple[int, int, int]]) -> None:
    """Each pair once, the smaller number first."""
    kept = {doc: {key for other, key, _ in rows if other == doc} for doc, _, _ in rows}
    expected = {(a, b): len(kept[a] & kept[b]) for a, b in combinations(sorted(kept), 2) if kept[a] & kept[b]}
    assert joined(rows, EVERYTHING) == expected


@given(documents)
def test_under_a_hot_key_meet_those_it_goes_on_alike_for_and_the_fullest(rows: list[tuple[int, int, int]]) -> None:
    """The join, word for word as its docstring has it."""
    expected: dict[tuple[int, int], int] = {}
    sizes = {doc: sum(other == doc for other, _, _ in rows) for doc, _, _ in rows}
    for key in {key for _, key, _ in rows}:
        group = {doc: mark for doc, other, mark in rows if other == key}
        parts = [group] if len(group) <= 3 else [{d: m for d, m in group.items() if m == mark} for mark in set(group.values())]
        for part in parts:
            first = sorted(part, key=lambda doc: (-sizes[doc], doc))[: 2 if len(part) > 3 else None]
            for a, b in combinations(sorted(part), 2):
                if a in first or b in first:
                    expected[a, b] = expected.get((a, b), 0) + 1
    assert joined(rows, Limits(3, 2, 1, 0.0, 1)) == expected


@given(st.lists(texts(), max_size=6), st.randoms(use_true_random=False))
def test_candidates_do_not_depend_on_the_order(batch: list[str], random: object) -> None:
    """Nor on whether the keys were in one partition or in several."""
    table = pa.table({"id": [f"d{number}" for number in range(len(batch))], "text": column(batch)})
    order = list(range(len(batch)))
    random.shuffle(order)  # type: ignore[attr-defined]
    found = find_candidates(table)
    assert find_candidates(table.take(pa.array(order, pa.int64()))).equals(found)
    options = {"hottest": 20, "shared": 3, "containment": 0.04, "passage": 4}
    rows = pa.Table.from_batches([sketch_batch(each, 4, 64) for each in table.to_batches(max_chunksize=2)], SKETCHES)
    halves = [rows.filter(pa.array(rows["key"].to_numpy() % 2 == half)) for half in (0, 1)]
    assert candidate_pairs(shared_keys(rows, options, complete=True), options).equals(found)
    assert candidate_pairs(pa.concat_tables([shared_keys(each, options) for each in halves]), options).equals(found)


def test_equal_texts_meet_though_they_have_no_words() -> None:
    """Under the hash of the whole."""
    table = pa.table({"id": ["a", "b", "c", "d"], "text": ["!!!", "??", "!!!", ""]})
    assert [(row["a"], row["b"]) for row in find_candidates(table).to_pylist()] == [("a", "c")]


@pytest.mark.parametrize("passages", [True, False])
def test_an_excerpt_meets_the_book_it_stands_in(passages: bool, seeds: dict[str, str]) -> None:
    """However small the sample of the book is: the estimate compares what both would have kept."""
    book = " ".join(f"{seeds['002']} {number}" for number in range(5))
    excerpt = " ".join(seeds["002"].split()[40:140])
    found = find_candidates(pa.table({"id": ["book", "excerpt"], "text": [book, excerpt]}), SketchOptions(), passages)
    assert [row["containment"] > 0.5 for row in found.to_pylist()] == [True]


def test_the_original_of_a_degraded_document_is_a_candidate(seeds: dict[str, str]) -> None:
    """And no other text is."""
    table = pa.table({"id": list(seeds), "text": list(seeds.values()), "degraded": [name == "004" for name in seeds]})
    found = [(row["a"], row["b"]) for row in find_candidates(table).to_pylist()]
    assert [pair for pair in found if "004" in pair] == [("003", "004")]


def test_copies_meet_though_all_their_sentences_are_boilerplate() -> None:
    """Each sentence is in more documents than `hottest`, in another order."""
    random = Random(0)  # noqa: S311
    sentences = [" ".join(f"word{random.randrange(500)}" for _ in range(15)) for _ in range(60)]
    batch = [" ".join(random.sample(sentences, 30)) for _ in range(100)]
    copies = {f"o{number:03d}": batch[number].replace(sentences[7], "").replace(sentences[9], "") for number in range(10)}
    table = pa.table(
        {"id": [f"o{n:03d}" for n in range(100)] + [f"p{name}" for name in copies], "text": [*batch, *copies.values()]}
    )
    found = {(row["a"], row["b"]): row["containment"] for row in find_candidates(table, passages=False).to_pylist()}
    assert all(found[name, f"p{name}"] > 0.5 for name in copies)

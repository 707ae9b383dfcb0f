"""Collation: readings are what the witness says, and deltas lead from one text to the other."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

import corpusnorm
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.job.collation import differences as found
from corpusnorm.job.collation.collate import variants_of_degraded, variants_of_near
from corpusnorm.job.collation.differences import differences
from corpusnorm.job.collation.tokens import tokens
from corpusnorm.restoration.stage import repair_row
from corpusnorm.tables import edits_of
from corpusnorm.testing import texts


def delta(base: str, text: str) -> Edits:
    return Edits(Edit(Span(start, end), new) for start, end, new in differences(base, text))


@given(texts(), texts())
def test_a_delta_leads_from_one_text_to_the_other(base: str, text: str) -> None:
    assert delta(base, text).apply(base) == text
    assert not delta(text, text)


@given(texts(), texts())
def test_tokens_are_cut_and_told_apart_as_strings(one: str, other: str) -> None:
    numbers: dict[str, int] = {}
    for text in (one, other):
        bounds, hashes = tokens(text)
        found = re.findall(r"\w+|[^\w\s]|\s+", text)
        assert [text[start:end] for start, end in pairwise(bounds.tolist())] == found
        assert all(numbers.setdefault(token, number) == number for token, number in zip(found, hashes.tolist(), strict=True))
    assert len(set(numbers.values())) == len(numbers)


def test_tokens_of_one_hash_lose_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "tokens", lambda text: (np.arange(len(text) + 1), np.zeros(len(text), np.int64)))
    assert delta("one two", "two one").apply("one two") == "two one"


def test_the_readings_of_a_degraded_copy_stand_in_its_repaired_text(seeds: dict[str, str]) -> None:
    degraded = corpusnorm.clean(seeds["004"])
    row = repair_row("d", degraded, "base", seeds["003"])
    repaired = edits_of(row["edits"]).apply(degraded)
    at = 0
    variants = variants_of_degraded("d", seeds["003"], degraded, repaired, row["spans"])
    for variant in variants:
        reading = "".join(piece.text for piece in variant.pieces)
        assert repaired.index(reading, at) >= at
        at = repaired.index(reading, at) + len(reading)
    assert len(variants) > 100


def test_the_readings_are_disjoint_and_rise(seeds: dict[str, str]) -> None:
    row = repair_row("d", seeds["004"], "base", seeds["003"])
    repaired = edits_of(row["edits"]).apply(seeds["004"])
    variants = variants_of_degraded("d", seeds["003"], seeds["004"], repaired, row["spans"])
    assert all(a.span.end <= b.span.start for a, b in pairwise(variants))


def test_a_moved_passage_is_a_reading_and_leaves_the_rest_in_place() -> None:
    base = "one two three. four five six. seven eight nine."
    rows = [("seven eight nine.", 30, 47), ("one two three.", 0, 14), ("four five six.", 15, 29)]
    spans, repaired = [], ""
    for text, start, end in rows:
        at = len(repaired)
        repaired += text + " "
        place = {"start": at, "end": at + len(text), "degraded_start": 0, "degraded_end": 0}
        spans.append({"tier": "witness", "certainty": 1.0, "evidence": f"witness:{start}-{end}", **place})
    first, last = variants_of_degraded("w", base, "", repaired, spans)
    assert (first.span.of(base), [piece.text for piece in first.pieces]) == ("", ["seven eight nine.", ""])
    assert (last.span.of(base), [piece.tier for piece in last.pieces]) == ("seven eight nine.", ["gap"])


def test_a_paragraph_that_begins_in_a_reading_is_a_part_of_it() -> None:
    base, other = "They lived there. Some still do.", "They lived there.\n\nEvery summer they dance."  # the full stop is common
    [variant] = variants_of_near("w", base, differences(base, other))
    assert variant.span.of(base) == " Some still do"
    assert [piece.text for piece in variant.pieces] == ["\n\nEvery summer they dance"]

"""The stage: record batch to record batch, every row as if it were alone."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpusnorm.names import regularize
from corpusnorm.names.decisions import Decision, Decisions
from corpusnorm.names.regularizer import regularizer_for
from corpusnorm.names.stage import NAMED, damaged_batch, names_batch

PIECES = [
    "Erdogan ",
    "Kiev, ",
    "Odessa ",
    "Texas. ",
    "Turkey ",
    "said ",
    "renamed ",
    "Bombay ",
    "Putin ",
    "’",
    "ğ ",
    "\N{PARTY POPPER}",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
ROWS = st.tuples(
    TEXTS, st.sampled_from(["", "2023-11-09", "1990", "2023-11-09T10:00", "never"]), st.sampled_from(["en", "de", "und"])
)


def batch_of(rows: list[tuple[str, str, str]], words: int = 100, kind: pa.DataType | None = None) -> pa.RecordBatch:
    columns = {
        "id": pa.array([f"d{number}" for number in range(len(rows))], pa.string()),
        "name": pa.array([f"{number}.txt" for number in range(len(rows))], pa.string()),
        "text": pa.array([text for text, _, _ in rows], kind or pa.large_string()),
        "meta": pa.array([json.dumps({"date": date} if date else {}) for _, date, _ in rows], pa.string()),
        "language": pa.array([language for _, _, language in rows], pa.string()),
        "words": pa.array([words] * len(rows), pa.int64()),
    }
    return pa.RecordBatch.from_pydict(columns)


def wanted(row: tuple[str, str, str]) -> dict[str, Any]:
    text, date, language = row
    day = {"never": None, "": None}.get(date, date.partition("T")[0])
    found = regularize(text, day, lang=None if language == "und" else language)
    return {
        "spans": [(mention.span.start, mention.span.end) for mention in found.mentions],
        "said": [(m.form, m.entity or "", list(m.candidates), m.kind, m.certainty, m.rule, m.name) for m in found.mentions],
        "edits": [(edit.span.start, edit.span.end, edit.text, edit.rule, edit.certainty, edit.evidence) for edit in found.edits],
        "fates": [
            (
                next((edit.text for edit in found.edits if edit.span == m.span), ""),
                next((kept.guard for kept in found.kept if kept.mention == m), ""),
                next((review.question for review in found.queue if review.mention == m), ""),
            )
            for m in found.mentions
        ],
    }


def said(row: dict[str, Any]) -> dict[str, Any]:
    mentions = [list(mention.values()) for mention in row["mentions"]]
    return {
        "spans": [tuple(values[:2]) for values in mentions],
        "said": [tuple(values[2:9]) for values in mentions],
        "edits": [tuple(edit.values()) for edit in row["edits"]],
        "fates": [tuple(mention[key] for key in ("written", "held", "question")) for mention in row["mentions"]],
    }


@settings(deadline=None)
@given(st.lists(ROWS, max_size=6), st.integers(0, 2))
def test_a_row_says_what_regularize_says_of_its_text(rows: list[tuple[str, str, str]], start: int) -> None:
    stage = regularizer_for("default")
    answer = names_batch(batch_of(rows).slice(start), stage)
    assert answer.schema == NAMED
    answer.validate(full=True)
    assert [said(row) for row in answer.to_pylist()] == [wanted(row) for row in rows[start:]]
    assert answer.column("id").to_pylist() == [f"d{number}" for number in range(start, len(rows))]
    assert answer.equals(names_batch(batch_of(rows, kind=pa.string_view()).slice(start), stage))
    alone = [names_batch(batch_of(rows).slice(number, 1), stage).to_pylist() for number in range(start, len(rows))]
    assert [row for one in alone for row in one] == answer.to_pylist()


DECIDED = Decisions.of(
    [
        Decision("is", ("Putin",), ("putin",), scope="document", document="d1", reason="r", date="2026"),
        Decision("is", ("said",), ("kyiv",), scope="document", document="2.txt", reason="r", date="2026"),
        Decision("not-a-name", ("Turkey",), reason="r", date="2026"),
        Decision("keep", ("Bombay",), scope="mention", document="d0", start=0, end=6, reason="r", date="2026"),
    ]
)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4))
@example(["Bombay Bombay", "Putin ", "he said so", "Turkey "])
def test_a_row_is_decided_about_as_its_text_is(texts: list[str]) -> None:
    answer = names_batch(batch_of([(text, "2023", "en") for text in texts]), regularizer_for("default", decisions=DECIDED))
    for number, (text, row) in enumerate(zip(texts, answer.to_pylist(), strict=True)):
        by = [regularize(text, "2023", lang="en", decisions=DECIDED, document=name) for name in (f"d{number}", f"{number}.txt")]
        found = max(by, key=lambda each: len(each.decided))  # no document of these is decided about under both of its names
        assert [(mention["form"], mention["entity"] or None) for mention in row["mentions"]] == [
            (mention.form, mention.entity) for mention in found.mentions
        ]
        assert row["decided"] == list(found.decided)
        assert len(row["edits"]) == len(found.edits)


def test_of_a_degraded_text_it_is_told_what_may_be_names() -> None:
    answer = damaged_batch(
        batch_of([("war baku azerbaijan baku", "", "en"), ("no such thing", "", "en")]), regularizer_for("default")
    )
    assert answer.column("damaged").to_pylist() == ["3 places that may be names are not marked: baku (2), azerbaijan", ""]
    assert answer.column("mentions").to_pylist() == [[], []]


def test_a_contested_name_of_which_no_rule_speaks_is_a_question() -> None:
    answer = names_batch(batch_of([("Shushi and Stepanakert", "", "en"), ("Shushi", "", "de")]), regularizer_for("default"))
    asked = [[(each["form"], each["question"]) for each in row["mentions"]] for row in answer.to_pylist()]
    assert asked == [[("Shushi", "contested"), ("Stepanakert", "")], [("Shushi", "")]]


@pytest.mark.parametrize(("words", "edits"), [(19, 1), (20, 0)])
def test_the_language_of_a_few_words_is_not_believed(words: int, edits: int) -> None:
    batch = batch_of([("Kiev", "2023", "de")], words)
    assert len(names_batch(batch, regularizer_for("default")).to_pylist()[0]["edits"]) == edits

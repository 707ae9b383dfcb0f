"""Sentences with their outcome: text that must stay, text that changes, and what is known to go wrong."""

from pathlib import Path

import pytest

from corpusnorm.names import regularize

CORPORA = Path(__file__).parent / "corpora"
SEEN = ("guards_seen", "guards_third", "guards_fourth", "guards_fifth")
Row = tuple[str | None, ...]


def rows(corpus: str) -> list[Row]:
    lines = (CORPORA / f"{corpus}.tsv").read_text(encoding="utf-8").splitlines()
    plain = [line.replace("\\n", "\n").replace("\\t", " ").split("\t") for line in lines if line and not line.startswith("#")]
    return [(None if date == "-" else date, *cells) for date, *cells in plain]


@pytest.mark.parametrize(("date", "text"), rows("kept"))
def test_stays_to_the_letter(date: str | None, text: str) -> None:
    assert regularize(text, date).edits.apply(text) == text


@pytest.mark.parametrize(("date", "text", "expected"), rows("rewritten"))
def test_is_rewritten(date: str | None, text: str, expected: str) -> None:
    found = regularize(text, date)
    assert found.edits.apply(text) == expected
    assert not regularize(expected, date).edits
    assert all(edit.rule.startswith("names:") and "entity " in edit.evidence for edit in found.edits)


@pytest.mark.parametrize(("date", "kind", "text", "expected"), [row for corpus in SEEN for row in rows(corpus)])
def test_comes_out_as_was_said_before_it_was_tried(date: str | None, kind: str, text: str, expected: str) -> None:
    assert regularize(text, date).edits.apply(text) == (text if expected == "=" else expected), kind


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("date", "text", "wanted", "why"), rows("known_failures"))
def test_known_failures(date: str | None, text: str, wanted: str, why: str) -> None:
    assert regularize(text, date).edits.apply(text) == wanted, why

"""Residue of extraction: what of an article's captions, tables and headings is found in seed 003, and nothing else."""

import pytest

from corpusnorm.cleaning import FindResidue, clean
from corpusnorm.document import Document

SEED_003 = [
    ("orphan-caption", "in USSR, 1957–1991"),
    ("orphan-caption", "+"),
    ("flattened-table", "Military personnel20,000 64,000"),
    ("flattened-table", "Artillery177–187 388–395"),
    ("flattened-table", "Tanks90–173 436–458"),
    ("flattened-table", "Armored personnel carriers 290–360558–1,264"),
    ("flattened-table", "Armored fighting vehicles 39–200 + N/A389–480"),
    ("flattened-table", "Fighter aircraft3 + N/A63–170"),
    ("flattened-table", "Helicopters13 + N/A45–51"),
    ("orphan-caption", "in Dashalty"),
    ("orphan-caption", ", Serzh Sargsyan and Vladimir Putin, 10 August 2014"),
    ("empty-heading", "Historical overviews"),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.code, finding.span.of(text)) for finding in FindResidue().findings(Document.of(text))]


def test_the_residue_of_seed_003_is_found_and_only_that(seeds: dict[str, str]) -> None:
    assert found(seeds["003"]) == SEED_003


@pytest.mark.parametrize("seed", ["000", "001", "002", "004"])
def test_the_other_seeds_have_none(seeds: dict[str, str], seed: str) -> None:
    assert found(seeds[seed]) == []


def test_residue_is_found_and_left(seeds: dict[str, str]) -> None:
    assert not FindResidue()(Document.of(seeds["003"]))
    assert all(line in clean(seeds["003"]) for _, line in SEED_003)


def test_removing_takes_the_lines_found_and_no_other(seeds: dict[str, str]) -> None:
    text = seeds["003"]
    edits = FindResidue(remove=True)(Document.of(text))
    gone = [line for _, line in SEED_003]
    assert [line for line in text.split("\n") if line not in gone] == edits.apply(text).split("\n")[: -1 if edits else None]
    assert edits.invert(text).apply(edits.apply(text)) == text


@pytest.mark.parametrize(
    "line",
    [
        "and then he left.",
        "iPhone sales rose;",
        "“so they say”",
        "1988–1994 was a war, of 30,000 dead and 1,000,000 fled, and nobody in it won anything at all but graves.",
    ],
)
def test_a_line_that_ends_a_sentence_is_never_residue(line: str) -> None:
    prose = "It was a long war, and the longer it was, the less could anyone say why it went on. " * 3
    assert found(f"{prose}\n{line}\n{prose}") == []


@pytest.mark.parametrize("poem", ["tiger tiger\nburning bright\nin the forests\nof the night", "milk 2\neggs 12\nflour 1,000"])
def test_a_text_without_prose_has_no_residue(poem: str) -> None:
    assert found(poem) == []

"""The example corpora: damage is repaired, correct text stays, and what we know to fail still fails."""

from pathlib import Path

import pytest

from corpusnorm.cleaning import clean
from corpusnorm.testing import Example, examples

CORPORA = Path(__file__).parents[2] / "corpora"


def corpus(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", [*examples(CORPORA / f"{name}.json")], ids=lambda example: example.label)


@corpus("in-the-wild")
def test_damage_is_repaired(example: Example) -> None:
    assert clean(example.original) == example.expected
    assert example.original != example.expected


@corpus("in-the-wild")
def test_what_was_repaired_is_not_repaired_again(example: Example) -> None:
    assert clean(example.expected) == example.expected


@corpus("negative")
def test_correct_text_that_looks_like_damage_stays(example: Example) -> None:
    result = clean(example.original)
    assert result == example.original == example.expected
    assert not result.edits


@pytest.mark.xfail(strict=True, reason="known failures: see the comment of each")
@corpus("known-failures")
def test_known_failure(example: Example) -> None:
    assert clean(example.original) == example.expected


@corpus("known-failures")
def test_a_known_failure_says_why(example: Example) -> None:
    assert example.comment

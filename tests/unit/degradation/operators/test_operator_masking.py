"""A mask keeps the place of a token and nothing of its form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.degradation.operators import DropNumbers, MaskTokens


@given(st.text(min_size=1), st.sampled_from(("digits", "any_digit", "numeral")))
def test_numbers_are_masked_where_they_would_be_dropped(word: str, which: str) -> None:
    dropped = DropNumbers(which).form(word) is None
    assert MaskTokens("NUM", which=which).form(word) == ("NUM" if dropped else word)


def test_names_are_masked_by_their_form() -> None:
    mask = MaskTokens("<NAME>", words=frozenset({"Holmes"}))
    assert [mask.form(word) for word in ("Holmes", "holmes", "Holmeses")] == ["<NAME>", "holmes", "Holmeses"]


def test_a_capitalized_word_begins_with_an_upper_case_letter() -> None:
    mask = MaskTokens("X", which="capitalized")
    assert [mask.form(word) for word in ("Ankara", "Über", "iPod", "1892")] == ["X", "X", "iPod", "1892"]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"mask": "", "which": "digits"}, "without white space"),
        ({"mask": "A B", "which": "digits"}, "without white space"),
        ({"mask": 5, "which": "digits"}, "without white space, not 5"),
        ({"mask": "NUM", "which": "verbs"}, "unknown which 'verbs'"),
        ({"mask": "NUM"}, "either a kind"),
        ({"mask": "NUM", "which": "digits", "words": ("a",)}, "either a kind"),
        ({"mask": "NUM", "words": "Holmes"}, "a list of words"),
    ],
)
def test_a_mask_that_makes_no_sense_is_refused(options: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        MaskTokens(**options)  # type: ignore[arg-type]

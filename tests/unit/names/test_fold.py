"""Folding never moves an offset."""

import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm.names.fold import bare, fold


def test_every_code_point_folds_to_exactly_one() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert all(len(fold(character)) == 1 for character in everything)


def test_folding_twice_is_folding_once_on_all_of_unicode() -> None:
    folded = fold("".join(map(chr, range(sys.maxunicode + 1))))
    assert fold(folded) == folded


@settings(deadline=None)
@given(st.text(), st.text())
def test_folding_looks_at_no_neighbour(a: str, b: str) -> None:
    assert fold(a + b) == fold(a) + fold(b)


def test_turkish_and_azerbaijani_letters() -> None:
    assert fold("İIıi ĞğÇçŞşÖöÜü Əə") == "iiii ggccssoouu ee"
    assert fold("Χαλκίς Йод ĲĳŉΣ") == fold("Χαλκίς") + " йод " + fold("ĲĳŉΣ")


def test_other_scripts_keep_their_marks() -> None:
    assert fold("й") != fold("и")
    assert fold("ї") != fold("і")


def test_bare_keeps_case() -> None:
    assert "".join(map(bare, "İŞĞıəØ")) == "ISGieO"

"""What a reversible scheme writes, it gives back; and what any scheme writes, it can have written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm.transliteration import Scheme, originals, schemes, transliterate, which_schemes
from corpusnorm.transliteration.casing import capitalized
from corpusnorm.transliteration.keys import script_of

REVERSIBLE = [each for each in schemes() if each.reversible]
MANY = settings(max_examples=300, deadline=None)


@st.composite
def names(draw: st.DrawFn, of: Scheme) -> str:
    """Words of the letters of a scheme, some with a capital, where the script has case and the scheme a letter for it."""
    letters = sorted(letter for letter in of.letters if script_of(letter) == of.source_script)
    words = draw(st.lists(st.text(letters, min_size=1, max_size=8), min_size=1, max_size=2))
    return " ".join(_name(word, of) if draw(st.booleans()) else word for word in words)


def _name(word: str, of: Scheme) -> str:
    first = transliterate(word[0], of.id)
    return word if of.caseless or first.lower() == first.upper() else capitalized(word, dotted=of.dotted_source)


@pytest.mark.parametrize("by", REVERSIBLE, ids=lambda by: by.id)
@given(data=st.data())
def test_a_reversible_scheme_gives_every_name_back(by: Scheme, data: st.DataObject) -> None:
    name = data.draw(names(by))
    assert originals(transliterate(name, by.id), by.id) == (name,)


@MANY
@given(st.sampled_from(schemes()), st.data())
def test_a_scheme_is_found_by_what_it_writes(by: Scheme, data: st.DataObject) -> None:
    name = data.draw(names(by))
    found = which_schemes(transliterate(name, by.id), name, by.language)
    assert (by.id, 0) in {(each.scheme, each.deviations) for each in found}


@MANY
@given(st.sampled_from(schemes()), st.text("0123456789 .,;!?\n", max_size=12))
def test_what_has_no_letters_stays(by: Scheme, text: str) -> None:
    assert transliterate(text, by.id) == text

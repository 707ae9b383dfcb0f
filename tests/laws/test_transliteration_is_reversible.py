"""What a reversible scheme writes, it gives back; and what any scheme writes, it can have written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.transliteration import Scheme, originals, schemes, transliterate, which_schemes
from corpusnorm.transliteration.casing import capitalized
from corpusnorm.transliteration.keys import script_of

REVERSIBLE = [each for each in schemes() if each.reversible]
NAMES = st.data()


def words(of: Scheme) -> st.SearchStrategy[str]:
    """Words of the letters of a scheme, in small letters or with a capital where the script has case, and the scheme a letter for
    it.
    """
    word = st.text(sorted(letter for letter in of.letters if script_of(letter) == of.source_script), min_size=1, max_size=8)

    def name(word: str) -> str:
        first = transliterate(word[0], of.id)
        return word if of.caseless or first.lower() == first.upper() else capitalized(word, dotted=of.dotted_source)

    return st.lists(word | word.map(name), min_size=1, max_size=2).map(" ".join)


@pytest.mark.parametrize("by", REVERSIBLE, ids=lambda by: by.id)
@given(data=NAMES)
def test_a_reversible_scheme_gives_every_name_back(by: Scheme, data: st.DataObject) -> None:
    name = data.draw(words(by))
    assert originals(transliterate(name, by.id), by.id) == (name,)


@pytest.mark.parametrize("by", schemes(), ids=lambda by: by.id)
@given(data=NAMES)
def test_a_scheme_is_found_by_what_it_writes(by: Scheme, data: st.DataObject) -> None:
    name = data.draw(words(by))
    found = which_schemes(transliterate(name, by.id), name, by.language)
    assert (by.id, 0) in {(each.scheme, each.deviations) for each in found}


@pytest.mark.parametrize("by", schemes(), ids=lambda by: by.id)
@given(data=NAMES)
def test_what_has_no_letters_stays(by: Scheme, data: st.DataObject) -> None:
    text = data.draw(st.text("0123456789 .,;!?\n", max_size=12))
    assert transliterate(text, by.id) == text

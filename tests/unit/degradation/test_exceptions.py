"""Lemmatizers that no named one explains are learned from all pairs of a set, as tables."""

from random import Random

from corpusnorm.degradation import Degradation
from corpusnorm.degradation.exceptions import with_exceptions
from corpusnorm.degradation.operators import Lemma, Lowercase, Stop, Table, Tokenize

_SYLLABLES = ("bar", "ten", "lom", "rik", "sun", "dav", "fer", "gol")
_RANDOM = Random(3)  # noqa: S311
_NOUNS = sorted({"".join(_RANDOM.choices(_SYLLABLES, k=3)) for _ in range(60)})
_TEXTS = [" ".join(f"The {noun} of his" for noun in _RANDOM.choices(_NOUNS, k=12)) for _ in range(40)]
_TABLE = Table(tuple((noun, f"{noun[:5]}um") for noun in _NOUNS[::4]))
_PLAIN = (Tokenize("ascii_to_space"), Lowercase())


def _learned(true: Degradation, known: Degradation) -> Degradation:
    return with_exceptions(known, [(true.apply(text), text) for text in _TEXTS])


def test_the_exceptions_of_a_lemmatizer_are_learned() -> None:
    true = Degradation((*_PLAIN, _TABLE, Stop("nltk179")))
    found = _learned(true, Degradation((*_PLAIN, Stop("nltk179"))))
    assert all(found.apply(text) == true.apply(text) for text in _TEXTS)


def test_a_word_of_the_stop_list_that_became_another_is_kept() -> None:
    true = Degradation((*_PLAIN, Table((*_TABLE.forms, ("his", "hise"))), Stop("nltk179")))
    found = _learned(true, Degradation((*_PLAIN, Stop("nltk179"))))
    assert all(found.apply(text) == true.apply(text) for text in _TEXTS)


def test_a_recipe_that_explains_the_pairs_stays_as_it_is() -> None:
    known = Degradation((*_PLAIN, Stop("nltk179"), Lemma("wordnet_noun")))
    assert _learned(known, known) is known

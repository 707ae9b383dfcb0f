"""The lemmatizers give what NLTK gives, in its old behaviour and in the one since 3.9."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.degradation.operators import Lemma

TABLE = Path(__file__).with_name("wordnet_nltk.tsv")
PARTS = ("noun", "verb", "adj", "adv")


def rows(part: str) -> Iterator[tuple[str, str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{part}\t"):
            _, word, old, new = line.split("\t")
            yield word, old, new


@pytest.mark.parametrize("part", PARTS)
def test_the_lemmas_are_those_of_nltk_up_to_381(part: str) -> None:
    lemma = Lemma(f"wordnet_{part}_nltk<=3.8.1")
    assert {word: lemma.form(word) for word, _, _ in rows(part)} == {word: old for word, old, _ in rows(part)}


@pytest.mark.parametrize("part", PARTS)
def test_the_lemmas_are_those_of_nltk_since_39(part: str) -> None:
    lemma = Lemma(f"wordnet_{part}")
    assert {word: lemma.form(word) for word, _, _ in rows(part)} == {word: new for word, _, new in rows(part)}


@pytest.mark.parametrize(("word", "lemma"), [("was", "wa"), ("has", "ha"), ("as", "a"), ("us", "u"), ("less", "le")])
def test_the_forms_that_give_the_old_lemmatizer_away(word: str, lemma: str) -> None:
    assert Lemma("wordnet_noun_nltk<=3.8.1").form(word) == lemma


@pytest.mark.parametrize("part", PARTS)
@given(word=st.text("esingdrtav", min_size=1, max_size=40))
def test_the_behaviours_differ_only_where_the_new_one_finds_nothing(part: str, word: str) -> None:
    old, new = Lemma(f"wordnet_{part}_nltk<=3.8.1").form(word), Lemma(f"wordnet_{part}").form(word)
    assert new in (old, word)


def test_a_hostile_word_costs_no_more_than_its_length_allows() -> None:
    assert Lemma("wordnet_verb_nltk<=3.8.1").form("es" * 500)

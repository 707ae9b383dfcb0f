"""spaCy's lemmas for the most frequent part of speech, simplemma's where it is installed, and stemmers beyond NLTK."""

import pytest

from corpusnorm.degradation.operators import Lemma, Lowercase, Stem, simplemma


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("was", "be"), ("has", "have"), ("countries", "country"), ("running", "run"), ("better", "well"), ("mice", "mouse"),
        ("meeting", "meeting"), ("building", "building"), ("data", "datum"), ("us", "we"), ("them", "they"), ("number", "number"),
        ("blorbs", "blorb"), ("bus", "bus"), ("The", "the"), ("Erdogan", "Erdogan"), ("Baku", "Baku"),
    ],
)  # fmt: skip
def test_a_word_gets_the_lemma_of_its_most_frequent_part_of_speech(word: str, lemma: str) -> None:
    assert Lemma("spacy").form(word) == lemma


def test_the_lookup_table_knows_forms_as_they_are_written() -> None:
    assert [Lemma("spacy_lookup").form(word) for word in ("was", "running", "Was", "blorbs")] == ["be", "run", "Was", "blorbs"]


def test_simplemma_is_called_where_it_is_installed() -> None:
    pytest.importorskip("simplemma")
    assert Lemma("simplemma:de").form("Häusern") == "Haus"
    assert Lemma("simplemma:de").form("H\udce4usern") == "H\udce4usern"  # a byte that was no UTF-8
    assert Lemma("simplemma:tr").form("evlerimizden") == "ev"
    assert Lemma("simplemma:de").version == simplemma.version()
    with pytest.raises(ValueError, match="unknown language 'tlh'"):
        Lemma("simplemma:tlh")


def test_simplemma_that_is_not_installed_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplemma, "is_installed", lambda: False)
    simplemma.check.cache_clear()
    with pytest.raises(ValueError, match=r"pip install 'corpusnorm\[simplemma\]'"):
        Lemma("simplemma:de")
    simplemma.check.cache_clear()


def test_turkish_is_stemmed_and_lowered() -> None:
    assert Stem("snowballstemmer:turkish").form("evlerimizden") == "ev"
    assert [Lowercase(method).form("İŞIK") for method in ("lower", "turkish")] == ["i̇şik", "işık"]

"""Universal keys: what of a word survives the usual degradations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

WORD = re.compile(r"\w+(?:['’]\w+)*")
_PREFIX = 6  # characters: long enough to tell words apart, short enough that every stemmer leaves them alone
_APOSTROPHES = str.maketrans("", "", "'’_")


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of `text`: runs of letters, digits and inner apostrophes."""
    return WORD.finditer(text)


@lru_cache(maxsize=1 << 18)
def universal_key(word: str) -> str:
    """A key that a word shares with its lower-cased, unaccented, lemmatized, stemmed and de-apostrophized forms.

    The WordNet noun lemma (older morphy), stemmed twice by English Snowball, cut to 6 characters. Two different words may share
    a key; context tells them apart. Empty where nothing is left. Source: measured on the development pairs against plain
    prefixes and single stemmers (`docs/design/002-universal-keys.md`). Cost: a table look-up and two stemmings a type.

    >>> {universal_key(form) for form in ("Countries", "country", "countri")}
    {'countr'}
    """
    folded = unicodedata.normalize("NFKD", word.casefold()).translate(_APOSTROPHES)
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    lemma, stemmer = _lemmatizer(), _stemmer()
    stem: str = stemmer.stem(stemmer.stem(lemma.form(plain) or plain))
    return stem[:_PREFIX]


@lru_cache(maxsize=1)
def _lemmatizer() -> Any:
    from corpusnorm.degradation.operators import Lemma

    return Lemma("wordnet_noun_nltk<=3.8.1")


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()

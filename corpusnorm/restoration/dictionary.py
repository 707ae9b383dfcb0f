"""Whole words for stems that no text of the corpus explains."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from corpusnorm.degradation.data import entries
from corpusnorm.degradation.operators import Stem, stop_words
from corpusnorm.degradation.recipe import Degradation
from corpusnorm.restoration.lexicon import Guess

_SHARED = 3  # first letters that an English stem shares with its word: all but the last one, and at most these
# How often the shortest word of the dictionary is the one: measured on the stemmed pairs of `benchmarks/quality/repair.py`.
_SHORTEST_IS_RIGHT = 0.44


class Dictionary:
    """English words by their stems: for a stem that is no word itself, the shortest word that has it.

    The shortest one stands for its family: it keeps the right one's beginning, and is the right one more often than any other.
    For degradations without an English stemmer it has no answer. Source: the lemmas of WordNet 3.0, and function words. Cost: some
    ten stemmings a form.

    >>> from corpusnorm.degradation.operators import Tokenize
    >>> dictionary = Dictionary(Degradation((Tokenize("word_re"), Stem("porter"))))
    >>> dictionary.guess("servic").surface, dictionary.guess("band")
    ('service', None)
    """

    def __init__(self, degradation: Degradation) -> None:
        english = ("porter", "snowball:english", "lancaster")
        stems = [each for each in degradation.word_operators if isinstance(each, Stem)]
        self._stems = any(each.name.startswith(english) for each in stems)
        self._degradation = degradation

    def guess(self, form: str) -> Guess | None:
        """The shortest word with the stem `form`, ties to the first; None where it is a word itself, or no word has it."""
        words = _words()
        if not self._stems or not form.isalpha() or words[bisect_left(words, form) % len(words)] == form:
            return None
        start = form[: min(_SHARED, max(len(form) - 1, 1))]
        family = words[bisect_left(words, start) : bisect_left(words, start + "\N{LATIN SMALL LETTER Z WITH CARON}")]
        found = [word for word in family if len(word) >= len(form) and self._degradation.form(word) == form]
        found = [word for word in found if word in _function_words()] or found
        return Guess(min(found, key=lambda word: (len(word), word)), _SHORTEST_IS_RIGHT, "dictionary:wordnet") if found else None


def _function_words() -> frozenset[str]:
    """Words on NLTK's list and on SMART's: the first has pieces of words besides, the second content words."""
    return stop_words("nltk179") & stop_words("smart")


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    parts = ("noun", "verb", "adj", "adv")
    content = {word for part in parts for word in entries(f"wordnet/{part}.txt")}
    return tuple(sorted(word for word in content | _function_words() if word.isalpha()))

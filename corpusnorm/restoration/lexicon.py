"""The surfaces a degraded form may stand for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from corpusnorm.degradation.operators import Lemma, stop_words
from corpusnorm.degradation.recipe import Degradation

_SENTENCE_START = re.compile(r"(?:\A|[.!?:…][\"'”’)\]]*\s+|\n\s*|[\"“(]\s*)\Z")
_LOOK_BACK = 6  # characters: enough for a full stop, closing quotes and a space
_ONLY_WORD = 0.98  # a form with one possible source can still be a name or an abbreviation


class Guess(NamedTuple):
    """A surface for a form, the probability that it is the one, and on what ground."""

    surface: str
    certainty: float
    ground: str


class Lexicon:
    """Degraded forms to the surfaces that give them, counted in a text that is not degraded.

    A word that begins a sentence counts for half, as its capital says nothing. Cost: one pass of the degradation's tokenizer.

    >>> from corpusnorm.degradation.operators import Lowercase, Tokenize
    >>> how = Degradation((Tokenize("word_re"), Lowercase()))
    >>> Lexicon("The war in Armenia. In Armenia the war went on.", how).guess("armenia").surface
    'Armenia'
    """

    def __init__(self, clean: str, degradation: Degradation) -> None:
        self._weights: dict[str, Counter[str]] = defaultdict(Counter)
        for token in degradation.tokens(clean):
            starts = _SENTENCE_START.search(clean[max(0, token.start - _LOOK_BACK) : token.start]) is not None
            self._weights[token.form][clean[token.start : token.end]] += 1 if starts else 2

    def guess(self, form: str) -> Guess | None:
        """The likeliest surface of `form`, ties to the alphabetically first; None where the text never has one.

        The certainty is its share among the surfaces seen, with one occurrence added for a surface not seen (Laplace).
        """
        if form not in self._weights:
            return None
        weights = self._weights[form]
        surface, weight = min(weights.items(), key=lambda each: (-each[1], each[0]))
        return Guess(surface, round(weight / (weights.total() + 2), 3), f"lexicon:{form}")


def inverse_of(degradation: Degradation) -> dict[str, Guess]:
    """Forms that are no words, each with the one function word that the lemmatizer turns into it: `wa` with `was`.

    Only English function words are looked at (SMART and NLTK): they are frequent, and a lemmatizer that takes them for nouns
    mangles them. A form that several words give, or that is one of these words itself, has no entry.
    """
    lemmas = tuple(operator for operator in degradation.word_operators if isinstance(operator, Lemma))
    return dict(_inverse(lemmas))


@lru_cache(maxsize=16)
def _inverse(lemmas: tuple[Lemma, ...]) -> tuple[tuple[str, Guess], ...]:
    common = stop_words("smart") | stop_words("nltk179")
    sources: dict[str, list[str]] = defaultdict(list)
    for word in sorted(common):
        form = word
        for operator in lemmas:
            form = operator.form(form)
        sources[form].append(word)
    names = "+".join(lemma.name for lemma in lemmas)
    return tuple(
        (form, Guess(words[0], _ONLY_WORD, f"inverse:{names}"))
        for form, words in sorted(sources.items())
        if len(words) == 1 and form not in common
    )

"""The surfaces a degraded form may stand for, ranked in their context."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from corpusnorm.degradation.operators import Lemma, stop_words
from corpusnorm.degradation.recipe import Degradation

_SENTENCE_START = re.compile(r"(?:\A|[.!?:…][\"'”’)\]]*\s+|\n\s*|[\"“(]\s*)\Z")
_LOOK_BACK = 6  # characters: enough for a full stop, closing quotes and a space
_ONLY_WORD = 0.98  # a form with one possible source can still be a name or an abbreviation
_START = 0.9  # the share of an occurrence at a sentence start that goes to the word without its capital
# How many observations a different neighbour adds to the worth of the coarser distribution (after Witten and Bell 1991, who add
# one). The optimum is flat: 3 to 30 give the same within .002 of the guesses.
_VARIETY = 10.0
_UNSEEN = 0.35  # the weight of a surface not seen
_REVISED = 0.97  # how often a revision has the word in no form of its own: measured on the pairs of `benchmarks/quality/repair.py`


class Guess(NamedTuple):
    """A surface for a form, the probability that it is the one, and on what ground."""

    surface: str
    certainty: float
    ground: str


class Lexicon:
    """Degraded forms to the surfaces that give them, with their neighbours, counted in text that is not degraded.

    P(surface | form, neighbours) by Bayes' rule: how often the form has the surface, and how often a surface like it (its case
    and ending, where it is rare itself) stands beside such neighbours. Cost: one pass of the degradation's tokenizer.

    >>> from corpusnorm.degradation.operators import Lowercase, Tokenize
    >>> how = Degradation((Tokenize("word_re"), Lowercase()))
    >>> Lexicon(["The war in Armenia. In Armenia the war went on."], how).guess("armenia").surface
    'Armenia'
    """

    def __init__(self, texts: Iterable[str], degradation: Degradation) -> None:
        self._weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._beside: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)  # (is left, surface or shape) to neighbours
        self._all: Counter[str] = Counter()
        for text in texts:
            self._read(text, degradation)
        self._total = self._all.total()

    def _read(self, text: str, degradation: Degradation) -> None:
        tokens = degradation.tokens(text)
        surfaces = [text[token.start : token.end] for token in tokens]
        for token, surface in zip(tokens, surfaces, strict=True):
            starts = begins_sentence(text[max(0, token.start - _LOOK_BACK) : token.start])
            lowered = surface[:1].lower() + surface[1:]
            if starts and lowered != surface and degradation.form(lowered) == token.form:
                self._weights[token.form][lowered] += _START
                self._weights[token.form][surface] += 1 - _START
            else:
                self._weights[token.form][surface] += 1
            self._all[token.form] += 1
        for (left, right), (first, second) in zip(pairwise(tokens), pairwise(surfaces), strict=True):
            for is_left, surface, form, neighbour in ((True, second, right.form, left.form), (False, first, left.form, right.form)):
                self._beside[is_left, surface][neighbour] += 1
                self._beside[is_left, _shape(surface, form)][neighbour] += 1

    def guess(self, form: str, left: str | None = None, right: str | None = None) -> Guess | None:
        """The likeliest surface of `form` between two neighbouring forms, ties to the first; None where the text has none.

        The certainty is its share among the surfaces seen and one that is not.
        """
        weights = self._weights.get(form)
        if not weights:
            return None
        scores = {surface: weight * self._fit(surface, form, left, right) for surface, weight in weights.items()}
        surface, score = min(scores.items(), key=lambda each: (-each[1], each[0]))
        seen = sum(weights.values())
        certainty = _REVISED * score / sum(scores.values()) * seen / (seen + _UNSEEN)
        return Guess(surface, round(certainty, 3), f"lexicon:{form}")

    def _fit(self, surface: str, form: str, left: str | None, right: str | None) -> float:
        """How much likelier than any word the neighbours are beside a surface."""
        fit = 1.0
        for is_left, neighbour in ((True, left), (False, right)):
            if neighbour is None or neighbour not in self._all:
                continue
            usual = self._all[neighbour] / self._total
            coarse = _share(self._beside.get((is_left, _shape(surface, form))), neighbour, usual)
            fit *= _share(self._beside.get((is_left, surface)), neighbour, coarse) / usual
        return fit


def begins_sentence(before: str) -> bool:
    """Whether what stands before a word lets a sentence, a line or a quotation begin."""
    return _SENTENCE_START.search(before) is not None


def _share(counts: Counter[str] | None, neighbour: str, coarser: float) -> float:
    """The share of a neighbour, smoothed: the coarser share counts the more, the more different neighbours there are."""
    if not counts:
        return coarser
    worth = _VARIETY * len(counts)
    return (counts[neighbour] + worth * coarser) / (counts.total() + worth)


def _shape(surface: str, form: str) -> str:
    """Case and ending, the class of surfaces with similar neighbours."""
    case = "a" if surface == surface.lower() else "A" if surface == surface.capitalize() else "AA"
    return f"\0{case}{'' if surface.lower() == form else surface.lower()[-2:]}"


def inverse_of(degradation: Degradation) -> dict[str, Guess]:
    """Forms that are no words, each with the one function word that the degradation turns into it: `wa` with `was`.

    Only English function words are looked at: they are frequent, and a lemmatizer that takes them for nouns mangles them. They must
    be on NLTK's list and on SMART's, as NLTK's has pieces of words besides (`won`) and SMART's verbs (`changes`). A form that
    several words give, or that is one of these words itself, has no entry.
    """
    if not any(isinstance(operator, Lemma) for operator in degradation.word_operators):
        return {}
    common = stop_words("nltk179") & stop_words("smart")
    sources: dict[str, list[str]] = defaultdict(list)
    for word in sorted(common):
        form = degradation.form(word)
        if form is not None and form not in common:
            sources[form].append(word)
    return {form: Guess(words[0], _ONLY_WORD, f"inverse:{words[0]}") for form, words in sources.items() if len(words) == 1}

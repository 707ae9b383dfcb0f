"""What stands between two words that survive a degradation: a model of fillers, counted in clean text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from corpusnorm.degradation.recipe import Degradation

Vector = npt.NDArray[np.float64]
Counts = Counter[Any]

_FREQUENT = 600  # fillers that the model knows; 1,500 gain some .0005 of the word error rate and cost four times the time
_LONGEST = 10  # words and marks of a filler; longer stretches of function words are no habit of the language
# How many observations the next coarser distribution is worth: pair of neighbours, neighbour and whole filler, neighbour and
# its outermost word, ending of the neighbour. Flat optima: halving or doubling one changes the word error rate by < .001.
_PAIR, _WHOLE, _OUTER, _ENDING = 2.0, 30.0, 5.0, 50.0
_INDEPENDENT = 0.9  # exponent of each neighbour's say: the two are not quite independent of each other
# New text is less like the clean text than the clean text is like itself: the share of the expected words that came true in text
# that the clean side does not have. Measured on the development pairs: .74 to .91 over the range of certainties.
_ELSEWHERE = 0.8
_UNSEEN = 0.2  # what a filler not seen counts for
_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


class Conjecture(NamedTuple):
    """A filler to write, and the share of its words expected to be right."""

    text: str
    certainty: float


def parts_of(text: str) -> tuple[str, ...]:
    """The words and marks of a filler."""
    return tuple(_PARTS.findall(text))


class _Side:
    """The fillers seen beside each form on one side, backing off to the outermost word and to the ending of the form."""

    def __init__(self, outer: Sequence[str], prior: Vector) -> None:
        numbers: dict[str, int] = {}
        self.outer = np.array([numbers.setdefault(word, len(numbers)) for word in outer])
        self.outer_prior: Vector = np.bincount(self.outer, weights=prior).astype(np.float64)
        self.within: Vector = prior / self.outer_prior[self.outer]
        self.whole: dict[str, Counts] = defaultdict(Counter)
        self.outermost: dict[str, Counts] = defaultdict(Counter)
        self.endings: dict[str, Counts] = defaultdict(Counter)
        self._known: dict[str, Vector] = {}

    def count(self, form: str, filler: int) -> None:
        outer = int(self.outer[filler])
        self.whole[form][filler] += 1
        self.outermost[form][outer] += 1
        self.endings[_ending(form)][outer] += 1

    def given(self, form: str) -> Vector:
        """The probability of each filler beside a form."""
        if form not in self._known:
            ending = _smoothed(self.endings.get(_ending(form)), self.outer_prior, _ENDING)
            outer = _smoothed(self.outermost.get(form), ending, _OUTER)
            self._known[form] = _smoothed(self.whole.get(form), outer[self.outer] * self.within, _WHOLE)
        return self._known[form]


def _smoothed(counts: Counts | None, coarser: Vector, worth: float) -> Vector:
    """Counts and a coarser distribution as one (Dirichlet prior): the latter weighs as much as `worth` observations."""
    if not counts:
        return coarser
    mixed = coarser * worth
    for at, count in counts.items():
        mixed[at] += count
    return mixed / (counts.total() + worth)


def _ending(form: str) -> str:
    """A class of forms that take similar words beside them."""
    return form[-2:] if form.isalpha() else "0" if any(map(str.isdigit, form)) else "-"


class Fillers:
    """A model of the filler between two surviving forms, estimated from clean texts run through the degradation.

    P(filler | left, right) is the product of what each neighbour says, smoothed down to coarser classes, and of the fillers seen
    between just these two. From it the filler is chosen that promises the fewest word errors (minimum Bayes risk), which may be a
    part of the likeliest ones, or nothing. `also` names fillers that must be known though they are rare. Cost: one pass of the
    tokenizer a text; then some matrix products of 600 fillers a gap.
    """

    def __init__(self, texts: Iterable[str], degradation: Degradation, also: Iterable[str] = ()) -> None:
        seen = [each for text in texts for each in _observed(text, degradation)]
        writings: dict[tuple[str, ...], Counts] = defaultdict(Counter)
        for _, filler, _ in seen:
            writings[parts_of(filler)][filler] += 1
        frequent = sorted(writings, key=lambda parts: (-writings[parts].total(), parts))[:_FREQUENT]
        for filler in map(single_spaced, also):
            writings[parts_of(filler)][filler] += 0
        asked = [parts for parts in writings if len(parts) <= _LONGEST and not writings[parts].total()]
        self._parts = list(dict.fromkeys([(), *frequent, *asked]))
        self._texts = [_usual(writings[parts]) if parts else " " for parts in self._parts]
        self._number = {parts: at for at, parts in enumerate(self._parts)}
        self._prior, self._left, self._right, self._pairs = self._estimate(seen)

    def _estimate(self, seen: list[tuple[str, str, str]]) -> tuple[Vector, _Side, _Side, dict[tuple[str, str], Counts]]:
        known = [(left, self._number[parts], right) for left, text, right in seen if (parts := parts_of(text)) in self._number]
        prior = np.full(len(self._parts), _UNSEEN)
        pairs: dict[tuple[str, str], Counts] = defaultdict(Counter)
        for left, at, right in known:
            prior[at] += 1
            pairs[left, right][at] += 1
        prior /= prior.sum()
        beside_left = _Side([parts[0] if parts else "" for parts in self._parts], prior)
        beside_right = _Side([parts[-1] if parts else "" for parts in self._parts], prior)
        for left, at, right in known:
            beside_left.count(left, at)
            beside_right.count(right, at)
        return prior, beside_left, beside_right, pairs

    @cached_property
    def _distances(self) -> tuple[Vector, Vector, Vector]:
        """Lengths, word errors and common words of each filler written for each other one."""
        from rapidfuzz.distance import LCSseq, Levenshtein
        from rapidfuzz.process import cdist

        lengths = np.array([len(parts) for parts in self._parts], dtype=np.float64)
        errors = cdist(self._parts, self._parts, scorer=Levenshtein.distance, dtype=np.int32)
        common = cdist(self._parts, self._parts, scorer=LCSseq.similarity, dtype=np.int32)
        return lengths, errors.astype(np.float64), common.astype(np.float64)

    def posterior(self, left: str, right: str, witnesses: Sequence[tuple[str, float, bool]] = ()) -> Vector:
        """The probability of each filler between two forms.

        A witness is a filler that the clean text has in this very place, beside the left neighbour (True) or the right one, and
        the probability that it stands here too.
        """
        sides = [self._left.given(left), self._right.given(right)]
        for text, share, is_left in witnesses:
            at = self._number.get(parts_of(text))
            if at is not None:
                mixed = sides[not is_left] * (1 - share)
                mixed[at] += share
                sides[not is_left] = mixed
        product: Vector = self._prior * (sides[0] / self._prior * (sides[1] / self._prior)) ** _INDEPENDENT
        return _smoothed(self._pairs.get((left, right)), product / product.sum(), _PAIR)

    def best(self, posterior: Vector, least: float) -> Conjecture | None:
        """The filler with the highest expected gain in word errors, each word costing `least` besides; None where nothing gains."""
        lengths, errors, common = self._distances
        gains = lengths @ posterior - errors @ posterior
        at = int(np.argmax(gains - least * lengths))
        if gains[at] <= least * lengths[at] or not self._parts[at]:
            return None
        certainty = _ELSEWHERE * float(common[at] @ posterior / lengths[at])
        return Conjecture(self._texts[at], round(certainty, 3))


def _observed(text: str, degradation: Degradation) -> Iterator[tuple[str, str, str]]:
    """Each pair of neighbouring survivors with the filler between them."""
    tokens = degradation.tokens(text)
    for left, right in pairwise(tokens):
        filler = single_spaced(text[left.end : right.start])
        if len(parts_of(filler)) <= _LONGEST:
            yield left.form, filler, right.form


def _usual(writings: Counts) -> str:
    """The most frequent way to write a filler, ties to the alphabetically first."""
    return str(min(writings, key=lambda text: (-writings[text], text)))


def single_spaced(text: str) -> str:
    """White space as single spaces: a conjecture says nothing about lines."""
    return _SPACE.sub(" ", text)

"""What stands between two words that survive a degradation: a model of fillers, counted in clean text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from corpusnorm.degradation.recipe import Degradation
from corpusnorm.restoration.parts import parts_of, single_spaced
from corpusnorm.restoration.usage import Usage

Vector = npt.NDArray[np.float64]
Counts = Counter[Any]

_FREQUENT = 2000  # fillers that the model knows: with 600, the word error rate is .001 higher
_CONSIDERED = 300  # of them, the likeliest in a gap, that are compared with each other
_LONGEST = 10  # words and marks of a filler; longer stretches of function words are no habit of the language
# How many observations the next coarser distribution is worth: pair of neighbours, neighbour and whole filler, neighbour and
# its outermost word, ending of the neighbour. Flat optima: halving or doubling one changes the word error rate by < .001.
_PAIR, _WHOLE, _OUTER, _ENDING = 2.0, 30.0, 5.0, 50.0
_UNSEEN = 0.2  # what a filler not seen counts for


class Conjecture(NamedTuple):
    """A filler to write, and the share of its words expected to be right."""

    text: str
    certainty: float


class Gap(NamedTuple):
    """Where a filler is looked for: the two forms before it and the two behind, "" where there is none.

    `witnesses` are fillers that the clean text has beside one of the neighbours, and how much that says (natural logarithm of the
    factor on their odds).
    """

    before: str
    left: str
    right: str
    behind: str
    witnesses: tuple[tuple[str, float], ...] = ()


class Weights(NamedTuple):
    """Exponents of what each source says of a filler.

    Fitted together by `python -m benchmarks.quality.fillers`, which prints how near they are to the likeliest ones; then those of
    the neighbours and of usage were raised by a fifth, and that of nothing by some .3: that costs up to .06 nats a gap, and lowers
    the word error rate of the same pairs by .001.
    """

    prior: float = 0.9
    left: float = 0.56
    right: float = 0.59
    before: float = 0.12
    behind: float = 0.24
    usage_left: float = 0.48
    usage_right: float = 0.26
    nothing: float = -0.1  # of the empty filler: where the true one is none that the model knows, it is not empty


WEIGHTS = Weights()


class _Side:
    """The fillers seen beside each form on one side, backing off to the outermost word and to the ending of the form."""

    def __init__(self, outer: Sequence[str], prior: Vector, seen: Iterable[tuple[str, int]]) -> None:
        numbers: dict[str, int] = {}
        self._outer = np.array([numbers.setdefault(word, len(numbers)) for word in outer])
        self._prior = prior
        self._outer_prior: Vector = np.bincount(self._outer, weights=prior).astype(np.float64)
        self._whole: dict[str, Counts] = defaultdict(Counter)
        self._outermost: dict[str, Counts] = defaultdict(Counter)
        self._endings: dict[str, Counts] = defaultdict(Counter)
        self._known: dict[str, Vector] = {}
        for form, filler in seen:
            word = int(self._outer[filler])
            self._whole[form][filler] += 1
            self._outermost[form][word] += 1
            self._endings[_ending(form)][word] += 1

    def says(self, form: str) -> Vector:
        """The logarithm of how much likelier each filler is beside a form than anywhere."""
        if form not in self._known:
            ending = _smoothed(self._endings.get(_ending(form)), self._outer_prior, _ENDING)
            outer = _smoothed(self._outermost.get(form), ending, _OUTER)
            coarser = outer[self._outer] * (self._prior / self._outer_prior[self._outer])
            self._known[form] = np.log(_smoothed(self._whole.get(form), coarser, _WHOLE) / self._prior)
        return self._known[form]


def _smoothed(counts: Counts | None, coarser: Vector, worth: float) -> Vector:
    """Counts and a coarser distribution as one (Dirichlet prior): the latter weighs as much as `worth` observations."""
    if not counts:
        return coarser
    found = coarser * worth
    found[list(counts)] += list(counts.values())
    return found / (worth + counts.total())


def _ending(form: str) -> str:
    """A class of forms that take similar words beside them."""
    return form[-2:] if form.isalpha() else "0" if any(map(str.isdigit, form)) else "-"


class Fillers:
    """A model of the filler between two surviving forms, estimated from clean texts run through the degradation.

    P(filler | its surroundings) is log-linear in what each of two neighbours on either side says, counted in the texts and smoothed
    down to coarser classes; in what English usage says of the nearest ones, where `english`; and in what the clean text has beside
    one of them. What was seen between just these two neighbours comes on top. From it the filler is chosen that promises the fewest
    word errors (minimum Bayes risk), which may be a part of the likeliest ones, or nothing. `also` names fillers that must be known
    though they are rare. Cost: one pass of the tokenizer a text; then some 200,000 additions a gap.
    """

    def __init__(self, texts: Iterable[str], degradation: Degradation, also: Iterable[str] = (), *, english: bool = True) -> None:
        seen = [each for text in texts for each in _observed(text, degradation)]
        writings: dict[tuple[str, ...], Counts] = defaultdict(Counter)
        for _, filler in seen:
            writings[parts_of(filler)][filler] += 1
        frequent = sorted(writings, key=lambda parts: (-writings[parts].total(), parts))[:_FREQUENT]
        for filler in map(single_spaced, also):
            writings[parts_of(filler)][filler] += 0
        asked = [parts for parts in writings if len(parts) <= _LONGEST and not writings[parts].total()]
        self.parts = list(dict.fromkeys([(), *frequent, *asked]))
        self.number = {parts: at for at, parts in enumerate(self.parts)}
        self._texts = [_usual(writings[parts]) if parts else " " for parts in self.parts]
        self._count([(gap, self.number[parts]) for gap, text in seen if (parts := parts_of(text)) in self.number])
        self._usage = self._known_usage(degradation) if english else ()

    def _count(self, seen: Sequence[tuple[Gap, int]]) -> None:
        counts = np.bincount([at for _, at in seen], minlength=len(self.parts)).astype(np.float64) + _UNSEEN
        prior = counts / counts.sum()
        self._prior: Vector = np.log(prior)
        self._pairs: dict[tuple[str, str], Counts] = defaultdict(Counter)
        for gap, at in seen:
            self._pairs[gap.left, gap.right][at] += 1
        first, last = self._outer_words()
        self._left = _Side(first, prior, ((gap.left, at) for gap, at in seen))
        self._right = _Side(last, prior, ((gap.right, at) for gap, at in seen))
        self._before = _Side(first, prior, ((gap.before, at) for gap, at in seen))
        self._behind = _Side(last, prior, ((gap.behind, at) for gap, at in seen))

    def _outer_words(self) -> tuple[list[str], list[str]]:
        return [parts[0] if parts else "" for parts in self.parts], [parts[-1] if parts else "" for parts in self.parts]

    def _known_usage(self, degradation: Degradation) -> tuple[Usage, Usage]:
        first, last = self._outer_words()
        return Usage(first, degradation, after=True), Usage(last, degradation, after=False)

    def features(self, gap: Gap) -> list[Vector]:
        """What each source of `Weights` says of each filler, as logarithms, in their order."""
        sides = [
            self._left.says(gap.left),
            self._right.says(gap.right),
            self._before.says(gap.before),
            self._behind.says(gap.behind),
        ]
        usage = [np.log(side.ratios(form)) for side, form in zip(self._usage, (gap.left, gap.right), strict=False)]
        return [self._prior, *sides, *(usage or [np.zeros(len(self.parts))] * 2), np.arange(len(self.parts)) == 0]

    def posterior(self, gap: Gap) -> Vector:
        """The probability of each filler in a gap."""
        said: Vector = np.asarray(WEIGHTS) @ np.stack(self.features(gap))
        for text, weight in gap.witnesses:
            at = self.number.get(parts_of(text))
            if at is not None:
                said[at] += weight
        likely = np.exp(said - said.max())
        return _smoothed(self._pairs.get((gap.left, gap.right)), likely / likely.sum(), _PAIR)

    @cached_property
    def _distances(self) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
        """Word errors and common words of each filler written for each other one."""
        from rapidfuzz.distance import LCSseq, Levenshtein
        from rapidfuzz.process import cdist

        errors = cdist(self.parts, self.parts, scorer=Levenshtein.distance, dtype=np.uint8)
        return errors, cdist(self.parts, self.parts, scorer=LCSseq.similarity, dtype=np.uint8)

    def best(self, posterior: Vector, least: float) -> Conjecture | None:
        """The filler with the highest expected gain in word errors among those at least so certain; None where nothing gains."""
        from corpusnorm.restoration.kernels import expected

        errors, common = self._distances
        kept = np.argsort(-posterior, kind="stable")[:_CONSIDERED]
        likely, lengths = posterior[kept], errors[0, kept]  # against the empty filler
        gains = lengths @ likely - expected(kept, likely, errors)
        certainties = expected(kept, likely, common) / np.maximum(lengths, 1)
        gains[(certainties < least) | (lengths == 0)] = 0
        at = int(np.argmax(gains))
        return Conjecture(self._texts[kept[at]], round(float(certainties[at]), 3)) if gains[at] > 0 else None


def _observed(text: str, degradation: Degradation) -> Iterator[tuple[Gap, str]]:
    """Each pair of neighbouring survivors, with the ones around them, and the filler between."""
    tokens = degradation.tokens(text)
    forms = ["", *(token.form for token in tokens), ""]
    for at, (left, right) in enumerate(pairwise(tokens)):
        filler = single_spaced(text[left.end : right.start])
        if len(parts_of(filler)) <= _LONGEST:
            yield Gap(forms[at], left.form, right.form, forms[at + 3]), filler


def _usual(writings: Counts) -> str:
    """The most frequent way to write a filler, ties to the alphabetically first."""
    return str(min(writings, key=lambda text: (-writings[text], text)))

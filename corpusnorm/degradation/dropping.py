"""What was dropped, and why: a stop list and its place, a minimum length, numbers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from corpusnorm.degradation.candidates import Chain, stop_list_names
from corpusnorm.degradation.observe import Observations
from corpusnorm.degradation.operators import DropNumbers, MinLength, Stop, stop_words
from corpusnorm.degradation.recipe import run_chain

_DROP_IF_REMOVED = 0.995  # chance that a removed word is seen dropped; the rest is revision and chance pairs
_DROP_IF_KEPT = 0.03  # chance that a kept word is seen dropped: the revision took it out
_EQUAL = 3.0  # nats: settings closer to the best than this are not told apart
_SHORTEST = (2, 3, 4)  # minimum lengths that pipelines use
_FILTERED = 3  # dropped numbers that show that numbers are dropped
_SURVIVORS = 0.02  # numbers kept for one dropped: chance pairs

_Removed = NDArray[np.bool_]


@dataclass(frozen=True)
class StopChoice:
    """A stop list, how its apostrophes were read, and its places: before lower-casing (raw), before the normalizer, after it."""

    stop: Stop
    raw: bool = False
    before: bool = False
    after: bool = False

    def label(self) -> str:
        place = "raw" if self.raw else "twice" if self.before and self.after else "before" if self.before else "after"
        return f"{self.stop.list} ({place})"


@dataclass(frozen=True)
class MinimumChoice:
    """A minimum length, before the normalizer or after it."""

    operator: MinLength
    after: bool


class DropEvidence:
    """Kept and dropped counts of each clean type, with its lower-cased and its normalized form."""

    def __init__(self, observations: Observations, lower: Chain, normalizer: Chain) -> None:
        kept: Counter[str] = Counter()
        for (before, _), count in observations.kept.items():
            kept[before] += count
        self.changes, self.lowers = bool(normalizer), bool(lower)
        self.types: list[tuple[str, str, str, int, int]] = []
        for word in sorted({*kept, *observations.dropped}):
            plain = run_chain(lower, word) or word
            form = run_chain(normalizer, plain) or ""
            self.types.append((word, plain, form, kept[word], observations.dropped[word]))
        self.numbers = self._numbers()
        if self.numbers:  # a reason of their own: they say nothing about stop lists and lengths
            self.types = [each for each in self.types if self.numbers.form(each[1])]
        self._known: dict[tuple[int, bool], dict[str, list[int]]] = {}
        self._weigh()

    def _weigh(self) -> None:
        kept = np.array([each[3] for each in self.types], dtype=np.float64)
        dropped = np.array([each[4] for each in self.types], dtype=np.float64)
        self._if_kept = float(dropped.sum() * math.log(_DROP_IF_KEPT) + kept.sum() * math.log(1 - _DROP_IF_KEPT))
        self._gain = dropped * math.log(_DROP_IF_REMOVED / _DROP_IF_KEPT)
        self._gain += kept * math.log((1 - _DROP_IF_REMOVED) / (1 - _DROP_IF_KEPT))

    def likelihood(self, removed: _Removed) -> float:
        """Log-likelihood of what was kept and dropped, if the channel removes the types that are marked."""
        return self._if_kept + float(self._gain[removed].sum())

    def removed_by(self, choice: StopChoice | None) -> _Removed:
        """The types that a stop list removes."""
        removed = np.zeros(len(self.types), dtype=np.bool_)
        if choice:
            for stage, there in enumerate((choice.raw, choice.before, choice.after)):
                removed |= self._listed(choice.stop, stage) if there else False
        return removed

    def _listed(self, stop: Stop, stage: int) -> _Removed:
        places = self._places(stage, stop.ignore_case)
        removed = np.zeros(len(self.types), dtype=np.bool_)
        removed[[place for word in stop_words(stop.list, stop.apostrophes) for place in places.get(word, ())]] = True
        return removed

    def _places(self, stage: int, ignore_case: bool) -> Mapping[str, list[int]]:
        """Which types have a form at a stage."""
        if (stage, ignore_case) not in self._known:
            found = self._known[stage, ignore_case] = defaultdict(list)
            for place, each in enumerate(self.types):
                form = each[:3][stage]
                found[form.lower() if ignore_case else form].append(place)
        return self._known[stage, ignore_case]

    def shorter(self, minimum: MinimumChoice | None) -> _Removed:
        """The types that a minimum length removes."""
        stage, n = (2 if minimum.after else 1, minimum.operator.n) if minimum else (1, 0)
        return np.fromiter((len(each[:3][stage]) < n for each in self.types), dtype=np.bool_, count=len(self.types))

    def _numbers(self) -> DropNumbers | None:
        """The kind of numbers that is dropped: several were and none survived; a wider kind only where it explains several more."""
        found, explained = None, 0
        for operator in map(DropNumbers, ("digits", "numeral", "any_digit")):
            gone = [each for each in self.types if operator.form(each[1]) is None]
            kept, dropped = sum(each[3] for each in gone), sum(each[4] for each in gone)
            if dropped >= explained + _FILTERED and kept <= _SURVIVORS * dropped:
                found, explained = operator, dropped
        return found


def choose_dropping(
    evidence: DropEvidence, language: str, cased: bool
) -> tuple[StopChoice | None, MinimumChoice | None, tuple[str, ...]]:
    """The likeliest stop list with its place, the likeliest minimum length, and the lists that are as likely."""
    choices = [(choice, evidence.removed_by(choice)) for choice in _stop_choices(evidence, language, cased)]
    minimum: MinimumChoice | None = None
    for _ in range(2):  # a minimum length explains some short words; the list is chosen again in its presence
        short = evidence.shorter(minimum)
        scored = [(evidence.likelihood(removed | short), choice) for choice, removed in choices]
        best = max(score for score, _ in scored)
        choice = next(choice for score, choice in scored if score >= best - 1e-9)
        minimum = _choose_minimum(evidence, evidence.removed_by(choice))
    equal = [other.label() for score, other in scored if other is not None and score >= best - _EQUAL]
    chosen = choice.label() if choice else ""
    return choice, minimum, tuple(dict.fromkeys(label for label in equal if label != chosen))


def _stop_choices(evidence: DropEvidence, language: str, cased: bool) -> Iterator[StopChoice | None]:
    """No list first, then every list; where nothing is lemmatized, before and after are the same.

    Where the case was kept, a list may have been compared with words as they are, which leaves "The", or in lower case.
    """
    yield None
    for name in stop_list_names(language):
        for ignore_case, apostrophes in product((True, False) if cased else (False,), ("keep", "delete", "split")):
            stop = Stop(name, ignore_case=ignore_case, apostrophes=apostrophes)
            yield StopChoice(stop, after=True)
            if evidence.changes:
                yield from (StopChoice(stop, before=True), StopChoice(stop, before=True, after=True))
            if evidence.lowers:
                yield StopChoice(stop, raw=True)


def _choose_minimum(evidence: DropEvidence, removed: _Removed) -> MinimumChoice | None:
    settings = [MinimumChoice(MinLength(n), after) for after in (False, True) for n in _SHORTEST]
    if not evidence.changes:
        settings = settings[: len(_SHORTEST)]
    likely = {each: evidence.likelihood(removed | evidence.shorter(each)) for each in (None, *settings)}
    best = max(settings, key=lambda each: (likely[each], -each.operator.n))
    return best if likely[best] > likely[None] + _EQUAL else None

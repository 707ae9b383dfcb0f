"""What was dropped, and why: a stop list and its place, a minimum length, numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpusnorm.degradation.blind import Chain
from corpusnorm.degradation.candidates import stop_list_names
from corpusnorm.degradation.observe import Observations
from corpusnorm.degradation.operators import DropNumbers, MinLength, Operator, Stop
from corpusnorm.degradation.recipe import run_chain

_DROP_IF_REMOVED = 0.995  # chance that a removed word is seen dropped; the rest is revision and chance pairs
_DROP_IF_KEPT = 0.03  # chance that a kept word is seen dropped: the revision took it out
_EQUAL = 3.0  # nats: settings closer to the best than this are not told apart
_SHORTEST = (2, 3, 4)  # minimum lengths that pipelines use
_FILTERED = 3  # dropped numbers that show that numbers are dropped
_SURVIVORS = 0.02  # numbers kept for one dropped: chance pairs


@dataclass(frozen=True)
class StopChoice:
    """A stop list, how its apostrophes were read, and whether it stood before the normalizer, after it, or both."""

    stop: Stop
    before: bool
    after: bool

    def label(self) -> str:
        place = "twice" if self.before and self.after else "before" if self.before else "after"
        return f"{self.stop.list} ({place})"


class DropEvidence:
    """Kept and dropped counts of each clean type, with its lower-cased and its normalized form."""

    def __init__(self, observations: Observations, lower: bool, normalizer: Chain) -> None:
        kept: Counter[str] = Counter()
        for (before, _), count in observations.kept.items():
            kept[before] += count
        self.changes = bool(normalizer)
        self.types: list[tuple[str, str, int, int]] = []
        for word in sorted({*kept, *observations.dropped}):
            plain = word.lower() if lower else word
            form = run_chain(normalizer, plain) or ""
            self.types.append((plain, form, kept[word], observations.dropped[word]))
        self.numbers = self._numbers()
        if self.numbers:  # a reason of their own: they say nothing about stop lists and lengths
            self.types = [each for each in self.types if self.numbers.form(each[0])]

    def likelihood(self, removes: Callable[[str, str], bool]) -> float:
        """Log-likelihood of what was kept and dropped, if `removes(plain, normalized)` says what the channel removes."""
        total = 0.0
        for plain, form, kept, dropped in self.types:
            chance = _DROP_IF_REMOVED if removes(plain, form) else _DROP_IF_KEPT
            total += dropped * math.log(chance) + kept * math.log(1 - chance)
        return total

    def _numbers(self) -> DropNumbers | None:
        """The kind of numbers that is dropped: several were and none survived; a wider kind only where it explains several more."""
        found, explained = None, 0
        for operator in map(DropNumbers, ("digits", "numeral", "any_digit")):
            gone = [each for each in self.types if operator.form(each[0]) is None]
            kept, dropped = sum(each[2] for each in gone), sum(each[3] for each in gone)
            if dropped >= explained + _FILTERED and kept <= _SURVIVORS * dropped:
                found, explained = operator, dropped
        return found


def choose_dropping(
    evidence: DropEvidence, language: str, lower: bool
) -> tuple[StopChoice | None, Operator | None, tuple[str, ...]]:
    """The likeliest stop list with its place, the likeliest minimum length, and the lists that are as likely."""
    minimum: MinLength | None = None
    for _ in range(2):  # a minimum length explains some short words; the list is chosen again in its presence
        scored = [(evidence.likelihood(_removal(choice, minimum)), choice) for choice in _stop_choices(evidence, language, lower)]
        best = max(score for score, _ in scored)
        choice = next(choice for score, choice in scored if score >= best - 1e-9)
        minimum = _choose_minimum(evidence, choice)
    equal = [other.label() for score, other in scored if other is not None and score >= best - _EQUAL]
    chosen = choice.label() if choice else ""
    return choice, minimum, tuple(dict.fromkeys(label for label in equal if label != chosen))


def _stop_choices(evidence: DropEvidence, language: str, lower: bool) -> Iterator[StopChoice | None]:
    """No list first, then every list; where nothing is lemmatized, before and after are the same."""
    places = ((False, True), (True, False), (True, True)) if evidence.changes else ((False, True),)
    yield None
    for name in stop_list_names(language):
        for apostrophes in ("keep", "delete", "split"):
            stop = Stop(name, ignore_case=not lower, apostrophes=apostrophes)
            yield from (StopChoice(stop, before, after) for before, after in places)


def _removal(choice: StopChoice | None, minimum: MinLength | None) -> Callable[[str, str], bool]:
    shortest = minimum.n if minimum else 0

    def removes(plain: str, form: str) -> bool:
        if len(plain) < shortest:
            return True
        if choice is None:
            return False
        return (choice.before and choice.stop.form(plain) is None) or (choice.after and choice.stop.form(form) is None)

    return removes


def _choose_minimum(evidence: DropEvidence, choice: StopChoice | None) -> MinLength | None:
    plain = evidence.likelihood(_removal(choice, None))
    scored = [(evidence.likelihood(_removal(choice, MinLength(n))), n) for n in _SHORTEST]
    best, n = max(scored, key=lambda each: (each[0], -each[1]))
    return MinLength(n) if best > plain + _EQUAL else None

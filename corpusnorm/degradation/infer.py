"""Infer how a text was degraded: from a pair where there is one, from the degraded text alone where there is none."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from corpusnorm.degradation.blind import Chain, describe, infer_blind, leaves_whole
from corpusnorm.degradation.candidates import normalizers, stop_list_names, tokenizer_modes
from corpusnorm.degradation.observe import Observations, degraded_tokens, observe
from corpusnorm.degradation.operators import (
    DropNumbers,
    Lowercase,
    MinLength,
    Operator,
    Stop,
    Token,
    Tokenize,
    Vocabulary,
    WordOperator,
)
from corpusnorm.degradation.recipe import Degradation
from corpusnorm.sketch.keys import universal_key

_CLOSE = 0.99  # modes that make this share of the best one's tokens meet are compared by their fit
_SAME_FIT = 0.003  # differences of fit that chance pairs alone make
_DROP_IF_REMOVED = 0.995  # chance that a removed word is seen dropped; the rest is revision and chance pairs
_DROP_IF_KEPT = 0.03  # chance that a kept word is seen dropped: the revision took it out
_EQUAL = 3.0  # nats: settings closer to the best than this are not told apart
_SHORTEST = (2, 3, 4)  # minimum lengths that pipelines use
_STRONG = 2  # drops of a type, without one survivor, that speak for a vocabulary filter
_FILTERED = 3  # such types needed before single drops are laid to the filter too
_LISTED_EXCEPTIONS = 20


def infer_degradation(degraded: str, clean: str | None = None, language: str = "en") -> Degradation:
    """How `degraded` was made, from it and its clean version, or from it alone.

    From a pair: the texts are aligned on universal keys; the tokenizer is the one that leaves the degraded tokens whole and makes
    most of them meet; the lemmatizer or stemmer is the one that turns most clean forms into the degraded ones; the stop list, its
    place and a minimum length are those under which the words seen kept and dropped are likeliest; types always dropped without
    another reason are a vocabulary filter. What the text cannot tell apart is in `alternatives`. Both texts may be different
    revisions. About 500 tokens are needed. Costs about a second for 10,000 tokens.

    >>> clean = "The wars of the mountainous countries were long, and their armies fought for the cities. " * 20
    >>> how = infer_degradation("war mountainous country long army fought city " * 20, clean)
    >>> how.apply("The cities of the countries")
    'city country'
    """
    tokens = degraded_tokens(degraded)
    if clean is None or not tokens:
        return infer_blind([token.form for token in tokens], language)
    modes = _close_modes(clean, tokens)
    observed = {mode: observe(clean, tokens, Tokenize(mode)) for mode in modes}
    word_operators, alternatives = _word_operators(observed[modes[0]], language)
    fitted = {mode: _fitted(Degradation((Tokenize(mode), *word_operators)), observed[mode]) for mode in modes}
    highest = max(each.fit for each in fitted.values())
    best, *equal = (mode for mode in modes if fitted[mode].fit >= highest - _SAME_FIT)  # the plainest comes first
    needed = _needed(fitted[best], observed[best])
    filtered = _vocabulary(Degradation(needed), observed[best], {token.form for token in tokens})
    return replace(
        _fitted(Degradation((*needed, *filtered)), observed[best]),
        alternatives={name: others for name, others in {"tokenize": tuple(equal), **alternatives}.items() if others},
    )


def _word_operators(observations: Observations, language: str) -> tuple[list[Operator], dict[str, tuple[str, ...]]]:
    """The operators on word forms, in the order in which pipelines run them, and what could stand in their place."""
    lower = _is_lowered(observations)
    normalizer, normalizers = _choose_normalizer(observations, lower, language)
    evidence = _Evidence(observations, lower, normalizer)
    stop, minimum, lists = _choose_dropping(evidence, language)
    operators = _ordered(lower, normalizer, stop, minimum)
    operators += [DropNumbers()] if evidence.drops_numbers else []
    return operators, {"normalize": normalizers, "stop": lists}


# -- tokenizer and case ----------------------------------------------------------------------------------------------------


def _close_modes(clean: str, degraded: list[Token]) -> list[str]:
    """The modes under which most degraded tokens have a clean token of the same key, and those that come close."""
    forms = Counter(token.form for token in degraded)
    keys = Counter(universal_key(token.form) for token in degraded)
    scores: dict[str, int] = {}
    for mode in tokenizer_modes():
        tokenizer = Tokenize(mode)
        if leaves_whole(tokenizer, forms):
            found = Counter(universal_key(token.form) for token in tokenizer.tokens(clean))
            scores[mode] = sum(min(count, found[key]) for key, count in keys.items())
    best = max(scores.values(), default=0)
    return [mode for mode in scores if scores[mode] >= _CLOSE * best] or ["whitespace"]


def _is_lowered(observations: Observations) -> bool:
    """Whether upper case is gone where the clean side has it."""
    cased = sum(count for (before, _), count in observations.kept.items() if before != before.lower())
    still = sum(count for (_, after), count in observations.kept.items() if after != after.lower())
    return cased > 0 and still <= 0.02 * cased


# -- lemmas and stems ------------------------------------------------------------------------------------------------------

def _choose_normalizer(observations: Observations, lower: bool, language: str) -> tuple[Chain, tuple[str, ...]]:
    """The chain that turns most clean forms into the degraded ones, and the chains that turn as many."""
    pairs = Counter[tuple[str, str]]()
    for (before, after), count in observations.kept.items():
        pairs[(before.lower() if lower else before, after)] += count
    scored = [
        (sum(count for (before, after), count in pairs.items() if run_chain(chain, before) == after), chain)
        for chain in normalizers(language)
    ]
    best = max(score for score, _ in scored)
    equal = [chain for score, chain in scored if score == best]
    return equal[0], tuple(describe(chain) for chain in equal[1:])


def run_chain(chain: Iterable[WordOperator], word: str) -> str | None:
    """The form of a word after operators in order; None where one drops it."""
    form: str | None = word
    for operator in chain:
        form = operator.form(form) if form is not None else None
    return form


# -- what was dropped ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _StopChoice:
    """A stop list, how its apostrophes were read, and whether it stood before the normalizer, after it, or both."""

    stop: Stop
    before: bool
    after: bool

    def label(self) -> str:
        place = "twice" if self.before and self.after else "before" if self.before else "after"
        return f"{self.stop.list} ({place})"


class _Evidence:
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
        self.drops_numbers = self._drops_numbers()
        if self.drops_numbers:  # a reason of their own: they say nothing about stop lists and lengths
            self.types = [each for each in self.types if not each[0].isdigit()]

    def likelihood(self, removes: Callable[[str, str], bool]) -> float:
        """Log-likelihood of what was kept and dropped, if `removes(plain, normalized)` says what the channel removes."""
        total = 0.0
        for plain, form, kept, dropped in self.types:
            chance = _DROP_IF_REMOVED if removes(plain, form) else _DROP_IF_KEPT
            total += dropped * math.log(chance) + kept * math.log(1 - chance)
        return total

    def _drops_numbers(self) -> bool:
        """Whether tokens of digits are dropped: several were, and none survived."""
        kept = sum(kept for plain, _, kept, _ in self.types if plain.isdigit())
        dropped = sum(dropped for plain, _, _, dropped in self.types if plain.isdigit())
        return dropped >= _FILTERED and kept <= 0.02 * dropped


def _choose_dropping(evidence: _Evidence, language: str) -> tuple[_StopChoice | None, Operator | None, tuple[str, ...]]:
    """The likeliest stop list with its place, the likeliest minimum length, and the lists that are as likely."""
    minimum: MinLength | None = None
    for _ in range(2):  # a minimum length explains some short words; the list is chosen again in its presence
        scored = [(evidence.likelihood(_removal(choice, minimum)), choice) for choice in _stop_choices(evidence, language)]
        best = max(score for score, _ in scored)
        choice = next(choice for score, choice in scored if score >= best - 1e-9)
        minimum = _choose_minimum(evidence, choice)
    equal = [other.label() for score, other in scored if other is not None and score >= best - _EQUAL]
    chosen = choice.label() if choice else ""
    return choice, minimum, tuple(dict.fromkeys(label for label in equal if label != chosen))


def _stop_choices(evidence: _Evidence, language: str) -> Iterator[_StopChoice | None]:
    """No list first, then every list; where nothing is lemmatized, before and after are the same."""
    places = ((False, True), (True, False), (True, True)) if evidence.changes else ((False, True),)
    yield None
    for name in stop_list_names(language):
        for apostrophes in ("keep", "delete", "split"):
            stop = Stop(name, apostrophes=apostrophes)
            yield from (_StopChoice(stop, before, after) for before, after in places)


def _removal(choice: _StopChoice | None, minimum: MinLength | None) -> Callable[[str, str], bool]:
    shortest = minimum.n if minimum else 0

    def removes(plain: str, form: str) -> bool:
        if len(plain) < shortest:
            return True
        if choice is None:
            return False
        return (choice.before and choice.stop.form(plain) is None) or (choice.after and choice.stop.form(form) is None)

    return removes


def _choose_minimum(evidence: _Evidence, choice: _StopChoice | None) -> MinLength | None:
    plain = evidence.likelihood(_removal(choice, None))
    scored = [(evidence.likelihood(_removal(choice, MinLength(n))), n) for n in _SHORTEST]
    best, n = max(scored, key=lambda each: (each[0], -each[1]))
    return MinLength(n) if best > plain + _EQUAL else None


def _ordered(lower: bool, normalizer: Chain, stop: _StopChoice | None, minimum: Operator | None) -> list[Operator]:
    """The word operators in the order in which pipelines run them."""
    operators: list[Operator] = [Lowercase()] if lower else []
    if stop and stop.before and normalizer:
        operators.append(stop.stop)
    operators += [minimum] if minimum else []
    operators += normalizer
    if stop and (stop.after or not normalizer):
        operators.append(stop.stop)
    return operators


def _needed(degradation: Degradation, observations: Observations) -> tuple[Operator, ...]:
    """The operators without those whose absence would change nothing that was observed."""
    words = sorted({before for before, _ in observations.kept} | set(observations.dropped))
    kept = list(degradation.operators)
    for operator in degradation.word_operators:
        fewer = Degradation(tuple(each for each in kept if each is not operator))
        if all(fewer.form(word) == degradation.form(word) for word in words):
            kept.remove(operator)
    return tuple(kept)


def _vocabulary(known: Degradation, observations: Observations, alive: set[str]) -> list[Operator]:
    """A filter of the types that were dropped without another reason and occur nowhere in the degraded text."""
    unexplained: Counter[str] = Counter()
    for word, count in observations.dropped.items():
        form = known.form(word)
        if form is not None and form not in alive:
            unexplained[form] += count
    strong = sum(count >= _STRONG for count in unexplained.values())
    return [Vocabulary(drop=frozenset(unexplained))] if strong >= _FILTERED else []


# -- how well it fits ------------------------------------------------------------------------------------------------------


def _fitted(degradation: Degradation, observations: Observations) -> Degradation:
    """The degradation with its fit (F of predicted against real tokens in the agreement regions), evidence and exceptions."""
    predicted = actual = right = 0
    wrong: Counter[tuple[str, str]] = Counter()
    for (before, after), count in observations.kept.items():
        form = degradation.form(before)
        actual += count
        predicted += count if form is not None else 0
        right += count if form == after else 0
        if form != after:
            wrong[(before, after)] += count
    predicted += sum(count for word, count in observations.dropped.items() if degradation.form(word) is not None)
    fit = 2 * right / (predicted + actual) if predicted + actual else 0.0
    listed = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:_LISTED_EXCEPTIONS]
    return replace(
        degradation,
        fit=round(fit, 4),
        evidence=(
            f"{observations.matched} of {observations.total} degraded tokens have a clean partner",
            f"{right} of them are predicted exactly",
        ),
        exceptions=tuple((before, after, count) for (before, after), count in listed),
    )

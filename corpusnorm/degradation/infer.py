"""Infer how a text was degraded: from a pair where there is one, from the degraded text alone where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpusnorm.degradation.blind import Chain, describe, infer_blind, leaves_whole
from corpusnorm.degradation.candidates import normalizers, tokenizer_modes
from corpusnorm.degradation.dropping import DropEvidence, StopChoice, choose_dropping
from corpusnorm.degradation.observe import Observations, degraded_tokens, observe, written
from corpusnorm.degradation.operators import (
    FoldDiacritics,
    Lowercase,
    MaskNumbers,
    Operator,
    Table,
    Token,
    Tokenize,
    Vocabulary,
    WordOperator,
)
from corpusnorm.degradation.recipe import Degradation, run_chain
from corpusnorm.degradation.respelling import infer_respelling, unmasked
from corpusnorm.sketch.keys import universal_key

_CLOSE = 0.99  # modes that make this share of the best one's tokens meet are compared by their fit
_SAME_FIT = 0.003  # differences of fit that chance pairs alone make
_NAMED = 0.95  # share of the pairs that the right lemmatizer or stemmer explains at least; the rest is chance pairs
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
    respelling = infer_respelling(clean, tokens)
    modes = _close_modes(clean, tokens, respelling)
    observed = {mode: observe(clean, tokens, Tokenize(mode), respelling) for mode in modes}
    lower = _is_lowered(observed[modes[0]])
    normalizer, normalizers = _choose_normalizer(observed[modes[0]], lower, language)
    chain = ([Lowercase()] if lower else []) + list(normalizer)
    aligned = {mode: observe(clean, tokens, Tokenize(mode), respelling, chain) for mode in modes}
    dropping, lists = _dropping(aligned[modes[0]], lower, normalizer, language)
    fitted = {mode: Degradation((Tokenize(mode), *respelling, *dropping)) for mode in modes}
    explained = {mode: _explained(fitted[mode], aligned[mode]) for mode in modes}
    highest = max(explained.values())
    best, *equal = (mode for mode in tokenizer_modes() if explained.get(mode, -1.0) >= highest - _SAME_FIT)  # the plainest first
    needed = _needed(fitted[best], aligned[best])
    filtered = _vocabulary(Degradation(needed), aligned[best], {token.form for token in tokens})
    alternatives = {"tokenize": tuple(equal), "normalize": normalizers, "stop": lists}
    return replace(
        with_fit(Degradation((*needed, *filtered)), observed[best]),
        alternatives={name: others for name, others in alternatives.items() if others},
    )


def _dropping(observations: Observations, lower: bool, normalizer: Chain, language: str) -> tuple[list[Operator], tuple[str, ...]]:
    """The operators on word forms, in the order in which pipelines run them, and the stop lists that are as likely."""
    evidence = DropEvidence(observations, lower, normalizer)
    stop, minimum, lists = choose_dropping(evidence, language, lower)
    operators = _ordered(lower, normalizer, stop, minimum)
    return [*operators, *([evidence.numbers] if evidence.numbers else [])], lists


# -- tokenizer and case ----------------------------------------------------------------------------------------------------


def _close_modes(clean: str, degraded: list[Token], respelling: Sequence[WordOperator]) -> list[str]:
    """The modes under which most degraded tokens have a clean token of the same key, best first, and those that come close."""
    forms = unmasked(Counter(token.form for token in degraded), respelling)
    keys = Counter(universal_key(token.form) for token in degraded)
    scores: dict[str, int] = {}
    for mode in tokenizer_modes():
        tokenizer = Tokenize(mode)
        if leaves_whole(tokenizer, forms):
            found = Counter(universal_key(token.form) for token in written(clean, tokenizer, respelling))
            scores[mode] = sum(min(count, found[key]) for key, count in keys.items())
    best = max(scores.values(), default=0)
    close = [mode for mode in scores if scores[mode] >= _CLOSE * best]
    return sorted(close, key=lambda mode: -scores[mode]) or ["whitespace"]


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
    table = _table(pairs, equal[0], best)
    return (*table, *equal[0]), () if table else tuple(describe(chain) for chain in equal[1:])


def _table(pairs: Counter[tuple[str, str]], chain: Chain, explained: int) -> Chain:
    """What no named lemmatizer does, as data: the words that another lemmatizer was seen to turn into something else."""
    if explained >= _NAMED * pairs.total():
        return ()
    forms: dict[str, Counter[str]] = {}
    for (before, after), count in pairs.items():
        forms.setdefault(before, Counter())[after] += count
    usual = {before: min(seen, key=lambda form: (-seen[form], form)) for before, seen in forms.items()}
    return (Table(tuple(each for each in usual.items() if run_chain(chain, each[0]) != each[1] == run_chain(chain, each[1]))),)


# -- the operators in order ----------------------------------------------------------------------------------------------


def _ordered(lower: bool, normalizer: Chain, stop: StopChoice | None, minimum: Operator | None) -> list[Operator]:
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
        if isinstance(operator, FoldDiacritics | Lowercase | MaskNumbers):  # observed respelled; stemmers lower too
            continue
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


def _explained(degradation: Degradation, observations: Observations) -> float:
    """F of the tokens predicted against all degraded tokens, those included that met no clean token under this tokenizer."""
    right = sum(count for (before, after), count in observations.kept.items() if degradation.form(before) == after)
    predicted = sum(count for (before, _), count in observations.kept.items() if degradation.form(before) is not None)
    predicted += sum(count for word, count in observations.dropped.items() if degradation.form(word) is not None)
    return 2 * right / (predicted + observations.total)


def with_fit(degradation: Degradation, observations: Observations) -> Degradation:
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

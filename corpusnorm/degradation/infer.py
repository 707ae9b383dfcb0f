"""Infer how a text was degraded: from a pair where there is one, from the degraded text alone where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpusnorm.degradation.blind import describe, infer_blind, leaves_whole
from corpusnorm.degradation.candidates import Chain, lowerings, normalizers, tokenizer_modes
from corpusnorm.degradation.dropping import DropEvidence, MinimumChoice, StopChoice, choose_dropping
from corpusnorm.degradation.observe import Observations, degraded_tokens, observe, written
from corpusnorm.degradation.operators import (
    FoldDiacritics,
    Lemma,
    Lowercase,
    MaskNumbers,
    MaskTokens,
    Operator,
    Table,
    Token,
    Tokenize,
    Vocabulary,
    WordOperator,
)
from corpusnorm.degradation.placeholders import infer_masks, placeholders
from corpusnorm.degradation.recipe import Degradation, run_chain
from corpusnorm.degradation.respelling import infer_respelling, unmasked
from corpusnorm.language import detect_language
from corpusnorm.sketch.keys import universal_key

_CLOSE = 0.99  # modes that make this share of the best one's tokens meet are compared by their fit
_SAME_FIT = 0.003  # differences of fit that chance pairs alone make
_NAMED = 0.95  # share of the pairs that the right lemmatizer or stemmer explains at least; the rest is chance pairs
# A lemmatizer that minds the context gives a word several lemmas: its operator may leave so many times the best one's misses.
_BY_CONTEXT, _CONTEXT = (Lemma("spacy"),), 1.6
_STILL = 0.02  # share of upper case that is left where the case was lowered: names that a revision brought in
_STRONG = 2  # drops of a type, without one survivor, that speak for a vocabulary filter
_FILTERED = 3  # such types needed before single drops are laid to the filter too
_LISTED_EXCEPTIONS = 20


def infer_degradation(degraded: str, clean: str | None = None, language: str | None = None) -> Degradation:
    """How `degraded` was made, from it and its clean version, or from it alone.

    From a pair: the texts are aligned on universal keys; the tokenizer is the one that leaves the degraded tokens whole and makes
    most of them meet; the lemmatizer or stemmer is the one that turns most clean forms into the degraded ones; the stop list, its
    place and a minimum length are those under which the words seen kept and dropped are likeliest; types always dropped without
    another reason are a vocabulary filter; a token that stands where numbers or names were is a mask. What the text cannot tell
    apart is in `alternatives`. Both texts may be different revisions. About 500 tokens are needed. `language` spares finding it
    out. Costs about a second for 10,000 tokens; a second or two more once, where a table of the package simplemma is loaded.

    >>> clean = "The wars of the mountainous countries were long, and their armies fought for the cities. " * 20
    >>> how = infer_degradation("war mountainous country long army fought city " * 20, clean)
    >>> how.apply("The cities of the countries")
    'city country'
    """
    tokens = degraded_tokens(degraded)
    language = language or detect_language(degraded if clean is None else clean)
    if clean is None or not tokens:
        return infer_blind([token.form for token in tokens], language)
    respelling, modes = _respelling(clean, tokens)
    observed = {mode: observe(clean, tokens, Tokenize(mode), respelling) for mode in modes}
    normalizer, lower, others = _choose_normalizer(observed[modes[0]], lowerings(language, clean), language)
    aligned = {mode: observe(clean, tokens, Tokenize(mode), respelling, (*lower, *normalizer)) for mode in modes}
    cased = not lower and not any(isinstance(operator, Lowercase) for operator in respelling)
    dropping, lists = _dropping(DropEvidence(aligned[modes[0]], lower, normalizer), lower, normalizer, language, cased)
    fitted = {mode: Degradation((Tokenize(mode), *respelling, *dropping)) for mode in modes}
    explained = {mode: _explained(_behind(respelling, fitted[mode]), aligned[mode]) for mode in modes}
    highest = max(explained.values())
    best, *equal = (mode for mode in tokenizer_modes() if explained.get(mode, -1.0) >= highest - _SAME_FIT)  # the plainest first
    needed = _needed(fitted[best], aligned[best])
    filtered = _vocabulary(_behind(respelling, Degradation(needed)), aligned[best], {token.form for token in tokens})
    whole = Degradation((*needed, *filtered))
    alternatives = {"tokenize": tuple(equal), **others, "stop": lists}
    found = with_fit(whole, observed[best], respelling)
    return replace(found, alternatives={name: others for name, others in alternatives.items() if others})


def _respelling(clean: str, tokens: list[Token]) -> tuple[tuple[WordOperator, ...], list[str]]:
    """How letters, digits and whole tokens are written otherwise, and the tokenizer modes that come into question."""
    forms = Counter(token.form for token in tokens)
    respelling = infer_respelling(clean, tokens)
    own = {operator.mask for operator in respelling if isinstance(operator, MaskNumbers)}
    suspects = [mask for mask in placeholders(forms, clean) if mask not in own]
    modes = _close_modes(clean, [token for token in tokens if token.form not in suspects], respelling)
    words = written(clean, Tokenize(modes[0]), respelling)
    masks = infer_masks(words, tokens, suspects)
    respelling = (*respelling, *masks)
    return (Lowercase(), *map(_in_lower_case, respelling)) if _masked_later(respelling, forms) else respelling, modes


def _masked_later(respelling: Sequence[WordOperator], forms: Counter[str]) -> bool:
    """Whether all upper case that is left is that of masks: the case was lowered before they were set."""
    masks = [operator.mask for operator in respelling if isinstance(operator, MaskNumbers | MaskTokens)]
    upper = [mask for mask in masks if mask != mask.lower()]
    left = sum(count for form, count in forms.items() if form != form.lower() and not any(mask in form for mask in upper))
    return bool(upper) and left <= _STILL * forms.total()


def _in_lower_case(operator: WordOperator) -> WordOperator:
    """The operator as it stands behind lower-casing."""
    return replace(operator, words=frozenset(map(str.lower, operator.words))) if isinstance(operator, MaskTokens) else operator


def _dropping(
    evidence: DropEvidence, lower: Chain, normalizer: Chain, language: str, cased: bool
) -> tuple[list[Operator], tuple[str, ...]]:
    """The operators on word forms, in the order in which pipelines run them, and the stop lists that are as likely."""
    stop, minimum, lists = choose_dropping(evidence, language, cased)
    operators = _ordered(lower, normalizer, stop, minimum)
    return [*operators, *([evidence.numbers] if evidence.numbers else [])], lists


# -- tokenizer and case ----------------------------------------------------------------------------------------------------


def _close_modes(clean: str, degraded: list[Token], respelling: tuple[WordOperator, ...]) -> list[str]:
    """The modes under which most degraded tokens have a clean token of the same key, best first, and those that come close."""
    forms = unmasked(Counter(token.form for token in degraded), respelling)
    keys = _keys(degraded)
    scores: dict[str, int] = {}
    for mode in tokenizer_modes():
        tokenizer = Tokenize(mode)
        if leaves_whole(tokenizer, forms):
            found = _keys(written(clean, tokenizer, respelling))
            scores[mode] = sum(min(count, found[key]) for key, count in keys.items())
    best = max(scores.values(), default=0)
    close = [mode for mode in scores if scores[mode] >= _CLOSE * best]
    return sorted(close, key=lambda mode: -scores[mode]) or ["whitespace"]


def _keys(tokens: Iterable[Token]) -> Counter[str]:
    """How often each universal key comes."""
    keys: Counter[str] = Counter()
    for form, count in Counter([token.form for token in tokens]).items():
        keys[universal_key(form)] += count
    return keys


def _is_lowered(observations: Observations) -> bool:
    """Whether upper case is gone where the clean side has it, be it only in words that were dropped."""
    cased = sum(count for (before, _), count in observations.kept.items() if before != before.lower())
    still = sum(count for (_, after), count in observations.kept.items() if after != after.lower())
    if not cased:
        return not still and any(word != word.lower() for word in observations.dropped)
    return still <= _STILL * cased


# -- lemmas and stems ------------------------------------------------------------------------------------------------------


def _choose_normalizer(
    observations: Observations, lowerings: Sequence[Lowercase], language: str
) -> tuple[Chain, Chain, dict[str, tuple[str, ...]]]:
    """The chain that turns most clean forms into the degraded ones, how the case was lowered, and what turns as many."""
    settings: list[Chain] = [(lowering,) for lowering in lowerings]
    if not _is_lowered(observations):  # a lemmatizer may write upper case itself, as German nouns
        settings = [(), *(settings if language not in ("en", "und") else ())]
    scored: list[tuple[int, Chain, Chain]] = []
    for lower in settings:
        pairs = _lowered(observations, lower)
        for chain in normalizers(language):
            forms = {before: run_chain(chain, before) for before, _ in pairs}
            scored.append((sum(count for (before, after), count in pairs.items() if forms[before] == after), lower, chain))
    best, lower, chosen = max(scored, key=lambda each: each[0])
    table = _table(_lowered(observations, lower), chosen, best)
    least = observations.matched - _CONTEXT * (observations.matched - best)
    equal = [(way, chain) for score, way, chain in scored if score == best or (chain == _BY_CONTEXT and score >= least)]
    others = {
        "normalize": () if table else tuple(describe(chain) for way, chain in equal if way == lower and chain != chosen),
        "case": tuple(_case(way) for way, chain in equal if way != lower and chain == chosen),
    }
    return (*table, *chosen), lower, others


def _lowered(observations: Observations, lower: Chain) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for (before, after), count in observations.kept.items():
        pairs[(run_chain(lower, before) or before, after)] += count
    return pairs


def _case(lower: Chain) -> str:
    return next((operator.method for operator in lower if isinstance(operator, Lowercase)), "")


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


def _ordered(lower: Chain, normalizer: Chain, stop: StopChoice | None, minimum: MinimumChoice | None) -> list[Operator]:
    """The word operators in the order in which pipelines run them."""
    operators: list[Operator] = [stop.stop] if stop and stop.raw else []
    operators += lower
    operators += [stop.stop] if stop and stop.before else []
    operators += [minimum.operator] if minimum and not minimum.after else []
    operators += normalizer
    operators += [minimum.operator] if minimum and minimum.after else []
    operators += [stop.stop] if stop and stop.after else []
    return operators


def _needed(degradation: Degradation, observations: Observations) -> tuple[Operator, ...]:
    """The operators without those whose absence would change nothing that was observed."""
    words = sorted({before for before, _ in observations.kept} | set(observations.dropped))
    kept = list(degradation.operators)
    for operator in degradation.word_operators:
        if isinstance(operator, FoldDiacritics | Lowercase | MaskNumbers | MaskTokens):  # observed respelled; stemmers lower too
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


def _behind(respelling: Chain, degradation: Degradation) -> Degradation:
    """The operators that work on what was observed: the clean side is respelled there already."""
    return Degradation(tuple(operator for operator in degradation.operators if operator not in respelling))


def with_fit(degradation: Degradation, observations: Observations, respelling: Chain = ()) -> Degradation:
    """The degradation with its fit (F of predicted against real tokens in the agreement regions), evidence and exceptions.

    `respelling` are the operators that the clean side of the observations has behind it already.
    """
    behind = _behind(respelling, degradation)
    predicted = actual = right = 0
    wrong: Counter[tuple[str, str]] = Counter()
    for (before, after), count in observations.kept.items():
        form = behind.form(before)
        actual += count
        predicted += count if form is not None else 0
        right += count if form == after else 0
        if form != after:
            wrong[(before, after)] += count
    predicted += sum(count for word, count in observations.dropped.items() if behind.form(word) is not None)
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

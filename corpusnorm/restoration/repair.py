"""Repair: give a degraded text back what its witness and its own forms prove, and, marked, what probably stood there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpusnorm.alignment import Alignment, align_sequences
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.observe import degraded_tokens
from corpusnorm.degradation.operators import Token, Vocabulary
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.language import detect_language
from corpusnorm.restoration.dictionary import Dictionary
from corpusnorm.restoration.fillers import Fillers
from corpusnorm.restoration.lexicon import Lexicon, inverse_of
from corpusnorm.restoration.partners import Partner, find_partners, is_masked
from corpusnorm.restoration.stretches import Stretch, Tier, conjectures, copies, joins

_LANGUAGE_SHOWS = 5_000  # characters that show the language of a clean text


@dataclass(frozen=True, slots=True)
class Restored:
    """A stretch of the repaired text at `span`, made from `degraded` of the degraded text (code points, half-open).

    `witness`: copied from the clean text, `evidence` says where (`witness:start-end`). `lexical`: one word, the inverse of the
    degradation, which may be the form itself, `evidence` says on what ground. `conjecture`: what the degradation takes out between
    two tokens, an insertion, `evidence` says what the clean text has beside them. `kept`: as it stands in the degraded text. `gap`:
    an empty span between two stretches, where words may be lost that nothing proves.
    """

    span: Span
    tier: Tier
    certainty: float
    evidence: str
    degraded: Span


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text and its proof. Law: `edits.apply(degraded) == text`, and every degraded token survives, in order.

    `alignment` pairs the clean tokens that survive the degradation with the degraded tokens; without a witness it is empty.
    `exceptions` are degraded tokens that the degradation, run forward over `text`, does not give back.
    """

    text: str
    edits: Edits
    degradation: Degradation
    spans: tuple[Restored, ...]
    alignment: Alignment
    exceptions: tuple[str, ...]


def repair(
    degraded: str,
    clean: str | None = None,
    degradation: Degradation | None = None,
    *,
    corpus: Sequence[str] | None = None,
    conjecture_from: float = 0.0,
) -> Repair:
    """Repair a degraded text, from its clean version where there is one; the two may be different revisions.

    `corpus` are further clean texts of the same kind, to count words in. Stop words and marks are also written where no text has
    them between just these two words, as far as that promises fewer errors than writing nothing and is at least as certain as
    `conjecture_from`. From 0 about half of these words are right, from .7 four of five (`benchmarks/quality`); 1 writes none. Each
    says how sure it is, and none is a name or another word that says something.

    Changes: between tokens that are neighbours in both texts, what the degradation took out comes back from the clean text
    (case, endings, stop words, punctuation), also where a passage moved; a token without a clean partner comes back as the surface
    the clean text gives its form between such neighbours, or as a word that can have become it. Never changes which words are
    said, nor their order: a token that the clean text does not have stays, and where the two disagree the degraded reading
    stands. What is lost without a proof is a `gap`. Raises ValueError where `conjecture_from` is no certainty. Source of the
    method: the noisy-channel model, with the channel inferred by `infer_degradation`. Cost: a second or two for 10,000 words.

    >>> clean = "The wars of the mountainous countries were long, and their armies fought for the cities. " * 20
    >>> repaired = repair("war mountainous country long army fought city " * 20, clean)
    >>> repaired.text[:90]
    'The wars of the mountainous countries were long, and their armies fought for the cities. T'
    """
    if not 0 <= conjecture_from <= 1:
        raise ValueError(f"conjecture_from is a certainty between 0 and 1, not {conjecture_from}")
    how = degradation or infer_degradation(degraded, clean)
    tokens = degraded_tokens(degraded)
    survivors = how.tokens(clean) if clean is not None else []
    partners, pairs, moved = find_partners(clean or "", survivors, tokens, how)
    between = joins(tokens, survivors, partners, len(clean or ""))
    texts = [*([clean] if clean else []), *(corpus or ())]
    fillers: list[Stretch] = []
    if conjecture_from < 1 and texts:
        beside = [span.of(clean or "") for join in between for span, _ in join.witnesses]
        model = Fillers(texts, how, beside, english=detect_language(texts[0][:_LANGUAGE_SHOWS]) == "en")
        fillers += _unspoken(degraded, conjectures(clean or "", tokens, between, model, conjecture_from), how)
    copied = list(copies(clean or "", degraded, tokens, partners, between))
    surfaces = _surfaces(tokens, partners, texts, how)
    text, edits, spans = _assemble(degraded, sorted([*copied, *fillers, *surfaces], key=lambda each: each.degraded))
    alignment = Alignment(_spans(survivors), _spans(tokens), pairs, moved)
    return Repair(text, edits, how, spans, alignment, _exceptions(tokens, how, text))


def _unspoken(degraded: str, stretches: Iterable[Stretch], how: Degradation) -> Iterator[Stretch]:
    """The fillers that say nothing of their own.

    Their words are dropped by a stop list or the like, whatever stands around them, and not by a vocabulary filter: those are
    names and other content, which nobody may guess. And none is set between two numbers, which it could make one or cut.
    """
    bare = Degradation(tuple(operator for operator in how.operators if not isinstance(operator, Vocabulary)))
    for each in stretches:
        start = degraded.rfind(" ", 0, max(each.degraded.start - 1, 0)) + 1
        end = degraded.find(" ", each.degraded.end + 1)
        left, right = degraded[start : each.degraded.start], degraded[each.degraded.end : end if end >= 0 else len(degraded)]
        numbers = left.rstrip()[-1:].isdigit() and right.lstrip()[:1].isdigit()
        if not numbers and not bare.tokens(each.text) and _forms(left + each.text + right, how) == _forms(f"{left} {right}", how):
            yield each


def _forms(text: str, how: Degradation) -> list[str]:
    return [token.form for token in how.tokens(text)]


def _surfaces(
    tokens: Sequence[Token], partners: Mapping[int, Partner], texts: Sequence[str], how: Degradation
) -> Iterator[Stretch]:
    """For tokens that are not copied: the surface to write, or the form as it stands."""
    lexicon, inverse, dictionary = Lexicon(texts, how), inverse_of(how), Dictionary(how)
    forms = [None, *(token.form for token in tokens), None]
    for j, token in enumerate(tokens):
        if j in partners and partners[j].exact:
            continue
        guess = lexicon.guess(token.form, forms[j], forms[j + 2]) or inverse.get(token.form) or dictionary.guess(token.form)
        span = Span(token.start, token.end)
        if guess and not is_masked(guess.surface, how):
            yield Stretch(span, guess.surface, "lexical", guess.certainty, guess.ground)
        else:
            yield Stretch(span, token.form, "kept", 1.0, "")


def _assemble(degraded: str, stretches: Sequence[Stretch]) -> tuple[str, Edits, tuple[Restored, ...]]:
    """The edits of the stretches, the text they give, and where each stretch stands in it; gaps where nothing joins two."""
    edits = Edits(
        Edit(each.degraded, each.text, f"repair:{each.tier}", each.certainty, each.evidence)
        for each in stretches
        if each.text != each.degraded.of(degraded)
    )
    restored: list[Restored] = []
    shift = 0
    for each in stretches:
        start = each.degraded.start + shift
        if restored and "conjecture" not in (each.tier, restored[-1].tier) and (each.tier, restored[-1].tier) != ("kept", "kept"):
            at = each.degraded.start
            restored.append(Restored(Span(start, start), "gap", 0.0, "no witness has text here", Span(at, at)))
        restored.append(Restored(Span(start, start + len(each.text)), each.tier, each.certainty, each.evidence, each.degraded))
        shift += len(each.text) - len(each.degraded)
    return edits.apply(degraded), edits, tuple(restored)


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    return tuple(Span(token.start, token.end) for token in tokens)


def _exceptions(tokens: Sequence[Token], degradation: Degradation, text: str) -> tuple[str, ...]:
    """The degraded tokens that degrading the repaired text does not give back in order."""
    found = {j for _, j in align_sequences(_forms(text, degradation), [token.form for token in tokens])}
    return tuple(token.form for j, token in enumerate(tokens) if j not in found)

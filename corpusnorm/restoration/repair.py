"""Repair: give a degraded text back what its witness and its own forms prove, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpusnorm.alignment import Alignment, align_keys, align_sequences
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.observe import degraded_tokens
from corpusnorm.degradation.operators import Token
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.restoration.lexicon import Guess, Lexicon, inverse_of

Tier = Literal["witness", "lexical", "kept", "gap"]

# How often a stretch copied from a witness is right, by the number of tokens that agree in a row: measured on the pairs of
# `benchmarks/quality/repair.py`.
_RUN_CERTAINTY = ((10, 0.996), (4, 0.97), (2, 0.898), (1, 0.756))
_SURE_ENOUGH = 0.5  # a lexical guess below this would be wrong more often than right


@dataclass(frozen=True, slots=True)
class Restored:
    """A stretch of the repaired text at `span`, made from `degraded` of the degraded text (code points, half-open).

    `witness`: copied from the clean text, `evidence` says where (`witness:start-end`). `lexical`: one word, the inverse of the
    degradation, `evidence` says on what ground. `kept`: as it stands in the degraded text. `gap`: an empty span between two
    stretches, where words may be lost that nothing proves.
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


def repair(degraded: str, clean: str | None = None, degradation: Degradation | None = None) -> Repair:
    """Repair a degraded text, from its clean version where there is one; the two may be different revisions.

    Changes: between tokens that are neighbours in both texts, what the degradation took out comes back from the clean text
    (case, endings, stop words, punctuation); a token without a clean partner comes back as the surface the clean text gives its
    form, or as the one function word that can have become it. Never changes which words are said, nor their order: a token
    that the clean text does not have stays, and where the two disagree the degraded reading stands. What is lost without a
    proof is a `gap`. Source of the method: the noisy-channel model, with the channel inferred by `infer_degradation`.

    >>> clean = "The wars of the mountainous countries were long, and their armies fought for the cities. " * 20
    >>> repaired = repair("war mountainous country long army fought city " * 20, clean)
    >>> repaired.text[:87]
    'wars of the mountainous countries were long, and their armies fought for the cities. Th'
    """
    how = degradation or infer_degradation(degraded, clean)
    tokens = degraded_tokens(degraded)
    survivors = how.tokens(clean) if clean is not None else []
    pairs = align_keys([token.form for token in survivors], [token.form for token in tokens])
    lexicon = Lexicon(clean or "", how)
    guesses = _guesses(tokens, {j for _, j in pairs}, lexicon, inverse_of(how))
    text, edits, spans = _assemble(degraded, clean or "", list(_stretches(tokens, survivors, pairs, guesses)))
    alignment = Alignment(_spans(survivors), _spans(tokens), pairs)
    return Repair(text, edits, how, spans, alignment, _exceptions(tokens, how, text))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Degraded characters and what stands for them: a slice of the clean text, a guess, or nothing new."""

    degraded: Span
    tier: Tier
    certainty: float
    clean: Span | None = None
    guess: Guess | None = None


def _stretches(
    tokens: Sequence[Token], survivors: Sequence[Token], pairs: Sequence[tuple[int, int]], guesses: dict[int, Guess]
) -> Iterator[_Stretch]:
    """The degraded text as stretches in order: runs of neighbours on both sides, then single tokens."""
    partner = {j: i for i, j in pairs}
    j = 0
    while j < len(tokens):
        if j in partner:
            first = j
            while partner.get(j + 1) == partner[j] + 1:
                j += 1
            certainty = next(certainty for least, certainty in _RUN_CERTAINTY if j - first + 1 >= least)
            clean = Span(survivors[partner[first]].start, survivors[partner[j]].end)
            yield _Stretch(Span(tokens[first].start, tokens[j].end), "witness", certainty, clean)
        else:
            span, guess = Span(tokens[j].start, tokens[j].end), guesses.get(j)
            yield _Stretch(span, "lexical", guess.certainty, guess=guess) if guess else _Stretch(span, "kept", 1.0)
        j += 1


def _guesses(tokens: Sequence[Token], paired: set[int], lexicon: Lexicon, inverse: dict[str, Guess]) -> dict[int, Guess]:
    """For tokens without a partner, the surface to write, where it is sure enough and differs from the form."""
    guesses = {}
    for j, token in enumerate(tokens):
        guess = None if j in paired else lexicon.guess(token.form) or inverse.get(token.form)
        if guess and guess.surface != token.form and guess.certainty >= _SURE_ENOUGH:
            guesses[j] = guess
    return guesses


def _assemble(degraded: str, clean: str, stretches: list[_Stretch]) -> tuple[str, Edits, tuple[Restored, ...]]:
    """The edits of the stretches, the text they give, and where each stretch stands in it."""
    edits = Edits(
        Edit(stretch.degraded, text, f"repair:{stretch.tier}", stretch.certainty, _evidence(stretch))
        for stretch in stretches
        if (text := _new_text(stretch, degraded, clean)) != stretch.degraded.of(degraded)
    )
    restored: list[Restored] = []
    for stretch in stretches:
        span = edits.to_result(stretch.degraded)
        if restored and (stretch.tier, restored[-1].tier) != ("kept", "kept"):
            at = stretch.degraded.start
            restored.append(Restored(Span(span.start, span.start), "gap", 0.0, "no witness has text here", Span(at, at)))
        restored.append(Restored(span, stretch.tier, stretch.certainty, _evidence(stretch), stretch.degraded))
    return edits.apply(degraded), edits, tuple(restored)


def _new_text(stretch: _Stretch, degraded: str, clean: str) -> str:
    if stretch.clean:
        return stretch.clean.of(clean)
    return stretch.guess.surface if stretch.guess else stretch.degraded.of(degraded)


def _evidence(stretch: _Stretch) -> str:
    if stretch.clean:
        return f"witness:{stretch.clean.start}-{stretch.clean.end}"
    return stretch.guess.ground if stretch.guess else ""


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    return tuple(Span(token.start, token.end) for token in tokens)


def _exceptions(tokens: Sequence[Token], degradation: Degradation, text: str) -> tuple[str, ...]:
    """The degraded tokens that degrading the repaired text does not give back in order."""
    forward = [token.form for token in degradation.tokens(text)]
    found = {j for _, j in align_sequences(forward, [token.form for token in tokens])}
    return tuple(token.form for j, token in enumerate(tokens) if j not in found)

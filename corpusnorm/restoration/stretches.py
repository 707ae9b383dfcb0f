"""Stretches: what stands for each piece of a degraded text, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from corpusnorm.degradation.operators import Token
from corpusnorm.edits import Span
from corpusnorm.restoration.fillers import Fillers, Gap
from corpusnorm.restoration.partners import Partner

Tier = Literal["witness", "lexical", "conjecture", "kept", "gap"]

# How often a stretch copied from a witness is right, by the number of tokens that agree in a row: measured on the pairs of
# `benchmarks/quality/repair.py`. From 10 tokens on all works agree within .02; single tokens range from .71 to .92.
_RUN_CERTAINTY = ((30, 0.995), (10, 0.991), (4, 0.97), (2, 0.937), (1, 0.827))
# What it says for a filler that the clean text has it beside the last token of a run: after the run, before it, and likewise
# beside words that took the place of as many others. Logarithms; see `fillers.Weights`.
_AFTER, _BEFORE, _AFTER_REPLACED, _BEFORE_REPLACED = 1.7, 2.7, 2.9, 3.6
_RESPELLED = 0.93  # how often it does beside a word that the revisions spell differently


class Stretch(NamedTuple):
    """Degraded characters and what stands for them."""

    degraded: Span
    text: str
    tier: Tier
    certainty: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Join:
    """What the clean text has between a token and the one before it.

    `copy`: the span between their partners, where these are neighbours. Else `witnesses`: spans beside one of them, each with how
    much that says for its text (natural logarithm of the factor on the odds).
    """

    copy: Span | None = None
    witnesses: tuple[tuple[Span, float], ...] = ()


def joins(tokens: Sequence[Token], survivors: Sequence[Token], partners: Mapping[int, Partner], size: int) -> list[Join]:
    """What the clean text, of `size` characters, has before each token, and last of all behind the last one."""
    ends, starts = [0, *(token.end for token in survivors)], [*(token.start for token in survivors), size]
    known = {-1: Partner(Span(0, 0), 0, 0), len(tokens): Partner(Span(size, size), len(survivors), len(survivors)), **partners}
    replaced = set(_replaced(partners))
    found = []
    for j in range(len(tokens) + 1):
        left, right = known.get(j - 1), known.get(j)
        if left and right and left.after == right.first and left.span.end <= right.span.start:
            found.append(Join(Span(left.span.end, right.span.start)))
            continue
        witnesses = []
        if left and j:
            end = max(left.span.end, starts[left.after])
            witnesses.append((Span(left.span.end, end), _AFTER_REPLACED if j in replaced else _AFTER))
        if right and j < len(tokens):
            start = min(ends[right.first], right.span.start)
            witnesses.append((Span(start, right.span.start), _BEFORE_REPLACED if j in replaced else _BEFORE))
        found.append(Join(None, tuple(witnesses)))
    return found


def _replaced(partners: Mapping[int, Partner]) -> Iterator[int]:
    """The joins at both ends of degraded words that stand where the clean text has as many others."""
    known = sorted(partners)
    for before, behind in pairwise(known):
        if behind - before - 1 == partners[behind].first - partners[before].after > 0:
            yield from (before + 1, behind)


def copies(
    clean: str, degraded: str, tokens: Sequence[Token], partners: Mapping[int, Partner], between: Sequence[Join]
) -> Iterator[Stretch]:
    """The stretches copied from the clean text: runs of tokens with their neighbours, and joins beside respelled words.

    What the clean text has before its first and behind its last token takes the place of the degraded text's white space there.
    """
    j = 0
    while j < len(tokens):
        first = j
        while _exact(partners, j) and _exact(partners, j + 1) and between[j + 1].copy:
            j += 1
        if _exact(partners, first):
            opens, closes = first == 0 and between[0].copy, j == len(tokens) - 1 and between[-1].copy
            start = 0 if opens else partners[first].span.start
            end = len(clean) if closes else partners[j].span.end
            place = Span(0 if opens else tokens[first].start, len(degraded) if closes else tokens[j].end)
            certainty = next(certainty for least, certainty in _RUN_CERTAINTY if j - first + 1 >= least)
            ground = f"witness:{start}-{end}"
            yield Stretch(place, clean[start:end], "witness", certainty, ground)
        copy = between[j + 1].copy
        if copy and j + 1 < len(tokens):
            ground = f"witness:{copy.start}-{copy.end}"
            yield Stretch(Span(tokens[j].end, tokens[j + 1].start), copy.of(clean), "witness", _RESPELLED, ground)
        j += 1


def _exact(partners: Mapping[int, Partner], j: int) -> bool:
    return j in partners and partners[j].exact


def conjectures(clean: str, tokens: Sequence[Token], between: Sequence[Join], fillers: Fillers, least: float) -> Iterator[Stretch]:
    """What most likely stands where no witness says it, as far as writing it promises fewer errors than writing nothing."""
    forms = ["", *(token.form for token in tokens), ""]
    for j in range(1, len(tokens)):
        if between[j].copy:
            continue
        beside = between[j].witnesses
        before, left, right, behind = forms[j - 1 : j + 3]
        gap = Gap(before, left, right, behind, tuple((span.of(clean), weight) for span, weight in beside))
        best = fillers.best(fillers.posterior(gap), least)
        if best:
            ground = "; ".join(f"beside:{span.start}-{span.end}" for span, _ in beside) or "fillers"
            yield _inserted(tokens[j - 1], tokens[j], best.text, best.certainty, ground)


def _inserted(left: Token, right: Token, filler: str, certainty: float, ground: str) -> Stretch:
    """A filler for the space between two tokens, as an insertion wherever it keeps a space of its own at one end."""
    if filler[:1].isspace():
        return Stretch(Span(left.end + 1, right.start), filler[1:], "conjecture", certainty, ground)
    if filler[-1:].isspace():
        return Stretch(Span(left.end, right.start - 1), filler[:-1], "conjecture", certainty, ground)
    return Stretch(Span(left.end, right.start), filler, "conjecture", certainty, ground)

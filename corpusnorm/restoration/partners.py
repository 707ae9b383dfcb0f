"""Partners: the place in the clean text that each degraded token came from, as far as it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from corpusnorm.alignment import Block, align_keys, moved_blocks
from corpusnorm.alignment.moves import Run, repeated_runs
from corpusnorm.degradation.operators import MaskNumbers, MaskTokens, Token
from corpusnorm.degradation.recipe import Degradation
from corpusnorm.edits import Span

_ECHO = 4  # tokens in a row that are written as where the clean text has them too; content words hardly ever stand so by chance
_SAME_WORD = 0.75  # similarity of two spellings of one word (`connexion`, `connection`); two words are seldom so alike
_WIDEST = 40  # tokens of a gap in which respelled words are looked for: in longer ones their order says nothing
_SHORT = 3  # letters: short words are alike by chance
_LONGER = 12  # characters that separators and lost endings may add to a form
_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"[\W_]+")


class Partner(NamedTuple):
    """Where a degraded token stands in the clean text.

    `first` and `after` are numbers of clean survivors, half-open; none where the word is one that the channel drops there. `exact`
    says that the channel turns the clean word into the degraded one; otherwise the revisions spell it differently.
    """

    span: Span
    first: int
    after: int
    exact: bool = True


def find_partners(
    clean: str, survivors: Sequence[Token], tokens: Sequence[Token], how: Degradation
) -> tuple[dict[int, Partner], tuple[tuple[int, int], ...], tuple[Block, ...]]:
    """The partner of each degraded token, the monotone pairs among them, and the blocks that moved.

    First the monotone alignment of the forms; then passages that moved, and phrases that the clean text has elsewhere too; then
    words that the two revisions spell differently (`dog-cart` and `dogcart`), between two partners that leave no other choice. A
    masked word is a partner only between its own neighbours.
    """
    forms, degraded = [token.form for token in survivors], [token.form for token in tokens]
    pairs = align_keys(forms, degraded)
    moved = moved_blocks(forms, degraded, pairs)
    partners = {j: _partner(survivors, i) for i, j in pairs}
    for block in moved:
        partners.update((block.b.start + n, _partner(survivors, block.a.start + n)) for n in range(len(block.b)))
    for run in _echoes(forms, degraded, partners):
        partners.update((run.b + n, _partner(survivors, run.a + n)) for n in range(run.length))
    partners.update(_respelled(clean, survivors, tokens, partners, how))
    return _told(partners, clean, how), pairs, moved


def _partner(survivors: Sequence[Token], number: int) -> Partner:
    return Partner(Span(survivors[number].start, survivors[number].end), number, number + 1)


def _echoes(forms: Sequence[str], degraded: Sequence[str], partners: Mapping[int, Partner]) -> list[Run]:
    """Runs of tokens without a partner that the clean text has somewhere, be it beside another partner."""
    free = [j not in partners for j in range(len(degraded))]
    return list(repeated_runs(forms, degraded, [True] * len(forms), free, _ECHO))


def _respelled(
    clean: str, survivors: Sequence[Token], tokens: Sequence[Token], partners: Mapping[int, Partner], how: Degradation
) -> Iterator[tuple[int, Partner]]:
    """Words spelled differently, in each gap of both sides between two partners in the same order."""
    known = sorted(partners)
    for before, behind in pairwise(known):
        left, right = partners[before], partners[behind]
        if behind - before > 1 and left.after <= right.first <= left.after + _WIDEST and left.span.end <= right.span.start:
            at, first = left.span.end, left.after
            for j in range(before + 1, behind):
                gap = Span(at, right.span.start)
                found = _joined(clean, gap, survivors, range(first, right.first), tokens[j].form, how) or _similar(
                    survivors, range(first, right.first), tokens[j].form
                )
                if found is not None:
                    yield j, found
                    at, first = found.span.end, found.after


def _joined(clean: str, gap: Span, survivors: Sequence[Token], numbers: range, form: str, how: Degradation) -> Partner | None:
    """The first two or three words in a row of the gap that give the form when they are written as one."""
    words = [Span(*match.span()).shift(gap.start) for match in _WORD.finditer(gap.of(clean))]
    for k in range(len(words) - 1):
        for last in words[k + 1 : k + 3]:
            span = Span(words[k].start, last.end)
            if len(span) <= len(form) + _LONGER and how.form(_SEPARATOR.sub("", span.of(clean))) == form:
                first = next((i for i in numbers if survivors[i].start >= span.start), numbers.stop)
                after = next((i for i in numbers if survivors[i].start >= span.end), numbers.stop)
                return Partner(span, first, after, exact=False)
    return None


def _similar(survivors: Sequence[Token], numbers: range, form: str) -> Partner | None:
    """The first word of the gap that may be another spelling of the form."""
    for i in numbers:
        word = survivors[i]
        if word.form[:1] == form[:1] and len(form) > _SHORT and Indel.normalized_similarity(word.form, form) >= _SAME_WORD:
            return Partner(Span(word.start, word.end), i, i + 1, exact=False)
    return None


def _told(partners: Mapping[int, Partner], clean: str, how: Degradation) -> dict[int, Partner]:
    """The partners without masked words that only the mask makes equal: their neighbours must be neighbours in both texts."""
    masks = any(isinstance(operator, MaskNumbers | MaskTokens) for operator in how.word_operators)
    masked = {j for j, each in partners.items() if masks and each.exact and is_masked(each.span.of(clean), how)}
    sure = {j: each for j, each in partners.items() if j not in masked}
    for j in masked:
        before, each, behind = sure.get(j - 1), partners[j], sure.get(j + 1)
        if before and behind and before.after == each.first and each.after == behind.first:
            sure[j] = each
    return sure


def is_masked(surface: str, how: Degradation) -> bool:
    """Whether a mask stands for this surface and for others that have nothing to do with it: any number, any name."""
    for operator in how.word_operators:
        form = operator.form(surface)
        if form is None:
            return False
        several = isinstance(operator, MaskNumbers) or (isinstance(operator, MaskTokens) and len(operator.words) != 1)
        if several and form != surface:
            return True
        surface = form
    return False

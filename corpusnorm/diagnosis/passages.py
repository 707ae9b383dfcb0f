"""Degraded passages in a text that is clean elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from corpusnorm.diagnosis.lexical import lexicon
from corpusnorm.diagnosis.measures import measure
from corpusnorm.diagnosis.signals import judge
from corpusnorm.edits import Span
from corpusnorm.sketch.keys import words

_SHORTEST = 40  # words of a passage
_WHOLE = 0.9  # share of the text beyond which the text is degraded as a whole, and no passage of it
# Log-likelihood that a stretch must gain over clean text before it is looked at: some 70 words without any capital or mark, some 30
# without any function word. In a long clean text less comes about by chance.
_LEAST = 15.0
_LOST = 6.0  # what it may lose again before it has ended: two or three signs of clean text close together
_SURE = 0.9  # probability, as a text of its own, from which it is a passage
# What a word tells, in log-likelihood, clean against degraded: rates in running text are some .2 for a capital or a mark, .4 for
# function words (the usual share of the language), and one in a hundred and one in twenty in degraded text.
_SIGN, _NO_SIGN = -3.0, 0.21
_LEFT = 0.05
_RARE = 0.25  # usual share of function words below which a stretch may have none by nature: Russian, Turkish
_BREAK = -0.6  # a line break: verse, lists and tables have one every few words
_MARK = re.compile(r"[.,;:!?…()\"“”«»]")


class Passage(NamedTuple):
    """A degraded stretch (code points, half-open), the kinds of damage that show in it, and the probability."""

    span: Span
    damage: tuple[str, ...]
    probability: float


def degraded_passages(text: str, language: str) -> tuple[Passage, ...]:
    """The stretches of 40 words and more that look degraded in a text that is clean elsewhere; none where nothing is clean.

    Looked for are stretches without capitals and marks, and such without function words; each is then judged as a text of its own.
    A stretch that only lost its inflection is not found. Cost: one pass over the words, and one diagnosis of each stretch.
    """
    found = [match.span() for match in words(text)]
    if len(found) < 2 * _SHORTEST:
        return ()
    stretches = _joined([*_rising(_signs(text, found)), *_rising(_functions(text, found, language))])
    covered = sum(end - start for start, end in stretches)
    if covered > _WHOLE * len(found):
        return ()
    passages = (_judged(text, Span(found[start][0], found[end - 1][1]), language) for start, end in stretches)
    return tuple(passage for passage in passages if passage.damage and passage.probability >= _SURE)


def _judged(text: str, span: Span, language: str) -> Passage:
    probability, signals = judge(measure(span.of(text), language), language)
    return Passage(span, tuple(signal.name for signal in signals if signal.damaged), round(probability, 4))


def _signs(text: str, found: Sequence[tuple[int, int]]) -> Iterator[float]:
    """For each word, what its capital and the marks and line breaks behind it tell."""
    ends = [start for start, _ in found[1:]] + [len(text)]
    for (start, end), after in zip(found, ends, strict=True):
        gap = text[end:after]
        sign = text[start] != text[start].lower() or (gap != " " and _MARK.search(gap))
        yield (_SIGN if sign else _NO_SIGN) + (_BREAK * min(gap.count("\n"), 2) if gap != " " else 0.0)


def _functions(text: str, found: Sequence[tuple[int, int]], language: str) -> Iterator[float]:
    """For each word, what it tells that it is or is not a function word; nothing where these are rare by nature."""
    known = lexicon(language)
    if not known.function or known.usual < _RARE:
        return
    is_one, is_none = log(_LEFT / known.usual), log((1 - _LEFT) / (1 - known.usual))
    for start, end in found:
        word = text[start:end]
        digit = word[0].isdigit()
        yield 0.0 if digit else is_one if word.lower() in known.function else is_none


def _rising(scores: Iterable[float]) -> Iterator[tuple[int, int]]:
    """The stretches (numbers of words, half-open) over which the sum of the scores rises: from its lowest point to its highest."""
    total = best = 0.0
    start = end = 0
    for at, score in enumerate(scores):
        total += score
        if total > best:
            best, end = total, at + 1
        if total < 0 or best - total > _LOST:
            if best >= _LEAST and end - start >= _SHORTEST:
                yield start, end
            total = best = 0.0
            start = end = at + 1
    if best >= _LEAST and end - start >= _SHORTEST:
        yield start, end


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that overlap, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined

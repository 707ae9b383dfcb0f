"""Degraded passages in a text that is clean elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, column, utf8
from corpusnorm.diagnosis import characters
from corpusnorm.diagnosis.lexical import lexicon
from corpusnorm.diagnosis.measures import measured
from corpusnorm.diagnosis.signals import judge
from corpusnorm.diagnosis.texts import scanned, words_of
from corpusnorm.diagnosis.types import FLAGS, FUNCTION, NUMBERED, Words, types
from corpusnorm.edits import Span

_SHORTEST = 40  # words of a passage
_WHOLE = 0.9  # share of the text beyond which the text is degraded as a whole, and no passage of it
_SURE = 0.9  # probability, as a text of its own, from which it is a passage
# What a word tells, in log-likelihood, clean against degraded: rates in running text are some .2 for a capital or a mark, .4 for
# function words (the usual share of the language), and one in a hundred and one in twenty in degraded text.
_SIGN, _NO_SIGN = -3.0, 0.21
_LEFT = 0.05
_RARE = 0.25  # usual share of function words below which a stretch may have none by nature: Russian, Turkish
_BREAK = -0.6  # a line break: verse, lists and tables have one every few words


class Passage(NamedTuple):
    """A degraded stretch (code points, half-open), the kinds of damage that show in it, and the probability."""

    span: Span
    damage: tuple[str, ...]
    probability: float


def passages_of(texts: Utf8, language: str) -> list[tuple[Passage, ...]]:
    """Of each of some texts of one language, the stretches of 40 words and more that look degraded where it is clean elsewhere.

    Looked for are stretches without capitals and marks, and such without function words; each is then judged as a text of its own.
    A stretch that only lost its inflection is not found. Cost: one pass over the words, and one diagnosis of each stretch.
    """
    found: list[tuple[Passage, ...]] = [()] * (len(texts.offsets) - 1)
    scanned(texts)
    words = words_of(texts)
    stretches = list(_stretches(texts, words, language))
    if not stretches:
        return found
    places = [(text, words.starts[first].item(), words.ends[last - 1].item()) for text, first, last in stretches]
    cut = [bytes(texts.data[start:end]).decode("utf-8", "surrogatepass") for _, start, end in places]
    judged = judge(measured(utf8(column(cut)), language), language)
    for row, kinds in enumerate(judged.damage()):
        if kinds and judged.probability[row] >= _SURE:
            text, start, _ = places[row]
            before = texts.data[texts.offsets[text] : start]
            first = int(np.count_nonzero(before & 0xC0 != 0x80))
            span = Span(first, first + len(cut[row]))
            found[text] = (*found[text], Passage(span, kinds, round(judged.probability[row].item(), 4)))
    return found


def _stretches(texts: Utf8, words: Words, language: str) -> Iterable[tuple[int, int, int]]:
    """The stretches that may be passages: the text, and the words (half-open)."""
    from corpusnorm.diagnosis.passage_kernels import rising, score_signs

    signs = np.empty(len(words.starts))
    places = words.bounds, words.starts, words.ends
    score_signs(texts.data, texts.offsets, characters.table(), *places, _SIGN, _NO_SIGN, _BREAK, signs)
    scores = [signs, *_functions(texts, words, language)]
    found: dict[int, list[tuple[int, int]]] = {}
    rows = np.empty((len(signs) // _SHORTEST + 1, 3), np.int64)
    for each in scores:
        count = rising(each, words.bounds, _SHORTEST, rows)
        for text, start, end in rows[:count].tolist():
            found.setdefault(text, []).append((start, end))
    for text, stretches in sorted(found.items()):
        size = (words.bounds[text + 1] - words.bounds[text]).item()
        joined = _joined(stretches)
        if size >= 2 * _SHORTEST and sum(end - start for start, end in joined) <= _WHOLE * size:
            yield from ((text, start, end) for start, end in joined)


def _functions(texts: Utf8, words: Words, language: str) -> Iterable[NDArray[np.float64]]:
    """For each word, what it tells that it is or is not a function word; nothing where these are rare by nature."""
    known = lexicon(language)
    if known.function and known.usual >= _RARE:
        numbers, rows = types(language).of(texts, words)
        is_one, is_none = log(_LEFT / known.usual), log((1 - _LEFT) / (1 - known.usual))
        flags = rows[numbers, FLAGS]
        yield np.where(flags & NUMBERED, 0.0, np.where(flags & FUNCTION, is_one, is_none))


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that overlap, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined

"""Degraded passages in a text that is clean elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from corpusnorm.degradation.operators import stop_lists, stop_words
from corpusnorm.edits import Span
from corpusnorm.language import UNDETERMINED
from corpusnorm.sketch.keys import words

_WINDOW = 50  # words that are looked at together: running text has some four sentences and twenty function words in them
_FEW = 0.08  # share of function words: running text has .3 and more
_SENTENCE = re.compile(r"[.!?;:…][\"'”’)]*\s|[^\W\d_a-z]|\n")
# Set by hand: none was flagged in the real texts of `benchmarks/quality/diagnosis.py`; how many are found is not measured.
_CHANCE = 0.9


class Passage(NamedTuple):
    """A degraded stretch (code points, half-open), the kinds of damage that show in it, and the probability."""

    span: Span
    damage: tuple[str, ...]
    probability: float


def degraded_passages(text: str, language: str) -> tuple[Passage, ...]:
    """The stretches of at least 100 words in which no sentence begins or ends: no capital, no mark, no line break.

    So verse, lists, tables and headlines are left out. Function words say whether these are gone too. Cost: one pass.
    """
    found = [Span(*match.span()) for match in words(text)]
    windows = (found[at : at + _WINDOW] for at in range(0, len(found) - _WINDOW + 1, _WINDOW))
    passages: list[Passage] = []
    for bare, run in groupby(windows, lambda window: not _SENTENCE.search(text, window[0].start, window[-1].end)):
        joined = list(run)
        if bare and len(joined) > 1:
            span = Span(joined[0][0].start, joined[-1][-1].end)
            passages.append(Passage(span, _damage(span.of(text), language), _CHANCE))
    return tuple(passages)


def _damage(text: str, language: str) -> tuple[str, ...]:
    share = function_word_share([match.group() for match in words(text)], language)
    gone = ("stop-words-gone",) if share is not None and share < _FEW else ()
    return ("lower-cased", "de-punctuated", *gone)


def function_word_share(found: Sequence[str], language: str) -> float | None:
    """Which share of the words is on Snowball's list of function words; None for a language without a list."""
    name = f"snowball/{'en' if language == UNDETERMINED else language}"
    if name not in stop_lists() or not found:
        return None
    known = stop_words(name)
    return sum(word.lower() in known for word in found) / len(found)

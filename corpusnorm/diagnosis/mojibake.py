"""Places that look like mojibake."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.automata import Automaton, Characters, automaton, members_of, one_of, patterns
from corpusnorm.columns import utf8

# Between two letters, the signs that single-byte encodings have in the place of accented letters; or a lost character.
_SIGNS = "\xa1-\xb6\xb8-\xbf\xd7\xf7†‡‰‹›€™√∂∏∑∞≈≠≤≥◊"
_LETTER, _LOST = r"[^\W\d_]", "\N{REPLACEMENT CHARACTER}"
_SIGN_IN_WORD = re.compile(rf"(?<={_LETTER})[{_SIGNS}]+(?={_LETTER})|{_LOST}")
# What may belong to one finding of ftfy's: characters that are not ASCII with a few between, and `_AROUND` on either side.
_STRETCH = re.compile(r"[^\x00-\x7f](?:[\x00-\x7f]{0,6}[^\x00-\x7f])*")
_AROUND = 3
BAD, SIGN = 1, 2
"""Kinds of finds, as bits: what is suspicious to ftfy, and a sign behind a letter."""


def suspicious(texts: pa.Array) -> NDArray[np.int64]:
    """How many places of each text look like mojibake: to ftfy (`badness`), and by signs inside words."""
    column, found = utf8(texts), np.zeros(len(texts), np.int64)
    for row in np.flatnonzero(_suspects().screen(texts, BAD)).tolist():
        found[row] = badness_of(column.text(row))
    for row in np.flatnonzero(_suspects().screen(texts, SIGN)).tolist():
        found[row] += len(_SIGN_IN_WORD.findall(column.text(row)))
    return found


def badness_of(text: str) -> int:
    """What ftfy's `badness` is of a text: how many places look like mojibake. Its expression only looks at what might be some.

    >>> badness_of("Î\u0153Î± — the “quoted” Ελλάδα"), badness_of("l’été “à l’œil”")
    (2, 0)
    """
    from ftfy.badness import badness

    if not _suspects().kinds(text) & BAD:
        return 0
    return sum(badness(text[max(each.start() - _AROUND, 0) : each.end() + _AROUND]) for each in _STRETCH.finditer(text))


@cache
def _suspects() -> Automaton:
    """The automaton that finds what the expressions count: ftfy's own, and the one for signs."""
    from ftfy.badness import BADNESS_RE

    letters = Characters(members_of(_LETTER))
    signs = [(letters, *sign) for sign in one_of(members_of(f"[{_SIGNS}]"))]
    return automaton({0: patterns(BADNESS_RE), 1: [*signs, *one_of([ord(_LOST)])]})

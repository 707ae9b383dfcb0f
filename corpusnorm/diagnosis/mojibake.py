"""Places that look like mojibake."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8

# Between two letters, the signs that single-byte encodings have in the place of accented letters; or a lost character.
_SIGNS = "\xa1-\xb6\xb8-\xbf\xd7\xf7†‡‰‹›€™√∂∏∑∞≈≠≤≥◊"
_SIGN_IN_WORD = re.compile(rf"(?<=[^\W\d_])[{_SIGNS}]+(?=[^\W\d_])|\N{{REPLACEMENT CHARACTER}}")
_SIGN = re.compile(rf"[{_SIGNS}\N{{REPLACEMENT CHARACTER}}]")
# What may belong to one finding of ftfy's: characters that are not ASCII with a few between, and `_AROUND` on either side.
_STRETCH = re.compile(r"[^\x00-\x7f](?:[\x00-\x7f]{0,6}[^\x00-\x7f])*")
_AROUND = 3
# The categories of characters of which two neighbours are not suspicious to ftfy: quotes, dashes, Greek and Cyrillic letters.
_QUIET = ("start_punctuation", "end_punctuation", "common", "lower_common", "upper_common")


def suspicious(texts: Utf8) -> NDArray[np.int64]:
    """How many places of each text look like mojibake: to ftfy (`badness`), and by signs inside words."""
    high = np.flatnonzero(texts.data[texts.offsets[0] : texts.offsets[-1]] >= 0x80) + texts.offsets[0]
    found = np.zeros(len(texts.offsets) - 1, np.int64)
    for row in np.unique(np.searchsorted(texts.offsets, high, "right") - 1).tolist():
        found[row] = _places(texts.text(row))
    return found


def _places(text: str) -> int:
    signs = len(_SIGN_IN_WORD.findall(text)) if _SIGN.search(text) else 0
    return badness_of(text) + signs


def badness_of(text: str) -> int:
    """What ftfy's `badness` is of a text: how many places look like mojibake. Its expression only looks at what might be some.

    >>> badness_of("Î\u0153Î± — the “quoted” Ελλάδα"), badness_of("l’été “à l’œil”")
    (2, 0)
    """
    from ftfy.badness import badness

    if not all(screen.search(text) for screen in _screens()):
        return 0
    return sum(badness(text[max(each.start() - _AROUND, 0) : each.end() + _AROUND]) for each in _STRETCH.finditer(text))


@cache
def _screens() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What any text has that is suspicious to ftfy: first a character, which is quick to look for, then more of what is around it.

    That is neighbours that the expression names, one of them not quiet; certain Cyrillic or Greek capitals with no such letter
    between; or a character that it names alone or beside ASCII.
    """
    from ftfy.badness import BADNESS_RE, MOJIBAKE_CATEGORIES

    ranges = re.compile(r"([^\x00-\x7f])-([^\x00-\x7f])")

    def members(chars: str) -> set[str]:
        spans = (range(ord(first), ord(last) + 1) for first, last in ranges.findall(chars))
        return {char for char in chars if not char.isascii()} | {chr(code) for span in spans for code in span}

    named = members(BADNESS_RE.pattern)
    quiet = set().union(*(members(MOJIBAKE_CATEGORIES[name]) for name in _QUIET))
    every, loud = "".join(sorted(named)), "".join(sorted(named - quiet))
    letters = "".join(sorted(members(MOJIBAKE_CATEGORIES["lower_common"] + MOJIBAKE_CATEGORIES["upper_common"])))
    between = rf"[^\x00-\x7f{letters}]"
    alone = "\x80-\x9fŒœÂÃЂ"
    pairs = rf"[{loud}][{every}]|[{every}][{loud}]"
    return (
        re.compile(rf"[{alone}{loud}ВГРСΒΓΞΟ]"),
        re.compile(rf"[{alone}]|[ВГРС]{between}[ВГРС]|[ΒΓΞΟ]{between}[ΒΓΞΟ]|{pairs}"),
    )

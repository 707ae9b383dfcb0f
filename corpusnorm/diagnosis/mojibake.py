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
_QUOTES = "“”‘’–—…"  # which ftfy finds suspicious beside other characters only


def suspicious(texts: Utf8) -> NDArray[np.int64]:
    """How many places of each text look like mojibake: to ftfy (`badness`), and by signs inside words."""
    high = np.flatnonzero(texts.data[texts.offsets[0] : texts.offsets[-1]] >= 0x80) + texts.offsets[0]
    found = np.zeros(len(texts.offsets) - 1, np.int64)
    for row in np.unique(np.searchsorted(texts.offsets, high, "right") - 1).tolist():
        found[row] = _places(texts.text(row))
    return found


def _places(text: str) -> int:
    from ftfy.badness import badness

    bad = badness(text) if _screen().search(text) else 0
    return bad + (len(_SIGN_IN_WORD.findall(text)) if _SIGN.search(text) else 0)


@cache
def _screen() -> re.Pattern[str]:
    """What any text has that ftfy finds suspicious: two neighbours of those that its expression names, not both quotes or dashes; or
    one that it names alone, or beside any character."""
    from ftfy.badness import BADNESS_RE

    pattern = BADNESS_RE.pattern
    ranges = re.findall(r"[^\x00-\x7f]-[^\x00-\x7f]", pattern)
    named = "".join(sorted({char for char in pattern if not char.isascii()})) + "".join(ranges)
    rest = "".join(sorted({char for char in named if char not in _QUOTES and char != "-"})) + "".join(ranges)
    return re.compile(rf"[\x80-\x9fŒœÂÃ]|[{rest}][{named}]|[{named}][{rest}]")

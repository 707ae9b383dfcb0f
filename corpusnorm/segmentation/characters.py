"""Characters: which make words, and what they are case-folded to, as tables that a kernel reads."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# What a character does to a word: a letter, a digit or `_` begins or goes on with one; a letter of a script without spaces is one;
# a combining mark or a format character goes on with any; an apostrophe stands between two parts of one.
SEPARATOR, WORD, ALONE, EXTEND, APOSTROPHE = range(5)

_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_EXCEPTIONS = {"_": WORD, **dict.fromkeys(_APOSTROPHES, APOSTROPHE), "\N{ZERO WIDTH SPACE}": SEPARATOR}
_LETTER = 255  # whose kind depends on its script
_KINDS = {
    **dict.fromkeys(("Lu", "Ll", "Lt", "Lm", "Lo"), _LETTER),
    **dict.fromkeys(("Nd", "Nl", "No"), WORD),
    **dict.fromkeys(("Mn", "Mc", "Me", "Cf"), EXTEND),
    **dict.fromkeys(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp"), SEPARATOR),
    **dict.fromkeys(("Cc", "Cs", "Co", "Cn"), SEPARATOR),
}
# Scripts that put no spaces between words, as blocks: Thai and Lao, Myanmar, Khmer, Tai, Han, kana, and the supplements of these.
_UNSPACED = (
    *((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x1950, 0x1A00), (0x1A20, 0x1AB0), (0x2E80, 0x2FE0), (0x3005, 0x3008)),
    *((0x3021, 0x302A), (0x3031, 0x3100), (0x31F0, 0x3200), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xA9E0, 0xAA00)),
    *((0xAA60, 0xAAE0), (0xF900, 0xFB00), (0xFF66, 0xFFA0), (0x11700, 0x11750), (0x1AFF0, 0x1B170), (0x20000, 0x40000)),
)
_ASSIGNED = (range(0x40000), range(0xE0000, 0xE0200))  # the planes that have characters, but for private use
_CASED = 0x20000  # code points from here on have no case


class Characters(NamedTuple):
    """Tables by code point, which end where all that follows is a separator.

    `kinds` says what a character does to a word. `folded` is the character that it is case-folded to: none for 0, and for `-n` the
    up to three of row `n - 1` of `expansions`, 0 for none. `ascii` has the folded byte of an ASCII character that makes words,
    else 0.
    """

    ascii: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    folded: NDArray[np.int32]
    expansions: NDArray[np.int32]


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The tables, made from Python's own data on characters. Cost: some tens of milliseconds, once a process."""
    kinds = np.zeros(_ASSIGNED[-1].stop, np.uint8)
    formats: list[int] = []
    for plane in _ASSIGNED:
        categories = list(map(unicodedata.category, map(chr, plane)))
        kinds[plane.start : plane.stop] = list(map(_KINDS.__getitem__, categories))
        formats += [code for code, category in zip(plane, categories, strict=True) if category == "Cf"]
    for first, stop in _UNSPACED:
        kinds[first:stop][kinds[first:stop] == _LETTER] = ALONE
    kinds[kinds == _LETTER] = WORD
    for char, kind in _EXCEPTIONS.items():
        kinds[ord(char)] = kind
    folds, expansions = _folds(kinds)
    folds[formats] = 0
    ascii_bytes = np.where(kinds[:128] == WORD, folds[:128], 0).astype(np.uint8)
    return Characters(np.concatenate([ascii_bytes, np.zeros(128, np.uint8)]), kinds, folds, expansions)


def folded(char: str) -> str:
    """What a character of a word is case-folded to: `str.casefold`, with one apostrophe, and no format characters.

    >>> [folded(char) for char in ("A", "ß", "’", "\\u00ad")]
    ['a', 'ss', "'", '']
    """
    if char in _APOSTROPHES:
        return _APOSTROPHES[0]
    return "" if unicodedata.category(char) == "Cf" else char.casefold()


def _folds(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The columns `folded` and `expansions`, format characters not yet taken out."""
    table = np.arange(len(kinds), dtype=np.int32)
    expansions: list[tuple[int, ...]] = []
    for code in np.flatnonzero((kinds[:_CASED] != SEPARATOR) & (kinds[:_CASED] != ALONE)).tolist():
        changed = folded(chr(code))
        if len(changed) > 1:
            expansions.append((*map(ord, changed), 0)[:3])
            table[code] = -len(expansions)
        elif changed:
            table[code] = ord(changed)
    return table, np.array(expansions, np.int32)

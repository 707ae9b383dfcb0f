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
UNSPACED = (
    *((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x1950, 0x1A00), (0x1A20, 0x1AB0), (0x2E80, 0x2FE0), (0x3005, 0x3008)),
    *((0x3021, 0x302A), (0x3031, 0x3100), (0x31F0, 0x3200), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xA9E0, 0xAA00)),
    *((0xAA60, 0xAAE0), (0xF900, 0xFB00), (0xFF66, 0xFFA0), (0x11700, 0x11750), (0x1AFF0, 0x1B170), (0x20000, 0x40000)),
)
_ASSIGNED = 0x40000  # the planes that have letters; what follows are separators
_FOUR_BYTES = 0x10000  # the first code point that UTF-8 writes in so many; those from 0x800 on it writes in three


class Characters(NamedTuple):
    """Tables by code point, which end where all that follows is a separator.

    `kinds` says what a character does to a word; `folded` is the UTF-8 of what it is case-folded to, its first byte the lowest, and
    `sizes` how many bytes that are.
    """

    kinds: NDArray[np.uint8]
    folded: NDArray[np.uint64]
    sizes: NDArray[np.uint8]


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The tables, made from Python's own data on characters. Cost: some tens of milliseconds, once a process."""
    kinds = np.array(list(map(_KINDS.__getitem__, map(unicodedata.category, map(chr, range(_ASSIGNED))))), np.uint8)
    for first, stop in UNSPACED:
        kinds[first:stop][kinds[first:stop] == _LETTER] = ALONE
    kinds[kinds == _LETTER] = WORD
    for char, kind in _EXCEPTIONS.items():
        kinds[ord(char)] = kind
    packed, sizes = np.zeros(_ASSIGNED, np.uint64), np.zeros(_ASSIGNED, np.uint8)
    for code in np.flatnonzero((kinds != SEPARATOR) & (kinds != ALONE)).tolist():
        changed = folded(chr(code)).encode()
        packed[code], sizes[code] = int.from_bytes(changed, "little"), len(changed)
    alone = np.flatnonzero(kinds == ALONE)  # of no script with upper and lower case
    for codes, size in ((alone[alone < _FOUR_BYTES], 3), (alone[alone >= _FOUR_BYTES], 4)):
        encoded = np.frombuffer("".join(map(chr, codes)).encode(), np.uint8).reshape(-1, size).astype(np.uint64)
        packed[codes] = (encoded << np.arange(0, 8 * size, 8, dtype=np.uint64)).sum(axis=1, dtype=np.uint64)
        sizes[codes] = size
    return Characters(kinds, packed, sizes)


def folded(char: str) -> str:
    """What a character of a word is case-folded to: `str.casefold`, but with one apostrophe, and no format characters.

    >>> [folded(char) for char in ("A", "ß", "’", "\u00ad")]
    ['a', 'ss', "'", '']
    """
    if char in _APOSTROPHES:
        return _APOSTROPHES[0]
    return "" if unicodedata.category(char) == "Cf" else char.casefold()

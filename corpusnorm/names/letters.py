"""What a character is to a name that begins, ends or goes on beside it, as a table that a kernel reads.

After the word boundaries of Unicode (UAX 29), where they say what names need: letters, digits and `_` hold together, a combining
mark goes with what it stands on, katakana hold together. In scripts that put no spaces between words every place between two
letters may be a boundary; a letter there is told from its mark, and a Thai or Lao vowel that is written before its consonant from
both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.fold import CODES, is_format, is_point
from corpusnorm.segmentation.characters import UNSPACED

OUTSIDE, WORD, KANA, FREE, EXTEND, MARK, FORMAT, JOINT = range(8)
"""Outside of words; a letter, digit or `_`; a letter of katakana; of a script without spaces; a vowel sign that is compared; a
mark that a name may have or that composes; invisible; invisible and between parts of a word (a zero-width non-joiner)."""
KIND = 7
PROCLITIC, UPPER, LOWER, PREPOSED, APOSTROPHE = 8, 16, 32, 64, 128
"""Besides: a letter that is written onto a name, of Arabic and Hebrew; of which case; a vowel written before; an apostrophe."""

PROCLITICS = {
    "\u0621-\u06ff": "\u0648\u0641\u0628\u0644\u0643\u0627\u0633",  # Arabic: wa fa bi li ka al sa
    "\u05d0-\u05ea": "\u05d4\u05d5\u05d1\u05db\u05dc\u05de\u05e9",  # Hebrew: ha ve be ke le mi she
}
_KATAKANA = ((0x30A1, 0x30FB), (0x30FC, 0x3100), (0x31F0, 0x3200), (0xFF66, 0xFFA0))
_PREPOSED = ((0x0E40, 0x0E45), (0x0EC0, 0x0EC5))
_POSTPOSED = (0x0E2F, 0x0E30, 0x0E32, 0x0E33, 0x0E45, 0x0E46, 0x0EAF, 0x0EB0, 0x0EB2, 0x0EB3, 0x0EC6)
_COMPOSING = ((0x0300, 0x0370), (0x0483, 0x0488), (0x0653, 0x0656), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100))
_KINDS = {
    **dict.fromkeys(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No"), WORD),
    **dict.fromkeys(("Mn", "Mc", "Me"), EXTEND),
    "Cf": FORMAT,
}
_JOINTS = (0x200B, 0x200C)
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{FULLWIDTH APOSTROPHE}"


@cache
def classes() -> NDArray[np.uint8]:
    """What each character is; those beyond the end are `FREE`, rare Han letters, or no letters. Cost: 50 ms, once a process."""
    categories = list(map(unicodedata.category, map(chr, range(CODES))))
    found = np.array([_KINDS.get(category, OUTSIDE) for category in categories], np.uint8)
    letters = np.array([category[0] == "L" for category in categories])
    for first, stop in UNSPACED:
        found[first:stop][letters[first:stop]] = FREE
    for first, stop in _KATAKANA:
        found[first:stop] = KANA
    for first, stop in (*_COMPOSING, (0x3099, 0x309B)):
        found[first:stop] = MARK
    found[list(_POSTPOSED)] = EXTEND
    for code in (*range(0x0590, 0x0780), 0xFB1E):
        if is_point(chr(code)):
            found[code] = MARK
    found[ord("_")] = WORD
    for code in np.flatnonzero((found == FORMAT) | (found == OUTSIDE)).tolist():
        if 0xAD <= code <= 0xFEFF and is_format(chr(code)):
            found[code] = FORMAT
    found[list(_JOINTS)] = JOINT
    return _with_cases(found, categories)


def _with_cases(found: NDArray[np.uint8], categories: list[str]) -> NDArray[np.uint8]:
    for bit, cases in ((UPPER, ("Lu", "Lt")), (LOWER, ("Ll",))):
        found[np.isin(np.array(categories), cases)] |= bit
    for letter in "".join(PROCLITICS.values()):
        found[ord(letter)] |= PROCLITIC
    for first, stop in _PREPOSED:
        found[first:stop] |= PREPOSED
    for mark in _APOSTROPHES:
        found[ord(mark)] = OUTSIDE | APOSTROPHE
    return found


@cache
def compositions() -> NDArray[np.int64]:
    """Sorted rows of a letter, shifted left by 21 bits, with a mark, and what both compose to: Unicode's canonical compositions."""
    rows = []
    for code in (*range(0xC0, 0x700), *range(0x1E00, 0x2000), *range(0x304C, 0x3100)):
        parts = unicodedata.normalize("NFD", chr(code))
        composed = unicodedata.normalize("NFC", parts[:-1]) if len(parts) > 1 else ""
        if len(composed) == 1 and unicodedata.normalize("NFC", parts) == chr(code):
            rows.append((ord(composed) << 21 | ord(parts[-1]), code))
    return np.array(sorted(rows), np.int64)


def is_mark(character: str) -> bool:
    """Whether a name is looked for without it: what it does to the letter before it is asked afterwards."""
    return unmarked(character) == ""


def unmarked(text: str) -> str:
    """The text without such marks."""
    return text.translate(_marks())


@cache
def _marks() -> Mapping[int, None]:
    return dict.fromkeys(np.flatnonzero(classes() & KIND == MARK).tolist())

"""Folding for comparison that keeps every offset.

`fold(text)[i]` depends on `text[i]` alone and is exactly one character, so a span of the folded text is a span of the text.
That rules out `str.casefold` and NFKD, which lengthen (`ß`, `İ`, `ﬁ`), and anything that looks at neighbours (final sigma).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

# Letters that Unicode does not decompose. Dotted and dotless i fold together: which of the two an English text kept is chance,
# at the price that Turkish words told apart by the dot alone fall together (the exact form is compared after the match).
_LETTERS = {
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i",
    "\N{LATIN SMALL LETTER SCHWA}": "e",
    "\N{LATIN CAPITAL LETTER SCHWA}": "e",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN CAPITAL LETTER O WITH STROKE}": "o",
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN CAPITAL LETTER D WITH STROKE}": "d",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN CAPITAL LETTER L WITH STROKE}": "l",
}
_APOSTROPHES = (
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
    "\N{MODIFIER LETTER TURNED COMMA}\N{PRIME}\N{FULLWIDTH APOSTROPHE}"
)
_HYPHENS = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
_SPACES = "\t\n\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}"
_LAST_CASED = 0x1EA00  # above the last block with case (Adlam, U+1E943)
_BLOCK = 256
_LATIN = re.compile("[A-Za-z]")


def fold(text: str) -> str:
    """Lower case, Latin letters without their marks, one kind of apostrophe, hyphen and space; never another length.

    Never touches the marks of other scripts (й is not и). A letter written as base and combining mark stays two characters, so
    the text should be in NFC. Cost: one `str.translate`, about 30 MB/s, five times that in ASCII.

    >>> fold("T\N{LATIN SMALL LETTER U WITH DIAERESIS}rkiye\N{RIGHT SINGLE QUOTATION MARK}nin")
    "turkiye'nin"
    >>> fold("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}IiıƏ")
    'iiiie'
    """
    return text.translate(_table())


def bare(character: str) -> str:
    """The character without its marks, case kept: what is written where the mark was dropped.

    >>> "".join(map(bare, "Kılıçdaroğlu, İzmir"))
    'Kilicdaroglu, Izmir'
    """
    folded = fold(character)
    return folded.upper() if character.isupper() and len(folded.upper()) == 1 else folded


def shape(text: str) -> str:
    """What all ways to write a name have in common: case stays, marks go, punctuation and spaces are folded.

    Whatever `corpusnorm.names.match.is_form` takes for a form, with marks or without, has the shape of the form.

    >>> shape("Côte d’Ivoire")
    "Cote d'Ivoire"
    """
    return "".join(bare(character) if character.isalnum() else fold(character) for character in text)


@cache
def folded_codes() -> NDArray[np.int32]:
    """`fold` as a table: at each code point the one it folds to. Code points beyond the end fold to themselves."""
    codes = np.arange(_LAST_CASED, dtype=np.int32)
    for code, folded in _table().items():
        codes[code] = ord(folded)
    return codes


@cache
def shape_codes() -> NDArray[np.int32]:
    """`shape` as a table, like `folded_codes`."""
    codes = folded_codes().copy()
    for code in _table():
        codes[code] = ord(shape(chr(code)))
    return codes


@cache
def _table() -> Mapping[int, str]:
    codes = [code for start in range(0, _LAST_CASED, _BLOCK) if _folds(start) for code in range(start, start + _BLOCK)]
    table = {code: folded for code in codes if (folded := _fold_one(chr(code))) != chr(code)}
    for marks, plain in ((_APOSTROPHES, "'"), (_HYPHENS, "-"), (_SPACES, " ")):
        table |= dict.fromkeys(map(ord, marks), plain)
    table |= {ord(letter): plain for letter, plain in _LETTERS.items()}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")  # lone surrogates, which no text in UTF-8 has
    return MappingProxyType(table)


def _folds(start: int) -> bool:
    """Whether a block of code points can hold a letter with case or a marked Latin one; most blocks do not, and are passed over."""
    block = "".join(map(chr, range(start, start + _BLOCK)))
    return block.lower() != block or _LATIN.search(unicodedata.normalize("NFD", block)) is not None


def _fold_one(character: str) -> str:
    """Lower case and, for Latin, the base letter; the character itself where either would not be one character."""
    lower = character.lower()
    if len(lower) != 1:
        lower = character
    base = unicodedata.normalize("NFD", lower)[0] if ord(lower) > 0x7F else lower
    return base if base != lower and base.isascii() and base.isalpha() else lower

"""Folding for comparison that keeps every offset.

`fold(text)[i]` depends on `text[i]` alone and is exactly one character, so a span of the folded text is a span of the text.
That rules out `str.casefold` and NFKD, which lengthen (`ß`, `İ`, `ﬁ`), and anything that looks at neighbours. What needs neighbours
is `reduced`: it is done on the few characters of a name, never on a text.

Three steps, each wider than the one before: `same` (other code points of the same letter), `bare` (marks that are often left
out), and lower case. Sources: the decompositions and case mappings of the Unicode data that Python has; for the letters that
Unicode keeps apart, the tables below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

CODES = 0x30000
"""The tables end here: what follows are rare Han letters and no letters; each is itself."""

_APOSTROPHES = (
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
    "\N{MODIFIER LETTER TURNED COMMA}\N{PRIME}\N{FULLWIDTH APOSTROPHE}\N{HEBREW PUNCTUATION GERESH}\N{ARMENIAN APOSTROPHE}"
)
_HYPHENS = (
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{HEBREW PUNCTUATION MAQAF}"
    "\N{ARMENIAN HYPHEN}"
)
_SPACES = "\t\n\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}"
_PUNCTUATION = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_SPACES, " "),
    "\N{HEBREW PUNCTUATION GERSHAYIM}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
}
# Letters that are one letter to who writes them: the final sigma; the keyboards of Persian, Urdu and Arabic.
_ONE_LETTER = {
    "\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": "\N{ARABIC LETTER HEH}",
}
# Letters that Unicode does not decompose. Dotted and dotless i fold together: which of the two an English text kept is chance,
# at the price that Turkish words told apart by the dot alone fall together (the exact form is compared after the match).
_MARKED = {
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{LATIN SMALL LETTER SCHWA}": "e",
    "\N{LATIN CAPITAL LETTER SCHWA}": "E",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN CAPITAL LETTER O WITH STROKE}": "O",
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN CAPITAL LETTER D WITH STROKE}": "D",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN CAPITAL LETTER L WITH STROKE}": "L",
    "\N{CYRILLIC SMALL LETTER GHE WITH UPTURN}": "\N{CYRILLIC SMALL LETTER GHE}",
    "\N{CYRILLIC CAPITAL LETTER GHE WITH UPTURN}": "\N{CYRILLIC CAPITAL LETTER GHE}",
}
# Letters that careful writers set and others do not, so that neither is the wrong one: the dots of Russian yo, hamza and madda on
# alif, alif maqsura for ya, ta marbuta for ha; and the older alphabets of Georgian and its capitals, which begin no sentence.
_OPTIONAL = {
    "\N{CYRILLIC SMALL LETTER IO}": "\N{CYRILLIC SMALL LETTER IE}",
    "\N{CYRILLIC CAPITAL LETTER IO}": "\N{CYRILLIC CAPITAL LETTER IE}",
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    **{chr(old + at): chr(0x10D0 + at) for old in (0x10A0, 0x2D00) for at in (*range(0x26), 0x27, 0x2D)},
    **{chr(0x1C90 + at): chr(0x10D0 + at) for at in (*range(0x2B), 0x2D, 0x2E, 0x2F)},
}
# Blocks of other code points for letters that have one already: Hebrew and Arabic as they join, full and half width, mathematical.
_COMPATIBLE = ((0xFB1D, 0xFE00), (0xFE70, 0xFF00), (0xFF01, 0xFFF0), (0x1D400, 0x1D800), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
_BLOCK = 256
_MARKS = re.compile("[A-Za-z\u0370-\u03ff]")
LIGATURES: Mapping[str, str] = MappingProxyType(
    {
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB05), *range(0xFB13, 0xFB18))},
        # Armenian: the reformed orthography writes yev as a ligature and its capitals with vew, the classical one with yiwn.
        "\N{ARMENIAN SMALL LIGATURE ECH YIWN}": "\u0565\u0582",
        "\u0565\u057e": "\u0565\u0582",
        "\u0535\u054e": "\u0535\u0552",
        "\u0535\u057e": "\u0535\u0582",
    }
)
"""What is written as one letter or another for two; each side is read as the value."""
_LIGATURE = re.compile("|".join(LIGATURES))
# Vowel points and other signs that say how a word sounds; stress on Cyrillic vowels, which no composition takes; the dot that
# lower-casing leaves on an i; and invisible characters. A name is the same with them and without.
_POINTS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
FORMATS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Invisible characters, as a set of a regular expression."""
_IGNORED = re.compile(f"[{_POINTS}{FORMATS}]|(?<=[\u0400-\u04ff])[\u0300\u0301]|(?<=i)\u0307")
_POINT, _FORMAT = re.compile(f"[{_POINTS}]"), re.compile(f"[{FORMATS}]")


def fold(text: str) -> str:
    """Lower case, letters without the marks that are often left out, one apostrophe, hyphen and space; never another length.

    Latin and Greek letters lose all marks, Cyrillic only those of ё and ґ (й is not и), Arabic alif its hamza. A letter written as
    base and combining mark stays two characters: see `reduced`. Cost: one `str.translate`, 30 MB/s, five times that in ASCII.

    >>> fold("T\N{LATIN SMALL LETTER U WITH DIAERESIS}rkiye\N{RIGHT SINGLE QUOTATION MARK}nin")
    "turkiye'nin"
    >>> fold("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}IiıƏ")
    'iiiie'
    """
    return text.translate(_tables().fold)


def same(text: str) -> str:
    """Other code points of the same letters and punctuation as one: full width, Arabic as it joins, Persian kaf, final sigma.

    >>> same("Ｂａｋｕ’ς")
    "Baku'σ"
    """
    return text.translate(_tables().same)


def bare(text: str) -> str:
    """The text without the marks that are often left out, case kept: what is written where they were dropped.

    >>> bare("Kılıçdaroğlu, İzmir, Λευκωσία, Орёл")
    'Kilicdaroglu, Izmir, Λευκωσια, Орел'
    """
    return text.translate(_tables().bare)


def optional(text: str) -> str:
    """`same`, and of the letters that some writers set and others do not, the plain one.

    >>> optional("Орёл"), optional("إيران")
    ('Орел', 'ايران')
    """
    return text.translate(_tables().optional)


def reduced(text: str) -> str:
    """A name as it is compared: composed, ligatures taken apart, without vowel points, stress, soft hyphens and format characters.

    >>> reduced("Erdog\N{COMBINING BREVE}an"), len(reduced("إِيرَان")), reduced("Su\N{LATIN SMALL LIGATURE FI}an")
    ('Erdoğan', 5, 'Sufian')
    """
    if text.isascii():
        return text
    composed = _IGNORED.sub("", unicodedata.normalize("NFC", text))
    return _LIGATURE.sub(lambda found: LIGATURES[found.group()], composed)


def capitals(text: str) -> str:
    """Upper case of each character that has one of one character; the same length.

    >>> capitals("Gießen, Türkiye")
    'GIEßEN, TÜRKIYE'
    """
    return "".join(upper if len(upper := character.upper()) == 1 else character for character in text)


def lowered(text: str) -> str:
    """Lower case of each character that has one of one character; the same length.

    >>> lowered("İZMİR")
    'İzmİr'
    """
    return "".join(map(_lower_one, text))


def is_point(character: str) -> bool:
    """Whether it is a vowel point or another sign that a name may have or lack."""
    return _POINT.match(character) is not None


def is_format(character: str) -> bool:
    """Whether it is invisible, and may stand in a name."""
    return _FORMAT.match(character) is not None


class _Tables:
    """The steps as tables for `str.translate`."""

    def __init__(self) -> None:
        codes = [code for start in range(0, CODES, _BLOCK) if _folds(start) for code in range(start, start + _BLOCK)]
        characters = list(map(chr, codes))
        one = {c: _PUNCTUATION.get(c) or _ONE_LETTER.get(s := _same_one(c), s) for c in characters}
        plain = {c: _bare_one(one[c]) for c in characters}
        self.same = _changes(one)
        self.optional = _changes({c: _OPTIONAL.get(one[c], one[c]) for c in characters})
        self.bare = _changes(plain)
        self.fold = _changes({c: _lower_one(plain[c]) for c in characters})


@cache
def _tables() -> _Tables:
    return _Tables()


def _changes(mapping: Mapping[str, str]) -> Mapping[int, str]:
    surrogates = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")  # which no text in UTF-8 has
    return MappingProxyType({ord(key): value for key, value in mapping.items() if value != key} | surrogates)


@cache
def folded_codes() -> NDArray[np.int32]:
    """`fold` as a table: at each code point the one it folds to."""
    return _codes(_tables().fold)


@cache
def bare_codes() -> NDArray[np.int32]:
    """`bare` as a table, like `folded_codes`."""
    return _codes(_tables().bare)


def _codes(table: Mapping[int, str]) -> NDArray[np.int32]:
    codes = np.arange(CODES, dtype=np.int32)
    for code, changed in table.items():
        codes[code] = ord(changed)
    return codes


def _folds(start: int) -> bool:
    """Whether a block of code points can hold anything that changes; most blocks do not, and are passed over."""
    block = "".join(map(chr, range(start, start + _BLOCK)))
    if block.lower() != block or not _PUNCTUATION.keys().isdisjoint(block) or not _OPTIONAL.keys().isdisjoint(block):
        return True
    return _is_compatible(start) or _MARKS.search(unicodedata.normalize("NFD", block)) is not None


def _is_compatible(code: int) -> bool:
    return any(first - _BLOCK < code < stop for first, stop in _COMPATIBLE)


def _same_one(character: str) -> str:
    """The letter that has code points of its own for its width or its place in a word; the character itself if that is not one."""
    composed = unicodedata.normalize("NFC", character)
    if any(first <= ord(character) < stop for first, stop in _COMPATIBLE):
        composed = _IGNORED.sub("", unicodedata.normalize("NFKC", character))
    composed = _ONE_LETTER.get(composed, composed)
    return composed if len(composed) == 1 else character


def _bare_one(character: str) -> str:
    if character in _MARKED or character in _OPTIONAL:
        return (_MARKED | _OPTIONAL)[character]
    base = unicodedata.normalize("NFD", character)[0] if ord(character) > 0x7F else character
    return base if base != character and base.isalpha() and _MARKS.match(base) else character


def _lower_one(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character

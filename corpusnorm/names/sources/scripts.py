"""The script of a form, by its letters: a code of ISO 15924."""

from __future__ import annotations

import unicodedata
from functools import cache

_CODES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "HEBREW": "Hebr",
    "ARABIC": "Arab", "CJK": "Hani", "IDEOGRAPHIC": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru", "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml",
    "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo",
    "TIBETAN": "Tibt", "MYANMAR": "Mymr", "KHMER": "Khmr", "MONGOLIAN": "Mong", "ETHIOPIC": "Ethi", "THAANA": "Thaa",
    "TIFINAGH": "Tfng", "CHEROKEE": "Cher", "SYRIAC": "Syrc", "NKO": "Nkoo", "ADLAM": "Adlm",
}  # fmt: skip
_JAPANESE = {"Hani", "Hira", "Kana"}


def scripts_in(form: str) -> frozenset[str]:
    """The scripts of the letters of a form; a script that is none of the usual ones is `Zzzz`.

    >>> sorted(scripts_in("Кyiv"))
    ['Cyrl', 'Latn']
    """
    if form.isascii():
        return frozenset({"Latn"}) if any(map(str.isalpha, form)) else frozenset()
    return frozenset(script for letter in form if (script := _script(letter)))


def script_of(form: str) -> str:
    """The script of a form: the one of its letters, `Jpan` for kanji with kana, `Zyyy` for no letters, `Zzzz` for a mixture.

    >>> script_of("Türkiye"), script_of("თბილისი"), script_of("日本"), script_of("Кyiv")
    ('Latn', 'Geor', 'Hani', 'Zzzz')
    """
    found = scripts_in(form)
    if len(found) == 1:
        return next(iter(found))
    if not found:
        return "Zyyy"
    return "Jpan" if found <= _JAPANESE else "Zzzz"


@cache
def _script(letter: str) -> str:
    """The script of a letter, or nothing for what any script may have: digits, marks, modifier letters."""
    if unicodedata.category(letter) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    return _CODES.get(unicodedata.name(letter, "").partition(" ")[0], "Zzzz")

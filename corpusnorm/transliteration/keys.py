"""Names of any script on one key, for comparison: what a name is sought by, never how it is written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from corpusnorm.transliteration.elements import vocalized
from corpusnorm.transliteration.marks import unmarked
from corpusnorm.transliteration.spell import transliterate
from corpusnorm.transliteration.tables import UnicodeForm, languages, schemes

NONE = "Zyyy"
"""The code of what has no script of its own, or one that no table speaks of."""
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ARABIC": "Arab", "HEBREW": "Hebr",
    "GREEK": "Grek", "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang",
}  # fmt: skip
_USUAL = ("ru", "uk", "be", "bg", "sr", "mk", "az", "kk", "hy", "ka", "ar", "fa", "he", "el", "zh", "ja", "ko")
"""The languages that a name is taken for first where its letters leave a choice."""
_TOGETHER = (("hy", "hyw"), ("ru", "uk"))

_PLAIN = str.maketrans({"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ğ": "g", "ə": "e"})
# What different romanizations write for one sound, on one letter or two; the order is that of application.
_ALIKE = [
    (re.compile(pattern), key)
    for pattern, key in (
        ("shch|schtsch", "sc"), ("dsch|dzh|dj|zh|j", "j"), ("tsch|tch|cz|ch", "c"), ("sch|sh|sz", "s"), ("kh|x|gh", "h"),
        ("ph", "f"), ("th", "t"), ("tz|ts", "c"), ("ou|oo", "u"), ("w", "v"), ("q", "k"), ("y", "i"), ("ii+", "i"),
        (r"i(?=e)|(?<=[aeou])i(?=[aeou])", ""), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip


@lru_cache(65_536)
def script_of(text: str) -> str:
    """The script of most letters, by its ISO 15924 code: one that a table speaks of, else Zyyy. The first of equally many.

    >>> script_of("Ереван"), script_of("Èrevan"), script_of("1992")
    ('Cyrl', 'Latn', 'Zyyy')
    """
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha() and (code := _script(letter)) != NONE:
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code], default=NONE)


@lru_cache(8192)
def _script(letter: str) -> str:
    return "Latn" if letter.isascii() else _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], NONE)


def languages_of(name: str) -> tuple[str, ...]:
    """The languages whose letters a name has, the likeliest first; none for Latin letters, which are everyone's.

    >>> languages_of("Київ"), languages_of("Ереван")[0], languages_of("Yerevan")
    (('uk',), 'ru', ())
    """
    script = script_of(name)
    fitting = [code for code, form, alphabet in _alphabets(script) if _letters(name, form) <= alphabet]
    return tuple(sorted(fitting, key=lambda code: (_USUAL.index(code) if code in _USUAL else len(_USUAL), code)))


@cache
def _alphabets(script: str) -> tuple[tuple[str, UnicodeForm, frozenset[str]], ...]:
    """The languages written in a script, with the letters of their schemes and their form; Latin letters are everyone's."""
    found = {code: [by for by in schemes(code) if by.source_script == script] for code in languages() if script != "Latn"}
    return tuple((code, of[0].table.form, frozenset().union(*(by.letters for by in of))) for code, of in found.items() if of)


def _letters(name: str, form: UnicodeForm) -> set[str]:
    return {letter for letter in unicodedata.normalize(form, name).lower() if letter.isalpha()}


def taken_for(name: str) -> tuple[str, ...]:
    """The language that a name is taken for by its letters; those that share all of them both: Armenian in its two standards,
    Russian and Ukrainian.
    """
    codes = languages_of(name)
    together = next((pair for pair in _TOGETHER if codes[:1] == pair[:1]), codes[:1])
    return tuple(code for code in together if code in codes)


@lru_cache(65_536)
def romanized(name: str, language: str | None = None) -> str:
    """A name of any script in a few Latin letters that the romanizations of one name have in common, for blocking and comparison.

    A key and no form: no marks, no capitals, `kh` and `x` are h, `sh` and `ş` s, `dzh`, `zh` and `j` j, glides before vowels go,
    double letters are one. Names that differ in such letters alone fall together; vowels that a script does not write are not put.
    Scripts that no table speaks of stay. `language` is that of the name; without it, what its letters tell. Cost: some 20 us, kept
    for the last 65,536.

    >>> {romanized(form) for form in ("Ереван", "Երևան", "Erevan", "Yerevan")}
    {'erevan'}
    """
    text = name
    codes = (language,) if language in languages() else languages_of(name)[:1]
    script = script_of(name)
    by = next((each for code in codes for each in schemes(code) if each.source_script == script), None)
    if by is not None:
        text = transliterate(vocalized(name, by.table)[0], by.id)
    key = unmarked(unicodedata.normalize("NFC", text).lower().translate(_PLAIN))
    for pattern, letters in _ALIKE:
        key = pattern.sub(letters, key)
    return key

"""Latin forms without their marks, and with the capitals of a name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from corpusnorm.transliteration.casing import capitalized

_BARE = str.maketrans(
    {
        "ı": "i", "İ": "I", "ə": "a", "Ə": "A", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "ħ": "h",
        "Ħ": "H", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ƣ": "gh", "Ƣ": "Gh",
        "ŋ": "ng", "Ŋ": "Ng", "ɵ": "o", "Ɵ": "O", "ƶ": "zh", "Ƶ": "Zh",
    }
)  # fmt: skip
_SIGNS = frozenset("'’‘ʼʻʹʺʾʿ`´”“·ʽ’ʔ")


@lru_cache(4096)
def unmarked(form: str) -> str:
    """Latin letters without diacritics, apostrophes and signs; ə is a. Other scripts keep theirs.

    >>> unmarked("P’yŏngyang"), unmarked("Xankəndi"), unmarked("i͡Urĭ")
    ('Pyongyang', 'Xankandi', 'iUri')
    """
    if form.isascii():
        return form.replace("'", "").replace("`", "")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", form.translate(_BARE)) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(letter for letter in bare if letter not in _SIGNS))


def titled(form: str, *, hyphens: str = "capital") -> str:
    """A form of a script without case with the capitals of a name. `hyphens` says what stands after one: a `capital`; a `small`
    letter, or a `name` with an article before it that has none.

    >>> titled("sun yat-sen", hyphens="small"), titled("bashar al-asad", hyphens="name"), titled("ter-petrosyan")
    ('Sun Yat-sen', 'Bashar al-Asad', 'Ter-Petrosyan')
    """
    return " ".join(_word(word, hyphens) for word in form.split(" "))


def _word(word: str, hyphens: str) -> str:
    parts = word.split("-")
    if hyphens == "small":
        return _capitalized(parts[0]) + "".join("-" + part for part in parts[1:])
    if hyphens == "name" and len(parts) > 1 and len(parts[0]) <= 3:  # an article: al, as, ash, ha
        return "-".join([parts[0], *map(_capitalized, parts[1:])])
    return "-".join(map(_capitalized, parts))


def _capitalized(part: str) -> str:
    return capitalized(part, dotted=False)

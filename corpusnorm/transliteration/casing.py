"""Small letters and capitals, with the dotted and dotless i of Turkish and Azerbaijani."""

from __future__ import annotations

from functools import lru_cache

TIE = "\N{COMBINING DOUBLE INVERTED BREVE}"
_TO_SMALL = str.maketrans({"I": "ı", "İ": "i"})
_TO_CAPITAL = str.maketrans({"ı": "I", "i": "İ"})


def small(text: str, *, dotted: bool) -> str:
    """Small letters, as many as there were letters; those whose small letter is two stay. `dotted`: I is the capital of ı.

    >>> small("IĞDIR", dotted=True), small("İZMİR", dotted=True), small("IDAHO", dotted=False)
    ('ığdır', 'izmir', 'idaho')
    """
    return "".join(map(_small, text.translate(_TO_SMALL) if dotted else text))


def capitals(text: str, *, dotted: bool) -> str:
    """All letters as capitals.

    >>> capitals("iğdır", dotted=True)
    'İĞDIR'
    """
    return (text.translate(_TO_CAPITAL) if dotted else text).upper()


def capitalized(text: str, *, dotted: bool) -> str:
    """The first letter that has a capital as one, with what is tied to it; apostrophes and signs before it are passed over.

    >>> capitalized("ʻabd", dotted=False), capitalized("izmir", dotted=True)
    ('ʻAbd', 'İzmir')
    >>> capitalized("i͡u", dotted=False)
    'I͡U'
    """
    for at, letter in enumerate(text):
        capital = (letter.translate(_TO_CAPITAL) if dotted else letter).title()
        if capital != letter:
            tied = capitals(text[at + 1 : at + 3], dotted=dotted) if text.startswith(TIE, at + 1) else ""
            return text[:at] + capital + tied + text[at + 1 + len(tied) :]
    return text


@lru_cache(8192)
def _small(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter

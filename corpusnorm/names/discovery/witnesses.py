"""Where two witnesses of a text write the same name differently: counted, as evidence that they are one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

_LONGEST = 4  # words of a stretch that is set against another word by word
_SHORTEST = 3  # letters of a name


def witnessed(differences: Iterable[tuple[str, str]], attested: Iterable[str]) -> Mapping[tuple[str, str], int]:
    """How often one form stands for another, in stretches of as many words where two witnesses differ.

    One of the two must be an attested name. A witness that has lost its capitals is read with those of the attested form
    or, where it has a form of its own, with one.

    >>> witnessed([("mardakert", "martakert"), ("the town", "a city")], ["Mardakert"])
    {('Mardakert', 'Martakert'): 1}
    """
    by_letters = {form.casefold(): form for form in sorted(attested, reverse=True)}
    found: Counter[tuple[str, str]] = Counter()
    for old, new in differences:
        first, second = old.split(), new.split()
        if not 0 < len(first) == len(second) <= _LONGEST:
            continue
        for pair in zip(first, second, strict=True):
            a, b = (by_letters.get(word.casefold(), "") for word in pair)
            if (a or b) and a != b and min(map(len, pair)) >= _SHORTEST and all(word[0].isalpha() for word in pair):
                a, b = a or _capital(pair[0]), b or _capital(pair[1])
                found[min(a, b), max(a, b)] += 1
    return dict(found)


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]

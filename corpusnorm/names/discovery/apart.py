"""What keeps two forms apart however alike their letters are: numbers, initials, endings, capitals, what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from corpusnorm.names.discovery.spelling import spelling

_CASED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})
_NUMBER = re.compile(r"\d+|(?<=\s)(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})\b")
_INITIAL = re.compile(r"(?<!\w)([^\W\d_])(?:\.|(?=\s)|$)")
_SIDES = frozenset(re.findall(r"\w+", """
    north south east west northern southern eastern western northeast northwest southeast southwest upper lower inner outer
"""))  # fmt: skip
# Endings that tell a man's surname from a woman's, and a place from another, where Slavic languages give one stem both.
_GENDERS = (
    (re.compile(r"(?:sk|ck|n)(?:y|i|iy|ii|ij|yi|yy|yj)$"), re.compile(r"(?:sk|ck|n)(?:aya|aia|aja|aa)$")),
    (re.compile(r"(?:[oe]v|[oe]w|off|eff)$"), re.compile(r"(?:[oe]va|[oe]wa)$")),
    (re.compile(r"[iy]n$"), re.compile(r"[iy]na$")),
)


class Marks(NamedTuple):
    """What sets a form apart."""

    letters: str
    qualifier: str
    numbers: frozenset[str]
    initials: frozenset[str]
    sides: frozenset[str]
    is_lower: bool
    gender: str


@lru_cache(65_536)
def marks(form: str) -> Marks:
    """What sets a form apart from others that are alike.

    >>> marks("George H. W. Bush").initials == {"h", "w"}, marks("John Paul II").numbers
    (True, frozenset({'II'}))
    """
    spelled = spelling(form)
    last = spelled.letters.rpartition(" ")[2]
    gender = "".join(
        "mf"[index] + str(number) for number, both in enumerate(_GENDERS) for index in range(2) if both[index].search(last)
    )
    return Marks(
        spelled.letters,
        spelled.qualifier,
        frozenset(number for number in _NUMBER.findall(form) if number),
        frozenset(initial.lower() for initial in _INITIAL.findall(form)),
        _SIDES.intersection(spelled.letters.split()),
        spelled.script in _CASED and form == form.lower(),
        gender,
    )


def _qualified(a: Marks, b: Marks) -> bool:
    return a.qualifier != b.qualifier and (a.letters == b.letters or bool(a.qualifier and b.qualifier))


def _numbered(a: Marks, b: Marks) -> bool:
    return a.numbers != b.numbers


def _initials(a: Marks, b: Marks) -> bool:
    return bool(a.initials and b.initials and a.initials != b.initials)


def _sides(a: Marks, b: Marks) -> bool:
    return a.sides != b.sides


def _case(a: Marks, b: Marks) -> bool:
    return a.is_lower != b.is_lower


def _gender(a: Marks, b: Marks) -> bool:
    return bool(a.gender and b.gender and a.gender[0] != b.gender[0] and a.gender[1:] == b.gender[1:])


REASONS: dict[str, Callable[[Marks, Marks], bool]] = {
    "other words in brackets": _qualified,
    "other numbers": _numbered,
    "other initials": _initials,
    "other sides": _sides,
    "one is no name: it has no capital": _case,
    "a man's and a woman's form": _gender,
}
"""Why two forms are kept apart, and when."""


def apart(a: str, b: str) -> str:
    """Why two forms must not be in one group, or nothing.

    >>> apart("George W. Bush", "George H. W. Bush"), apart("Nice", "nice"), apart("Kyiv", "Kiev")
    ('other initials', 'one is no name: it has no capital', '')
    """
    first, second = marks(a), marks(b)
    return next((reason for reason, holds in REASONS.items() if holds(first, second)), "")


def is_derived(a: str, b: str) -> bool:
    """Whether one is the other with an ending of two letters or more, as the names of countries, peoples and towns are made.

    >>> is_derived("Niger", "Nigeria"), is_derived("Sukhum", "Sukhumi")
    (True, False)
    """
    first, second = sorted((spelling(a).letters, spelling(b).letters), key=len)
    return len(second) - len(first) > 1 and second.startswith(first)

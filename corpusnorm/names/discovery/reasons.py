"""Why two forms are taken for one name, in words and numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from corpusnorm.names.discovery.chinese import from_wade_giles, pinyin
from corpusnorm.names.discovery.costs import costs
from corpusnorm.names.discovery.model import Rule
from corpusnorm.names.discovery.orthography import respelled
from corpusnorm.names.discovery.spelling import Spelling, same_given, spelling
from corpusnorm.names.fold import fold


def reason(one: str, other: str) -> tuple[Rule, str]:
    """By which rule the letters of two forms are one name's, and what differs.

    >>> reason("Erdogan", "Erdoğan"), reason("Hsi-an", "Xi'an"), reason("Gor'kiy", "Gorky")
    (('letters', ''), ('scheme', 'Wade-Giles'), ('sound', "'~0 i~0"))
    """
    first, second = spelling(one), spelling(other)
    if first.script == second.script and _bare(one) == _bare(other):
        return "letters", ""
    if any(from_wade_giles(a.letters) and pinyin(b.letters) for a, b in ((first, second), (second, first))):
        return "scheme", "Wade-Giles"
    if same_given(first.letters) and same_given(first.letters) == same_given(second.letters):
        return "scheme", "given names"
    told = (differences(a, b) for a in _readings(first) for b in _readings(second))
    least = min(filter(None, told), key=lambda words: (len(words), words), default="")
    return ("sound" if first.script == second.script else "script"), least


def _readings(form: Spelling) -> list[Spelling]:
    return [form, *(form._replace(letters=letters) for letters in respelled(form.letters) if form.script == "LATIN")]


def _bare(form: str) -> str:
    """The letters of a form without case, marks, spaces and punctuation."""
    return "".join(filter(str.isalnum, fold(form)))


def differences(one: Spelling, other: Spelling) -> str:
    """What of one spelling stands for what of the other, where they differ: "w~v sch~sh"; `0` is nothing."""
    from corpusnorm.names.discovery.kernels import units

    if one.is_abjad and not other.is_abjad:
        one, other = other, one
    table = costs()
    judged = table.mixed if one.is_abjad != other.is_abjad else table.alphabetic
    spelled = table.spelled((one, other))
    end = spelled.offsets[1] + 1
    found: Any = np.empty((len(spelled.sides), 4), np.int64)
    count = units(spelled.sides[:end], spelled.sides[end:], judged.costs, judged.letters, found)
    a, b = f"^{one.letters}$", f"^{other.letters}$"
    pairs = [(a[i:i2].strip("^$ "), b[j:j2].strip("^$ ")) for i, i2, j, j2 in found[:count][::-1].tolist()]
    return " ".join(f"{x or '0'}~{y or '0'}" for x, y in pairs if x != y)

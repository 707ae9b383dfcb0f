"""Names in the letters that the schemes of a language go on from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from corpusnorm.transliteration.elements import partings, vocalized
from corpusnorm.transliteration.keys import script_of
from corpusnorm.transliteration.marks import titled
from corpusnorm.transliteration.spell import Step, steps
from corpusnorm.transliteration.tables import Scheme, schemes
from corpusnorm.transliteration.variants import written

_READINGS = 8  # of a name by one scheme


def readings(name: str, language: str) -> Iterator[tuple[str, int]]:
    """The name, and what schemes that others go on from write for it, with how many deviations: Chinese in pinyin, Azerbaijani of
    the Cyrillic letters in Latin ones.

    >>> list(readings("Бакы", "az")), next(islice(readings("北京", "zh"), 1, None))
    ([('Бакы', 0), ('Bakı', 0)], ('Běijīng', 0))
    """
    yield name, 0
    script = script_of(name)
    for by in schemes(language):
        if by.pivot and by.source_script == script:
            for taken in taken_as(name, by):
                yield from ((named(form, by), deviations) for form, deviations in islice(written(taken), _READINGS))


def named(form: str, by: Scheme) -> str:
    """A form with the capitals of a name, where its original has none."""
    return titled(form, hyphens=by.table.hyphens) if by.caseless else form


def taken_as(name: str, by: Scheme) -> Iterator[list[Step]]:
    """The ways to take a name: with vowel signs, its surname apart or not; none where the scheme needs vowels that are not
    known.
    """
    spelled, known = vocalized(name, by.table) if by.practice or by.vowels else (name, True)
    if known or not by.vowels:
        yield from (steps(parted, by) for parted in partings(spelled, by.table))

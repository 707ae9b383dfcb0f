"""The forms that a name can take, each with the schemes that write it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from corpusnorm.transliteration.keys import script_of, taken_for
from corpusnorm.transliteration.marks import unmarked
from corpusnorm.transliteration.readings import named, readings, taken_as
from corpusnorm.transliteration.reverse import backwards
from corpusnorm.transliteration.tables import Scheme, schemes
from corpusnorm.transliteration.variants import written

LIMIT = 200
ORIGINALS = 6
"""How many originals of a Latin form are gone on from, for each practice."""
_STEPS = 60  # a longer text is no name
_WAYS = 300  # to write an original by one practice


class Form(NamedTuple):
    """A form of a name: the schemes that write it, of which original, and by how many deviations from their usual way.

    `plain` forms lack the marks and apostrophes that the schemes put.
    """

    text: str
    schemes: tuple[str, ...]
    original: str
    deviations: int
    plain: bool


def forms_of(name: str, language: str | None = None, *, limit: int = LIMIT) -> tuple[Form, ...]:
    """The forms of a name in other scripts, at most `limit`: by every scheme and practice, with marks and without.

    A name in a script of its language is written by all schemes that take the script. A Latin form of such a name is first taken
    back to what it may have been written for, see `corpusnorm.transliteration.originals`. Without a `language` all are taken that
    the letters allow, which for a Latin form is none. Forms come by their deviations, then in the order of the tables, so a
    smaller `limit` is the beginning of a larger one. Empty for text of more than 60 letters. Cost: a millisecond or some.

    >>> [form.text for form in forms_of("Ельцин", "ru")][:6]
    ['Yeltsin', 'Jelzin', 'Eltsine', 'Jelcyn', 'Yel’tsin', 'Elʹt͡sin']
    """
    if len(name) > _STEPS or limit < 1:
        return ()
    codes = (language,) if language else taken_for(name)
    found: dict[str, Form] = {}
    for code in codes:
        for form in _forms(name, code):
            known = found.get(form.text)
            found[form.text] = form if known is None else _joined(known, form)
    order = {each.id: number for number, each in enumerate(each for code in codes for each in schemes(code))}
    ranked = sorted(found.values(), key=lambda form: (form.deviations, form.plain, order[form.schemes[0]], form.text))
    return tuple(ranked[:limit])


def _joined(one: Form, other: Form) -> Form:
    first = min(one, other, key=lambda form: (form.deviations, form.plain))
    return first._replace(schemes=tuple(dict.fromkeys((*first.schemes, *one.schemes, *other.schemes))))


def _forms(name: str, language: str) -> Iterator[Form]:
    for original, distance in _originals(name, language):
        script = script_of(original)
        for by in schemes(language):
            if by.source_script == script:
                for form, more in _by(original, by):
                    if form != original:
                        yield Form(form, (by.id,), original, distance + more, plain=False)
                    if (bare := unmarked(form)) not in (form, original):
                        yield Form(bare, (by.id,), original, distance + more, plain=True)


def _by(original: str, by: Scheme) -> Iterator[tuple[str, int]]:
    for taken in taken_as(original, by):
        for form, more in islice(written(taken), _WAYS if by.practice else 1):
            yield unicodedata.normalize("NFC", named(form, by)), more


def _originals(name: str, language: str) -> Iterator[tuple[str, int]]:
    """The name in the scripts of the language, and how far from what was given."""
    known = schemes(language)
    script = script_of(name)
    foreign = script == "Latn" and _is_romanized(name, language)
    if not foreign and any(by.source_script == script for by in known):
        yield from readings(name, language)
    if script == "Latn" and (foreign or name.isascii() or not any(by.source_script == script for by in known)):
        for by in known:
            if by.target_script == script and not by.pivot and (by.practice or (by.source_script == script and not by.reversible)):
                yield from ((original, more + (0 if by is known[0] else 1)) for original, more in backwards(name, by, ORIGINALS))


def _is_romanized(name: str, language: str) -> bool:
    """Whether a Latin form of a language that has marked letters is written with groups of letters instead: Khojali and not
    Xocalı.
    """
    small = name.lower()
    return language in _MARKED and small.isascii() and any(group in small for group in _GROUPS)


_MARKED = frozenset({"az", "tr"})
_GROUPS = ("kh", "sh", "ch", "zh", "gh", "dj", "w")

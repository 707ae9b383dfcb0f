"""From a form back to what it may have been written for."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from corpusnorm.transliteration.casing import capitalized, capitals, small
from corpusnorm.transliteration.rules import Rule
from corpusnorm.transliteration.spell import compared, holds, steps
from corpusnorm.transliteration.tables import Scheme, scheme

TRIES = 4_000  # places of the search looked at for one form, before what is found has to do


class _Back(NamedTuple):
    target: str
    rule: Rule
    cost: int


class _Place(NamedTuple):
    """A part of the form that is explained. Fewer deviations first, then fewer letters, then what was come upon first."""

    cost: tuple[int, int]
    open: int
    number: int
    at: int
    rules: tuple[Rule | None, ...]
    original: str
    chosen: Mapping[Rule, int]


def originals(form: str, id: str, *, limit: int = 10) -> tuple[str, ...]:  # noqa: A002
    """The texts that the scheme `id` writes as `form`, the likeliest first, at most `limit`; for a reversible scheme the one there
    is.

    Letters that a scheme writes as nothing (Russian ь in most) are not guessed at, nor is the case of letters that it writes as
    apostrophes. Empty where the scheme cannot have written the
    form.

    >>> originals("Ŝëlkovo", "ru-iso-9-1995")
    ('Щёлково',)
    >>> originals("Martuni", "hy-press-en", limit=1)
    ('Մարտունի',)
    """
    return tuple(original for original, _ in backwards(form, scheme(id), limit))


def backwards(form: str, by: Scheme, limit: int) -> list[tuple[str, int]]:
    """`originals`, with how far each is from the likeliest: by deviations, and two for a letter more than it has."""
    found: dict[str, int] = {}
    fewest = 0
    for original, (deviations, letters) in _search(unicodedata.normalize("NFC", form), by):
        fewest = fewest or letters
        found.setdefault(original, deviations + 2 * max(0, letters - fewest))
        if len(found) == limit:
            break
    return list(found.items())


def _search(form: str, by: Scheme) -> Iterator[tuple[str, tuple[int, int]]]:
    plain = _folded(form, by)
    backs = _backs(by)
    number = 0
    queue = [_Place((0, 0), len(plain), 0, 0, (), "", {})]
    for _ in range(TRIES):
        if not queue:
            return
        place = heapq.heappop(queue)
        if not place.open:
            if _agrees(place, by):
                yield unicodedata.normalize("NFC", place.original), place.cost
            continue
        for back in (*backs.get(plain[place.at], ()), None):
            following = _next(place, back, form, plain, by, number)
            if following:
                number += 1
                heapq.heappush(queue, following)


def _next(place: _Place, back: _Back | None, form: str, plain: str, by: Scheme, number: int) -> _Place | None:
    deviations, letters = place.cost
    if back is None:
        letter = plain[place.at]
        if letter.isalpha() or letter in by.signs or unicodedata.combining(letter):
            return None
        return place._replace(
            cost=(deviations, letters + 1), open=place.open - 1, number=number, at=place.at + 1,
            rules=(*place.rules, None), original=place.original + form[place.at],
        )  # fmt: skip
    rule, end = back.rule, place.at + len(back.target)
    if not plain.startswith(back.target, place.at) or place.chosen.get(rule, back.cost) != back.cost:
        return None
    if not holds(rule.before, compared(place.original, by), len(place.original) - 1, -1):
        return None
    more = place.chosen if rule in place.chosen else {**place.chosen, rule: back.cost}
    cost = deviations + (0 if rule in place.chosen else back.cost), letters + 1
    original = place.original + _cased(rule.source, form[place.at : end], by)
    return _Place(cost, place.open - len(back.target), number, end, (*place.rules, rule), original, more)


def _agrees(place: _Place, by: Scheme) -> bool:
    """Whether the scheme takes the original as the search did: contexts after a letter, and longer sources, are seen only now."""
    taken = (step.rule for step in steps(place.original, by))
    return [rule for rule in taken if rule is None or rule.source or "" not in rule.targets] == list(place.rules)


@cache
def _backs(by: Scheme) -> Mapping[str, tuple[_Back, ...]]:
    """What the rules write, by its first letter, the longer before the shorter. Of the sources of one target the first in the
    table is the likeliest, any other a deviation more.
    """
    ways = [(_folded(target, by), rule, cost) for rule in by.rules for target, cost in zip(rule.targets, rule.costs, strict=True)]
    ways = [(target, rule, cost) for target, rule, cost in ways if target and rule.source]
    likeliest: dict[str, str] = {}
    for target, rule, _ in sorted(ways, key=lambda way: way[2]):
        likeliest.setdefault(target, rule.source)
    found: dict[str, list[_Back]] = {}
    for target, rule, cost in ways:
        found.setdefault(target[0], []).append(_Back(target, rule, cost + (likeliest[target] != rule.source)))
    return {letter: tuple(sorted(each, key=lambda back: (-len(back.target), back.cost))) for letter, each in found.items()}


def _folded(form: str, by: Scheme) -> str:
    return small(unicodedata.normalize("NFC", form), dotted=by.dotted)


def _cased(source: str, form: str, by: Scheme) -> str:
    cased = [letter for letter in form if letter.lower() != letter.upper()]
    if not any(letter.isupper() for letter in cased):
        return source
    all_capitals = len(cased) > 1 and all(letter.isupper() for letter in cased)
    return (capitals if all_capitals else capitalized)(source, dotted=by.dotted_source)

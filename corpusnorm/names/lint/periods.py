"""Checks of dates: names that compete, gaps between them, names outside the life of their entity, and dates nobody checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from corpusnorm.names.dates import Period, shown
from corpusnorm.names.lint.finding import Finding, of_name

if TYPE_CHECKING:
    from corpusnorm.names.model import Name
    from corpusnorm.names.registry import Registry

_YEAR = 366  # days
_NEVER, _FOREVER = 0, 10_000_000


def official_at_once(registry: Registry) -> Iterator[Finding]:
    """Official names of one word, in one language, whose periods overlap; both open at both ends are spellings, not rivals."""
    for rows in _official(registry):
        for one, other in pairwise(rows):
            if _last(one.period) > _first(other.period) and not (one.form != other.form and one.period == other.period == Period()):
                what = f"{shown(one.period)}, and {other.form!r} {shown(other.period)}"
                yield Finding("N103", f"{one.entity}/{one.form}", what, (one.entity,))


def gaps(registry: Registry) -> Iterator[Finding]:
    """More than a year between two official names of a word in which no name of it holds."""
    for rows in _official(registry):
        others = sorted((_first(name.period), _last(name.period)) for name in registry.series(rows[0]) if name.is_head)
        for one, other in pairwise(rows):
            held, start = _last(one.period), _first(other.period)
            for begins, ends in others:
                held = max(held, ends) if begins - held <= _YEAR else held
            if start - held > _YEAR:
                what = f"{shown(one.period)}, and {other.form!r} {shown(other.period)}"
                yield Finding("N204", f"{one.entity}/{one.form}", what, (one.entity,))


def outside(registry: Registry) -> Iterator[Finding]:
    """Names that begin after their entity ended, or end before it began."""
    for name in registry.names:
        life = registry.entities[name.entity].period
        if _first(name.period) >= _last(life) or _last(name.period) <= _first(life):
            yield of_name("N205", name, f"{shown(name.period)}; the entity {shown(life)}")


def unchecked(registry: Registry) -> Iterator[Finding]:
    """Rows with dates that do not say by what these were checked."""
    for entity in registry.entities.values():
        if entity.period != Period() and not entity.checked:
            yield Finding("N203", entity.id, shown(entity.period), (entity.id,))
    for name in registry.names:
        if name.period != Period() and not name.checked:
            yield of_name("N203", name, shown(name.period))


def _official(registry: Registry) -> Iterator[list[Name]]:
    """The official words of each series in one language, those with dates, by their beginning."""
    official = [name for name in registry.names if name.status == "official" and name.is_head]
    keyed = sorted((((name.entity, registry.root(name), name.lang), name) for name in official), key=lambda pair: pair[0])
    for _, group in groupby(keyed, key=lambda pair: pair[0]):
        rows = sorted((name for _, name in group), key=lambda name: (_first(name.period), _last(name.period), name.form))
        if len(rows) > 1:
            yield rows


def _first(period: Period) -> int:
    return period.start.first if period.start else _NEVER


def _last(period: Period) -> int:
    return period.end.first if period.end else _FOREVER

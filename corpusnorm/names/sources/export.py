"""A registry as one table: a row a name, with the columns of its entity beside it, as spreadsheets and OpenRefine take it."""

from __future__ import annotations

import csv
import io

from corpusnorm.names.dates import Period, w3c
from corpusnorm.names.model import Entity, Name
from corpusnorm.names.registry import Registry

_COLUMNS = (
    "entity", "label", "type", "form", "lang", "script", "kind", "of", "scheme", "from", "to", "checked", "status", "used_by",
    "sought", "source", "licence", "wikidata", "geonames", "iso", "iso3", "valid_from", "valid_to", "part_of", "successor_of",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(registry: Registry) -> str:
    """The names of a registry as CSV. `load_registry` reads them back, but for what checked the dates of entities.

    A cell that a spreadsheet would take for a formula begins with an apostrophe. Cost: some 10 microseconds a name.

    >>> print(to_csv(Registry.of([Entity("kyiv", "city", "Kyiv")], [Name("kyiv", "Kyiv")])).splitlines()[1][:35])
    kyiv,Kyiv,city,Kyiv,en,Latn,spellin
    """
    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows([_safe(cell) for cell in _row(registry.entities[name.entity], name)] for name in registry.names)
    return made.getvalue()


def _row(entity: Entity, name: Name) -> tuple[str, ...]:
    written = (name.entity, entity.label, entity.type, name.form, name.lang, name.script, name.kind, name.of, name.scheme)
    said = (name.checked, name.status, " ".join(name.used_by), "" if name.sought else "no", name.source, name.licence)
    known = (entity.wikidata, entity.geonames, entity.iso, entity.iso3)
    return (*written, *_bounds(name.period), *said, *known, *_bounds(entity.period), entity.part_of, entity.successor_of)


def _bounds(period: Period) -> tuple[str, str]:
    return w3c(period.start) if period.start else "", w3c(period.end) if period.end else ""


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

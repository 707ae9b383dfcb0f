"""Tables of a registry, CSV or TSV: one row an entity, or one row a name with the columns of its entity beside it."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources.abc import Traversable
from operator import itemgetter
from pathlib import Path
from typing import Any

from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import ALWAYS, Period, period
from corpusnorm.names.model import KINDS, STATUSES, Entity, Name
from corpusnorm.names.sources.rows import Rows, extended, growing
from corpusnorm.names.sources.scripts import script_of

ENTITY_COLUMNS = (
    "id", "type", "label", "wikidata", "geonames", "iso", "iso3", "valid_from", "valid_to", "checked", "part_of", "successor_of",
    "source",
)  # fmt: skip
NAME_COLUMNS = (
    "entity", "form", "lang", "script", "kind", "of", "scheme", "from", "to", "checked", "status", "used_by", "sought", "source",
    "licence",
)  # fmt: skip
_ALIASES = {
    "entity_id": "entity", "name": "form", "toponym": "form", "variant": "form", "language": "lang", "preferred": "label",
    "preferred_name": "label", "preferred_label": "label", "qid": "wikidata", "wikidata_id": "wikidata", "geonameid": "geonames",
    "geonames_id": "geonames", "start": "from", "begin": "from", "since": "from", "end": "to", "until": "to", "license": "licence",
    "variant_of": "of", "country_code": "iso",
}  # fmt: skip
_OF_THE_ENTITY = ("type", "label", "wikidata", "geonames", "iso", "iso3", "valid_from", "valid_to", "part_of", "successor_of")
_SOUGHT = {"": True, "yes": True, "no": False}
_TOLD = 100  # faults that an error lists
_ID = re.compile(r"[^a-z0-9]+")


def read_table(table: Path | Traversable) -> Rows:
    """Read a table of entities or of names, in UTF-8. Lines that begin with `#` before the header are comments.

    A table with a column of forms is one of names; the columns it has of entities speak of the entity of the row. Columns may
    stand in any order and go by other usual names ("Language", "QID", "Start"). Rows are counted from 1, as the lines of the file
    after its comments and its header. Raises `ConfigError` with every fault and its row. Cost: some 5 microseconds a row.
    """
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise ConfigError((f"cannot be read: {what}",), where=table.name) from error
    lines = text.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    header = lines[first] if first < len(lines) else ""
    cells = csv.reader(lines[first:], delimiter="\t" if "\t" in header else ";" if header.count(";") > header.count(",") else ",")
    columns, problems = _columns(next(cells, []))
    if problems:
        raise ConfigError(tuple(problems), where=table.name, hint="see docs/guides/names-registry.md")
    reader = _Reader(table.name, columns)
    with growing():
        rows = reader.names(cells) if "form" in columns else reader.entities(cells)
    if reader.problems:
        more = (f"and {len(reader.problems) - _TOLD:,} more",) if len(reader.problems) > _TOLD else ()
        raise ConfigError((*reader.problems[:_TOLD], *more), where=table.name, hint="see docs/guides/names-registry.md")
    return rows


def identifier(label: str) -> str:
    """The id of an entity that has none of its own, made of its label.

    >>> identifier("Łódź (city)")
    'lodz_city'
    """
    plain = unicodedata.normalize("NFKD", label.lower().replace("ł", "l").replace("ı", "i").replace("ə", "e"))
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return _ID.sub("_", bare).strip("_") or "u" + "_".join(f"{ord(each):x}" for each in label)


def _columns(header: list[str]) -> tuple[dict[str, int], list[str]]:
    """Where each column stands, and what is wrong with the header."""
    plain = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in header]
    of_entities = "form" not in {_ALIASES.get(cell, cell) for cell in plain}
    known = {*ENTITY_COLUMNS} if of_entities else {*NAME_COLUMNS, *_OF_THE_ENTITY}
    columns: dict[str, int] = {}
    problems = []
    for at, cell in enumerate(plain):
        column = _ALIASES.get(cell, cell)
        column = "entity" if column == "id" and not of_entities else "id" if column == "entity" and of_entities else column
        if column not in known:
            problems.append(f"column {header[at].strip()!r}: unknown; known are {' '.join(sorted(known))}")
        elif column in columns:
            problems.append(f"column {header[at].strip()!r}: {column} is given twice")
        columns[column] = at
    if not {"id", "entity", "label"} & columns.keys() and not problems:
        problems.append("no column says which entity a row is of: name one entity, id or label")
    return columns, problems


class _Reader:
    """Reads the rows of one table, and gathers what is wrong with them."""

    def __init__(self, file: str, columns: Mapping[str, int]) -> None:
        self.file, self.problems = file, list[str]()
        self._width = max(columns.values(), default=0) + 1
        wanted = NAME_COLUMNS if "form" in columns else ENTITY_COLUMNS
        self._cells = itemgetter(*(columns.get(column, -1) for column in (*wanted, *_OF_THE_ENTITY)))
        self._tells = bool({*_OF_THE_ENTITY} & columns.keys())

    def entities(self, rows: Iterator[list[str]]) -> Rows:
        """The rows of a table of entities."""
        count = len(ENTITY_COLUMNS)
        return Rows(tuple(self._entity(number, *cells[:count]) for number, cells in self._filled(rows)), ())

    def names(self, rows: Iterator[list[str]]) -> Rows:
        """The rows of a table of names, with what they say of entities."""
        entities: dict[str, Entity] = {}
        told: dict[str, list[str]] = {}
        names, numbers = [], []
        count = len(NAME_COLUMNS)
        for number, (entity, form, *cells) in self._filled(rows):
            said = cells[count - 2 :]
            entity = entity or (identifier(said[1]) if said[1] else "")
            if not (entity and form):
                self.problems.append(f"row {number}: has no {'form' if entity else 'entity'}")
                continue
            names.append(self._name(number, entity, form, *cells[: count - 2]))
            numbers.append(number)
            if self._tells and told.get(entity) != said and any(said):
                told[entity] = said
                self._tell(entities, number, entity, said, cells[count - 4])
        return Rows(tuple(entities.values()), tuple(names), self.file, numbers)

    def _filled(self, rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
        """The cells of the rows that hold something, in the order of our columns; too few or too many cells are a fault."""
        for number, row in enumerate(rows, 2):  # as a spreadsheet counts: the header is the first
            if len(row) == self._width:
                row.append("")  # what a column that the table does not have holds
                yield number, list(map(str.strip, self._cells(row)))
            elif row:
                self.problems.append(f"row {number}: has {len(row)} cells, not {self._width}")

    def _tell(self, entities: dict[str, Entity], number: int, entity: str, said: list[str], source: str) -> None:
        """Take up what a row of a name says of its entity; rows of one entity must not contradict each other."""
        type_, label, wikidata, geonames, iso, iso3, start, end, part_of, successor_of = said
        tells = any(cell for cell in said if cell != label)  # a label alone only says which entity is meant
        source = (source or self.file) if tells else ""
        cells = (type_, label, wikidata, geonames, iso, iso3, start, end, "", part_of, successor_of, source)
        row = self._entity(number, entity, *cells)
        known = entities.setdefault(entity, row)
        if known == row:
            return
        for field in fields(Entity):
            before, after = getattr(known, field.name), getattr(row, field.name)
            if field.name != "source" and before and after and ALWAYS not in (before, after) and before != after:
                self.problems.append(f"row {number}.{field.name}: not what another row of {entity!r} says")
        entities[entity] = extended(known, row)

    def _entity(self, number: int, id_: str, type_: str, label: str, *cells: str) -> Entity:
        wikidata, geonames, iso, iso3, start, end, checked, part_of, successor_of, source = cells
        entity = id_ or (identifier(label) if label else "")
        if not entity:
            self.problems.append(f"row {number}: has no id")
        period = self._period(number, start, end)
        return Entity(entity, type_, label, wikidata, geonames, iso, iso3, period, checked, part_of, successor_of, source)

    def _name(self, number: int, entity: str, form: str, *cells: Any) -> Name:
        lang, script, kind, of, scheme, start, end, checked, status, used_by, sought, source, licence = cells
        kind = kind or "spelling"
        if kind not in KINDS or status not in STATUSES or sought not in _SOUGHT:
            for column, value, allowed in (("kind", kind, KINDS), ("status", status, STATUSES), ("sought", sought, _SOUGHT)):
                if value not in allowed:
                    self.problems.append(f"row {number}.{column}: {value!r} is none of {' '.join(filter(None, allowed))}")
        return Name(
            entity, form, lang or "en", script or script_of(form), kind, of, scheme, self._period(number, start, end), checked,
            status, _words(used_by), _SOUGHT.get(sought, True), source or self.file, licence,
        )  # fmt: skip

    def _period(self, number: int, start: str, end: str) -> Period:
        try:
            return _period(start, end)
        except ConfigError as error:
            self.problems.append(f"row {number}: {'; '.join(error.problems)}")
            return ALWAYS


@cache
def _period(start: str, end: str) -> Period:
    found = period(start, end) if start or end else ALWAYS
    if found.start and found.end and found.end.first <= found.start.first:
        raise ConfigError((f"ends {end} and begins {start}",))
    return found


@cache
def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.replace(",", " ").split())

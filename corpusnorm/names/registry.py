"""The registry: entities and names, read from TSV tables, checked, and indexed by form and by series."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import When, period
from corpusnorm.names.model import KINDS, STATUSES, Entity, Name

ENTITY_COLUMNS = (
    "id", "type", "label", "wikidata", "geonames", "iso", "valid_from", "valid_to", "part_of", "successor_of", "source",
)  # fmt: skip
NAME_COLUMNS = (
    "entity", "form", "lang", "script", "kind", "of", "scheme", "from", "to", "status", "used_by", "source", "licence",
)  # fmt: skip

Era = tuple[int, int] | None
"""What a date lies between, see `Registry.era`; None for no date."""
_Key = TypeVar("_Key", str, tuple[str, str])


@dataclass(frozen=True, eq=False)
class Registry:
    """Entities and names, in an order of their own that does not depend on the order they were given in.

    Raises `ConfigError` naming every row that is wrong: an unknown entity, kind, status or `of`, or a chain of `of` that loops.

    >>> registry = Registry.of([Entity("kyiv", "city", "Kyiv")], [Name("kyiv", "Kyiv"), Name("kyiv", "Kiev", of="Kyiv")])
    >>> [name.form for name in registry.series(registry.forms["Kiev"][0])]
    ['Kiev', 'Kyiv']
    """

    entities: Mapping[str, Entity]
    names: tuple[Name, ...]

    @classmethod
    def of(cls, entities: Iterable[Entity], names: Iterable[Name]) -> Registry:
        """Build and check a registry. Two rows of one entity id are a fault; equal names are one."""
        rows = sorted(entities, key=lambda entity: entity.id)
        by_id = {entity.id: entity for entity in rows}
        ordered = tuple(sorted(set(names), key=_name_key))
        problems = [f"entities[{row.id}]: given twice" for row in rows if by_id[row.id] is not row]
        problems += [*_entity_problems(by_id), *_name_problems(by_id, ordered)]
        if problems:
            raise ConfigError(tuple(problems), hint="correct the tables of the registry")
        return cls(MappingProxyType(by_id), ordered)

    @cached_property
    def forms(self) -> Mapping[str, tuple[Name, ...]]:
        """Every form, and the names that have it: of several entities, or of one in several periods."""
        return _group((name.form, name) for name in self.names)

    @cached_property
    def _series(self) -> Mapping[tuple[str, str], tuple[Name, ...]]:
        return _group(((name.entity, self.root(name)), name) for name in self.names)

    def series(self, name: Name) -> tuple[Name, ...]:
        """All names of the entity that stand for the same word as `name`, itself included."""
        return self._series[name.entity, self.root(name)]

    def rows(self, entity: str, form: str) -> tuple[Name, ...]:
        """The names of `entity` with exactly this form, one a period."""
        return self._rows.get((entity, form), ())

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], tuple[Name, ...]]:
        return _group(((name.entity, name.form), name) for name in self.names)

    def head(self, name: Name) -> Name:
        """The word that `name` is a way to write; a renaming or an exonym is its own head."""
        while not name.is_head:
            name = self.rows(name.entity, name.of)[0]
        return name

    def root(self, name: Name) -> str:
        """The form at the end of the chain of `of`, which stands for the series."""
        while name.of:
            name = self.rows(name.entity, name.of)[0]
        return name.form

    def ancestors(self, entity: str) -> tuple[str, ...]:
        """What the entity is part of, nearest first."""
        found: list[str] = []
        above = self.entities[entity].part_of
        while above and above not in found:
            found.append(above)
            above = self.entities[above].part_of
        return tuple(found)

    def era(self, date: When | None) -> Era:
        """What a date lies between: two dates of one era stand alike to the beginning and end of every name."""
        return (bisect_right(self._turns, date.first), bisect_right(self._turns, date.last)) if date else None

    @cached_property
    def _turns(self) -> tuple[int, ...]:
        bounds = (bound for name in self.names for bound in (name.period.start, name.period.end) if bound)
        return tuple(sorted({bound.first for bound in bounds}))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that the registry says, for the record of a run."""
        rows = [*map(repr, self.entities.values()), *map(repr, self.names)]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


@cache
def default_registry() -> Registry:
    """The registry that ships with the package (CC0). Read once; about 15 ms."""
    data = files("corpusnorm.names") / "data"
    return read_registry(data / "entities.tsv", data / "names.tsv")


def read_registry(entities: Path | Traversable, names: Path | Traversable) -> Registry:
    """Read a registry from two UTF-8 TSV tables whose first rows may be `#` comments. Raises `ConfigError`."""
    found = [_entity(row) for row in _rows(entities, ENTITY_COLUMNS)]
    return Registry.of(found, [_name(row) for row in _rows(names, NAME_COLUMNS)])


def _rows(table: Path | Traversable, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    lines = [line for line in table.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise ConfigError((f"the columns are not {' '.join(columns)}",), where=str(table))
    for number, line in enumerate(lines[1:], 1):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ConfigError((f"row {number} has {len(cells)} cells, not {len(columns)}",), where=str(table))
        yield dict(zip(columns, cells, strict=True))


def _entity(row: dict[str, str]) -> Entity:
    plain = {field.name: row[field.name] for field in fields(Entity) if field.name in row}
    return Entity(**plain, period=period(row["valid_from"], row["valid_to"]))


def _name(row: dict[str, str]) -> Name:
    plain = {field.name: row[field.name] for field in fields(Name) if field.name in row and field.name != "used_by"}
    return Name(**plain, period=period(row["from"], row["to"]), used_by=tuple(row["used_by"].split()))  # type: ignore[arg-type]


def _name_key(name: Name) -> tuple[str, str, int, str]:
    return name.entity, name.form, name.period.start.first if name.period.start else 0, repr(name)


def _group(pairs: Iterable[tuple[_Key, Name]]) -> Mapping[_Key, tuple[Name, ...]]:
    grouped: dict[_Key, list[Name]] = defaultdict(list)
    for key, name in pairs:
        grouped[key].append(name)
    return MappingProxyType({key: tuple(names) for key, names in grouped.items()})


def _entity_problems(entities: Mapping[str, Entity]) -> Iterator[str]:
    for entity in entities.values():
        for field_name in ("part_of", "successor_of"):
            target = getattr(entity, field_name)
            if target and target not in entities:
                yield f"entities[{entity.id}].{field_name}: no entity {target!r}"


def _name_problems(entities: Mapping[str, Entity], names: tuple[Name, ...]) -> Iterator[str]:
    of = {(name.entity, name.form): name.of for name in names}
    for name in names:
        where = f"names[{name.entity}/{name.form}]"
        if name.entity not in entities:
            yield f"{where}.entity: no entity {name.entity!r}"
        if name.kind not in KINDS:
            yield f"{where}.kind: {name.kind!r} is none of {' '.join(KINDS)}"
        if name.status not in STATUSES:
            yield f"{where}.status: {name.status!r} is none of {' '.join(filter(None, STATUSES))}"
        seen, at = {name.form}, name.of
        while at and at not in seen and (name.entity, at) in of:
            seen.add(at)
            at = of[name.entity, at]
        if at:
            yield f"{where}.of: {at!r} " + ("comes back to itself" if at in seen else "is no form of this entity")

"""The registry: entities and names, checked, and indexed by form and by series."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import When
from corpusnorm.names.model import KINDS, STATUSES, Entity, Name
from corpusnorm.names.sources.rows import Rows, growing, merged, places
from corpusnorm.names.sources.tables import read_table

Era = tuple[int, int] | None
"""What a date lies between, see `Registry.era`; None for no date."""
_Key = TypeVar("_Key")
_SHIPPED = ("territory_names.tsv", "city_names.tsv", "entities.tsv", "names.tsv")
"""The tables of the package, each correcting those before it: made from CLDR and ISO, then kept by hand."""
_TOLD = 100  # faults that an error lists


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
    def of(cls, entities: Iterable[Entity], names: Iterable[Name], sources: Sequence[Rows] = ()) -> Registry:
        """Build and check a registry. Two rows of one entity id are a fault; equal names are one.

        `sources` are what the rows come from, so that a fault can say its file and row. Cost: some 3 microseconds a name.
        """
        rows = sorted(entities, key=lambda entity: entity.id)
        by_id = {entity.id: entity for entity in rows}
        ordered = _ordered(dict.fromkeys(names))
        problems = [f"entities[{row.id}]: given twice" for row in rows if by_id[row.id] is not row]
        problems += [*_entity_problems(by_id), *_name_problems(by_id, ordered, sources)]
        if problems:
            more = (f"and {len(problems) - _TOLD:,} more",) if len(problems) > _TOLD else ()
            raise ConfigError((*problems[:_TOLD], *more), hint="correct the tables of the registry")
        return cls(MappingProxyType(by_id), ordered)

    @classmethod
    def of_rows(cls, *rows: Rows) -> Registry:
        """The registry of several sources, of which each corrects and extends those before it; see `merged`."""
        with growing():
            whole = merged(rows)
            return cls.of(whole.entities, whole.names, rows)

    def __or__(self, other: Registry) -> Registry:
        """This registry, corrected and extended by another: what the other says of an entity or of a form of it stands."""
        return Registry.of_rows(self.rows_of_all, other.rows_of_all)

    def changed_from(self, other: Registry) -> frozenset[str]:
        """The entities of which this registry says something that another does not."""
        new = {name.entity for name in {*self.names}.difference(other.names)}
        return frozenset(new | {id_ for id_, entity in self.entities.items() if other.entities.get(id_) != entity})

    @property
    def rows_of_all(self) -> Rows:
        """All that it says, as rows."""
        return Rows(tuple(self.entities.values()), self.names)

    @cached_property
    def forms(self) -> Mapping[str, tuple[Name, ...]]:
        """Every form that texts are searched for, and the names that have it: of several entities, or of one in several periods."""
        return _group((name.form, name) for name in self.names if name.sought)

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
        said = hashlib.sha256("\n".join(map(repr, self.entities.values())).encode())
        for name in self.names:
            said.update(repr((name.entity, name.form, *_rest(name))).encode())
        return said.hexdigest()


@cache
def default_registry() -> Registry:
    """The registry that ships with the package: what is kept by hand (CC0), and countries and territories from CLDR. Read once."""
    data = files("corpusnorm.names") / "data"
    return read_registry(*(data / table for table in _SHIPPED))


def read_registry(*tables: Path | Traversable) -> Registry:
    """Read a registry from UTF-8 tables (TSV or CSV) of entities or of names, each correcting those before it.

    Raises `ConfigError` with every fault and its row. The columns are described in docs/guides/names-registry.md.
    """
    return Registry.of_rows(*map(read_table, tables))


def _ordered(names: Iterable[Name]) -> tuple[Name, ...]:
    """By entity, form and beginning; all else is compared only where these are equal."""
    rows = sorted(names, key=lambda name: (name.entity, name.form))
    at = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end].form != rows[at].form or rows[end].entity != rows[at].entity:
            if end - at > 1:
                rows[at:end] = sorted(rows[at:end], key=_rest)
            at = end
    return tuple(rows)


def _rest(name: Name) -> tuple[object, ...]:
    """What else a name says beside entity and form, its beginning first."""
    start, end = ((bound.first, bound.last) if bound else (0, 0) for bound in (name.period.start, name.period.end))
    plain = (name.lang, name.script, name.kind, name.of, name.scheme, name.checked, name.status, name.used_by, name.sought)
    return (*start, *end, *plain, name.source, name.licence)


def _group(pairs: Iterable[tuple[_Key, Name]]) -> Mapping[_Key, tuple[Name, ...]]:
    grouped: dict[_Key, tuple[Name, ...]] = {}
    with growing():
        for key, name in pairs:
            grouped[key] = (*grouped[key], name) if key in grouped else (name,)
    return MappingProxyType(grouped)


def _entity_problems(entities: Mapping[str, Entity]) -> Iterator[str]:
    for entity in entities.values():
        for field_name in ("part_of", "successor_of"):
            target = getattr(entity, field_name)
            if target and target not in entities:
                yield f"entities[{entity.id}].{field_name}: no entity {target!r}"


def _name_problems(entities: Mapping[str, Entity], names: tuple[Name, ...], sources: Sequence[Rows]) -> Iterator[str]:
    of = {(name.entity, name.form): name.of for name in names} if any(name.of for name in names) else {}
    no_entity = {name.entity for name in names} - entities.keys()
    no_kind, no_status = {name.kind for name in names} - {*KINDS}, {name.status for name in names} - {*STATUSES}
    place: dict[tuple[str, str], str] = {}
    for name in names:
        faults = [("entity", f"no entity {name.entity!r}")] if name.entity in no_entity else []
        if name.kind in no_kind:
            faults.append(("kind", f"{name.kind!r} is none of {' '.join(KINDS)}"))
        if name.status in no_status:
            faults.append(("status", f"{name.status!r} is none of {' '.join(filter(None, STATUSES))}"))
        if name.of and (fault := _chain_fault(name, of)):
            faults.append(("of", fault))
        if faults:
            place = place or places(sources)
            where = place.get((name.entity, name.form), f"names[{name.entity}/{name.form}]")
            yield from (f"{where}.{column}: {fault}" for column, fault in faults)


def _chain_fault(name: Name, of: Mapping[tuple[str, str], str]) -> str:
    """What is wrong with the chain of `of` that begins at a name."""
    seen, at = {name.form}, name.of
    while at and at not in seen and (name.entity, at) in of:
        seen.add(at)
        at = of[name.entity, at]
    return f"{at!r} " + ("comes back to itself" if at in seen else "is no form of this entity") if at else ""

"""What a source says: rows of entities and names, not yet checked against each other, and how sources are put together."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from corpusnorm.names.dates import ALWAYS
from corpusnorm.names.model import Entity, Name

_FIELDS = fields(Entity)


@contextmanager
def growing() -> Iterator[None]:
    """While many objects are made that stay: the collector of cycles would go through all of them again and again, for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Rows:
    """Entities and names as one source gives them. A type or label that it leaves empty is for another source to say.

    `file` is what faults call the source, `numbers` in which row each of the names stands.
    """

    entities: tuple[Entity, ...]
    names: tuple[Name, ...]
    file: str = ""
    numbers: Sequence[int] = ()


def places(sources: Iterable[Rows]) -> dict[tuple[str, str], str]:
    """Of each entity and form, in which file and row they stand; those of a source that has no rows are left out."""
    return {
        (name.entity, name.form): f"{source.file} row {number}"
        for source in sources
        for name, number in zip(source.names, source.numbers, strict=False)
    }


def merged(sources: Sequence[Rows]) -> Rows:
    """The rows of several sources as one. Each corrects and extends those before it.

    What a later source says of an entity stands, and what it leaves empty stays; the names it has for a form of an entity stand for
    all that earlier sources have for that form. An entity that no source gives a type is a place, one without a label has the
    first of its forms.
    """
    entities: dict[str, Entity] = {}
    for source in sources:
        for entity in source.entities:
            known = entities.get(entity.id)
            entities[entity.id] = extended(known, entity) if known else entity
    names: list[Name] = []
    said: set[tuple[str, str]] = set()
    for source in reversed(sources):
        names += [name for name in source.names if (name.entity, name.form) not in said] if said else source.names
        said.update((name.entity, name.form) for name in source.names)
    first = {name.entity: name.form for name in reversed(names)}
    whole = (each if each.type and each.label else _whole(each, first.get(each.id, each.id)) for each in entities.values())
    return Rows(tuple(whole), tuple(names))


def extended(known: Entity, later: Entity) -> Entity:
    """An entity as a later source has it, with what that leaves empty as it was."""
    said = {each.name: value for each in _FIELDS if (value := getattr(later, each.name)) and value != ALWAYS}
    return replace(known, **said)


def _whole(entity: Entity, form: str) -> Entity:
    id_, type_, label, *rest = (getattr(entity, each.name) for each in _FIELDS)
    return Entity(id_, type_ or "place", label or form, *rest)

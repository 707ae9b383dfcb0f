"""Checks of entities: what they are part of and succeed, their ids, sources and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from corpusnorm.names.lint.finding import Finding, of_name
from corpusnorm.names.registry import Registry

_ID = re.compile(r"[a-z0-9_-]+")


def part_of_itself(registry: Registry) -> Iterator[Finding]:
    """Entities that are part of themselves, over others or directly."""
    return _cycles(registry, "part_of", "N101")


def succeeds_itself(registry: Registry) -> Iterator[Finding]:
    """Entities that succeed themselves, over others or directly."""
    return _cycles(registry, "successor_of", "N102")


def _cycles(registry: Registry, column: Literal["part_of", "successor_of"], code: str) -> Iterator[Finding]:
    """Each cycle once, told of the first of its entities."""
    for id_ in registry.entities:
        way, at = [id_], getattr(registry.entities[id_], column)
        while at and at not in way:
            way.append(at)
            at = getattr(registry.entities[at], column)
        if at == id_ == min(way):
            yield Finding(code, id_, f"{column}: {' > '.join((*way, id_))}", tuple(way))


def ids(registry: Registry) -> Iterator[Finding]:
    """Ids with other characters than lower-case letters, digits, underscores and hyphens."""
    for id_ in registry.entities:
        if not _ID.fullmatch(id_):
            yield Finding("N105", id_, "not of a-z, 0-9, _ and -", (id_,))


def sources(registry: Registry) -> Iterator[Finding]:
    """Names without a source, and entities with an identifier or dates and no source."""
    for entity in registry.entities.values():
        says = entity.wikidata or entity.geonames or entity.iso or entity.period.start or entity.period.end
        if says and not entity.source:
            yield Finding("N201", entity.id, "an identifier or dates without a source", (entity.id,))
    for name in registry.names:
        if not name.source:
            yield of_name("N201", name, "no source")


def unnamed(registry: Registry) -> Iterator[Finding]:
    """Entities without a name, and labels that are no name of theirs."""
    named = {name.entity for name in registry.names}
    for entity in registry.entities.values():
        if entity.id not in named:
            yield Finding("N209", entity.id, "no name", (entity.id,))
        elif not registry.rows(entity.id, entity.label):
            yield Finding("N209", entity.id, f"the label {entity.label!r} is none of its names", (entity.id,))

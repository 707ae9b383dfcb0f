"""The authority lists: the entities that the corpus names."""

from __future__ import annotations

from collections.abc import Iterable

from corpusnorm.names.registry import Registry
from corpusnorm.tei.model import AuthorityEntry

_PLACES = frozenset({"admin1", "city", "country", "infrastructure", "place", "polity", "region", "village", "water"})


def authority_type(kind: str) -> str:
    """The kind of authority list that a type of entity goes to: TEI has places, persons and organizations.

    >>> authority_type("village"), authority_type("event")
    ('place', 'event')
    """
    return "place" if kind in _PLACES else kind


def entries(ids: Iterable[str], registry: Registry) -> list[AuthorityEntry]:
    """The entries of the entities named, in the order in which they are written."""
    found = []
    for entity in (registry.entities[id_] for id_ in set(ids) if id_):
        forms = sorted({name.form for name in registry.names if name.entity == entity.id} - {entity.label})
        known = {"wikidata": entity.wikidata, "geonames": entity.geonames, "iso": entity.iso}
        identifiers = {scheme: value for scheme, value in known.items() if value}
        found.append(AuthorityEntry(entity.id, authority_type(entity.type), entity.label, tuple(forms), identifiers, entity.source))
    return sorted(found, key=lambda entry: (entry.type, entry.id))

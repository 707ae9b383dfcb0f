"""The authority lists: the entities that the corpus names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpusnorm.names.model import Name
from corpusnorm.names.registry import Registry
from corpusnorm.tei.model import AuthorityEntry

_OWN = frozenset({"official", "self-designation"})
_PLACES = frozenset({"admin1", "city", "country", "infrastructure", "place", "polity", "region", "village", "water"})


def authority_type(kind: str) -> str:
    """The kind of authority list that a type of entity goes to: TEI has places, persons and organizations.

    >>> authority_type("village"), authority_type("event")
    ('place', 'event')
    """
    return "place" if kind in _PLACES else kind


def is_usual(name: Name) -> bool:
    """Whether a name is told where its entity is: it is English, or what the place or the people itself uses."""
    return name.lang == "en" or name.status in _OWN or "local" in name.used_by


def entries(preferred: Mapping[str, str], written: Mapping[str, Iterable[str]], registry: Registry) -> list[AuthorityEntry]:
    """The entries of the entities named, in the order in which they are written.

    `preferred` gives each entity the form that stands for it, or none: then it is the registry's own label. The other forms are
    those that the corpus has (`written`), the registry's English ones, and what the place or the people itself uses; not every
    language's, of which a big registry has hundreds.
    """
    known_forms: dict[str, set[str]] = {id_: {registry.entities[id_].label, *written.get(id_, ())} for id_ in preferred}
    for each in registry.names:
        if each.entity in known_forms and is_usual(each):
            known_forms[each.entity].add(each.form)
    found = []
    for id_, form in preferred.items():
        entity = registry.entities[id_]
        name = form or entity.label
        forms = sorted(known_forms[id_] - {name})
        known = {"wikidata": entity.wikidata, "geonames": entity.geonames, "iso": entity.iso}
        identifiers = {scheme: value for scheme, value in known.items() if value}
        found.append(AuthorityEntry(id_, authority_type(entity.type), name, tuple(forms), identifiers, entity.source))
    return sorted(found, key=lambda entry: (entry.type, entry.id))

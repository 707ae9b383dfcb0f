"""What the registry says of a form, whatever stands around it: said once a form, and not once a mention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from corpusnorm.names.context import Homograph, wording
from corpusnorm.names.model import Name
from corpusnorm.names.registry import Registry

PLACES = frozenset({"city", "village", "region", "country", "admin1", "polity", "place"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """The names that the forms at a place may be, and the entities they are of, sorted.

    `homographs` are other things of the same name. `is_surname`: it is of persons, and a part of their names; `is_short`: it is
    an abbreviation or a short form of all. `states` are the entities where all are first-order divisions of a state.
    """

    names: tuple[Name, ...]
    candidates: tuple[str, ...]
    homographs: tuple[Homograph, ...]
    is_surname: bool
    are_places: bool
    are_places_but_for_persons: bool
    is_short: bool
    states: frozenset[str]


@lru_cache(maxsize=4)
def meanings_for(registry: Registry) -> Callable[[tuple[str, ...]], Meaning]:
    """What forms that stand at one place may mean, by a registry; worked out when first asked for, and kept for the last four."""
    return cache(partial(_meaning, registry))


def _meaning(registry: Registry, forms: tuple[str, ...]) -> Meaning:
    names = tuple(name for form in forms for name in registry.forms[form])
    candidates = tuple(sorted({name.entity for name in names}))
    homographs = tuple(wording().homographs[form] for form in forms if form in wording().homographs)
    is_surname = all(_is_short_person(registry, name) for name in names)
    types = {registry.entities[one].type for one in candidates}
    states = frozenset(candidates) if types == {"admin1"} else frozenset()
    places = types - {"person"}
    is_short = all(name.kind in ("abbreviation", "short") for name in names)
    return Meaning(
        names,
        candidates,
        homographs,
        is_surname,
        PLACES.issuperset(types),
        bool(places) and PLACES.issuperset(places),
        is_short,
        states,
    )


def _is_short_person(registry: Registry, name: Name) -> bool:
    root = registry.rows(name.entity, registry.root(name))[0]
    return root.kind == "short" and registry.entities[name.entity].type == "person"

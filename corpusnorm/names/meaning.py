"""What the registry says of a form, whatever stands around it: said once a form, and not once a mention."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpusnorm.names.context import Homograph, wording
from corpusnorm.names.model import Name
from corpusnorm.names.registry import Registry

PLACES = frozenset({"city", "village", "region", "country", "admin1", "polity", "place"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """The names that the forms at a place may be, and the entities they are of, sorted.

    `homographs` are other things of the same name. `is_surname`: it is of persons, and a part of their names. `states` are the
    entities where all are first-order divisions of a state.
    """

    names: tuple[Name, ...]
    candidates: tuple[str, ...]
    homographs: tuple[Homograph, ...]
    is_surname: bool
    are_places: bool
    states: frozenset[str]


@dataclass(frozen=True, eq=False)
class Meanings:
    """The meanings of the forms of a registry, each worked out when first asked for."""

    registry: Registry
    _known: dict[tuple[str, ...], Meaning]

    def __call__(self, forms: tuple[str, ...]) -> Meaning:
        """What forms that stand at one place may mean."""
        found = self._known.get(forms)
        if found is None:
            found = self._known[forms] = self._meaning(forms)
        return found

    def _meaning(self, forms: tuple[str, ...]) -> Meaning:
        names = tuple(name for form in forms for name in self.registry.forms[form])
        candidates = tuple(sorted({name.entity for name in names}))
        homographs = tuple(wording().homographs[form] for form in forms if form in wording().homographs)
        is_surname = all(self._is_short_person(name) for name in names)
        types = {self.registry.entities[one].type for one in candidates}
        states = frozenset(candidates) if types == {"admin1"} else frozenset()
        return Meaning(names, candidates, homographs, is_surname, PLACES.issuperset(types), states)

    def _is_short_person(self, name: Name) -> bool:
        root = self.registry.rows(name.entity, self.registry.root(name))[0]
        return root.kind == "short" and self.registry.entities[name.entity].type == "person"


@lru_cache(maxsize=4)
def meanings_for(registry: Registry) -> Meanings:
    """The meanings of a registry; kept for each of the last four."""
    return Meanings(registry, {})

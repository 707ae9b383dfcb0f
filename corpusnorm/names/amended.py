"""A registry as decisions leave it: what they add to it, and what they take apart."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from corpusnorm.errors import ConfigError
from corpusnorm.names.decisions import DECISION, Decision, Decisions
from corpusnorm.names.model import Entity, Name
from corpusnorm.names.registry import Registry

_OWN = "own-"
_LONG = 24  # letters of a form that its id shows


@lru_cache(maxsize=4)
def amended(registry: Registry, decisions: Decisions) -> Registry:
    """The registry with what is decided of its forms; itself where nothing is. Kept for the last four.

    `never` takes a form from an entity, or, where an entity has several of its forms, all but the first of them: each becomes an
    entity of its own, with the ways to write it. `same` adds forms to an entity, or makes one of them. A form that
    `is` an entity everywhere becomes a name of it, as a word of its own: found, and never rewritten into another.
    Raises `ConfigError` with every row that names an entity that there is not, or would join what another keeps apart.
    """
    changing = [row for row in decisions.by("same", "never", "is") if row.decision != "is" or row.scope == "corpus"]
    own = {own_id(row): row for row in changing if row.decision == "same" and not row.entities}
    problems = [
        f"row {row.row}: entity: no {entity!r} in the registry"
        for row in decisions.rows
        for entity in row.entities
        if entity not in registry.entities and entity not in own
    ]
    if problems:
        raise ConfigError(tuple(problems), hint="`corpusnorm names FILE --json` shows the ids of entities")
    parts = _Parts(dict(registry.entities), _by_entity(registry.names))
    parts.take_apart(decisions.by("never"))
    joined = [row for row in changing if row.decision == "same"]
    for row in joined:
        parts.join(row)
    _check(parts.names, joined, decisions.by("never"))
    for row in changing:
        if row.decision == "is":
            parts.mean(row)
    return Registry.of(parts.entities.values(), parts.rows()) if parts.changed else registry


def own_id(row: Decision) -> str:
    """The id of the entity that a decision makes: of its preferred form, so that it is the same whatever forms are added to it.

    >>> own_id(Decision("same", ("Alijew", "Əlijev"), preferred="Alijew"))
    'own-alijew-4967b8db'
    """
    return _id(row.preferred)


def _id(form: str) -> str:
    plain = unicodedata.normalize("NFKD", form).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONG].strip("-")
    return f"{_OWN}{words}-{hashlib.sha256(form.encode()).hexdigest()[:8]}"


class _Parts:
    """The entities and names of a registry that is being changed; a name that does not change is the same object."""

    def __init__(self, entities: dict[str, Entity], names: dict[str, list[Name]]) -> None:
        self.entities, self.names, self.changed = entities, names, False

    def rows(self) -> Iterator[Name]:
        return (name for names in self.names.values() for name in names)

    def take_apart(self, rows: Sequence[Decision]) -> None:
        """Obey all that is never one, at once: then their order means nothing."""
        for row in rows:
            if len(row.forms) == len(row.entities) == 1:
                self._drop(row.entities[0], row.forms[0])
        for entity, names in list(self.names.items()):
            forms = {name.form for name in names}
            together = [[form for form in row.forms if form in forms] for row in rows]
            leaving = {form for found in together for form in found[1:]}
            if leaving:
                self._split(entity, {found[0] for found in together if found} - leaving, leaving)

    def _drop(self, entity: str, form: str) -> None:
        """Take a form from an entity; ways to write it become ways to write what it was one of."""
        names = self.names.get(entity, [])
        above = {name.form: name.of for name in names}
        if form in above:
            left = [name for name in names if name.form != form]
            self.names[entity] = [replace(name, of=above[form]) if name.of == form else name for name in left]
            self.changed = True

    def _split(self, entity: str, stay: Collection[str], leaving: Collection[str]) -> None:
        """Make an entity of each form that leaves, with the ways to write it."""
        names = self.names.pop(entity)
        above, heads = {name.form: name.of for name in names}, {*stay, *leaving}
        self.names[entity], self.changed = [], True
        for name in names:
            head = _first(name.form, above, heads)
            if head in leaving:
                target = _id(head)
                own = replace(self.entities[entity], id=target, label=head, wikidata="", geonames="", iso="")
                self.entities.setdefault(target, own)
                moved = replace(name, entity=target, of="" if name.form == head else name.of)
                self.names.setdefault(target, []).append(moved)
            else:
                apart = name.form == head and _first(name.of, above, heads) in leaving
                self.names[entity].append(replace(name, of="") if apart else name)

    def join(self, row: Decision) -> None:
        """Make forms names of one entity, which is made where it is none yet."""
        entity = row.entities[0] if row.entities else own_id(row)
        if entity not in self.entities:
            self.entities[entity] = Entity(entity, row.type or "name", row.preferred, source=f"{DECISION}:{row.key}")
        known = {name.form for name in self.names.get(entity, ())}
        preferred = row.preferred or (self.entities[entity].label if self.entities[entity].label in known else "")
        for form in (row.preferred, *row.forms):
            self._add(entity, form, preferred, row)

    def mean(self, row: Decision) -> None:
        """Make forms names of an entity, each a word of its own."""
        for form in row.forms:
            self._add(row.entities[0], form, "", row)

    def _add(self, entity: str, form: str, of: str, row: Decision) -> None:
        names = self.names.setdefault(entity, [])
        if form and form not in (name.form for name in names):
            source = f"{DECISION}:{row.key}"
            names.append(Name(entity, form, lang="und", script="", of=of if form != of else "", source=source))
            self.changed = True


def _first(form: str, above: Mapping[str, str], heads: Collection[str]) -> str:
    """The first of `heads` on the way from a form up the chain of what it is `of`; empty where there is none."""
    while form and form not in heads:
        form = above.get(form, "")
    return form


def _by_entity(names: Iterable[Name]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        found[name.entity].append(name)
    return dict(found)


def _check(names: Mapping[str, Sequence[Name]], joined: Sequence[Decision], never: Sequence[Decision]) -> None:
    """Raise where forms that are never one name are now names of one entity."""
    forms = {entity: {name.form for name in of_one} for entity, of_one in names.items()}
    problems = []
    for row in joined:
        entity = row.entities[0] if row.entities else own_id(row)
        mine = {*row.forms, row.preferred} - {""}
        for other in never:
            together = set(other.forms) & forms[entity]
            if len(together) > 1 and together & mine:
                first, second = sorted((row.row, other.row))
                problems.append(f"rows {first} and {second}: {' and '.join(sorted(together))}: never, and both of {entity}")
            if len(other.entities) > 1 and entity in other.entities:
                taken = [form for form in sorted(mine) for one in other.entities if one != entity and form in forms.get(one, ())]
                if taken:
                    first, second = sorted((row.row, other.row))
                    problems.append(f"rows {first} and {second}: {taken[0]!r} is of two entities that are never one")
    if problems:
        raise ConfigError(tuple(dict.fromkeys(problems)), hint="of two decisions that contradict each other one must go")

"""Checks of forms: their letters and scripts, licences, and what several entities have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import combinations

from corpusnorm.names.lint.finding import Finding, of_name
from corpusnorm.names.model import Entity
from corpusnorm.names.registry import Registry
from corpusnorm.names.sources.scripts import scripts_in

_ALIKE = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Cher"})
_BROADER = {"Jpan": {"Hani", "Hira", "Kana"}, "Hans": {"Hani"}, "Hant": {"Hani"}, "Kore": {"Hang", "Hani"}}
_SHOWN = 4  # entities of a form that are listed


def licences(registry: Registry) -> Iterator[Finding]:
    """Names that do not say their licence."""
    for name in registry.names:
        if not name.licence:
            yield of_name("N202", name, "no licence")


def wrong_scripts(registry: Registry) -> Iterator[Finding]:
    """Names whose column of the script is not the script of their letters."""
    for name in registry.names:
        found = scripts_in(name.form)
        mixed = name.script == "Zzzz" and len(found) > 1
        if found and found != {name.script} and not mixed and not found <= _BROADER.get(name.script, set()):
            yield of_name("N206", name, f"{name.script}; its letters are {' '.join(sorted(found))}")


def mixtures(registry: Registry) -> Iterator[Finding]:
    """Forms with letters of two scripts of which some look alike: a Cyrillic a in a Latin name."""
    for name in registry.names:
        found = scripts_in(name.form) & _ALIKE
        if len(found) > 1:
            letters = (f"{each} U+{ord(each):04X}" for each in name.form if scripts_in(each) != {"Latn"} and each.isalpha())
            yield of_name("N207", name, f"{' and '.join(sorted(found))}: {', '.join(letters)}")


def unclean(registry: Registry) -> Iterator[Finding]:
    """Forms that are not in NFC, begin or end with white space, have two spaces, or characters that show nothing."""
    for name in registry.names:
        form = name.form
        if form.isascii() and form.isprintable() and "  " not in form and form.strip() == form:
            continue
        if not unicodedata.is_normalized("NFC", form):
            yield of_name("N208", name, "not in NFC")
        elif form.split(" ") != form.split() or any(unicodedata.category(each) in ("Cc", "Zl", "Zp") for each in form):
            yield of_name("N208", name, "stray white space or control characters")


def indistinguishable(registry: Registry) -> Iterator[Finding]:
    """Forms of two entities of one type, in one place, of one time, with nothing in them: no text could tell which is meant."""
    holding = {entity.part_of for entity in registry.entities.values()}
    for form, owners in _shared(registry):
        for one, other in combinations(owners, 2):
            if not {one.id, other.id} & holding and _alike(registry, one, other):
                yield Finding("N104", form, f"{one.id} and {other.id}", (one.id, other.id))


def ambiguous(registry: Registry) -> Iterator[Finding]:
    """Forms of several entities."""
    for form, owners in _shared(registry):
        listed = ", ".join(owner.id for owner in owners[:_SHOWN])
        more = f" and {len(owners) - _SHOWN:,} more" if len(owners) > _SHOWN else ""
        yield Finding("N301", form, listed + more, tuple(owner.id for owner in owners))


def _shared(registry: Registry) -> Iterator[tuple[str, list[Entity]]]:
    for form, names in registry.forms.items():
        if len(names) > 1 and len(ids := sorted({name.entity for name in names})) > 1:
            yield form, [registry.entities[each] for each in ids]


def _alike(registry: Registry, one: Entity, other: Entity) -> bool:
    if one.type != other.type or one.type == "person" or registry.ancestors(one.id) != registry.ancestors(other.id):
        return False
    return not (_before(one, other) or _before(other, one))


def _before(one: Entity, other: Entity) -> bool:
    """Whether one had ended when the other began."""
    end, start = one.period.end, other.period.start
    return end is not None and start is not None and end.first <= start.last

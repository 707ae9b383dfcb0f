"""What the registry knows of the forms that discovery is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from corpusnorm.names.fold import fold
from corpusnorm.names.model import Kind, Name
from corpusnorm.names.registry import Registry

_SAME_WORD: frozenset[Kind] = frozenset({"spelling", "transliteration", "exonym", "renaming", "typo"})


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Which words of which entities a form can be. A word is an entity and the name that others of it are ways to write."""

    words: Mapping[str, frozenset[tuple[str, str]]]
    full: frozenset[tuple[str, str]] = frozenset()
    """Those words that are names by themselves: no abbreviations, short forms or demonyms."""

    def of(self, form: str) -> frozenset[tuple[str, str]]:
        """The words that a form is known as: by its letters, or, where those are unknown, without regard to case and marks."""
        return self.words.get(form) or self.words.get(fold(form), frozenset())

    def word(self, form: str) -> tuple[str, str] | None:
        """The word that it is known as, if it can be only one."""
        words = self.of(form)
        return next(iter(words)) if len(words) == 1 else None

    def apart(self, a: str, b: str) -> bool:
        """Whether both are known, as names of different entities."""
        first, second = self.of(a), self.of(b)
        return bool(first and second) and not {entity for entity, _ in first} & {entity for entity, _ in second}


NOTHING = Knowledge(MappingProxyType({}))
"""No registry at all."""


@lru_cache(maxsize=4)
def knowledge_of(registry: Registry) -> Knowledge:
    """What a registry knows; built once for each of the last four.

    Abbreviations, short forms and demonyms are other words: proposals of another kind than variants, and left to the registry.
    """
    words: dict[str, set[tuple[str, str]]] = {}
    full = set()
    for name in registry.names:
        head = _word(registry, name)
        if head.kind in _SAME_WORD:
            full.add((name.entity, head.form))
        for form in {name.form, fold(name.form)}:
            words.setdefault(form, set()).add((name.entity, head.form))
    return Knowledge(MappingProxyType({form: frozenset(found) for form, found in words.items()}), frozenset(full))


def _word(registry: Registry, name: Name) -> Name:
    """The name that it is a way to write, in its own language or another. A renaming is a word of its own, and so is an
    exonym of old (Formosa of Taiwan), which came of another name.
    """
    while name.of and name.kind in _SAME_WORD and name.kind != "renaming" and (name.kind, name.status) != ("exonym", "historic"):
        name = registry.rows(name.entity, name.of)[0]
    return name

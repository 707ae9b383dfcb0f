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

    def of(self, form: str) -> frozenset[tuple[str, str]]:
        """The words that a form is known as: by its letters, or, where those are unknown, without regard to case and marks."""
        return self.words.get(form) or self.words.get(fold(form), frozenset())

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
    for name in registry.names:
        word = (name.entity, _word(registry, name) if name.kind in _SAME_WORD else name.form)
        for form in {name.form, fold(name.form)}:
            words.setdefault(form, set()).add(word)
    return Knowledge(MappingProxyType({form: frozenset(found) for form, found in words.items()}))


def _word(registry: Registry, name: Name) -> str:
    """The name that it is a way to write, in its own language or another; a renaming is a word of its own."""
    while name.of and name.kind in _SAME_WORD - {"renaming"}:
        name = registry.rows(name.entity, name.of)[0]
    return name.form

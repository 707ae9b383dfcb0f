"""A finding of `lint`."""

from __future__ import annotations

from typing import NamedTuple

from corpusnorm.names.model import Name


class Finding(NamedTuple):
    """What to look at: a code, the place (an entity, or an entity and a form), what is there, and the entities it is told of."""

    code: str
    where: str
    what: str
    entities: tuple[str, ...]


def of_name(code: str, name: Name, what: str) -> Finding:
    """A finding about one name."""
    return Finding(code, f"{name.entity}/{name.form}", what, (name.entity,))

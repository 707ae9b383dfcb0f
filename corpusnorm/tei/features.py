"""Parameters of any step or operator as a TEI feature structure (`fs/f`), typed."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from corpusnorm.tei.markup import element, label
from corpusnorm.tei.pointers import ncname


def feature_structure(values: Mapping[str, Any], kind: str = "parameters") -> str:
    """An `fs` with one `f` a value, in the order of their names; `None` is not set and left out. Empty for no values.

    >>> feature_structure({"form": "NFC", "strict": True})
    '<fs type="parameters"><f name="form"><string>NFC</string></f><f name="strict"><binary value="true"/></f></fs>'
    """
    features = "".join(
        element("f", {"name": ncname(name)}, _value(value)) for name, value in sorted(values.items()) if value is not None
    )
    return element("fs", {"type": kind}, features) if features else ""


def _value(value: object) -> str:
    match value:
        case bool():
            return element("binary", {"value": str(value).lower()})
        case int():
            return element("numeric", {"value": str(value)})
        case float() if isfinite(value):
            return element("numeric", {"value": repr(value)})
        case Mapping():
            return feature_structure(value, "value") or element("fs", {"type": "value"})
        case list() | tuple():
            return _collection("list", [_value(item) for item in value])
        case set() | frozenset():
            return _collection("set", sorted(_value(item) for item in value))
        case _:
            return label("string", value)


def _collection(organization: str, items: list[str]) -> str:
    """A `vColl`; collections in it are wrapped, because a `vColl` may not hold another."""
    held = (
        element("fs", {"type": "value"}, element("f", {"name": "items"}, item)) if item.startswith("<vColl") else item
        for item in items
    )
    return element("vColl", {"org": organization}, "".join(held))

"""Options: fields of frozen dataclasses that carry their own documentation and range."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any


def option(default: Any, doc: str, least: float | None = None, most: float | None = None) -> Any:
    """A field with its documentation and range: the one source of the commented configuration file and of the reference."""
    return field(default=default, metadata={"doc": doc, "least": least, "most": most})


def choice(default: str, among: tuple[str, ...], doc: str) -> Any:
    """An option that is one of some words."""
    return field(default=default, metadata={"doc": doc, "among": among})


def share(default: float, doc: str) -> Any:
    """An option between 0 and 1."""
    return option(default, doc, 0, 1)


def out_of_range(options: Any, given: Mapping[str, Any], path: str = "$") -> Iterator[str]:
    """The problems of the values in `given`, plain data for the dataclass `options`: what is out of its range, with its path.

    Says nothing of what is no number or no option: those are other problems.
    """
    for each in dataclasses.fields(options):
        value, default, place = given.get(each.name), getattr(options, each.name), f"{path}.{each.name}"
        least, most, among = (each.metadata.get(name) for name in ("least", "most", "among"))
        if dataclasses.is_dataclass(default):
            yield from out_of_range(default, value if isinstance(value, Mapping) else {}, place)
        elif among and isinstance(value, str) and value not in among:
            yield f"expected {', '.join(among[:-1])} or {among[-1]}, not {value!r} @ {place}"
        elif not isinstance(value, int | float):
            continue
        elif least is not None and value < least:
            yield f"expected at least {least}, not {value} @ {place}"
        elif most is not None and value > most:
            yield f"expected at most {most}, not {value} @ {place}"

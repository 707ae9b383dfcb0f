"""The grammar of the TEI that is written: `corpusnorm.odd` is its source, `corpusnorm.rng` is made of it by `build`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from corpusnorm.tei.markup import SCHEMAS

_FILES = ("corpusnorm.odd", "corpusnorm.rng")


def write_schema(package: Path) -> None:
    """Put the schema and its ODD into a package, where its files look for it."""
    (package / SCHEMAS).mkdir()
    for name, content in shipped():
        (package / name).write_bytes(content)


def shipped() -> Iterator[tuple[str, bytes]]:
    """The files of the schema, each with its path in a package."""
    return ((f"{SCHEMAS}/{name}", files(__name__).joinpath(name).read_bytes()) for name in _FILES)

"""Writing a package out in another format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from corpusnorm.errors import ConfigError, OutputError
from corpusnorm.exports.annotated import write_conllu, write_vertical
from corpusnorm.exports.pages import write_pages
from corpusnorm.exports.tables import write_jsonl, write_parquet, write_text
from corpusnorm.exports.works import Side, WorkText, read_works
from corpusnorm.job.reconstruct import Package

FORMATS: Mapping[str, Callable[[Iterable[WorkText], Path], None]] = {
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "text": write_text,
    "conllu": write_conllu,
    "vertical": write_vertical,
    "html": write_pages,
}
"""The formats by name; `text` and `html` are folders, the others are files."""


def export(package: str | os.PathLike[str], to: str | os.PathLike[str], form: str, side: Side = "regular") -> int:
    """Write the works of a package to the new file or folder `to` in one of `FORMATS`.

    Works come by id; ids are those of the TEI, offsets are code points of the text that is written. `side` "regular" has names as
    the policy writes them, each with its original; "base" as they were written. Returns how many works there are. The same package
    gives the same bytes. Raises `ConfigError` for a format that is none, `PackageError` where there is no package, `OutputError`
    where `to` exists.
    """
    if form not in FORMATS:
        raise ConfigError((f"{form!r} is no format",), hint=f"take one of {', '.join(FORMATS)}")
    source, target = Package(Path(package)), Path(to)
    if target.exists():
        raise OutputError("it exists", where=str(target), hint="give another name", code="E506")
    works = _Counted(read_works(source, side))
    FORMATS[form](works, target)
    source.ledger.close()
    return works.count


class _Counted:
    """Works, and how many came."""

    def __init__(self, works: Iterator[WorkText]) -> None:
        self._works = works
        self.count = 0

    def __iter__(self) -> Iterator[WorkText]:
        for work in self._works:
            self.count += 1
            yield work

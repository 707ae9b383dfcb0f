"""Validation of a whole package: its XML, and that the XML and the ledger say the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from corpusnorm.errors import PackageError
from corpusnorm.job.reconstruct import Package, reconstruct
from corpusnorm.job.workspace import LEDGER, is_package
from corpusnorm.tei.checks import Problem
from corpusnorm.tei.pointers import work_file
from corpusnorm.tei.validate import validate_package


def validate(package: str | os.PathLike[str]) -> list[Problem]:
    """All problems of a package, sorted; none for a sound one.

    Checks the XML (own grammar, ids, pointers, counts, copies) and, with the ledger, that each work has its file and each input
    file comes out with its sha256. Raises `PackageError` where no package is there.
    """
    folder = Path(package)
    found = validate_package(folder)
    try:
        found += _missing(folder)
        return sorted(found or _changed(folder))
    except PackageError as error:
        if not is_package(folder):
            raise
        return sorted([*found, Problem(LEDGER, 0, error.code, error.what)])


def _missing(folder: Path) -> Iterator[Problem]:
    source = Package(folder)
    for row in source.ledger.rows("SELECT document FROM documents WHERE kind = 'base' ORDER BY document"):
        path = work_file(row["document"])
        if not (folder / path).is_file():
            yield Problem(path, 0, "E720", "the ledger has a work without a file")
    source.ledger.close()


def _changed(folder: Path) -> Iterator[Problem]:
    for each in reconstruct(folder, check=True):
        if not each.right:
            yield Problem(each.file, 0, "E721", "the file does not come out of the package with its sha256")

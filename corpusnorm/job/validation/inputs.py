"""Whether every input file comes out of a package, byte for byte, when its documents are rebuilt in any order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow.parquet as pq

from corpusnorm.errors import PackageError
from corpusnorm.job.gathered import Row
from corpusnorm.tei.spool import Spool

_BATCH = 256  # rows that are held: each may have the bytes of a record
_Place = tuple[str, int]


class Inputs:
    """The records of the input files as they are rebuilt. `folder` has the ledger.

    A file of one record is settled at once; the bytes of others wait on disk, to be taken in the order of their file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._records = Spool()
        self.files = 0  # that were settled

    def take(self, row: Row, data: bytes) -> None:
        """A rebuilt record, by the row of its document."""
        if row["records"] == 1:
            data = hashlib.sha256(data).digest()
        if row["file"] is not None:
            self._records.add((row["file"], row["number"], data))

    def wrong(self) -> Iterator[tuple[str, str]]:
        """The files that do not come out as they went in, each with what is wrong. Raises `PackageError` for a damaged table."""
        rebuilt = _Ahead(self._records.sorted())
        recorded = groupby(_rows(self._folder / "records.parquet"), key=itemgetter("file"))
        following = next(recorded, None)
        for file in _rows(self._folder / "files.parquet"):
            self.files += 1
            while following and following[0] < file["file"]:
                yield following[0], "the ledger has records of a file that it does not list"
                following = next(recorded, None)
            rows = following[1] if following and following[0] == file["file"] else iter(())
            wrong = _held_against(file, rows, rebuilt)
            if wrong:
                yield file["file"], wrong
            if following and following[0] == file["file"]:
                following = next(recorded, None)


class _Ahead:
    """Rebuilt records, in order, asked for by their place."""

    def __init__(self, rows: Iterator[tuple[str, int, bytes]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def at(self, place: _Place) -> bytes | None:
        """The bytes of the record at a place; those of places before it are passed over."""
        while self._next and self._next[:2] < place:
            self._next = next(self._rows, None)
        return self._next[2] if self._next and self._next[:2] == place else None


def _held_against(file: Row, rows: Iterator[Row], rebuilt: _Ahead) -> str:
    """What is wrong with one file; nothing where it comes out."""
    digest, size, count = hashlib.sha256(), 0, 0
    for row in rows:
        count += 1
        data = rebuilt.at((row["file"], row["number"])) if row["document"] else row["data"]
        if data is None:
            return f"its record {row['number'] + 1} does not come out of the package"
        if row["document"] and file["records"] == 1:
            return "" if data.hex() == file["sha256"] else "its sha256 is another one"
        digest.update(data)
        size += len(data)
    if count != file["records"]:
        return f"the ledger has {count} of its {file['records']} records"
    right = digest.hexdigest() == file["sha256"] and size == file["size"]
    return "" if right else "its sha256 is another one"


def _rows(path: Path) -> Iterator[Row]:
    """The rows of a table of the ledger, in its order."""
    try:
        with pq.ParquetFile(path) as table:
            for batch in table.iter_batches(_BATCH):
                yield from batch.to_pylist()
    except (OSError, ValueError) as error:
        raise PackageError(f"the table cannot be read: {error}", where=str(path), code="E603") from error

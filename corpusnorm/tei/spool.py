"""Rows that are put in order on disk, where there may be more of them than memory holds."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from heapq import merge
from tempfile import TemporaryFile
from typing import IO, Any

_RUN = 16_000_000  # bytes, about, that are held before a run of sorted rows is written
_ROW = 200  # bytes that a row takes beside what its values do

Row = tuple[Any, ...]


class Spool:
    """Rows of strings, bytes and numbers, given in any order and taken in that of their values, equal ones once each.

    Memory holds one run, and of every run that was written a row; the files have no name and go when the spool does. An external
    merge sort: Knuth, The Art of Computer Programming 3, 5.4.1.

    >>> spool = Spool()
    >>> spool.add(("b", 2)), spool.add(("a", 1))
    (None, None)
    >>> list(spool.sorted())
    [('a', 1), ('b', 2)]
    """

    def __init__(self) -> None:
        self._held: list[Row] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def add(self, row: Row) -> None:
        """Take a row; values that may be compared must be of one type in all rows."""
        self._held.append(row)
        self._size += _ROW + sum([len(value) for value in row if isinstance(value, bytes)])
        if self._size > _RUN:
            self._write()

    def sorted(self) -> Iterator[Row]:
        """All rows, in order."""
        self._held.sort()
        return merge(*map(_read, self._runs), iter(self._held))

    def _write(self) -> None:
        run = TemporaryFile()  # noqa: SIM115 - it lives as long as the spool
        for row in sorted(self._held):
            marshal.dump(row, run)
        self._runs.append(run)
        self._held, self._size = [], 0


def _read(run: IO[bytes]) -> Iterator[Row]:
    run.seek(0)
    while True:
        try:
            yield marshal.load(run)  # noqa: S302 - written above, in a file without a name
        except EOFError:
            return

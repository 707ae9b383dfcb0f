"""What a package keeps of a record, and how its bytes come of it: the way back, for one or for all in the order of the files.

The text of a work comes from its TEI, that of its other documents from their difference to it, the raw text of each by undoing what
cleaned it, and the bytes by encoding that as they were.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from corpusnorm.errors import PackageError
from corpusnorm.ingest.records import Record
from corpusnorm.job.summary import damaged
from corpusnorm.job.works import forward

Row = Mapping[str, Any]
Base = Callable[["Stored"], str]
"""Gives the base text of the work of a record."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as the package keeps it.

    `record` is its row of the ledger; of one that is a document, `document` is its row there with `between`, the usual line feeds
    of its work, `edits` are rows of its layers `clean`, `delta` and, of a base, `repair`, each in order, and `others` are the line
    feeds of its work that are not the usual ones.
    """

    record: Row
    document: Row | None = None
    edits: Sequence[Row] = ()
    others: Sequence[tuple[int, int]] = ()

    def data(self, base: Base) -> bytes:
        """The bytes of the record, as they stood in its file."""
        return self.encoded(self.raw_text(base)) if self.document else bytes(self.record["data"])

    def raw_text(self, base: Base) -> str:
        """The text before the first step."""
        return undone(self.clean_text(base), self._layer("clean"))

    def clean_text(self, base: Base) -> str:
        """The cleaned text. Raises `PackageError` for a record that is no document."""
        if not self.document:
            raise PackageError("it is no document of the corpus", where=self.record["name"], hint="its bytes are in the ledger")
        return cleaned(self.document, base(self), self._layer)

    def encoded(self, raw: str) -> bytes:
        """The bytes of the record, from its raw text."""
        return Record.of(self.record, raw).data()

    def _layer(self, layer: str) -> list[Row]:
        return [row for row in self.edits if row["layer"] == layer]


def cleaned(document: Row, base: str, layer: Callable[[str], Iterable[Row]]) -> str:
    """The cleaned text of a document, from the base text of its work; `layer` gives the rows of its edits of one layer."""
    if document["kind"] == "base":
        return undone(base, layer("repair"))
    return done(forward(base, document["kind"], document["degradation"]), layer("delta"))


def undone(text: str, rows: Iterable[Row]) -> str:
    """A text before some edits: each result is replaced by what stood there. `rows` are those of the ledger, in order.

    Raises `PackageError` where another text than the edits made stands there.
    """
    pieces: list[str] = []
    at = shift = 0
    for row in rows:
        begin, new = row["start"] + shift, row["new"]
        end = begin + len(new)
        if text[begin:end] != new:
            raise PackageError(f"character {begin}: {text[begin:end]!r} stands where the ledger has {new!r}")
        pieces += (text[at:begin], row["old"].decode("utf-8", "surrogatepass"))
        at = end
        shift += len(new) - (row["end"] - row["start"])
    return "".join([*pieces, text[at:]])


def done(text: str, rows: Iterable[Row]) -> str:
    """A text after some edits."""
    pieces: list[str] = []
    at = 0
    for row in rows:
        pieces += (text[at : row["start"]], row["new"])
        at = row["end"]
    return "".join([*pieces, text[at:]])


def said(row: Row, base: str) -> str:
    """What an edit writes: what its row says, or what it copied from the base text."""
    if row["new"] is not None:
        return str(row["new"])
    start, _, end = row["evidence"].partition(":")[2].partition("-")
    return base[int(start) : int(end)]


_PLACES = """
CREATE TABLE places AS
SELECT r.place, d.document, d.name, d.work, d.kind, d.degradation, b.line_feeds AS between
FROM (SELECT document, row_number() OVER (ORDER BY file, number) AS place FROM read_parquet($folder || '/records.parquet')) r
JOIN read_parquet($folder || '/documents.parquet') d USING (document)
JOIN read_parquet($folder || '/documents.parquet') b ON b.document = d.work
"""
_RECORDS = """
SELECT *, row_number() OVER (ORDER BY file, number) AS place FROM read_parquet($folder || '/records.parquet') ORDER BY place
"""
_DOCUMENTS = "SELECT * FROM places WHERE $folder <> '' ORDER BY place"
_EDITS = """
SELECT place, layer, start, "end", old, new
FROM read_parquet($folder || '/edits.parquet') e JOIN places p ON e.document = p.document
WHERE layer IN ('clean', 'delta') OR (layer = 'repair' AND kind = 'base') ORDER BY place, layer, start, "end"
"""
_BLOCKS = """
SELECT place, number, g.line_feeds FROM read_parquet($folder || '/blocks.parquet') g JOIN places p ON g.document = p.work
ORDER BY place, number
"""
_MEMORY = "512MB"
_FETCHED = 1024  # rows at a time


def stored(ledger: Path) -> Iterator[Stored]:
    """Every record of a ledger, in the order of the files and in them.

    The tables are sorted and joined by DuckDB, on disk where memory is short, and read side by side: memory does not grow with the
    corpus. Raises `PackageError` where a table is missing or damaged.
    """
    import duckdb

    with tempfile.TemporaryDirectory() as spilled:
        connection = duckdb.connect(config={"threads": 1, "memory_limit": _MEMORY, "temp_directory": spilled})
        try:
            connection.execute(_PLACES, {"folder": str(ledger)})
            queries = (_RECORDS, _DOCUMENTS, _EDITS, _BLOCKS)
            records, documents, edits, blocks = (_rows(connection, query, ledger) for query in queries)
            known, changes, gaps = _Beside(documents), _Beside(edits), _Beside(blocks)
            for record in records:
                at = record["place"]
                document = next(iter(known.at(at)), None)
                others = [(row["number"], row["line_feeds"]) for row in gaps.at(at)]
                yield Stored(record, document, changes.at(at), others)
        except duckdb.Error as error:
            raise damaged(error, ledger) from error
        finally:
            connection.close()


def _rows(connection: Any, query: str, ledger: Path) -> Iterator[Row]:
    """The rows of a query, as they are needed."""
    found = connection.cursor().execute(query, {"folder": str(ledger)})
    columns = [column[0] for column in found.description]
    while rows := found.fetchmany(_FETCHED):
        yield from (dict(zip(columns, row, strict=True)) for row in rows)


class _Beside:
    """Rows sorted by `place`, read beside others that are."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter("place"))
        self._next = self._advance()

    def at(self, place: int) -> list[Row]:
        """The rows of a place; places are asked for in order."""
        if self._next[0] != place:
            return []
        found, self._next = self._next[1], self._advance()
        return found

    def _advance(self) -> tuple[int, list[Row]]:
        place, rows = next(self._groups, (-1, ()))
        return place, list(rows)

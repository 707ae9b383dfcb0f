"""What the ledger of a package says of its works, one after the other: their documents, and all that was done to them.

The tables of the ledger are put in the order of the works, on disk, and then read side by side: memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pyarrow.parquet as pq

from corpusnorm.dedup.tables import shared_of
from corpusnorm.edits import Edits, Span
from corpusnorm.ingest.records import Record
from corpusnorm.job.collation.differences import Difference
from corpusnorm.job.gathered import Gathered, Row, printable
from corpusnorm.job.reconstruct import edit_of
from corpusnorm.job.separators import joined
from corpusnorm.job.stored import cleaned, said, undone
from corpusnorm.job.summary import Ledger
from corpusnorm.job.works import KEPT
from corpusnorm.tei.division import Division
from corpusnorm.tei.model import SharedPassage, Work
from corpusnorm.tei.passages import kept_forms

_BATCH = 2_048  # rows of a table that are held
_IN_ORDER: Mapping[str, tuple[str, str]] = {  # each with the order of its rows within a work
    "documents": (
        """SELECT d.work, d.* EXCLUDE (work) REPLACE (coalesce(nullif(d.sha256, ''), f.sha256) AS sha256),
        r.* EXCLUDE (document, name, code, message, data), f.records, {{'file': w.file, 'start': w.start, 'end': w."end"}} AS place
        FROM documents d LEFT JOIN records r ON r.document = d.document LEFT JOIN files f ON f.file = r.file
        LEFT JOIN works w ON w.work = d.work WHERE d.work <> ''""",
        "kind <> 'base', document",
    ),
    "edits": ("SELECT d.work, e.* FROM edits e JOIN documents d ON d.document = e.document", 'document, layer, start, "end"'),
    "blocks": ("SELECT document AS work, * FROM blocks", "number"),
    "restorations": (
        "SELECT d.work, r.* FROM restorations r JOIN documents d ON d.document = r.document",
        'document, start, "end"',
    ),
    "mentions": (
        """SELECT m.document AS work, m.*, coalesce(e.type, '') AS "type"
        FROM mentions m LEFT JOIN entities e ON e.entity = m.entity""",
        'start, "end"',
    ),
    "anchors": ("SELECT keeper AS work, kept_start, kept_end FROM passages", "kept_start, kept_end"),
    "passages": (
        """SELECT p.copy AS work, p.*, k.block, k.marks FROM passages p LEFT JOIN read_parquet('{kept}') k
        ON k.keeper = p.keeper AND k.start = p.kept_start AND k."end" = p.kept_end""",
        'start, "end", keeper, kept_start, kept_end',
    ),
}


class Recorded:
    """The works of a ledger, in the order of their ids; `folder` is where its tables are put in order.

    `kept` has what the works keep for each other, as rows of `KEPT`; without it the works are those that keep something, and what
    they copy is not told. Raises `PackageError` where a table is missing or damaged.
    """

    def __init__(self, ledger: Ledger, folder: Path, kept: Path | None = None) -> None:
        among = "" if kept else "WHERE work IN (SELECT keeper FROM passages)"
        if kept is None:
            kept = folder / "kept.parquet"
            pq.write_table(KEPT.empty_table(), kept)
        self._tables = {
            name: _Rows(
                ledger.written(
                    f"SELECT * FROM ({select.format(kept=kept)}) {among} ORDER BY work, {order}",  # noqa: S608 - ours alone
                    folder / f"{name}.parquet",
                )
            )
            for name, (select, order) in _IN_ORDER.items()
        }

    def works(self) -> Iterator[Told]:
        """Each work with all its rows."""
        documents = self._tables["documents"]
        while (work := documents.next) is not None:
            yield Told(work, *(table.of(work) for table in self._tables.values()))


class _Rows:
    """The rows of a table that is in the order of its first column, `work`."""

    def __init__(self, path: Path) -> None:
        self._rows = (row for batch in pq.ParquetFile(path).iter_batches(_BATCH) for row in batch.to_pylist())
        self._ahead: Row | None = next(self._rows, None)

    @property
    def next(self) -> str | None:
        """The work of the next row."""
        return str(self._ahead["work"]) if self._ahead else None

    def of(self, work: str) -> list[Row]:
        """The rows of a work; works are asked for in order, and rows of none that was asked for are passed over."""
        found: list[Row] = []
        while self._ahead and self._ahead["work"] <= work:
            if self._ahead["work"] == work:
                found.append(self._ahead)
            self._ahead = next(self._rows, None)
        return found


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it comes out of a package: its clean text and its raw one."""

    clean: str
    raw: str

    def data(self, row: Row) -> bytes:
        """Its bytes in its file, by its row."""
        return Record.of(row, self.raw).data()


class Told(Gathered):
    """One work as the ledger tells it, and with its base text the record it was written from."""

    def __init__(
        self,
        work: str,
        documents: list[Row],
        edits: list[Row],
        blocks: list[Row],
        restorations: list[Row],
        mentions: list[Row],
        anchors: list[Row],
        passages: list[Row],
    ) -> None:
        self.id, self.documents, self.blocks = work, documents, blocks
        self._text = ""
        self._edits = _grouped(edits, "document", "layer")
        self._restored = _grouped(restorations, "document")
        self._mentions = mentions
        self._kept = tuple(sorted({Span(row["kept_start"], row["kept_end"]) for row in anchors}))
        self._copies = passages
        self.rebuilt: dict[str, Document] = {}

    def text_of(self, paragraphs: Iterable[str]) -> str:
        """The base text, of its paragraphs; the line feeds between them from the ledger. Raises `PackageError` where there are
        fewer than the ledger has."""
        others = ((row["number"], row["line_feeds"]) for row in self.blocks)
        self._text = joined(tuple(paragraphs), self.documents[0]["line_feeds"], others, self.id)
        return self._text

    def rebuild(self, row: Row, base: str) -> Document:
        """A document of the work, from its row and the base text. Raises `CorpusnormError` where the ledger does not fit it."""
        clean = cleaned(row, base, partial(self.rows, row["document"]))
        document = Document(clean, undone(clean, self.rows(row["document"], "clean")))
        self.rebuilt[row["document"]] = document
        return document

    def rows(self, document: str, layer: str) -> list[Row]:
        """The rows of the edits of one layer."""
        return self._edits.get((document, layer), [])

    def base_edits(self) -> Edits:
        """The edits that lead from the raw text of the base to the base text."""
        clean, repaired = (Edits(map(edit_of, self.rows(self.id, layer))) for layer in ("clean", "repair"))
        return clean.then(repaired)

    @property
    def place(self) -> Row:
        """Its file, and from where to where in it the element stands."""
        return cast("Row", self.documents[0]["place"])

    @property
    def division(self) -> Division:
        """Which files works stand in, as its own place tells."""
        name = PurePosixPath(self.place["file"] or "").stem
        return Division(0 if name in ("", Division().name(self.id)) else len(name))

    @property
    def source(self) -> str:
        """The name by which places in the raw text of the base are meant."""
        return printable(self.documents[0]["name"]) or self.id

    def record(self) -> Work:
        """The record that the work was written from; its documents are rebuilt before."""
        copies = ((shared_of(row), row["block"] or 0, row["marks"] or "") for row in self._copies)
        passages = (SharedPassage(one.span, one.keeper, one.kept_span, block, marks) for one, block, marks in copies)
        return self.work(self.id, tuple(passages), self._kept)

    def kept(self) -> Iterator[tuple[str, int, int, int, str]]:
        """What other works need to know of the passages that this one keeps for them, as rows of `KEPT`."""
        for form in kept_forms(self.work(self.id, (), self._kept)):
            yield self.id, form.span.start, form.span.end, form.block, form.marks

    @cached_property
    def _members(self) -> Mapping[str, list[Row]]:
        return {self.id: [{**row, "id": row["document"]} for row in self.documents]}

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return {row["document"]: self._revision(row) for row in self.documents}

    def _revision(self, row: Row) -> Row:
        document = self.rebuilt[row["document"]]
        clean = [_made(edit) for edit in self.rows(row["document"], "clean")]
        raw = document.raw.encode("utf-8", "surrogatepass")
        return {**row, "id": row["document"], "raw": raw, "text": document.clean, "edits": clean}

    @cached_property
    def _repairs(self) -> Mapping[str, Row]:
        return {
            row["document"]: {
                "edits": [_made(edit, self._text) for edit in self.rows(row["document"], "repair")],
                "spans": self._restored.get((row["document"],), []),
                "degradation": row["degradation"],
            }
            for row in self.documents
            if row["degradation"] or row["kind"] == "degraded-of" or self.rows(row["document"], "repair")
        }

    @cached_property
    def _names(self) -> Mapping[str, Row]:
        return {self.id: {"mentions": self._mentions, "edits": [_made(edit) for edit in self.rows(self.id, "names")]}}

    @cached_property
    def _deltas(self) -> Mapping[str, list[Difference]]:
        layers = ((row["document"], self.rows(row["document"], "delta")) for row in self.documents)
        return {document: [(row["start"], row["end"], row["new"]) for row in rows] for document, rows in layers}


def _made(row: Row, base: str = "") -> Row:
    """A row of edits, as the stages write it. What was copied from the base is read there."""
    return {**row, "text": said(row, base)}


def _grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple([row[name] for name in names]), []).append(row)
    return found

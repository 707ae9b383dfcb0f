"""Reconstruction: every input file back, byte for byte, from the package alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import OutputError, PackageError
from corpusnorm.ingest.decode import Decoded
from corpusnorm.ingest.records import Record, write_file
from corpusnorm.job.workfiles import Works
from corpusnorm.job.publish import LEDGER
from corpusnorm.job.summary import Ledger
from corpusnorm.job.works import forward
from corpusnorm.job.workspace import is_package

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """One input file, rebuilt: its name, its size, and whether its sha256 is that of the input."""

    file: str
    size: int
    right: bool


def reconstruct(package: str | os.PathLike[str], to: str | os.PathLike[str] | None = None, *, check: bool = False) -> list[Rebuilt]:
    """Write every input file of a package back into the folder `to`, byte for byte, and check its sha256.

    Everything comes from the package: the text of a work from its TEI, that of its other documents from the ledger's difference to
    it, and the raw text of each by undoing its edits. With `check` nothing is written. Raises `PackageError` where a file does
    not come out as it went in, and names it; `OutputError` where `to` holds another file of that name. Costs one file at a time.
    """
    source = Package(Path(package))
    if to is not None and Path(to).resolve().is_relative_to(Path(package).resolve()):
        raise OutputError("it lies in the package itself", where=str(to), hint="choose a folder outside of it", code="E508")
    rebuilt = []
    for row in source.ledger.rows("SELECT * FROM files ORDER BY file"):
        parts = list(source.records(row["file"]))
        right = hashlib.sha256(b"".join(parts)).hexdigest() == row["sha256"]
        rebuilt.append(Rebuilt(row["file"], sum(map(len, parts)), right))
        if to is not None and not check:
            _write(Path(to), row["file"], parts)
    source.ledger.close()
    wrong = [each.file for each in rebuilt if not each.right]
    if wrong and not check:
        raise PackageError(f"{len(wrong)} files did not come out as they went in: {', '.join(wrong[:5])}", where=str(package))
    return rebuilt


def _write(folder: Path, name: str, parts: list[bytes]) -> None:
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts:
        raise PackageError(f"{name!r} would lie outside of the folder", where=str(folder), code="E602")
    path = folder / relative
    if path.exists() and path.read_bytes() != b"".join(parts):
        raise OutputError("another file has that name", where=str(path), hint="choose an empty folder", code="E508")
    write_file(path, parts)


class Package:
    """A package that is read: its ledger, and the texts of its documents."""

    def __init__(self, folder: Path) -> None:
        if not is_package(folder):
            raise PackageError("no package of corpusnorm is there", where=str(folder), hint="name the folder that a run wrote")
        self.folder = folder
        self.ledger = Ledger(folder / LEDGER)
        self.works = Works(folder, self.ledger)
        self._base = lru_cache(maxsize=4)(self.base_text)

    def records(self, file: str) -> Iterator[bytes]:
        """The bytes of the records of a file, in order."""
        for row in self.ledger.rows("SELECT * FROM records WHERE file = $file ORDER BY number", file=file):
            yield self.record_data(row)

    def data(self, document: str) -> bytes:
        """The bytes of a document in its file, by id or name: those of a text file, or of a line of JSONL."""
        key = self.document(document)["document"]
        [row] = self.ledger.rows("SELECT * FROM records WHERE document = $key", key=key)
        return self.record_data(row)

    def base_text(self, work: str) -> str:
        """The base text of a work, from its TEI; the white space between paragraphs from the ledger."""
        return self.laid_out(work, self.ledger.rows("SELECT * FROM blocks WHERE document = $work ORDER BY number", work=work))

    def laid_out(self, work: str, rows: Sequence[Row]) -> str:
        """The base text of a work whose rows of the ledger table `blocks` are known."""
        texts = self.works.blocks(work)
        if len(texts) != len(rows):
            where = self.works.place(work)["file"]
            raise PackageError(f"work {work} has {len(texts)} paragraphs, where the ledger has {len(rows)}", where=where)
        return "".join(f"{row['before']}{text}{row['after']}" for row, text in zip(rows, texts, strict=True))

    def clean_text(self, document: str) -> str:
        """The cleaned text of any document, by id or name."""
        row = self.document(document)
        base = self._base(row["work"])
        if row["kind"] == "base":
            return self._undone(row["document"], "repair", base)
        return self.edits(row["document"], "delta").apply(forward(base, row["kind"], row["degradation"]))

    def raw_text(self, document: str) -> str:
        """The raw text of any document, by id or name: what it was before the first step."""
        return self._undone(self.document(document)["document"], "clean", self.clean_text(document))

    def document(self, document: str) -> Row:
        """The row of a document, by id or by the name of its source. Raises `PackageError` where there is none."""
        key = document.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")  # as `expand` writes names
        rows = self.ledger.rows("SELECT * FROM documents WHERE document = $key OR name = $key ORDER BY document", key=key)
        if not rows:
            raise PackageError(
                f"no document is called {document!r}", where=str(self.folder), hint="ids and names are in report.json"
            )
        return rows[0]

    def edits(self, document: str, layer: str) -> Edits:
        """The edits of one layer, on the text they were made on."""
        return Edits(edit_of(row) for row in self._rows(document, layer))

    def _undone(self, document: str, layer: str, text: str) -> str:
        """The text before the edits of a layer: each result replaced by what stood there."""
        rows = self._rows(document, layer)
        spans = Edits(edit_of(row) for row in rows).result_spans
        old = (row["old"].decode("utf-8", "surrogatepass") for row in rows)
        return Edits(Edit(span, before) for span, before in zip(spans, old, strict=True)).apply(text)

    def _rows(self, document: str, layer: str) -> list[dict[str, Any]]:
        query = 'SELECT * FROM edits WHERE document = $document AND layer = $layer ORDER BY start, "end"'
        return self.ledger.rows(query, document=document, layer=layer)

    def record_data(self, row: Row) -> bytes:
        """The bytes of a record, by its row of the ledger."""
        if not row["document"]:
            return bytes(row["data"])
        decoded = Decoded(self.raw_text(row["document"]), row["encoding"], row["bom"], row["newline"])
        return Record(row["name"], decoded, row["style"], row["before"], row["after"], row["literal"]).data()


def edit_of(row: Row) -> Edit:
    """An edit, by its row of the ledger."""
    return Edit(Span(row["start"], row["end"]), row["new"], row["rule"], row["certainty"], row["evidence"])

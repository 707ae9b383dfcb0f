"""Reconstruction: every input file back, byte for byte, from the package alone."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import OutputError, PackageError
from corpusnorm.ingest.filenames import file_named, shown
from corpusnorm.job.separators import joined
from corpusnorm.job.stored import Stored, said, stored
from corpusnorm.job.summary import Ledger
from corpusnorm.job.workfiles import Works
from corpusnorm.job.workspace import LEDGER, is_package

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
    it, and the raw text of each by undoing its edits. A file has the name that it had, byte for byte. With `check` nothing is
    written. Raises `PackageError` where a file does not come out as it went in, and names it; `OutputError` where `to` holds
    another file of that name. Costs one record at a time.
    """
    source = Package(Path(package))
    if to is not None and Path(to).resolve().is_relative_to(Path(package).resolve()):
        raise OutputError("it lies in the package itself", where=str(to), hint="choose a folder outside of it", code="E508")
    rebuilt = list(source.rebuilt(None if check or to is None else Path(to)))
    source.ledger.close()
    wrong = [each.file for each in rebuilt if not each.right]
    if wrong and not check:
        raise PackageError(f"{len(wrong)} files did not come out as they went in: {', '.join(wrong[:5])}", where=str(package))
    return rebuilt


def _written(path: Path, parts: Iterable[bytes]) -> tuple[str, int]:
    """Write a file; its sha256 and size."""
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as sink:
        for part in parts:
            sink.write(part)
            digest.update(part)
            size += len(part)
    return digest.hexdigest(), size


def _placed(made: Path, folder: Path, name: str, digest: str) -> None:
    """Move a rebuilt file to its name, unless it stands there already."""
    relative = file_named(name)
    if relative.is_absolute() or ".." in relative.parts:
        raise PackageError(f"{name!r} would lie outside of the folder", where=str(folder), code="E602")
    path = folder / relative
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made.replace(path)
        return
    with path.open("rb") as there:
        if hashlib.file_digest(there, "sha256").hexdigest() != digest:
            raise OutputError("another file has that name", where=str(path), hint="choose an empty folder", code="E508")


class Package:
    """A package that is read: its ledger, and the texts of its documents."""

    def __init__(self, folder: Path) -> None:
        if not is_package(folder):
            raise PackageError("no package of corpusnorm is there", where=str(folder), hint="name the folder that a run wrote")
        self.folder = folder
        self.ledger = Ledger(folder / LEDGER)
        self.works = Works(folder, self.ledger)
        self._paragraphs = lru_cache(maxsize=4)(self.works.blocks)

    def rebuilt(self, to: Path | None = None) -> Iterator[Rebuilt]:
        """Every input file, rebuilt, in the order of their names; written to a folder where one is given."""
        known = {row["file"]: row["sha256"] for row in self.ledger.rows("SELECT file, sha256 FROM files ORDER BY file")}
        if to is not None:
            to.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=to) if to else nullcontext(os.devnull) as beside:
            made = Path(beside, "file") if to else Path(beside)
            for file, records in groupby(self.stored(), key=lambda each: str(each.record["file"])):
                digest, size = _written(made, (each.data(self.base) for each in records))
                if to:
                    _placed(made, to, file, digest)
                yield Rebuilt(file, size, digest == known.pop(file, ""))
        yield from (Rebuilt(file, 0, False) for file in known)

    def files(self) -> list[str]:
        """The names of the input files, sorted."""
        return [row["file"] for row in self.ledger.rows("SELECT file FROM files ORDER BY file")]

    def stored(self) -> Iterator[Stored]:
        """Every record, in the order of the files and in them."""
        records = stored(self.folder / LEDGER)
        while some := list(islice(records, _FETCHED)):
            self.works.find([each.document["work"] for each in some if each.document])
            yield from some

    def one(self, document: str) -> Stored:
        """The record of a document, by id or name."""
        row = self.document(document)
        if not row["work"]:
            raise PackageError("it is in no work, so nothing came of it", where=row["name"], hint=row["dropped"])
        key, work = row["document"], row["work"]
        [record] = self.ledger.rows("SELECT * FROM records WHERE document = $key", key=key)
        [base] = self.ledger.rows("SELECT line_feeds FROM documents WHERE document = $work", work=work)
        layers = ("clean", "delta", "repair") if row["kind"] == "base" else ("clean", "delta")
        edits = self.ledger.rows(_LAYERS, key=key, layers=layers)
        others = self.ledger.rows("SELECT number, line_feeds FROM blocks WHERE document = $work ORDER BY number", work=work)
        gaps = [(each["number"], each["line_feeds"]) for each in others]
        return Stored(record, {**row, "between": base["line_feeds"]}, edits, gaps)

    def data(self, document: str) -> bytes:
        """The bytes of a record in its file, by id or name: of a text file, or of a line of JSONL, also one that was set aside."""
        rows = self.ledger.rows(_ASIDE, key=document, name=shown(document))
        return bytes(rows[0]["data"]) if rows else self.one(document).data(self.base)

    def clean_text(self, document: str) -> str:
        """The cleaned text of any document, by id or name."""
        return self.one(document).clean_text(self.base)

    def raw_text(self, document: str) -> str:
        """The raw text of any document, by id or name: what it was before the first step."""
        return self.one(document).raw_text(self.base)

    def base(self, record: Stored) -> str:
        """The base text of the work of a record."""
        row = record.document or {}
        return self.laid_out(row["work"], row["between"], record.others)

    def laid_out(self, work: str, between: int, others: Iterable[tuple[int, int]]) -> str:
        """The base text of a work, from its TEI and the line feeds around its paragraphs."""
        return joined(self._paragraphs(work), between, others, work)

    def document(self, document: str) -> Row:
        """The row of a document, by id or by the name of its source. Raises `PackageError` where there is none."""
        rows = self.ledger.rows(_DOCUMENT, key=document, name=shown(document))
        if not rows:
            raise PackageError(
                f"no document is called {document!r}", where=str(self.folder), hint="ids and names are in report.json"
            )
        return rows[0]

    def edits(self, document: str, layer: str) -> Edits:
        """The edits of one layer, on the text they were made on. What was copied from the base is read there."""
        rows = self.ledger.rows(_LAYERS, key=document, layers=[layer])
        copied = any(row["new"] is None for row in rows)
        base = self.base(self.one(document)) if copied else ""
        return Edits(edit_of({**row, "new": said(row, base)}) for row in rows)


_FETCHED = 256  # records at a time: a query says where their works stand
_LAYERS = 'SELECT * FROM edits WHERE document = $key AND list_contains($layers, layer) ORDER BY layer, start, "end"'
_ASIDE = "SELECT data FROM records WHERE document = '' AND (name = $key OR name = $name)"
_DOCUMENT = "SELECT * FROM documents WHERE document = $key OR name = $key OR name = $name ORDER BY document"


def edit_of(row: Row) -> Edit:
    """An edit, by its row of the ledger."""
    return Edit(Span(row["start"], row["end"]), row["new"], row["rule"], row["certainty"], row["evidence"])

"""The files of works: written in one pass over the works in the order of their ids, and read again a work at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpusnorm.columns import utf8
from corpusnorm.engine import parts
from corpusnorm.errors import PackageError
from corpusnorm.job.schemas import ROW_GROUP, SCHEMAS, encodings
from corpusnorm.job.summary import Ledger
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.division import Division
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse
from corpusnorm.tei.pointers import WORKS
from corpusnorm.tei.reader import Side, read_blocks
from corpusnorm.tei.scanned import texts
from corpusnorm.tei.shards import shard_xml
from corpusnorm.tei.writer import PROLOGUE

Row = Mapping[str, Any]


@dataclass(slots=True)
class WorkFiles:
    """Writes the files of works below `folder`, counts what is in them, and remembers their names.

    Memory: the rows of one partition of the works but for their XML, which is copied from where it lies.
    """

    folder: Path
    division: Division
    title: str
    files: list[str] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def write(self, outputs: Sequence[Path], partitions: int, places: Path) -> None:
        """All files, from the tables of the works, each an exchange of so many partitions; and the ledger table `places`."""
        (self.folder / WORKS).mkdir()
        with pq.ParquetWriter(places, SCHEMAS["works"], **encodings("works", SCHEMAS["works"])) as sink:
            for number in range(partitions):
                table = pa.concat_tables([part.read() for part in parts(outputs, number)])
                for batch in self._partition(table).to_batches(ROW_GROUP):
                    sink.write_batch(batch, row_group_size=ROW_GROUP)

    def _partition(self, table: pa.Table) -> pa.Table:
        """The files of the works of a partition; of each work its file, and where its element begins and ends there."""
        order = pc.sort_indices(table, [("id", "ascending")])
        rows = table.drop_columns(["xml"]).take(order).combine_chunks()
        self.counts += _summed(rows)
        contents = list(_contents(table["xml"]))
        works = [contents[row] for row in order.to_pylist()]
        starts: list[int] = []
        at = 0
        for file, same in groupby(rows["path"].to_pylist()):
            size = sum(1 for _ in same)
            here = works[at : at + size]
            start = self._shard(file, rows.slice(at, size), here) if self.division.digits else _work(self.folder / file, here)
            starts += accumulate([len(work) - PROLOGUE for work in here[:-1]], initial=start)
            self.files.append(file)
            at += size
        ends = [start + len(work) - PROLOGUE - 1 for start, work in zip(starts, works, strict=True)]  # without the line feed
        return pa.table([rows["id"], rows["path"], starts, ends], schema=SCHEMAS["works"])

    def _shard(self, file: str, rows: pa.Table, works: Sequence[memoryview]) -> int:
        """Write a shard; where the first of its works begins."""
        chunks = shard_xml(Path(file).stem, self.title, _summed(rows), works)
        with (self.folder / file).open("xb") as sink:
            start = sink.write(next(chunks))
            sink.writelines(chunks)
        return start


def _work(path: Path, works: Sequence[memoryview]) -> int:
    """Write a file of its own for a work; where the work begins in it."""
    [xml] = works
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # a third of the time of a file object
    while xml := xml[os.write(file, xml) :]:
        pass
    os.close(file)
    return PROLOGUE


def _contents(column: pa.ChunkedArray) -> Iterator[memoryview]:
    """The values of a column of bytes, where they lie."""
    for chunk in column.chunks:
        data, offsets = utf8(chunk)
        view = memoryview(data.data)
        for start, end in pairwise(offsets.tolist()):
            yield view[start:end]


def _summed(rows: pa.Table) -> Counts:
    """What was counted in works, over all rows."""
    return Counts(*(_sums(rows, *names) for names in (("elements", "occurs"), ("units", "amounts"))))


def _sums(rows: pa.Table, names: str, numbers: str) -> dict[str, int]:
    """The sum of numbers by the names beside them."""
    flat = pa.table({name: pc.list_flatten(rows[name]) for name in (names, numbers)})
    sums = flat.group_by(names).aggregate([(numbers, "sum")])
    return dict(zip(sums[names].to_pylist(), sums[f"{numbers}_sum"].to_pylist(), strict=True))


class Works:
    """The works of a package, each read out of its file alone: the ledger says where in it the work stands."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self._folder, self._ledger = folder, ledger
        self._found: Mapping[str, Row] = {}
        self._sought = lru_cache(maxsize=1024)(self._look_up)
        self._parsed = lru_cache(maxsize=8)(self._elements)

    def find(self, works: Sequence[str]) -> None:
        """Look up where some works stand, for the calls to come: one query for all of them."""
        self._found = self._look_up(*works)

    def place(self, work: str) -> Row:
        """The row of a work in the ledger: its file, and from where to where in it its element stands. Raises `PackageError`."""
        found = self._found if work in self._found else self._sought(work)
        if work not in found:
            raise PackageError("the ledger does not say in which file the work stands", where=work)
        return found[work]

    def xml(self, work: str) -> bytes:
        """The `TEI` element of a work, a document by itself. Raises `PackageError` where it does not stand where it should."""
        row = self.place(work)
        try:
            with (self._folder / row["file"]).open("rb") as file:
                file.seek(row["start"])
                xml: bytes = file.read(row["end"] - row["start"])
        except OSError as error:
            raise PackageError(error.strerror or "cannot be read", where=row["file"]) from error
        if not (xml.startswith(b"<TEI ") and xml.endswith(b"</TEI>")):
            raise PackageError(f"the work {work} does not stand where the ledger says", where=row["file"])
        return xml

    def blocks(self, work: str, side: Side = "base", witness: str = "") -> tuple[str, ...]:
        """The texts of the paragraphs of a work, as `read_blocks` gives them; copies are read in the works that they are of."""
        xml = self.xml(work)
        found = texts(xml) if side == "base" and not witness else None
        return read_blocks(xml, side, witness=witness, resolve=self.element) if found is None else found

    def _look_up(self, *works: str) -> Mapping[str, Row]:
        rows = self._ledger.rows("SELECT * FROM works WHERE work IN (SELECT unnest($works))", works=works)
        return {row["work"]: row for row in rows}

    def element(self, pointer: str) -> Element:
        """What a pointer between works leads to. Raises `PackageError` where that is nothing."""
        identifier = pointer.partition("#")[2]
        found = self._parsed(identifier.partition(".")[0]).get(identifier)
        if found is None:
            raise PackageError(f"{pointer} is not there", where=str(self._folder))
        return found

    def _elements(self, work: str) -> dict[str, Element]:
        return {attribute(found, XML_ID): found for found in parse(self.xml(work)).iter() if XML_ID in found.attrib}

"""The ingest stage: files to rows, one a record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from corpusnorm.document import Document, Source, content_id
from corpusnorm.ingest.header import Header
from corpusnorm.ingest.records import Record, RecordFault, read_records
from corpusnorm.tables import DOCUMENTS, to_row

# How a record stands in its file, and what is wrong with it where it could not be read: then `id` is empty and `data` its bytes.
RECORDS = pa.schema(
    [
        *DOCUMENTS,
        ("file", pa.string()),
        ("number", pa.int64()),
        ("style", pa.string()),
        ("before", pa.large_binary()),
        ("after", pa.large_binary()),
        ("literal", pa.large_binary()),
        ("code", pa.string()),
        ("message", pa.string()),
        ("data", pa.large_binary()),
    ]
)


def read_files(options: Mapping[str, Any]) -> pa.Table:
    """The records of `options["files"]` (pairs of name and path), in order, as rows of `RECORDS`."""
    header = Header(options["header"])
    rows = [
        _row(record, name, number, header)
        for name, path in options["files"]
        for number, record in enumerate(read_records(name, Path(path), options["text_field"]))
    ]
    return pa.Table.from_pylist(rows, RECORDS)


def documents(table: pa.Table) -> Iterator[pa.RecordBatch]:
    """The rows that are documents, in batches, with the columns of `DOCUMENTS`."""
    import pyarrow.compute as pc

    yield from table.filter(pc.not_equal(table["id"], "")).select(DOCUMENTS.names).to_batches(max_chunksize=64)


def _row(record: Record | RecordFault, file: str, number: int, header: Header) -> dict[str, Any]:
    empty = {"style": "", "before": b"", "after": b"", "literal": b"", "code": "", "message": "", "data": b""}
    place = {"file": file, "number": number}
    if isinstance(record, RecordFault):
        nothing = to_row(Document("", Source(record.name), ""))
        return {**nothing, **empty, **place, "code": record.code, "message": record.message, "data": record.data}
    how = {"style": record.style, "before": record.before, "after": record.after, "literal": record.literal}
    return {**to_row(_document(record, header)), **empty, **place, **how}


def _document(record: Record, header: Header) -> Document:
    """A record as a document; what its header says counts for more than the fields around it."""
    text = record.decoded.text
    content = text.encode("utf-8", "surrogatepass")
    source = Source(
        record.name,
        hashlib.sha256(content if record.before or record.after else record.data()).hexdigest(),
        record.decoded.encoding,
        record.decoded.bom,
        record.decoded.newline,
    )
    return Document(content_id(record.name, content), source, text, meta={**record.meta, **header.read(text)})

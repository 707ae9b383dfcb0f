"""The ingest stage: files to rows, one a record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from corpusnorm.document import Source, content_id
from corpusnorm.ingest.header import Header
from corpusnorm.ingest.records import Record, RecordFault, Segment, read_segment
from corpusnorm.metadata import well_known
from corpusnorm.tables import DOCUMENTS, edit_rows, finding_rows

# How a record stands in its file, and what is wrong with it where it could not be read: then `id` is empty and `data` its bytes.
RECORDS = pa.schema(
    [
        *DOCUMENTS,
        ("file", pa.string()),
        ("number", pa.int64()),
        ("start", pa.int64()),
        ("style", pa.string()),
        ("before", pa.large_binary()),
        ("after", pa.large_binary()),
        ("literal", pa.large_binary()),
        ("code", pa.string()),
        ("message", pa.string()),
        ("data", pa.large_binary()),
    ]
)
_BATCH = 2_048  # documents that go through the cleaning together; a chunk of input bounds their bytes


def read_files(options: Mapping[str, Any]) -> pa.Table:
    """The records of `options["segments"]` (fields of `Segment`), in order, as rows of `RECORDS`."""
    header, text_field = Header(options["header"]), options["text_field"]
    segments = [Segment(name, Path(path), *where) for name, path, *where in options["segments"]]
    rows = [
        _fault_row(record, segment.name, number) if isinstance(record, RecordFault) else _row(record, segment.name, number, header)
        for segment in segments
        for number, record in enumerate(read_segment(segment, text_field), start=segment.number)
    ]
    columns = zip(*rows, strict=True) if rows else ([] for _ in RECORDS)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, RECORDS, strict=True)], schema=RECORDS)


def documents(table: pa.Table) -> Iterator[pa.RecordBatch]:
    """The rows that are documents, in batches, with the columns of `DOCUMENTS`."""
    import pyarrow.compute as pc

    yield from table.filter(pc.not_equal(table["id"], "")).select(DOCUMENTS.names).combine_chunks().to_batches(_BATCH)


def _fault_row(fault: RecordFault, file: str, number: int) -> tuple[Any, ...]:
    nothing = Source(fault.name)
    source = (nothing.name, nothing.sha256, nothing.encoding, nothing.bom, nothing.newline)
    return "", *source, b"", "{}", (), (), file, number, fault.start, "", b"", b"", b"", fault.code, fault.message, fault.data


def _row(record: Record, file: str, number: int, header: Header) -> tuple[Any, ...]:
    """A record as a document, in the order of `RECORDS`; what its header says counts for more than the fields around it."""
    how = record.decoded
    content = how.text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(content if record.before or record.after else record.data()).hexdigest()
    meta = {**record.meta, **header.read(record.text)}
    meta = well_known(meta.items()) if meta else meta
    said = json.dumps(meta, sort_keys=True) if meta else "{}"
    source = (record.name, digest, how.encoding, how.bom, how.newline)
    place = (file, number, record.start, record.style, record.before, record.after, record.literal)
    reading = edit_rows(record.edits), finding_rows(record.findings)  # none in most records
    return content_id(record.name, content), *source, content, said, *reading, *place, "", "", b""

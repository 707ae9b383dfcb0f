"""The survey of the input: how large each file is, its sha256, and where a long JSONL file may be cut."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from corpusnorm.ingest.records import Segment, is_jsonl, is_xml, read_records

SURVEY = pa.schema(
    [
        ("file", pa.string()),
        ("size", pa.int64()),
        ("sha256", pa.string()),
        ("records", pa.int64()),
        ("path", pa.binary()),  # a path may have bytes that are no UTF-8
        ("cuts", pa.list_(pa.struct([("byte", pa.int64()), ("record", pa.int64())]))),
    ]
)
_BLOCK = 1 << 20  # bytes read at a time


def survey(files: Iterable[Sequence[str]], chunk_bytes: int) -> pa.Table:
    """Rows of `SURVEY` for pairs of name and path: a JSONL file is cut after the line that fills `chunk_bytes`, again and again.

    Reads every file once, a block at a time.
    """
    return pa.Table.from_pylist([_surveyed(name, Path(path), chunk_bytes) for name, path in files], SURVEY)


def segments(row: Mapping[str, Any]) -> Iterator[Segment]:
    """The segments of a surveyed file, in order."""
    edges = [(0, 0), *((cut["byte"], cut["record"]) for cut in row["cuts"])]
    ends = [byte for byte, _ in edges[1:]]
    for (start, number), end in zip(edges, [*ends, row["size"]], strict=True):
        yield Segment(row["file"], Path(os.fsdecode(row["path"])), start, end, number)


def _surveyed(name: str, path: Path, chunk_bytes: int) -> dict[str, Any]:
    digest, lines, size, cuts = hashlib.sha256(), 0, 0, [(0, 0)]
    last = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            at = 0
            while is_jsonl(path):
                place = block.find(b"\n", max(at, cuts[-1][0] + chunk_bytes - size - 1)) + 1
                if not place:
                    break
                lines += block.count(b"\n", at, place)
                at = place
                cuts.append((size + place, lines))
            lines += block.count(b"\n", at)
            size += len(block)
            last = block[-1:]
    records = lines + (last != b"\n") if is_jsonl(path) else sum(1 for _ in read_records(name, path)) if is_xml(path) else 1
    inner = [{"byte": byte, "record": record} for byte, record in cuts[1:] if byte < size]
    return {"file": name, "size": size, "sha256": digest.hexdigest(), "records": records, "path": os.fsencode(path), "cuts": inner}

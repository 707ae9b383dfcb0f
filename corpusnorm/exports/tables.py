"""Exports for programs: JSONL, Parquet, plain text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from corpusnorm.exports.tokens import Line, sentences_of
from corpusnorm.exports.works import Paragraph, WorkText
from corpusnorm.tei.pointers import ncname

_S, _I, _F = pa.string(), pa.int64(), pa.float64()
_NAME = pa.struct(
    [
        ("start", _I), ("end", _I), ("form", _S), ("original", _S), ("entity", _S), ("candidates", pa.list_(_S)), ("kind", _S),
        ("certainty", _F), ("rule", _S),
    ]
)  # fmt: skip
_WITNESS = pa.struct([("document", _S), ("name", _S), ("kind", _S), ("containment", _F), ("sha256", _S)])
_SENTENCE = pa.struct([("id", _S), ("start", _I), ("end", _I)])
_PARAGRAPH = pa.struct([("id", _S), ("start", _I), ("end", _I), ("language", _S), ("sentences", pa.list_(_SENTENCE))])
WORK = pa.schema(
    [
        ("id", _S), ("name", _S), ("title", _S), ("language", _S), ("meta", _S), ("text", pa.large_string()),
        ("paragraphs", pa.list_(_PARAGRAPH)), ("names", pa.list_(_NAME)), ("witnesses", pa.list_(_WITNESS)),
    ]
)  # fmt: skip
_ROWS = 1024  # works in a row group: fixed, so that the same works give the same bytes


def row(work: WorkText) -> dict[str, Any]:
    """A work as plain data, with the fields of `WORK`; `meta` as an object."""
    return {
        "id": work.id,
        "name": work.name,
        "title": work.title,
        "language": work.language,
        "meta": dict(work.meta),
        "text": work.text,
        "paragraphs": [_paragraph(*each) for each in sentences_of(work)],
        "names": [_name(each) for each in work.names],
        "witnesses": [dict(each) for each in work.witnesses],
    }


def _paragraph(each: Paragraph, sentences: Iterable[Line]) -> Mapping[str, Any]:
    return {**_place(each), "language": each.language, "sentences": [_place(sentence) for sentence in sentences]}


def _place(each: Paragraph | Line) -> Mapping[str, Any]:
    return {"id": each.id, "start": each.span.start, "end": each.span.end}


def _name(each: Any) -> Mapping[str, Any]:
    fields = ("form", "original", "entity", "candidates", "kind", "certainty", "rule")
    said = {name: getattr(each, name) for name in fields}
    return {"start": each.span.start, "end": each.span.end, **said, "candidates": list(each.candidates)}


def write_jsonl(works: Iterable[WorkText], to: Path) -> None:
    """A line a work."""
    with to.open("x", encoding="utf-8", newline="\n") as sink:
        sink.writelines(json.dumps(row(work), ensure_ascii=False) + "\n" for work in works)


def write_parquet(works: Iterable[WorkText], to: Path) -> None:
    """A row a work, in the columns of `WORK`; `meta` is JSON."""
    rows = ({**each, "meta": json.dumps(each["meta"], sort_keys=True, ensure_ascii=False)} for each in map(row, works))
    with to.open("xb") as file, pq.ParquetWriter(file, WORK, compression="zstd") as sink:
        for batch in _batches(rows):
            sink.write_batch(pa.RecordBatch.from_pylist(batch, WORK))


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, _ROWS)):
        yield batch


def write_text(works: Iterable[WorkText], to: Path) -> None:
    """A folder with a text file a work, `ID.txt`: a paragraph a line, and nothing else."""
    to.mkdir()
    for work in works:
        lines = "".join(f"{each.span.of(work.text)}\n" for each in work.paragraphs)
        (to / f"{ncname(work.id)}.txt").write_text(lines, encoding="utf-8", newline="\n")

"""The ledger: everything that was done, as Parquet tables beside the TEI, and all that is needed to undo it.

Offsets are code points, half-open. Layers of edits: `clean` stands on the raw text, `repair` and `names` on the cleaned one,
`delta` on the base text of the work - run through the inferred degradation first, where the document is a degraded copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import pyarrow as pa

from corpusnorm.degradation import record
from corpusnorm.edits import Edits
from corpusnorm.engine import Inputs
from corpusnorm.ingest.decode import Decoded
from corpusnorm.ingest.records import Record
from corpusnorm.job.collate import copied_span, delta
from corpusnorm.job.works import Gathered
from corpusnorm.tables import edits_of, from_row
from corpusnorm.tei.blocks import blocks

Row = Mapping[str, Any]
_S, _I, _F, _B = pa.string(), pa.int64(), pa.float64(), pa.large_binary()


def _columns(**kinds: pa.DataType) -> pa.Schema:
    return pa.schema(list(kinds.items()))


SCHEMAS: Mapping[str, pa.Schema] = {
    "files": _columns(file=_S, size=_I, sha256=_S, records=_I),
    "records": _columns(
        file=_S, number=_I, name=_S, document=_S, encoding=_S, bom=_S, newline=_S, style=_S, before=_B, after=_B, literal=_B,
        code=_S, message=_S, data=_B,
    ),
    "documents": _columns(
        document=_S, name=_S, work=_S, kind=_S, containment=_F, sha256=_S, language=_S, meta=_S, words=_I, degraded=pa.bool_(),
        damage=pa.list_(_S), degradation=_S, tokens=_I, aligned=_I, exceptions=pa.list_(_S), dropped=_S,
    ),
    "edits": _columns(
        document=_S, layer=_S, start=_I, end=_I, old=_B, new=_S, rule=_S, certainty=_F, evidence=_S,
    ),
    "blocks": _columns(document=_S, number=_I, before=_S, after=_S),
    "findings": _columns(document=_S, start=_I, end=_I, code=_S, message=_S),
    "alignments": _columns(document=_S, base=_S, start=_I, end=_I, base_start=_I, base_end=_I),
    "restorations": _columns(
        document=_S, start=_I, end=_I, tier=_S, certainty=_F, evidence=_S, degraded_start=_I, degraded_end=_I,
    ),
    "mentions": _columns(
        document=_S, start=_I, end=_I, form=_S, entity=_S, candidates=pa.list_(_S), kind=_S, certainty=_F, rule=_S,
    ),
}  # fmt: skip
"""The tables made document by document; relations and shared passages come from tasks of their own."""


class Chunk:
    """The rows of one chunk of documents, and of the works they belong to, each read when first asked for."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    @cached_property
    def records(self) -> list[Row]:
        return self._rows("records")

    @cached_property
    def documents(self) -> list[Row]:
        return self._rows("documents")

    @cached_property
    def repairs(self) -> dict[str, Row]:
        return {row["id"]: row for row in self._rows("repairs")}

    @cached_property
    def names(self) -> list[Row]:
        return self._rows("names")

    @cached_property
    def ties(self) -> dict[str, Row]:
        """What ties each document to its work; a document without a tie is not in the corpus."""
        ids = [row["id"] for row in self.documents]
        return {row["id"]: row for row in self._inputs.where("ties", "id", ids).to_pylist()}

    @cached_property
    def works(self) -> Gathered:
        parts = self._inputs.parts
        everywhere = {**parts, **{name: parts[f"all_{name}"] for name in ("documents", "repairs", "names")}}
        return Gathered(Inputs(everywhere), {tie["work"] for tie in self.ties.values()})

    def _rows(self, name: str) -> list[Row]:
        rows: list[Row] = self._inputs.table(name).to_pylist()
        return rows


def table(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """The rows of the ledger table `options["table"]` for one chunk."""
    name = options["table"]
    return pa.Table.from_pylist(list(_MAKERS[name](Chunk(inputs))), SCHEMAS[name])


def _files(chunk: Chunk) -> Iterator[Row]:
    for file in dict.fromkeys(row["file"] for row in chunk.records):
        parts = [_data(row) for row in chunk.records if row["file"] == file]
        content = b"".join(parts)
        digest = hashlib.sha256(content).hexdigest()
        yield {"file": file, "size": len(content), "sha256": digest, "records": len(parts)}


def _records(chunk: Chunk) -> Iterator[Row]:
    """A record that is no document of the corpus keeps its bytes here: it could not be read, a step failed on it or dropped it."""
    faults = {row["id"]: row for row in chunk.documents if row["code"]}
    for row in chunk.records:
        fault = faults.get(row["id"], row)
        known = row["id"] in chunk.ties
        place = {"document": row["id"] if known else "", "data": b"" if known else _data(row)}
        kept = {key: row[key] for key in SCHEMAS["records"].names if key in row}
        yield {**kept, **place, "code": fault["code"], "message": fault["message"]}


def _data(row: Row) -> bytes:
    """The bytes of a record, as they stood in its file."""
    if not row["id"]:
        return bytes(row["data"])
    decoded = Decoded(row["raw"].decode("utf-8", "surrogatepass"), row["encoding"], row["bom"], row["newline"])
    return Record(row["name"], decoded, row["style"], row["before"], row["after"], row["literal"]).data()


def _documents(chunk: Chunk) -> Iterator[Row]:
    lone = {"work": "", "kind": "", "containment": 0.0}
    unrepaired = {"degradation": "", "tokens": 0, "aligned": 0, "exceptions": []}
    for row in chunk.documents:
        yield {
            **lone,
            **unrepaired,
            **row,
            **chunk.ties.get(row["id"], {}),
            **chunk.repairs.get(row["id"], {}),
            "document": row["id"],
        }


def _edits(chunk: Chunk) -> Iterator[Row]:
    for row in chunk.documents:
        if row["id"] in chunk.ties:
            document = from_row(row)
            yield from _layer(row["id"], "clean", document.edits, document.raw)
            yield from _delta(chunk, row)
    texts = {row["id"]: row["text"] for row in chunk.documents}
    for row in chunk.repairs.values():
        yield from _layer(row["id"], "repair", edits_of(row["edits"]), texts[row["id"]])
    for row in chunk.names:
        yield from _layer(row["id"], "names", edits_of(row["edits"]), texts[row["id"]])


def _delta(chunk: Chunk, row: Row) -> Iterator[Row]:
    """How a document that is not the base of its work differs from it."""
    tie = chunk.ties[row["id"]]
    if tie["kind"] in ("near", "degraded-of"):
        base = forward(chunk.works.base(tie["work"]).text, tie["kind"], chunk.repairs.get(row["id"], {}).get("degradation", ""))
        yield from _layer(row["id"], "delta", delta(base, row["text"]), base)


def forward(base: str, kind: str, degradation: str) -> str:
    """The text that the delta of a document stands on: the base text, degraded as the document was where it is a degraded copy."""
    return record.load(degradation).apply(base) if kind == "degraded-of" else base


def _layer(document: str, layer: str, edits: Edits, source: str) -> Iterator[Row]:
    for edit in edits:
        yield {
            "document": document,
            "layer": layer,
            "start": edit.span.start,
            "end": edit.span.end,
            "old": edit.span.of(source).encode("utf-8", "surrogatepass"),
            "new": edit.text,
            "rule": edit.rule,
            "certainty": edit.certainty,
            "evidence": edit.evidence,
        }


def _blocks(chunk: Chunk) -> Iterator[Row]:
    """What stands between the paragraphs of a base text, which the TEI does not hold."""
    for document, tie in chunk.ties.items():
        if tie["kind"] == "base":
            text = chunk.works.base(document).text
            spans = blocks(text)
            edges = [0, *(span.end for span in spans)]
            for number, (span, before) in enumerate(zip(spans, edges, strict=False), start=1):
                after = text[span.end :] if number == len(spans) else ""
                yield {"document": document, "number": number, "before": text[before : span.start], "after": after}


def _findings(chunk: Chunk) -> Iterator[Row]:
    for row in chunk.documents:
        yield from ({"document": row["id"], **finding} for finding in row["findings"])
    for row in (*chunk.repairs.values(), *chunk.names):
        if row["fault"]:
            yield {"document": row["id"], "start": 0, "end": 0, "code": "E402", "message": row["fault"]}


def _alignments(chunk: Chunk) -> Iterator[Row]:
    for row in chunk.repairs.values():
        for restored in row["spans"]:
            place = copied_span(restored)
            if place:
                yield {
                    "document": row["id"],
                    "base": row["witness"],
                    "start": restored["degraded_start"],
                    "end": restored["degraded_end"],
                    "base_start": place.start,
                    "base_end": place.end,
                }


def _restorations(chunk: Chunk) -> Iterator[Row]:
    for row in chunk.repairs.values():
        yield from ({"document": row["id"], **restored} for restored in row["spans"])


def _mentions(chunk: Chunk) -> Iterator[Row]:
    for row in chunk.names:
        yield from ({"document": row["id"], **mention} for mention in row["mentions"])


_MAKERS: Mapping[str, Callable[[Chunk], Iterable[Row]]] = {
    "files": _files,
    "records": _records,
    "documents": _documents,
    "edits": _edits,
    "blocks": _blocks,
    "findings": _findings,
    "alignments": _alignments,
    "restorations": _restorations,
    "mentions": _mentions,
}

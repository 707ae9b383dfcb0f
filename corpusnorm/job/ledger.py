"""The ledger: everything that was done, as Parquet tables beside the TEI, and all that is needed to undo it.

Offsets are code points, half-open. Layers of edits: `clean` stands on the raw text, `repair` and `names` on the cleaned one,
`delta` on the base text of the work - run through the inferred degradation first, where the document is a degraded copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from corpusnorm.engine import Inputs
from corpusnorm.ingest.records import Record
from corpusnorm.job.collation.moves import copied_span
from corpusnorm.job.losses import DAMAGED, losses
from corpusnorm.job.schemas import SCHEMAS
from corpusnorm.job.separators import line_feeds, unusual, usual
from corpusnorm.restoration.stage import COPIED
from corpusnorm.tables import edits_of

Row = Mapping[str, Any]

_NO_WITNESS = "no witness gives its names back"


class Chunk:
    """The tables of one chunk of documents, each read when first asked for."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    def table(self, name: str, *columns: str) -> pa.Table:
        """An input, some columns of it where they are named."""
        return self._inputs.table(name, columns or None)

    @cached_property
    def ties(self) -> pa.Table:
        """What ties each document to its work; a document without a tie is not in the corpus."""
        return self._inputs.where("ties", "id", self.table("documents", "id")["id"])

    def tied(self, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """Which documents are in the corpus."""
        return pc.is_in(ids, self.ties["id"].combine_chunks())

    def texts(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The cleaned texts of documents of this chunk."""
        found = self.table("documents", "id", "text")
        found = found.filter(pc.is_in(found["id"], pa.array(ids, pa.string())))
        return dict(zip(found["id"].to_pylist(), found["text"].to_pylist(), strict=True))

    def names(self, ids: Iterable[str]) -> Mapping[str, list[Row]]:
        """The mentions in documents of any chunk."""
        rows = self._inputs.where("all_names", "id", set(ids), ["id", "mentions"]).to_pylist()
        return {row["id"]: row["mentions"] for row in rows}

    def bases(self) -> Iterator[tuple[str, str]]:
        """The ids and texts of the base documents; a degraded one that has no witness is repaired."""
        base = self.ties.filter(pc.equal(self.ties["kind"], "base"))["id"].combine_chunks()
        found = self.table("documents", "id", "text")
        found = found.filter(pc.is_in(found["id"], base))
        repairs = {row["id"]: row["edits"] for row in self.table("repairs", "id", "edits").to_pylist()}
        for document, text in zip(found["id"].to_pylist(), found["text"].to_pylist(), strict=True):
            yield document, edits_of(repairs[document]).apply(text) if document in repairs else text


def table(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """The rows of the ledger table `options["table"]` for one chunk."""
    name = options["table"]
    made = _MAKERS[name](Chunk(inputs))
    return made.select(SCHEMAS[name].names).cast(SCHEMAS[name])


def _records(chunk: Chunk) -> pa.Table:
    """A record that is no document of the corpus keeps its bytes here: it could not be read, a step failed on it or dropped it."""
    records = chunk.table("records")
    known = chunk.tied(records["id"])
    lost = dict(zip(pc.indices_nonzero(pc.invert(known)).to_pylist(), records.filter(pc.invert(known)).to_pylist(), strict=True))
    data = [_data(lost[number]) if number in lost else b"" for number in range(len(records))]
    made = _set(records, "data", pa.array(data, pa.large_binary()))
    made = _set(made, "document", pc.if_else(known, records["id"], ""))
    failed = chunk.table("documents", "id", "code", "message")
    faults = {row["id"]: row for row in failed.filter(pc.not_equal(failed["code"], "")).to_pylist()}
    for name in ("code", "message") if faults else ():
        said = zip(records["id"].to_pylist(), records[name].to_pylist(), strict=True)
        values = [faults[document][name] if document in faults else value for document, value in said]
        made = _set(made, name, pa.array(values, pa.string()))
    return made


def _data(row: Row) -> bytes:
    """The bytes of a record, as they stood in its file."""
    if not row["id"]:
        return bytes(row["data"])
    return Record.of(row, row["raw"].decode("utf-8", "surrogatepass")).data()


def _documents(chunk: Chunk) -> pa.Table:
    documents = chunk.table("documents")
    made = _set(documents, "document", documents["id"])
    made = _joined(made, chunk.ties, {"work": "", "kind": "", "containment": 0.0})
    made = _set(made, "sha256", pc.if_else(pc.is_in(documents["id"], _whole(chunk)), "", documents["sha256"]))
    feeds = {document: usual(line_feeds(text)) for document, text in chunk.bases()}
    made = _set(made, "line_feeds", pa.array([feeds.get(document, 0) for document in documents["id"].to_pylist()], pa.int64()))
    empty = {"degradation": "", "tokens": 0, "aligned": 0, "exceptions": []}
    return _joined(made, chunk.table("repairs"), empty)


def _whole(chunk: Chunk) -> pa.Array:
    """The documents that are a whole file, whose sha256 stands there."""
    records = chunk.table("records", "id", "name", "file")
    return records.filter(pc.equal(records["name"], records["file"]))["id"].combine_chunks()


def _joined(table: pa.Table, other: pa.Table, absent: Mapping[str, Any]) -> pa.Table:
    """The columns that `absent` names of the row of `other` with the same id, or what stands in `absent`."""
    rows = pc.index_in(table["id"], other["id"].combine_chunks())
    for name, value in absent.items():
        kind = other.schema.field(name).type
        extended = pa.chunked_array([*other[name].chunks, pa.array([value], kind)], kind)
        table = _set(table, name, extended.take(pc.fill_null(rows, len(other))))
    return table


def _edits(chunk: Chunk) -> pa.Table:
    documents = chunk.table("documents", "id", "raw", "edits", "text")
    clean = documents.filter(pc.and_(chunk.tied(documents["id"]), pc.greater(pc.list_value_length(documents["edits"]), 0)))
    made = [_layer("clean", clean["id"], clean["edits"], clean["raw"])]
    names, repairs = chunk.table("names", "id", "edits"), chunk.table("repairs", "id", "edits", "witness")
    alone = pc.equal(repairs["witness"], "")
    for layer, rows in (("names", names), ("repair", repairs.filter(alone))):
        rows = rows.filter(pc.greater(pc.list_value_length(rows["edits"]), 0))
        texts = documents["text"].take(pc.index_in(rows["id"], documents["id"].combine_chunks()))
        made.append(_layer(layer, rows["id"], rows["edits"], texts))
    return pa.concat_tables([*made, _restored(repairs.filter(pc.invert(alone))), _delta(chunk.table("deltas"))])


def _restored(repairs: pa.Table) -> pa.Table:
    """The edits of documents that were repaired from a witness; what was copied from there is not said again."""
    made = _flat(repairs["id"], repairs["edits"])
    copied = pc.and_(pc.equal(made["rule"], COPIED), pc.not_equal(made["text"], ""))
    made = _set(made, "new", pc.if_else(copied, pa.scalar(None, pa.string()), made["text"]))
    return _with(made, {"layer": "repair", "old": None})


def _delta(deltas: pa.Table) -> pa.Table:
    return _with(deltas, {"layer": "delta", "old": None, "rule": "delta", "certainty": 1.0, "evidence": ""})


def _with(table: pa.Table, same: Mapping[str, Any]) -> pa.Table:
    """Rows of `edits`, with values that all of them have."""
    for name, value in same.items():
        table = _set(table, name, pa.repeat(pa.scalar(value, SCHEMAS["edits"].field(name).type), len(table)))
    return table.select(SCHEMAS["edits"].names).cast(SCHEMAS["edits"])


def _layer(layer: str, ids: pa.ChunkedArray, edits: pa.ChunkedArray, sources: pa.ChunkedArray) -> pa.Table:
    """Lists of edits, each on its source, as rows of `edits`."""
    made = _flat(ids, edits)
    old: list[bytes] = []
    for source, found in zip(sources.to_pylist(), _bounds(made, edits), strict=True):
        text = source if isinstance(source, str) else source.decode("utf-8", "surrogatepass")
        old += [text[start:end].encode("utf-8", "surrogatepass") for start, end in found]
    made = _set(_set(made, "old", pa.array(old, pa.large_binary())), "layer", pa.repeat(layer, len(made)))
    return made.rename_columns({"text": "new"}).select(SCHEMAS["edits"].names).cast(SCHEMAS["edits"])


def _bounds(made: pa.Table, lists: pa.ChunkedArray) -> Iterator[list[tuple[int, int]]]:
    """Start and end of what stands in each of some lists, flattened to `made`."""
    spans = list(zip(made["start"].to_pylist(), made["end"].to_pylist(), strict=True))
    at = 0
    for length in pc.list_value_length(lists).to_pylist():
        yield spans[at : at + length]
        at += length


def _flat(ids: pa.ChunkedArray, lists: pa.ChunkedArray) -> pa.Table:
    """Lists of structs, each of a document, as rows, with the column `document`."""
    lists = lists.combine_chunks()
    values = pa.Table.from_struct_array(pc.list_flatten(lists))
    return _set(values, "document", ids.combine_chunks().take(pc.list_parent_indices(lists)))


def _blocks(chunk: Chunk) -> pa.Table:
    """Where there are other line feeds around the paragraphs of a base text than it usually has."""
    rows = [(document, *other) for document, text in chunk.bases() for other in unusual(line_feeds(text))]
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    return pa.table(list(map(list, columns)), schema=SCHEMAS["blocks"])


def _findings(chunk: Chunk) -> pa.Table:
    documents = chunk.table("documents", "id", "findings")
    made = [_flat(documents["id"], documents["findings"]).select(SCHEMAS["findings"].names)]
    for name in ("repairs", "names"):
        rows = chunk.table(name, "id", "fault")
        rows = rows.filter(pc.not_equal(rows["fault"], ""))
        found = [{"document": row["id"], "start": 0, "end": 0, "code": "E402", "message": row["fault"]} for row in rows.to_pylist()]
        made.append(pa.Table.from_pylist(found, SCHEMAS["findings"]))
    damaged = chunk.table("names", "id", "damaged")
    bases = chunk.ties.filter(pc.equal(chunk.ties["kind"], "base"))["id"].combine_chunks()
    damaged = damaged.filter(pc.and_(pc.not_equal(damaged["damaged"], ""), pc.is_in(damaged["id"], bases)))
    said = [
        {"document": row["id"], "start": 0, "end": 0, "code": DAMAGED, "message": f"{_NO_WITNESS}; {row['damaged']}"}
        for row in damaged.to_pylist()
    ]
    return pa.concat_tables([*made, pa.Table.from_pylist(said, SCHEMAS["findings"])])


def _alignments(chunk: Chunk) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "document": row["id"],
                "base": row["witness"],
                "start": restored["degraded_start"],
                "end": restored["degraded_end"],
                "base_start": place.start,
                "base_end": place.end,
            }
            for row in chunk.table("repairs", "id", "witness", "spans").to_pylist()
            for restored in row["spans"]
            if (place := copied_span(restored))
        ],
        SCHEMAS["alignments"],
    )


def _restorations(chunk: Chunk) -> pa.Table:
    repairs = chunk.table("repairs", "id", "spans")
    return _flat(repairs["id"], repairs["spans"])


def _mentions(chunk: Chunk) -> pa.Table:
    names = chunk.table("names", "id", "mentions")
    return _flat(names["id"], names["mentions"])


def _lost_names(chunk: Chunk) -> pa.Table:
    repairs = [row for row in chunk.table("repairs", "id", "witness", "spans").to_pylist() if row["witness"] and row["spans"]]
    texts = chunk.texts([row["id"] for row in repairs])
    named = chunk.names([row["witness"] for row in repairs])
    return pa.Table.from_pylist(
        [
            {
                "document": row["id"],
                "base": row["witness"],
                "base_start": lost.base.start,
                "base_end": lost.base.end,
                "form": lost.mention["form"],
                "entity": lost.mention["entity"],
                "fate": lost.fate,
                "start": lost.at.start if lost.at else None,
                "end": lost.at.end if lost.at else None,
                "certainty": lost.certainty,
            }
            for row in repairs
            for lost in losses(named.get(row["witness"], ()), row["spans"], texts[row["id"]])
        ],
        SCHEMAS["lost_names"],
    )


def _set(table: pa.Table, name: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    """A table with a column of that name, in place of one that it has."""
    if name in table.column_names:
        return table.set_column(table.column_names.index(name), name, values)
    return table.append_column(name, values)


_MAKERS: Mapping[str, Callable[[Chunk], pa.Table]] = {
    "records": _records,
    "documents": _documents,
    "edits": _edits,
    "blocks": _blocks,
    "findings": _findings,
    "alignments": _alignments,
    "restorations": _restorations,
    "mentions": _mentions,
    "lost_names": _lost_names,
}
TABLES = tuple(_MAKERS)

"""The tables of the ledger and their columns; `docs/reference/ledger.toml` says what each means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.diagnosis.stage import FOREIGN

_S, _I, _F, _B = pa.string(), pa.int64(), pa.float64(), pa.large_binary()


def _columns(**kinds: pa.DataType) -> pa.Schema:
    return pa.schema(list(kinds.items()))


ROW_GROUP = 16_384  # rows; fixed, so that the same rows give the same bytes

SCHEMAS: Mapping[str, pa.Schema] = {
    "files": _columns(file=_S, size=_I, sha256=_S, records=_I),
    "records": _columns(
        file=_S, number=_I, start=_I, name=_S, document=_S, encoding=_S, bom=_S, newline=_S, style=_S, before=_B, after=_B,
        literal=_B, code=_S, message=_S, data=_B,
    ),
    "documents": _columns(
        document=_S, name=_S, work=_S, kind=_S, containment=_F, sha256=_S, language=_S, meta=_S, words=_I, foreign=FOREIGN,
        line_feeds=_I,
        degraded=pa.bool_(), damage=pa.list_(_S), degradation=_S, tokens=_I, aligned=_I, exceptions=pa.list_(_S), dropped=_S,
    ),
    "edits": _columns(
        document=_S, layer=_S, start=_I, end=_I, old=_B, new=_S, rule=_S, certainty=_F, evidence=_S,
    ),
    "blocks": _columns(document=_S, number=_I, line_feeds=_I),
    "findings": _columns(document=_S, start=_I, end=_I, code=_S, message=_S),
    "alignments": _columns(document=_S, base=_S, start=_I, end=_I, base_start=_I, base_end=_I),
    "restorations": _columns(
        document=_S, start=_I, end=_I, tier=_S, certainty=_F, evidence=_S, degraded_start=_I, degraded_end=_I,
    ),
    "mentions": _columns(
        document=_S, start=_I, end=_I, form=_S, entity=_S, candidates=pa.list_(_S), kind=_S, certainty=_F, rule=_S, name=_S,
        written=_S, proposed=_S, held=_S, question=_S,
    ),
    "lost_names": _columns(
        document=_S, base=_S, base_start=_I, base_end=_I, form=_S, entity=_S, fate=_S, start=_I, end=_I, certainty=_F,
    ),
    "works": _columns(work=_S, file=_S, start=_I, end=_I),
}  # fmt: skip
"""The tables made document by document, or work by work; files, relations and shared passages come from tasks of their own."""

_SORTED = {"files.file", "records.file", "records.name", "works.file", "works.work"}  # each begins as the one before it
_IDS = {"document", "work", "base", "a", "b", "copy", "keeper", "sha256"}


def encodings(table: str, schema: pa.Schema) -> dict[str, Any]:
    """How the columns of a table of the ledger are written: ids, hashes and places one after the other, all others, words that
    come again and again, by a dictionary. That is a fifth less than dictionaries for all."""
    found = {field.name: _encoding(table, field) for field in schema}
    plain = {name: encoding for name, encoding in found.items() if encoding}
    others = [path for field in schema if field.name not in plain for path in _leaves(field.name, field.type)]
    return {"compression": "zstd", "column_encoding": plain, "use_dictionary": others}


def _encoding(table: str, field: pa.Field) -> str:
    if f"{table}.{field.name}" in _SORTED:
        return "DELTA_BYTE_ARRAY"
    if field.name in _IDS or f"{table}.{field.name}" == "documents.name":
        return "DELTA_LENGTH_BYTE_ARRAY"
    return "DELTA_BINARY_PACKED" if pa.types.is_integer(field.type) else ""


def _leaves(path: str, kind: pa.DataType) -> Iterator[str]:
    """What Parquet calls the columns that a column is made of."""
    if pa.types.is_list(kind):
        yield from _leaves(f"{path}.list.element", kind.value_type)
    elif pa.types.is_struct(kind):
        for field in kind:
            yield from _leaves(f"{path}.{field.name}", field.type)
    else:
        yield path

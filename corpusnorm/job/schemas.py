"""The tables of the ledger and their columns; `docs/reference/ledger.toml` says what each means."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from corpusnorm.diagnosis.stage import FOREIGN

_S, _I, _F, _B = pa.string(), pa.int64(), pa.float64(), pa.large_binary()


def _columns(**kinds: pa.DataType) -> pa.Schema:
    return pa.schema(list(kinds.items()))


ROW_GROUP = 16_384  # rows; fixed, so that the same rows give the same bytes

SCHEMAS: Mapping[str, pa.Schema] = {
    "files": _columns(file=_S, size=_I, sha256=_S, records=_I),
    "records": _columns(
        file=_S, number=_I, name=_S, document=_S, encoding=_S, bom=_S, newline=_S, style=_S, before=_B, after=_B, literal=_B,
        code=_S, message=_S, data=_B,
    ),
    "documents": _columns(
        document=_S, name=_S, work=_S, kind=_S, containment=_F, sha256=_S, language=_S, meta=_S, words=_I, foreign=FOREIGN,
        degraded=pa.bool_(), damage=pa.list_(_S), degradation=_S, tokens=_I, aligned=_I, exceptions=pa.list_(_S), dropped=_S,
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
        document=_S, start=_I, end=_I, form=_S, entity=_S, candidates=pa.list_(_S), kind=_S, certainty=_F, rule=_S, name=_S,
        written=_S, proposed=_S, held=_S, question=_S,
    ),
    "lost_names": _columns(
        document=_S, base=_S, base_start=_I, base_end=_I, form=_S, entity=_S, fate=_S, start=_I, end=_I, certainty=_F,
    ),
    "works": _columns(work=_S, file=_S, start=_I, end=_I),
}  # fmt: skip
"""The tables made document by document, or work by work; files, relations and shared passages come from tasks of their own."""

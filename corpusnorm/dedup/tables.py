"""Relations and references as tables: what a row of each holds, and the objects that rows stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.dedup.passages import Passage
from corpusnorm.dedup.relation import Relation
from corpusnorm.dedup.sharing import Shared
from corpusnorm.degradation import record
from corpusnorm.edits import Span

RUN = pa.struct([(name, pa.int64()) for name in ("a_start", "a_end", "b_start", "b_end")])
PASSAGE = pa.struct([*RUN, ("similarity", pa.float64()), ("runs", pa.list_(RUN))])
RELATIONS = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("kind", pa.string()),
        ("containment", pa.float64()),
        ("coverage", pa.float64()),
        ("evidence", pa.string()),
        ("passages", pa.list_(PASSAGE)),
        ("degradation", pa.string()),
    ]
)
"""One row a relation, see `Relation`; the spans of `passages` are code points, `degradation` is JSON or empty."""

SHARED = pa.schema(
    [
        (name, pa.string() if name in ("copy", "keeper") else pa.int64())
        for name in ("copy", "start", "end", "keeper", "kept_start", "kept_end")
    ]
)
"""One row a passage that stands twice, see `Shared`."""


def relation_row(relation: Relation) -> dict[str, Any]:
    """A relation as a row of `RELATIONS`."""
    passages = [
        {**_run_row(each.a, each.b), "similarity": each.similarity, "runs": [_run_row(a, b) for a, b in each.runs]}
        for each in relation.passages
    ]
    return {
        "a": relation.a,
        "b": relation.b,
        "kind": relation.kind,
        "containment": relation.containment,
        "coverage": relation.coverage,
        "evidence": relation.evidence,
        "passages": passages,
        "degradation": record.dump(relation.degradation) if relation.degradation else "",
    }


def relation_of(row: Mapping[str, Any]) -> Relation:
    """The relation in a row of `RELATIONS`, whose columns `passages` and `degradation` may be left out."""
    passages = tuple(
        Passage(*_spans(each), each["similarity"], tuple(_spans(run) for run in each["runs"])) for each in row.get("passages") or ()
    )
    how = record.load(row["degradation"]) if row.get("degradation") else None
    return Relation(row["a"], row["b"], row["kind"], row["containment"], row["evidence"], passages, how, row["coverage"])


def shared_row(each: Shared) -> dict[str, Any]:
    """A reference as a row of `SHARED`."""
    return {
        "copy": each.copy,
        "start": each.span.start,
        "end": each.span.end,
        "keeper": each.keeper,
        "kept_start": each.kept_span.start,
        "kept_end": each.kept_span.end,
    }


def shared_of(row: Mapping[str, Any]) -> Shared:
    """The reference in a row of `SHARED`."""
    return Shared(row["copy"], Span(row["start"], row["end"]), row["keeper"], Span(row["kept_start"], row["kept_end"]))


def _run_row(a: Span, b: Span) -> dict[str, int]:
    return {"a_start": a.start, "a_end": a.end, "b_start": b.start, "b_end": b.end}


def _spans(row: Mapping[str, Any]) -> tuple[Span, Span]:
    return Span(row["a_start"], row["a_end"]), Span(row["b_start"], row["b_end"])

"""The tasks that write the works: where their documents differ, what they keep for others, and their TEI, a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.dedup.tables import shared_of
from corpusnorm.degradation import record
from corpusnorm.edits import Span
from corpusnorm.engine import PARTITION, Inputs
from corpusnorm.errors import OutputError
from corpusnorm.job.collation.differences import differences
from corpusnorm.job.gathered import Gathered
from corpusnorm.tei.division import Division
from corpusnorm.tei.model import SharedPassage
from corpusnorm.tei.passages import kept_forms
from corpusnorm.tei.steps import Steps
from corpusnorm.tei.validate import check_written
from corpusnorm.tei.writer import WorkFile, work_xml

DELTAS = pa.schema([("document", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("new", pa.string())])
KEPT = pa.schema([("keeper", pa.string()), *((name, pa.int64()) for name in ("start", "end", "block")), ("marks", pa.string())])
_COUNTS = (("elements", pa.string()), ("occurs", pa.int64()), ("units", pa.string()), ("amounts", pa.int64()))
WORKS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "path")),
        ("xml", pa.large_binary()),
        *((name, pa.list_(kind)) for name, kind in _COUNTS),
        (PARTITION, pa.int64()),
    ]
)
_BATCH = 256  # works that are held as rows at a time; their XML is kept in Arrow's memory


def deltas(inputs: Inputs, _: Mapping[str, Any]) -> pa.Table:
    """How the other documents of the works of a chunk differ from their base: rows of `DELTAS`, document by document.

    The offsets are those of the base text, degraded as the document was where it is a degraded copy.
    """
    gathered = Gathered(inputs)
    rows: list[tuple[str, int, int, str]] = []
    for tie in gathered.others:
        if tie["kind"] in ("near", "contains", "degraded-of"):
            base = forward(gathered.base(tie["work"]).text, tie["kind"], gathered.degradation(tie["id"]))
            rows += [(tie["id"], *difference) for difference in differences(base, gathered.text(tie["id"]))]
    return _table(rows, DELTAS)


def forward(base: str, kind: str, degradation: str) -> str:
    """The text that the delta of a document stands on: the base text, degraded as the document was where it is a degraded copy."""
    return record.load(degradation).apply(base) if kind == "degraded-of" else base


def kept(inputs: Inputs, _: Mapping[str, Any]) -> pa.Table:
    """What other works need to know of the passages that the works of a chunk keep for them, as rows of `KEPT`."""
    gathered = Gathered(inputs)
    anchors = _anchors(inputs, gathered)
    return _table(
        [
            (work, form.span.start, form.span.end, form.block, form.marks)
            for work in gathered.ids
            if work in anchors
            for form in kept_forms(gathered.work(work, (), anchors[work]))
        ],
        KEPT,
    )


def works(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """The TEI documents of the works whose base stands in a chunk, as rows of `WORKS`."""
    gathered = Gathered(inputs)
    anchors, passages = _anchors(inputs, gathered), _passages(inputs, gathered)
    recorded, division = Steps(frozenset(options["steps"])), Division(options["digits"])
    rows: list[tuple[Any, ...]] = []
    tables = [WORKS.empty_table()]
    for work in gathered.ids:
        told = gathered.work(work, passages.get(work, ()), anchors.get(work, ()))
        written = _checked(work_xml(told, recorded, division, **options["marked"]))
        counted = (list(each) for counts in (written.counts.elements, written.counts.extent) for each in (counts, counts.values()))
        rows.append((work, written.path, written.xml, *counted, division.partition(work, options["partitions"])))
        if len(rows) == _BATCH:
            tables.append(_table(rows, WORKS))
            rows = []
    return pa.concat_tables([*tables, _table(rows, WORKS)])


def _checked(written: WorkFile) -> WorkFile:
    """A work that is sound by itself; one that is not must never be published."""
    problems = check_written(written)
    if problems:
        first = problems[0]
        raise OutputError(f"{first.message} (line {first.line})", where=first.file, hint="please report this", code=first.code)
    return written


def _anchors(inputs: Inputs, gathered: Gathered) -> dict[str, tuple[Span, ...]]:
    """The spans that each work keeps for others."""
    found: dict[str, list[Span]] = {}
    for row in inputs.where("shared", "keeper", gathered.ids, ["keeper", "kept_start", "kept_end"]).to_pylist():
        found.setdefault(row["keeper"], []).append(Span(row["kept_start"], row["kept_end"]))
    return {work: tuple(sorted(spans)) for work, spans in found.items()}


def _passages(inputs: Inputs, gathered: Gathered) -> dict[str, tuple[SharedPassage, ...]]:
    """The passages of each work that others keep."""
    copies = [shared_of(row) for row in inputs.where("shared", "copy", gathered.ids).to_pylist()]
    forms = {
        (row["keeper"], row["start"], row["end"]): (row["block"], row["marks"])
        for row in inputs.where("kept", "keeper", {each.keeper for each in copies}).to_pylist()
    }
    found: dict[str, list[SharedPassage]] = {}
    for each in copies:
        form = forms[each.keeper, each.kept_span.start, each.kept_span.end]
        found.setdefault(each.copy, []).append(SharedPassage(each.span, each.keeper, each.kept_span, *form))
    return {work: tuple(passages) for work, passages in found.items()}


def _table(rows: list[Any], schema: pa.Schema) -> pa.Table:
    """Tuples as a table."""
    columns: Iterator[Any] = zip(*rows, strict=True) if rows else iter([()] * len(schema))
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema)

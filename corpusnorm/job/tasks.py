"""The tasks of a run up to the clusters: each a pure function of its inputs and options, from rows to rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa

from corpusnorm.cleaning.stage import clean_batch, pipeline_of
from corpusnorm.dedup import Candidate, Rank, RelateOptions, Relation, clusters, relate, survivor_of
from corpusnorm.dedup.passages import Passage
from corpusnorm.dedup.sharing import Shared, keep_once
from corpusnorm.degradation import Degradation, record
from corpusnorm.diagnosis.stage import diagnosis_batch
from corpusnorm.edits import Span
from corpusnorm.engine import Inputs
from corpusnorm.ingest.stage import documents, read_files
from corpusnorm.job.guard import attempt, guarded
from corpusnorm.language.stage import language_batch
from corpusnorm.names.policy import load_policy
from corpusnorm.names.stage import NAMED, names_row, unnamed_row
from corpusnorm.restoration.stage import REPAIRS, repair_row, unrepaired_row
from corpusnorm.tables import DOCUMENTS

PREPARED = pa.schema(
    [
        *DOCUMENTS,
        ("text", pa.large_string()),
        ("dropped", pa.string()),
        ("language", pa.string()),
        ("language_probability", pa.float64()),
        ("degraded", pa.bool_()),
        ("damage", pa.list_(pa.string())),
        ("flaws", pa.int64()),
        ("words", pa.int64()),
        ("code", pa.string()),
        ("message", pa.string()),
    ]
)
RUN = pa.struct([(name, pa.int64()) for name in ("a_start", "a_end", "b_start", "b_end")])
PASSAGE = pa.struct([*RUN, ("similarity", pa.float64()), ("runs", pa.list_(RUN))])
RELATIONS = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("kind", pa.string()),
        ("containment", pa.float64()),
        ("evidence", pa.string()),
        ("passages", pa.list_(PASSAGE)),
        ("degradation", pa.string()),
        ("coverage", pa.float64()),
    ]
)
TIES = pa.schema([("id", pa.string()), ("work", pa.string()), ("kind", pa.string()), ("containment", pa.float64())])

SHARED = pa.schema(
    [
        (name, pa.string() if name in ("copy", "keeper") else pa.int64())
        for name in ("copy", "start", "end", "keeper", "kept_start", "kept_end")
    ]
)


def ingest(_: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Files to records."""
    return read_files(options)


def prepare(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Records to documents: cleaned, their language known, diagnosed. One that a step fails on keeps its row, with a code."""
    pipeline = pipeline_of(tuple(options["steps"]), options["options"], options["header"])
    stages = (partial(clean_batch, pipeline=pipeline), language_batch, diagnosis_batch)
    tables = [PREPARED.empty_table()]
    for batch in documents(inputs.table("records")):
        done, faults = guarded(stages, batch)
        tables += [_filled(each) for each in done]
        rows = {row["id"]: row for row in batch.to_pylist()}
        failed = [{**rows[fault.id], "code": fault.code, "message": fault.message, "text": "", "words": 0} for fault in faults]
        tables += [pa.Table.from_pylist(failed, PREPARED)] if failed else []
    return pa.concat_tables(tables)


def _filled(batch: pa.RecordBatch) -> pa.Table:
    """A batch that went through, with empty fault columns."""
    table = pa.Table.from_batches([batch])
    for name in ("code", "message"):
        table = table.append_column(name, pa.array([""] * table.num_rows, pa.string()))
    return table.cast(PREPARED)


def relations(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Candidate pairs to verified relations."""
    wanted = inputs.table("candidates")
    ids = {*wanted["a"].to_pylist(), *wanted["b"].to_pylist()}
    rows = inputs.where("documents", "id", ids, ["id", "text", "degraded"]).to_pylist()
    known = {row["id"]: Candidate(row["id"], row["text"], partial(bool, row["degraded"])) for row in rows}
    limits = RelateOptions(**options)
    shared = tuple(record.load(row["degradation"]) for row in inputs.table("recipes").to_pylist())
    pairs = [(known[row["a"]], known[row["b"]], row["containment"]) for row in wanted.to_pylist()]
    found = [attempt(partial(_related, a, b, limits, share, shared), partial(_unrelated, a.id, b.id)) for a, b, share in pairs]
    return pa.Table.from_pylist([row for row in found if row], RELATIONS)


def _related(
    a: Candidate, b: Candidate, limits: RelateOptions, estimate: float, recipes: Sequence[Degradation]
) -> Mapping[str, Any]:
    """The row of the relation of two documents; empty where there is none."""
    relation = relate(a, b, limits, estimate, recipes)
    return _relation_row(relation) if relation else {}


def _unrelated(a: str, b: str, fault: str) -> Mapping[str, Any]:
    """The row of two documents that could not be compared: of the kind `failed`, which ties nothing."""
    return {
        "a": a,
        "b": b,
        "kind": "failed",
        "containment": 0.0,
        "evidence": fault,
        "passages": [],
        "degradation": "",
        "coverage": 0.0,
    }


def ties(inputs: Inputs, _: Mapping[str, Any]) -> pa.Table:
    """All relations to clusters: for each document its work, which is the id of its survivor, and what ties it there."""
    rows = kept(inputs.table("documents", ["id", "degraded", "flaws", "words", "dropped", "code"])).to_pylist()
    ranks = [Rank.of(row["id"], row["degraded"], row["words"], row["flaws"]) for row in rows]
    columns = ["a", "b", "kind", "containment", "evidence", "coverage"]
    found = [Relation(**row) for row in inputs.table("relations", columns).to_pylist()]
    tied = clusters(ranks, found)
    return pa.Table.from_pylist(
        [
            {
                "id": document,
                "work": survivor_of(document, tie),
                "kind": tie.kind if tie else "base",
                "containment": tie.containment if tie else 1.0,
            }
            for document, tie in sorted(tied.items())
        ],
        TIES,
    )


def kept(table: pa.Table) -> pa.Table:
    """The rows of documents that belong to the corpus: neither dropped nor failed."""
    import pyarrow.compute as pc

    return table.filter(pc.and_(pc.equal(table["dropped"], ""), pc.equal(table["code"], "")))


def passages_of(row: Mapping[str, Any]) -> tuple[Passage, ...]:
    """The shared passages in a row of `RELATIONS`."""
    return tuple(
        Passage(*_spans(passage), passage["similarity"], tuple(_spans(run) for run in passage["runs"]))
        for passage in row["passages"]
    )


def _spans(row: Mapping[str, Any]) -> tuple[Span, Span]:
    return Span(row["a_start"], row["a_end"]), Span(row["b_start"], row["b_end"])


def _run_row(a: Span, b: Span) -> dict[str, int]:
    return {"a_start": a.start, "a_end": a.end, "b_start": b.start, "b_end": b.end}


def _relation_row(relation: Relation) -> dict[str, Any]:
    return {
        "a": relation.a,
        "b": relation.b,
        "kind": relation.kind,
        "containment": relation.containment,
        "evidence": relation.evidence,
        "passages": [
            {
                **_run_row(passage.a, passage.b),
                "similarity": passage.similarity,
                "runs": [_run_row(a, b) for a, b in passage.runs],
            }
            for passage in relation.passages
        ],
        "degradation": record.dump(relation.degradation) if relation.degradation else "",
        "coverage": relation.coverage,
    }


def repairs(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Degraded documents to what was restored in them: from their survivor, or from themselves alone where they are one.

    With `enabled` false nothing is restored; a document with a survivor still has its row, which says how it was degraded.
    """
    tied = {row["id"]: row for row in inputs.table("ties").to_pylist()}
    relations = inputs.table("relations", ["a", "b", "degradation"]).to_pylist()
    known = {(row["a"], row["b"]): row["degradation"] for row in relations if row["degradation"]}
    rows = inputs.table("documents", ["id", "text", "degraded"]).to_pylist()
    damaged = [row for row in rows if row["id"] in tied and (row["degraded"] or tied[row["id"]]["kind"] == "degraded-of")]
    works = {tied[row["id"]]["work"] for row in damaged}
    clean = {row["id"]: row["text"] for row in inputs.where("witnesses", "id", works, ["id", "text"]).to_pylist()}
    given = [_Damaged(row["id"], row["text"], tied[row["id"]], clean, known, options["conjecture_from"]) for row in damaged]
    if options["enabled"]:
        return pa.Table.from_pylist([attempt(each.repaired, each.left) for each in given], REPAIRS)
    return pa.Table.from_pylist([each.left() for each in given if each.witness], REPAIRS)


@dataclass(frozen=True, slots=True)
class _Damaged:
    """A degraded document, with what ties it to its work, the clean texts of the works and the degradations known by pair."""

    id: str
    text: str
    tie: Mapping[str, Any]
    clean: Mapping[str, str]
    known: Mapping[tuple[str, str], str]
    conjecture_from: float

    @property
    def witness(self) -> str:
        return str(self.tie["work"]) if self.tie["kind"] == "degraded-of" else ""

    def repaired(self) -> Mapping[str, Any]:
        """Its row, repaired."""
        clean = self.clean.get(self.witness)
        return repair_row(self.id, self.text, self.witness, clean, self._degradation, conjecture_from=self.conjecture_from)

    def left(self, fault: str = "") -> Mapping[str, Any]:
        """Its row, left as it is."""
        return unrepaired_row(self.id, self.text, self.witness, self._degradation, fault)

    @property
    def _degradation(self) -> str:
        """What was inferred from just this pair; a document can be related to other originals too."""
        return self.known.get((self.id, self.witness), "")


def names(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Documents to the names in them, and how the policy writes them. Degraded ones get theirs through their witness."""
    table = kept(inputs.table("documents", ["id", "text", "meta", "language", "degraded", "words", "dropped", "code"]))
    policy = load_policy(options["policy"])
    rows = [row for row in table.to_pylist() if not row["degraded"]]
    return pa.Table.from_pylist([attempt(partial(names_row, row, policy), partial(unnamed_row, row["id"])) for row in rows], NAMED)


def shared(inputs: Inputs, _: Mapping[str, Any]) -> pa.Table:
    """Relations to references: of each passage that two works share, the earlier document keeps it, or else the first by name."""
    bases = {row["id"] for row in inputs.table("ties").to_pylist() if row["kind"] == "base"}
    rows = inputs.table("documents", ["id", "name", "meta"]).to_pylist()
    order = {row["id"]: (json.loads(row["meta"]).get("date", "9999"), row["name"], row["id"]) for row in rows}
    found = [
        _reference((row["a"], in_a), (row["b"], in_b), order)
        for row in inputs.table("relations").to_pylist()
        if {row["a"], row["b"]} <= bases
        for passage in passages_of(row)
        for in_a, in_b in passage.runs
    ]
    return pa.Table.from_pylist([_shared_row(each) for each in keep_once(found)], SHARED)


def _reference(a: tuple[str, Span], b: tuple[str, Span], order: Mapping[str, tuple[str, str, str]]) -> Shared:
    keeper, copy = sorted((a, b), key=lambda each: order[each[0]])
    return Shared(copy[0], copy[1], keeper[0], keeper[1])


def _shared_row(each: Shared) -> dict[str, Any]:
    return {
        "copy": each.copy,
        "start": each.span.start,
        "end": each.span.end,
        "keeper": each.keeper,
        "kept_start": each.kept_span.start,
        "kept_end": each.kept_span.end,
    }

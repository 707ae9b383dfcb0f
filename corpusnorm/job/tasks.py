"""The tasks of a run up to the clusters: each a pure function of its inputs and options, from rows to rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from corpusnorm.cleaning.stage import clean_batch, pipeline_of
from corpusnorm.dedup import Rank, RelateOptions, clusters, relate_pairs, survivor_of
from corpusnorm.dedup.sharing import Shared, keep_once
from corpusnorm.dedup.tables import SHARED, relation_of, shared_row
from corpusnorm.degradation import record
from corpusnorm.diagnosis.stage import FOREIGN, diagnosis_batch, foreign_batch
from corpusnorm.edits import Span
from corpusnorm.engine import Inputs
from corpusnorm.ingest.stage import documents, read_files
from corpusnorm.ingest.survey import survey as surveyed
from corpusnorm.job.guard import Fault, attempt, guarded
from corpusnorm.language.stage import language_batch
from corpusnorm.names.decisions import load_decisions
from corpusnorm.names.regularizer import regularizer_for
from corpusnorm.names.sources.loading import load_registry
from corpusnorm.names.stage import NAMED, damaged_batch, names_batch, unnamed
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
        ("foreign", FOREIGN),
        ("code", pa.string()),
        ("message", pa.string()),
    ]
)
TIES = pa.schema(
    [("id", pa.string()), ("work", pa.string()), ("kind", pa.string()), ("containment", pa.float64()), ("similarity", pa.float64())]
)


def survey(_: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Files to their sizes and where they are cut."""
    return surveyed(options["files"], options["chunk_bytes"])


def ingest(_: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Files to records."""
    return read_files(options)


def prepare(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Records to documents: cleaned, their language known, diagnosed. One that a step fails on keeps its row, with a code."""
    pipeline = pipeline_of(tuple(options["steps"]), options["options"], options["header"])
    stages = (partial(clean_batch, pipeline=pipeline), language_batch, diagnosis_batch, foreign_batch)
    tables = [PREPARED.empty_table()]
    for batch in documents(inputs.table("records")):
        done, faults = guarded(stages, batch)
        made = [_filled(pa.Table.from_batches([each])) for each in done]
        tables.append(pa.concat_tables(made) if not faults else _in_order(batch["id"], [*made, _failed(batch, faults)]))
    return pa.concat_tables(tables)


def _failed(batch: pa.RecordBatch, faults: Sequence[Fault]) -> pa.Table:
    """The documents that a step failed on, as they were before, each with what went wrong."""
    known = {fault.id: {"code": fault.code, "message": fault.message, "text": "", "words": 0} for fault in faults}
    return pa.Table.from_pylist([{**row, **known[row["id"]]} for row in batch.to_pylist() if row["id"] in known], PREPARED)


def _in_order(ids: pa.Array, tables: Sequence[pa.Table]) -> pa.Table:
    """The rows of some tables, by `ids`."""
    table = pa.concat_tables(tables)
    return table.take(pc.index_in(ids, table["id"].combine_chunks()))


def _filled(table: pa.Table) -> pa.Table:
    """What went through, with empty fault columns."""
    for name in ("code", "message"):
        table = table.append_column(name, pa.repeat("", table.num_rows))
    return table.cast(PREPARED)


def relations(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Candidate pairs to verified relations."""
    wanted = inputs.table("candidates")
    ids = {*wanted["a"].to_pylist(), *wanted["b"].to_pylist()}
    documents = inputs.where("documents", "id", ids, ["id", "text", "degraded"])
    recipes = tuple(record.load(row["degradation"]) for row in inputs.table("recipes").to_pylist())
    return relate_pairs(documents, wanted, RelateOptions(**options), recipes, attempt)


def ties(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """All relations to clusters: for each document its work, the id of its survivor, and what ties it there, how closely."""
    rows = kept(inputs.table("documents", ["id", "degraded", "flaws", "words", "dropped", "code"])).to_pylist()
    ranks = [Rank.of(row["id"], row["degraded"], row["words"], row["flaws"]) for row in rows]
    columns = ["a", "b", "kind", "containment", "evidence", "coverage"]
    found = [relation_of(row) for row in inputs.table("relations", columns).to_pylist()]
    tied = clusters(ranks, found, options["part"])
    return pa.Table.from_pylist(
        [
            {
                "id": document,
                "work": survivor_of(document, tie),
                "kind": tie.kind if tie else "base",
                "containment": tie.containment if tie else 1.0,
                "similarity": tie.similarity if tie else 1.0,
            }
            for document, tie in sorted(tied.items())
        ],
        TIES,
    )


def kept(table: pa.Table) -> pa.Table:
    """The rows of documents that belong to the corpus: neither dropped nor failed."""
    return table.filter(pc.and_(pc.equal(table["dropped"], ""), pc.equal(table["code"], "")))


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
    """Documents to the names in them, and how the policy writes them.

    Degraded ones get theirs through their witness: of those it is only told what may be names.
    """
    table = kept(inputs.table("documents", ["id", "name", "text", "meta", "language", "degraded", "words", "dropped", "code"]))
    stage = regularizer_for(options["policy"], load_registry(options["registry"]), load_decisions(options["decisions"]))
    named = [NAMED.empty_table()]
    for kind, which in ((names_batch, pc.invert(table["degraded"])), (damaged_batch, table["degraded"])):
        for batch in table.filter(which).combine_chunks().to_batches():
            done, faults = guarded((partial(kind, stage=stage),), batch)
            made = [pa.Table.from_batches(done, NAMED), unnamed((fault.id, fault.message) for fault in faults)]
            named.append(made[0] if not faults else _in_order(batch["id"], made))
    return pa.concat_tables(named)


def shared(inputs: Inputs, _: Mapping[str, Any]) -> pa.Table:
    """Relations to references: of each passage that two works share, the earlier document keeps it, or else the first by name."""
    bases = {row["id"] for row in inputs.table("ties").to_pylist() if row["kind"] == "base"}
    rows = inputs.table("documents", ["id", "name", "meta"]).to_pylist()
    order = {row["id"]: (json.loads(row["meta"]).get("date", "9999"), row["name"], row["id"]) for row in rows}
    found = [
        _reference((row["a"], in_a), (row["b"], in_b), order)
        for row in inputs.table("relations").to_pylist()
        if {row["a"], row["b"]} <= bases
        for passage in relation_of(row).passages
        for in_a, in_b in passage.runs
    ]
    return pa.Table.from_pylist([shared_row(each) for each in keep_once(found)], SHARED)


def _reference(a: tuple[str, Span], b: tuple[str, Span], order: Mapping[str, tuple[str, str, str]]) -> Shared:
    keeper, copy = sorted((a, b), key=lambda each: order[each[0]])
    return Shared(copy[0], copy[1], keeper[0], keeper[1])

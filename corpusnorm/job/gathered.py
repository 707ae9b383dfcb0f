"""Works brought together: the rows of the documents of a work, wherever they stand, as one record for the TEI writer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from corpusnorm.degradation import record
from corpusnorm.edits import Edits, Span
from corpusnorm.engine import Inputs
from corpusnorm.job.authorities import authority_type
from corpusnorm.job.collation.differences import Difference
from corpusnorm.job.collation.witnesses import Collated, collated_degraded, collated_near
from corpusnorm.job.losses import losses
from corpusnorm.metadata import title_of
from corpusnorm.tables import edits_of
from corpusnorm.tei.markup import legal
from corpusnorm.tei.model import Correction, ForeignBlock, NameMark, SharedPassage, Text, Witness, Work, Written
from corpusnorm.tei.steps import SILENT

Row = Mapping[str, Any]
_COLUMNS = ("id", "name", "sha256", "meta", "raw", "edits", "text", "language", "words", "foreign")
_NOTHING = Edits()


@dataclass(frozen=True, slots=True)
class Revision:
    """A document as it goes into a work: cleaned, and where it is degraded without a witness, repaired."""

    id: str
    name: str
    sha256: str
    meta: Mapping[str, str]
    raw: bytes
    edits: Edits
    text: str
    language: str
    foreign: tuple[ForeignBlock, ...]
    words: int

    @classmethod
    def of(cls, row: Row, repaired: Row | None = None) -> Revision:
        """A row of the prepared documents, with its row of `REPAIRS`."""
        edits, text = edits_of(row["edits"]) if row["edits"] else _NOTHING, row["text"]
        foreign = tuple(ForeignBlock(**block) for block in row["foreign"] or ())
        if repaired and repaired["edits"]:
            restored = edits_of(repaired["edits"])
            edits, text = edits.then(restored), restored.apply(text)
        meta = json.loads(row["meta"]) if row["meta"] != "{}" else {}
        return cls(row["id"], row["name"], row["sha256"], meta, row["raw"], edits, text, row["language"], foreign, row["words"])

    @property
    def title(self) -> str:
        """The title the metadata give, else a first line that may be one, else the name of the source."""
        return printable(title_of(self.meta, self.text) or self.name or self.id)

    def corrections(self) -> Iterator[Correction]:
        """The visible changes of cleaning, as spans of the clean text."""
        if not self.edits:
            return
        raw = self.raw.decode("utf-8", "surrogatepass")
        for edit, span in zip(self.edits, self.edits.result_spans, strict=True):
            steps = list(dict.fromkeys(rule.partition(":")[0] for rule in edit.rule.split("+")))
            if any(step not in SILENT for step in steps):
                yield Correction(span, edit.span.of(raw), edit.span, "+".join(steps), edit.certainty, edit.evidence)


class Gathered:
    """The works whose base stands in one chunk of documents, with their other documents out of all chunks."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the works, in the order of their bases."""
        return [row for row in self._inputs.table("documents", ["id"])["id"].to_pylist() if row in self._members]

    @cached_property
    def others(self) -> list[Row]:
        """The ties of the documents that are not the base of their work."""
        return [tie for ties in self._members.values() for tie in ties[1:]]

    @cached_property
    def _members(self) -> Mapping[str, list[Row]]:
        members: dict[str, list[Row]] = {}
        ids = self._inputs.table("documents", ["id"])["id"]
        for tie in self._inputs.where("ties", "work", ids).to_pylist():
            members.setdefault(tie["work"], []).append(tie)
        return {work: sorted(ties, key=lambda tie: (tie["kind"] != "base", tie["id"])) for work, ties in members.items()}

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        others = [tie["id"] for tie in self.others]
        tables = [self._inputs.where("documents", "id", self._members, _COLUMNS)]
        tables += [self._inputs.where("all_documents", "id", others, _COLUMNS)] if others else []
        return {row["id"]: row for table in tables for row in table.to_pylist()}

    @cached_property
    def _repairs(self) -> Mapping[str, Row]:
        ids = [*self._members, *(tie["id"] for tie in self.others)]
        return {row["id"]: row for row in self._inputs.where("all_repairs", "id", ids).to_pylist()}

    @cached_property
    def _names(self) -> Mapping[str, Row]:
        return {row["id"]: row for row in self._inputs.table("names", ["id", "mentions", "edits"]).to_pylist()}

    @cached_property
    def _deltas(self) -> Mapping[str, list[Difference]]:
        table = self._inputs.table("deltas", ["document", "start", "end", "new"])
        found: dict[str, list[Difference]] = {}
        for document, *difference in zip(*(column.to_pylist() for column in table.columns), strict=True):
            found.setdefault(document, []).append(tuple(difference))
        return found

    def base(self, work: str) -> Revision:
        """The base of a work."""
        return Revision.of(self._rows[work], self._repairs.get(work))

    def text(self, document: str) -> str:
        """The clean text of any document of these works."""
        return str(self._rows[document]["text"])

    def degradation(self, document: str) -> str:
        """How a document was degraded, where that is known."""
        return str(self._repairs[document]["degradation"]) if document in self._repairs else ""

    def work(self, work: str, passages: tuple[SharedPassage, ...], anchors: tuple[Span, ...]) -> Work:
        """The record of a work."""
        base = self.base(work)
        others = self._members[work][1:]
        witnesses = tuple(self._witness(tie, base) for tie in self._members[work])
        marks = tuple(base.corrections()), tuple(name_marks(self._names.get(work)))
        text = Text(base.text, base.language, *marks, passages, anchors, base.foreign, base.words)
        collated = [self._collated(tie, base.text) for tie in others]
        return Work(work, base.title, text, witnesses, *(tuple(chain(*found)) for found in zip(Collated(), *collated, strict=True)))

    def _witness(self, tie: Row, base: Revision) -> Witness:
        document = base if tie["kind"] == "base" else Revision.of(self._rows[tie["id"]])
        degradation = self.degradation(tie["id"])
        how = record.load(degradation) if degradation else None
        return Witness(
            document.id,
            printable(document.name),
            document.sha256,
            tie["kind"],
            tie["containment"],
            printable(document.meta.get("date", "")),
            {printable(key): printable(value) for key, value in document.meta.items() if key != "date"},
            tuple(how.to_dicts()) if how else (),
            how.fit if how else 1.0,
            document.edits,
            self._lost(tie),
        )

    def _lost(self, tie: Row) -> Mapping[str, int]:
        """How many names of the base a degraded copy lost, by what became of them."""
        if tie["kind"] != "degraded-of" or tie["work"] not in self._names:
            return {}
        mentions, spans = self._names[tie["work"]]["mentions"], self._repairs[tie["id"]]["spans"]
        return Counter(lost.fate for lost in losses(mentions, spans, self.text(tie["id"]))) if spans else {}

    def _collated(self, tie: Row, base: str) -> Collated:
        """Where a witness differs from the base, how it is aligned, and what moved in it."""
        if tie["kind"] in ("near", "contains"):
            return collated_near(tie, base, self.text(tie["id"]), self._deltas.get(tie["id"], ()))
        if tie["kind"] == "degraded-of" and self._repairs[tie["id"]]["spans"]:
            return collated_degraded(tie, base, self.text(tie["id"]), self._repairs[tie["id"]])
        return Collated()  # equal, or nothing was repaired: the readings are in the ledger alone


def name_marks(row: Row | None) -> Iterator[NameMark]:
    """The names of a document, with the forms the policy writes."""
    if row is None or not row["mentions"]:
        return
    regular = {(edit["start"], edit["end"]): edit for edit in row["edits"]}
    for mention in row["mentions"]:
        edit = regular.get((mention["start"], mention["end"]))
        yield NameMark(
            Span(mention["start"], mention["end"]),
            mention["entity"],
            authority_type(mention["type"]) if mention["entity"] else "",
            edit["text"] if edit else "",
            mention["certainty"],
            f"{mention['rule']} kept:{mention['held']}" if mention["held"] else mention["rule"],
            tuple(mention["candidates"]),
            Written(edit["rule"], edit["certainty"], _ground(edit["evidence"])) if edit else None,
        )


def _ground(evidence: str) -> str:
    """The policy and the rule of it that the evidence of an edit names."""
    return evidence.partition("; policy ")[2].partition(";")[0]


def printable(text: str) -> str:
    """Metadata and file names may hold what XML cannot; the ledger has them as they were."""
    return legal(text)

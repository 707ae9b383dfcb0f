"""Works: the rows of a cluster brought together as one record for the TEI writer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import pyarrow as pa

from corpusnorm.dedup.sharing import Shared
from corpusnorm.dedup.tables import shared_of
from corpusnorm.degradation import record
from corpusnorm.document import Document
from corpusnorm.edits import Span
from corpusnorm.engine import Inputs
from corpusnorm.errors import OutputError
from corpusnorm.job.authorities import authority_type
from corpusnorm.job.collate import copied_span, variants_of_degraded, variants_of_near
from corpusnorm.names.registry import default_registry
from corpusnorm.tables import edits_of, from_row
from corpusnorm.tei.blocks import blocks
from corpusnorm.tei.markup import ILLEGAL
from corpusnorm.tei.model import Alignment, Correction, NameMark, SharedPassage, Text, Variant, Witness, Work
from corpusnorm.tei.passages import kept_forms
from corpusnorm.tei.steps import SILENT, Steps
from corpusnorm.tei.validate import validate_work
from corpusnorm.tei.writer import WorkFile, work_xml

WORKS = pa.schema(
    [("id", pa.string()), ("path", pa.string()), ("xml", pa.large_binary()), ("elements", pa.string()), ("extent", pa.string())]
)
_TITLE = 120  # characters: a longer first line is a paragraph


def works(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """The TEI documents of `options["works"]`, as rows of `WORKS`."""
    wanted = list(options["works"])
    shared = [shared_of(row) for row in inputs.where("shared", "copy", wanted).to_pylist()]
    kept = [shared_of(row) for row in inputs.where("shared", "keeper", [*wanted, *(each.keeper for each in shared)]).to_pylist()]
    gathered = Gathered(inputs, {*wanted, *(each.keeper for each in shared)})
    recorded = Steps(frozenset(options["steps"]))
    forms = _kept_forms(gathered, kept)
    rows = []
    for work in wanted:
        passages = tuple(
            SharedPassage(each.span, each.keeper, each.kept_span, *forms[each.keeper, each.kept_span])
            for each in shared
            if each.copy == work
        )
        written = _checked(work_xml(gathered.work(work, passages, _anchors(kept, work)), recorded))
        counts = json.dumps(written.counts.elements, sort_keys=True), json.dumps(written.counts.extent, sort_keys=True)
        rows.append({"id": work, "path": written.path, "xml": written.xml, "elements": counts[0], "extent": counts[1]})
    return pa.Table.from_pylist(rows, WORKS)


def _checked(written: WorkFile) -> WorkFile:
    """A work that is sound by itself; one that is not must never be published."""
    problems = validate_work(written.xml, written.path)
    if problems:
        first = problems[0]
        raise OutputError(f"{first.message} (line {first.line})", where=first.file, hint="please report this", code=first.code)
    return written


def _kept_forms(gathered: Gathered, kept: Iterable[Shared]) -> dict[tuple[str, Span], tuple[int, str]]:
    """What the copies need to know of each stretch that is kept for them."""
    found = {}
    kept = list(kept)
    for keeper in sorted({each.keeper for each in kept} & gathered.ids):
        for form in kept_forms(gathered.work(keeper, (), _anchors(kept, keeper))):
            found[keeper, form.span] = (form.block, form.marks)
    return found


def _anchors(kept: Iterable[Shared], work: str) -> tuple[Span, ...]:
    return tuple(sorted({each.kept_span for each in kept if each.keeper == work}))


class Gathered:
    """The rows of some works, read once."""

    def __init__(self, inputs: Inputs, ids: Iterable[str]) -> None:
        self.ids = set(ids)
        self._ties = inputs.where("ties", "work", self.ids).to_pylist()
        documents = [tie["id"] for tie in self._ties]
        self._documents = {row["id"]: row for row in inputs.where("documents", "id", documents).to_pylist()}
        self._repairs = {row["id"]: row for row in inputs.where("repairs", "id", documents).to_pylist()}
        self._names = {row["id"]: row for row in inputs.where("names", "id", self.ids).to_pylist()}

    @cached_property
    def _members(self) -> Mapping[str, list[Mapping[str, Any]]]:
        members: dict[str, list[Mapping[str, Any]]] = {work: [] for work in self.ids}
        for tie in self._ties:
            members[tie["work"]].append(tie)
        return {work: sorted(ties, key=lambda tie: (tie["kind"] != "base", tie["id"])) for work, ties in members.items()}

    def base(self, work: str) -> Document:
        """The base document of a work: cleaned, and where it is degraded without a witness, repaired."""
        document = from_row(self._documents[work])
        repaired = self._repairs.get(work)
        return document.edited(edits_of(repaired["edits"])) if repaired else document

    def work(self, work: str, passages: tuple[SharedPassage, ...], anchors: tuple[Span, ...]) -> Work:
        """The record of a work."""
        base = self.base(work)
        witnesses = tuple(self._witness(tie, base) for tie in self._members[work])
        others = self._members[work][1:]
        text = Text(
            base.text,
            self._documents[work]["language"],
            tuple(corrections(base)),
            tuple(name_marks(self._names.get(work))),
            passages,
            anchors,
        )
        variants = tuple(variant for tie in others for variant in self._variants(tie, base.text))
        alignments = tuple(found for tie in others if (found := self._alignment(tie, base.text)))
        return Work(work, _title(base), text, witnesses, variants, alignments)

    def _witness(self, tie: Mapping[str, Any], base: Document) -> Witness:
        document = base if tie["kind"] == "base" else from_row(self._documents[tie["id"]])
        repaired = self._repairs.get(tie["id"])
        how = record.load(repaired["degradation"]) if repaired and repaired["degradation"] else None
        meta = {_printable(key): _printable(value) for key, value in document.meta.items() if key != "date"}
        return Witness(
            document.id,
            _printable(document.source.name),
            document.source.sha256,
            tie["kind"],
            tie["containment"],
            _printable(document.meta.get("date", "")),
            meta,
            tuple(how.to_dicts()) if how else (),
            how.fit if how else 1.0,
            document.edits,
        )

    def _variants(self, tie: Mapping[str, Any], base: str) -> tuple[Variant, ...]:
        text = self._documents[tie["id"]]["text"]
        if tie["kind"] == "near":
            return variants_of_near(tie["id"], base, text)
        if tie["kind"] != "degraded-of":
            return ()
        row = self._repairs[tie["id"]]
        if not row["spans"]:  # nothing was repaired: its readings are in the ledger alone
            return ()
        return variants_of_degraded(tie["id"], base, text, edits_of(row["edits"]).apply(text), row["spans"])

    def _alignment(self, tie: Mapping[str, Any], base: str) -> Alignment | None:
        """Each block of the base with the stretch of the degraded witness that was repaired from it."""
        if tie["kind"] != "degraded-of":
            return None
        found: list[tuple[Span, Span]] = []
        pairs = [(copied_span(row), Span(row["degraded_start"], row["degraded_end"])) for row in self._repairs[tie["id"]]["spans"]]
        runs = [(a, b) for a, b in pairs if a]
        for block in blocks(base):
            inside = [b for a, b in runs if a and block.start <= a.start < block.end]
            if inside:
                found.append((block, Span(min(b.start for b in inside), max(b.end for b in inside))))
        return Alignment(tie["id"], tuple(found), tie["containment"]) if found else None


def corrections(document: Document) -> Iterator[Correction]:
    """The visible changes of cleaning, as spans of the clean text."""
    for edit, span in zip(document.edits, document.edits.result_spans, strict=True):
        steps = list(dict.fromkeys(rule.partition(":")[0] for rule in edit.rule.split("+")))
        if any(step not in SILENT for step in steps):
            original = edit.span.of(document.raw)
            yield Correction(span, original, edit.span, "+".join(steps), edit.certainty, edit.evidence)


def name_marks(row: Mapping[str, Any] | None) -> Iterator[NameMark]:
    """The names of a document, with the forms the policy writes."""
    if row is None:
        return
    entities = default_registry().entities
    regular = {(edit.span.start, edit.span.end): edit for edit in edits_of(row["edits"])}
    for mention in row["mentions"]:
        edit = regular.get((mention["start"], mention["end"]))
        known = entities.get(mention["entity"])
        yield NameMark(
            Span(mention["start"], mention["end"]),
            mention["entity"],
            authority_type(known.type) if known else "",
            edit.text if edit else "",
            edit.certainty if edit else mention["certainty"],
            edit.rule if edit else mention["rule"],
            tuple(mention["candidates"]),
        )


def _title(document: Document) -> str:
    """The title the metadata give, else a short first line, else the name of the source."""
    first = document.text.partition("\n")[0]
    short = first if 0 < len(first) <= _TITLE and not first.endswith((".", "!", "?")) else document.source.name
    return _printable(document.meta.get("title", "") or short or document.id)


def _printable(text: str) -> str:
    """Metadata and file names may hold what XML cannot; the ledger has them as they were."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)

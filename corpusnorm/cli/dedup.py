"""`corpusnorm dedup`: which documents are copies of which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import deliver, note, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.dedup import Passage, Relation
    from corpusnorm.document import Document


@click.command("dedup")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print the relations with their passages as JSON.")
def command(inputs: tuple[str, ...], *, as_json: bool) -> Exit:
    """Find copies, degraded copies and shared passages.

    INPUT is a text file, a JSONL file, or a folder of them. Documents are cleaned before they are compared, as in a run;
    nothing is written. Spans in the JSON are code points of each document as it stands in its file. Exits with 3 where a record
    cannot be read.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.dedup import find_duplicates

    documents, unread = _documents(inputs)
    relations = find_duplicates({name: document.text for name, document in documents.items()})
    if as_json:
        deliver(to_json([_data(relation, documents) for relation in relations]), None)
    else:
        show(*_report(relations, len(documents)))
    return Exit.QUARANTINED if unread else Exit.OK


def _documents(inputs: Sequence[str]) -> tuple[dict[str, Document], int]:
    """The documents by name, cleaned as a run does by default, and how many records could not be read."""
    from corpusnorm.cleaning.stage import pipeline_of
    from corpusnorm.config import Config
    from corpusnorm.document import Document
    from corpusnorm.ingest import RecordFault, expand, read_records
    from corpusnorm.transform import Drop

    config = Config()
    pipeline = pipeline_of(config.clean.steps, config.clean.options, config.ingest.header)
    found: dict[str, Document] = {}
    unread = 0
    for name, path in expand(inputs):
        for record in read_records(name, path):
            if isinstance(record, RecordFault):
                unread += 1
                note(f"{record.code} {record.name}: {record.message}")
                continue
            document = pipeline.run(Document.of(record.decoded.text, record.name))
            if not isinstance(document, Drop):
                found[record.name] = document
    return found, unread


def _data(relation: Relation, documents: Mapping[str, Document]) -> dict[str, object]:
    a, b = documents[relation.a].edits, documents[relation.b].edits

    def place(passage: Passage) -> dict[str, object]:
        return {"a": a.to_source(passage.a), "b": b.to_source(passage.b), "similarity": passage.similarity}

    return {
        "a": relation.a,
        "kind": relation.kind,
        "b": relation.b,
        "containment": relation.containment,
        "evidence": relation.evidence,
        "passages": [place(passage) for passage in relation.passages],
        "degradation": relation.degradation,
    }


def _report(relations: Sequence[Relation], documents: int) -> Iterator[RenderableType]:
    from corpusnorm.cli.looks import number, relation

    if not relations:
        yield f"{number(documents, 'document')}, and none has anything to do with another."
        return
    yield from (relation(each.a, each.kind, each.b, each.evidence) for each in relations)
    yield f"\n{number(len(relations), 'relation')} among {number(documents, 'document')}"

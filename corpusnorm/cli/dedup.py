"""`corpusnorm dedup`: which documents are copies of which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.escaping import escape
from corpusnorm.cli.exits import Exit
from corpusnorm.cli.reading import read_documents
from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.dedup import Rank, Relation
    from corpusnorm.document import Document
    from corpusnorm.edits import Span


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

    documents, unread = read_documents(inputs)
    relations = find_duplicates({name: document.text for name, document in documents.items()})
    if as_json:
        deliver(to_json([_data(relation, documents) for relation in relations]), None)
    else:
        show(*_report(relations, documents))
    return Exit.QUARANTINED if unread else Exit.OK


def _places(relation: Relation, documents: Mapping[str, Document]) -> list[tuple[Span, Span]]:
    """Where the passages stand in each document as it is in its file."""
    a, b = documents[relation.a].edits, documents[relation.b].edits
    return [(a.to_source(passage.a), b.to_source(passage.b)) for passage in relation.passages]


def _data(relation: Relation, documents: Mapping[str, Document]) -> dict[str, object]:
    places = zip(relation.passages, _places(relation, documents), strict=True)
    return {
        "a": relation.a,
        "kind": relation.kind,
        "b": relation.b,
        "containment": relation.containment,
        "coverage": relation.coverage,
        "evidence": relation.evidence,
        "passages": [{"a": a, "b": b, "similarity": passage.similarity} for passage, (a, b) in places],
        "degradation": relation.degradation,
    }


def _report(relations: Sequence[Relation], documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    from corpusnorm.cli.looks import number, relation

    if not relations:
        yield f"{number(len(documents), 'document')}, and none has anything to do with another."
        return
    yield from (relation(each.a, each.kind, each.b, each.evidence, _places(each, documents)) for each in relations)
    yield f"\n{number(len(relations), 'relation')} among {number(len(documents), 'document')}"
    yield from _clusters(relations, documents)


def _clusters(relations: Sequence[Relation], documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    """Which document of those that are copies of each other a run keeps, and how much of each other one is in it."""
    from corpusnorm.cli.looks import heading, indented, share
    from corpusnorm.dedup import clusters, survivor_of

    folded: dict[str, list[tuple[str, float]]] = {}
    for document, tie in clusters(_ranks(relations, documents), relations).items():
        if tie:
            folded.setdefault(survivor_of(document, tie), []).append((document, tie.similarity))
    if folded:
        yield heading("A run keeps")
    for survivor, copies in sorted(folded.items()):
        others = ", ".join(f"{escape(copy)} ({share(similarity)})" for copy, similarity in sorted(copies))
        yield indented((escape(survivor), "bold"), f" for {others}")


def _ranks(relations: Sequence[Relation], documents: Mapping[str, Document]) -> list[Rank]:
    """How good a witness each document is that is a copy of another one, as a run ranks it."""
    import pyarrow as pa

    from corpusnorm.dedup import MERGING, Rank
    from corpusnorm.diagnosis.stage import diagnosis_batch
    from corpusnorm.language.stage import language_batch

    names = sorted({name for each in relations if each.kind in MERGING for name in (each.a, each.b)})
    texts = pa.array([documents[name].text.encode("utf-8", "replace").decode() for name in names], pa.large_string())
    batch = pa.record_batch({"id": pa.array(names, pa.string()), "text": texts})
    rows = diagnosis_batch(language_batch(batch)).to_pylist()
    return [Rank.of(row["id"], row["degraded"], row["words"], row["flaws"]) for row in rows]

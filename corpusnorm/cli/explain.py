"""`corpusnorm explain`: what was done to one document, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpusnorm.cli.following import followed, is_segment, span_of
from corpusnorm.cli.names.told import lost, mentioned
from corpusnorm.cli.terminal import deliver, show
from corpusnorm.edits import Span
from corpusnorm.errors import CorpusnormError, PackageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.job.explain import Change, Explanation

_LAYERS = {
    "clean": "Cleaning (places in the raw text)",
    "repair": "Repair (places in the cleaned text)",
    "names": "Names (places in the cleaned text)",
}
_SHOWN = 20  # changes of a layer, unless all are asked for


@click.command("explain")
@click.argument("package", metavar="OUT", type=click.Path())
@click.argument("document", metavar="DOC")
@click.option("--all", "everything", is_flag=True, help=f"Show every change; otherwise the first {_SHOWN} of each kind.")
@click.option(
    "--at",
    metavar="START,END",
    callback=span_of,
    help="Follow these characters of the text as it is read back to the bytes they came from.",
)
@click.option(
    "--raw", metavar="START,END", callback=span_of, help="Follow these characters of the source forward to the text as it is read."
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def command(package: str, document: str, at: Span | None, raw: Span | None, *, everything: bool, as_json: bool) -> None:
    """Say what was done to a document, and why.

    Shown are its place in the corpus, its relations, and every change with its rule and evidence. DOC is the name of its file
    (with # and a number for a record of a JSONL or TEI file), or its id. The id of a paragraph, a sentence or a token of the TEI
    (ID.p3, ID.p3.s1, ID.p3.s1.w2) is followed from step to step, and so is a place in the text (--at) or in the source (--raw).
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.job.explain import explain

    if at is not None or raw is not None or is_segment(document):
        followed(package, document, at, raw, as_json=as_json)
        return
    try:
        found = explain(package, document)
    except PackageError as error:
        raise _set_aside(package, document) or error from error
    if as_json:
        fields = {name: getattr(found, name) for name in ("relations", "findings", "changes", "names", "lost")}
        deliver(to_json({**_data(found.document), **fields}), None)
    else:
        show(*_report(found, _names(package, found), None if everything else _SHOWN))


def _set_aside(package: str, record: str) -> CorpusnormError | None:
    """What was wrong with a record that is no document of the corpus, where there is one of that name."""
    from corpusnorm.job.reconstruct import Package

    source = Package(Path(package))
    rows = source.ledger.rows("SELECT code, message FROM records WHERE name = $name AND code <> ''", name=record)
    source.ledger.close()
    hint = "the record was set aside, and is no document"
    return next((CorpusnormError(row["message"], where=record, hint=hint, code=row["code"]) for row in rows), None)


def _data(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a document; what the ledger keeps as JSON is read."""
    return {key: json.loads(value) if key in ("meta", "degradation") and value else value for key, value in row.items()}


def _names(package: str, found: Explanation) -> dict[str, str]:
    """What the documents are called that this one has to do with."""
    from corpusnorm.job.reconstruct import Package

    source = Package(Path(package))
    ids = {found.document["work"], *(each[side] for each in found.relations for side in "ab")} - {""}
    names = {each: str(source.document(each)["name"]) for each in sorted(ids)}
    source.ledger.close()
    return names


def _report(found: Explanation, names: Mapping[str, str], limit: int | None) -> Iterator[RenderableType]:
    from rich.text import Text

    from corpusnorm.cli import wording
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, heading, relation

    row = _data(found.document)
    yield Text.assemble((escape(row["name"]), "bold"), f"  ({row['document']})")
    facts = columns("", "")
    facts.add_row("  work", _place(row, names))
    facts.add_row("  language", f"{row['language']}, {row['words']:,} words")
    for key, value in (row["meta"] or {}).items():
        facts.add_row(f"  {escape(key)}", escape(str(value)))
    if row["degraded"]:
        facts.add_row("  damage", ", ".join(row["damage"]))
    if row["degradation"]:
        facts.add_row("  made by", ", ".join(map(escape, wording.degradation(row["degradation"]["operators"]))))
        facts.add_row("  aligned", f"{row['aligned']:,} of {row['tokens']:,} tokens")
    yield facts
    if found.relations:
        yield heading("Relations")
        for each in found.relations:
            places = [(Span(at["a_start"], at["a_end"]), Span(at["b_start"], at["b_end"])) for at in each["passages"]]
            yield relation(names[each["a"]], each["kind"], names[each["b"]], each["evidence"], places)
    if found.findings:
        yield heading("Found and left as it is")
        rows = columns("", "", "")
        for each in found.findings:
            rows.add_row(f"  {each['start']}-{each['end']}", each["code"], escape(each["message"]))
        yield rows
    for layer, title in _LAYERS.items():
        yield from _changes([each for each in found.changes if each.layer == layer], title, limit)
    yield from mentioned(found.names, limit)
    yield from lost(found.lost, limit)


def _place(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Which work a document belongs to, and as what."""
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import share
    from corpusnorm.cli.wording import RELATIONS

    if not row["work"]:
        return f"none; left out: {escape(row['dropped'])}"
    if row["kind"] == "base":
        return f"{row['work']}, whose base text it is"
    what = RELATIONS.get(row["kind"], row["kind"])
    return f"{row['work']}; it {what} {escape(names[row['work']])} ({share(row['containment'])})"


def _changes(changes: list[Change], title: str, limit: int | None) -> Iterator[RenderableType]:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import change, columns, heading, indented

    if not changes:
        return
    yield heading(f"{title}: {len(changes):,}")
    rows = columns("at", "change", "rule", "certainty", "evidence", right=(0,))
    for each in changes[:limit]:
        shown = change(each.before, each.old, each.new, each.after)
        rows.add_row(str(each.start), shown, escape(each.rule), f"{each.certainty:.2f}", escape(each.evidence))
    yield rows
    if len(changes) > (limit or len(changes)):
        yield indented((f"… and {len(changes) - (limit or 0):,} more; --all shows them", "dim"))

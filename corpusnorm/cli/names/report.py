"""`corpusnorm names report`: which forms of its names a corpus uses, by source and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.terminal import deliver, note, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.review.usage import Usage, Word

_SHOWN = 30  # names on a terminal


@click.command("report")
@click.argument("package", metavar="OUT", type=click.Path())
@click.option("--entity", "entities", metavar="ID", multiple=True, help="Only names of this entity; may be given more than once.")
@click.option("--all", "everything", is_flag=True, help="Also names that have one form alone.")
@click.option("--copies", is_flag=True, help="Count folded copies, too: a text that two papers print is a use by both.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write the numbers as CSV: a row a form, source and year.")
@click.option("--html", "page", metavar="FILE", type=click.Path(), help="Write them as a page with plots.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def command(
    package: str, entities: tuple[str, ...], output: str | None, page: str | None, *, everything: bool, copies: bool, as_json: bool
) -> None:
    """Show what a corpus calls whom, by source and year.

    Counted is what was written, before any name was regularized. A source is what the metadata say (source, publisher), the host
    of a url, or the folder; a year is that of the document's date. OUT is the folder that `corpusnorm run` wrote.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.review.usage import usage, usage_sheet
    from corpusnorm.review.usage_page import usage_page

    found = usage(package, copies=copies, entities=entities, everything=everything)
    if output:
        deliver(usage_sheet(found), output)
    if page:
        deliver(usage_page(found), page)
    for written in filter(None, (output, page)):
        note(f"{written}: {len(found.words):,} names.")
    if as_json:
        deliver(to_json(found), None)
    elif not (output or page):
        show(*_report(found, entities))


def _report(found: Usage, entities: Sequence[str]) -> Iterator[RenderableType]:
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import heading, indented, number

    yield Text.assemble(
        (f"{number(found.documents, 'document')}", "bold"),
        f", {found.undated:,} without a date, {found.unnamed:,} without a source",
    )
    if not found.words:
        none = f"None of them is named: {', '.join(entities)}." if entities else "Every name has one form alone; --all shows them."
        yield Text(none)
    for word in found.words[:_SHOWN]:
        contested = ", contested" if word.contested else ""
        yield heading(f"{escape(word.word)}  ({escape(word.entity)}{contested})")
        yield _forms(word)
    if len(found.words) > _SHOWN:
        yield indented((f"… and {len(found.words) - _SHOWN:,} more; -o writes all", "dim"))


def _forms(word: Word) -> RenderableType:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, share

    rows = columns("form", "places", "share", "years", "sources", right=(1, 2))
    total = word.forms.total()
    for form, count in word.forms.items():
        years, sources = (_of(word.by(what), form) for what in ("year", "source"))
        rows.add_row(
            f"  {escape(form)}", f"{count:,}", share(count / total), _listed(years, "no date"), _listed(sources, "no source")
        )
    return rows


def _of(counts: Mapping[str, Mapping[str, int]], form: str) -> dict[str, int]:
    return {name: each[form] for name, each in counts.items() if each.get(form)}


def _listed(counts: Mapping[str, int], unknown: str) -> str:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import few

    return few(
        [f"{escape(name) or unknown} ({count:,})" if len(counts) > 1 else escape(name) or unknown for name, count in counts.items()]
    )

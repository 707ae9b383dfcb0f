"""`corpusnorm names forms`: the forms that a name can take, and which schemes write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.transliteration import Evidence, Form

_SHOWN = 3  # schemes of a form that are listed


@click.command("forms")
@click.argument("name", required=False)
@click.option("--language", metavar="L", help="The language of the name (ru, az, hy ...); else what its letters tell.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=30, show_default=True, help="How many forms are listed.")
@click.option("--of", "form", metavar="FORM", help="Tell by which schemes this form is written for the name.")
@click.option("--schemes", "listed", is_flag=True, help="List the schemes there are, of the language or all.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def command(name: str | None, language: str | None, limit: int, form: str | None, *, listed: bool, as_json: bool) -> None:
    """List the forms that a name can take in other scripts.

    NAME is written in its own letters or in Latin ones, then with --language. Forms come by how far they are from what
    is usual; marks and apostrophes may be dropped. Nothing is looked up: what a name is called otherwise (Moscow, Munich) is not
    told.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.transliteration import forms_of, which_schemes

    if listed:
        _list_schemes(language, as_json=as_json)
        return
    if name is None:
        raise click.UsageError("give a NAME, or --schemes")
    if form is not None:
        evidence = which_schemes(form, name, language)
        if as_json:
            deliver(to_json([found._asdict() for found in evidence]), None)
        else:
            show(*_evidence(form, name, evidence))
        return
    forms = forms_of(name, language, limit=limit)
    if as_json:
        deliver(to_json([found._asdict() for found in forms]), None)
    else:
        show(*_forms(name, forms))


def _list_schemes(language: str | None, *, as_json: bool) -> None:
    from corpusnorm.cli.data import to_json
    from corpusnorm.cli.looks import columns
    from corpusnorm.transliteration import schemes

    if as_json:
        told = ("id", "language", "source_script", "target_script", "title", "year", "source", "reversible", "practice")
        deliver(to_json([{field: getattr(each, field) for field in told} for each in schemes(language)]), None)
        return
    rows = columns("scheme", "from", "to", "", whole=(0,))
    for each in schemes(language):
        rows.add_row(each.id, each.source_script, each.target_script, each.title)
    show(rows)


def _forms(name: str, forms: Sequence[Form]) -> Iterator[RenderableType]:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns

    if not forms:
        yield f"No scheme writes {escape(name)}. For a name in Latin letters give its --language."
        return
    rows = columns("form", "of", "deviations", "schemes", right=(2,))
    for form in forms:
        more = f" and {len(form.schemes) - _SHOWN} more" if len(form.schemes) > _SHOWN else ""
        plain = ", marks dropped" if form.plain else ""
        listed = f"{', '.join(form.schemes[:_SHOWN])}{more}{plain}"
        rows.add_row(escape(form.text), escape(form.original), str(form.deviations), listed)
    yield rows


def _evidence(form: str, name: str, evidence: Sequence[Evidence]) -> Iterator[RenderableType]:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns

    if not evidence:
        yield f"No scheme writes {escape(form)} for {escape(name)}."
        return
    rows = columns("scheme", "deviations", "", right=(1,))
    for found in evidence:
        rows.add_row(found.scheme, str(found.deviations), "marks dropped" if found.plain else "")
    yield rows

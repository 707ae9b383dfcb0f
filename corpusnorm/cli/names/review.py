"""`corpusnorm names review`: what a corpus leaves open about names, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.terminal import deliver, note, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.review.questions import Asked, By

_SHOWN = 20  # questions on a terminal


@click.command("review")
@click.argument("package", metavar="OUT", type=click.Path())
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write the questions as CSV, to be filled in.")
@click.option("--html", "page", metavar="FILE", type=click.Path(), help="Write them as a page on which to decide.")
@click.option(
    "--by",
    type=click.Choice(["corpus", "document", "mention"]),
    default="corpus",
    show_default=True,
    help="For what one answer holds.",
)
@click.option("--decisions", metavar="FILE", type=click.Path(), help="Decisions that stand; the CSV and the page keep them.")
@click.option("--json", "as_json", is_flag=True, help="Print the questions as JSON.")
def command(package: str, output: str | None, page: str | None, by: By, decisions: str | None, *, as_json: bool) -> None:
    """List what a corpus leaves open about names.

    OUT is the folder that `corpusnorm run` wrote. A CSV with the column `decision` filled in, or what the page lets you save, is a
    file of decisions: name it in the configuration as `decisions` under `[names]`, and the next run obeys.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.names.decisions import load_decisions
    from corpusnorm.names.queue import write_queue
    from corpusnorm.review.page import questions_page
    from corpusnorm.review.questions import questions

    stand = load_decisions(decisions).rows
    found = questions(package, by)
    if output:
        deliver(write_queue([each.question for each in found], stand), output)
        note(f"{output}: {len(found):,} questions; fill in the column `decision`, with a date and a reason.")
    if page:
        deliver(questions_page(found, stand), page)
        note(f"{page}: {len(found):,} questions; open it in a browser.")
    if as_json:
        deliver(to_json([each.question for each in found]), None)
    elif not (output or page):
        show(*_report(found))


def _report(found: Sequence[Asked]) -> Iterator[RenderableType]:
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, indented, number

    if not found:
        yield Text("No name is left open.")
        return
    places = sum(each.question.count for each in found)
    yield Text(f"{number(len(found), 'question')} about {number(places, 'name')}", "bold")
    rows = columns("form", "times", "what is asked", "it may be", right=(1,))
    for each in found[:_SHOWN]:
        about = each.question
        rows.add_row(
            f"  {escape(', '.join(about.forms))}", f"{about.count:,}", escape(about.question), escape(", ".join(about.candidates))
        )
    yield rows
    if len(found) > _SHOWN:
        yield indented((f"… and {len(found) - _SHOWN:,} more; -o writes all", "dim"))

"""`corpusnorm diagnose`: is a text degraded, and how?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.reading import name_of, once, read_text
from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.degradation import Degradation
    from corpusnorm.diagnosis import Diagnosis


@click.command("diagnose")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--against", metavar="CLEAN", type=click.Path(allow_dash=True), help="The clean version, to learn how FILE was made.")
@click.option("--json", "as_json", is_flag=True, help="Print the diagnosis as JSON.")
def command(file: str, against: str | None, *, as_json: bool) -> None:
    """Say whether a text is degraded, how, and what shows it.

    With --against, its clean version also says which operators made it. FILE may be - for standard input.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.diagnosis import diagnose

    once(file, against)
    found = diagnose(read_text(file), read_text(against) if against is not None else None)
    if as_json:
        deliver(to_json(found), None)
    else:
        show(*report(found, name_of(file)))


def report(found: Diagnosis, name: str) -> Iterator[RenderableType]:
    """The verdict, what it rests on, and how the text was made as far as that is known."""
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns

    verdict = (" is degraded", "bold red") if found.degraded else (" is not degraded", "bold green")
    yield Text.assemble((escape(name), "bold"), verdict, f"  (language: {found.language})")
    if not found.signals:
        yield "  It has fewer words than it takes to tell."
    rows = columns("", "", "")
    for signal in found.signals:
        mark = Text("✗", "red") if signal.damaged else Text("·", "dim")
        rows.add_row(Text.assemble("  ", mark), signal.name, signal.message)
    yield rows
    if found.degradation is not None:
        yield from made(found.degradation)


def made(how: Degradation) -> Iterator[RenderableType]:
    """How a text was degraded: the operators in order, how well they fit, and what the text cannot tell apart."""
    from corpusnorm.cli import wording
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, few, heading, indented, share

    yield heading(f"How it was made (fit {share(how.fit)})")
    for number, phrase in enumerate(wording.degradation(how.to_dicts()), start=1):
        yield indented(f"{number}. {escape(phrase)}")
    rows = columns("", "")
    for sentence in how.evidence:
        rows.add_row("  because", escape(sentence))
    for name, others in how.alternatives.items():
        rows.add_row("  or", escape(f"{name}: {few(others)} (the text cannot tell)"))
    for before, after, count in how.exceptions[:5]:
        rows.add_row("  but", escape(f"{before} → {after or '(nothing)'} ({count:,})"))
    yield rows

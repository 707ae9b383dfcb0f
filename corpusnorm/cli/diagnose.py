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

_BAR = 10  # cells of a bar
_EXCERPT = 60  # characters of a passage that are shown


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
    text = read_text(file)
    found = diagnose(text, read_text(against) if against is not None else None)
    if as_json:
        deliver(to_json(found), None)
    else:
        show(*report(found, name_of(file), text))


def report(found: Diagnosis, name: str, text: str = "") -> Iterator[RenderableType]:
    """The verdict, each kind of damage with what shows it, the degraded passages, and how the text was made as far as is known."""
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import share

    verdict = (" is degraded", "bold red") if found.degraded else (" is not degraded", "bold green")
    sure = f"  (probability {share(found.probability)}, language: {found.language})" if found.signals else ""
    yield Text.assemble((escape(name), "bold"), verdict, (sure, "dim"))
    if not found.signals:
        yield "  It has fewer words than it takes to tell."
        return
    yield kinds(found)
    if found.passages:
        yield from passages(found, text)
    if found.degradation is not None:
        yield from made(found.degradation)


def kinds(found: Diagnosis) -> RenderableType:
    """A row for each kind of damage: a bar and its probability, what was measured, words that show it."""
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, share

    rows = columns("", "", "", "", right=(2,), whole=(0, 1))
    for signal in found.signals:
        style = "red" if signal.damaged else "dim"
        words = f": {', '.join(signal.examples)}" if signal.damaged and signal.examples else ""
        filled = round(signal.probability * _BAR)
        bar = Text.assemble("  ", ("█" * filled, style), ("·" * (_BAR - filled), "dim"))
        rows.add_row(Text.assemble(bar), Text(signal.name, "bold" if signal.damaged else ""), share(signal.probability),
                     escape(signal.message + words))  # fmt: skip
    return rows


def passages(found: Diagnosis, text: str) -> Iterator[RenderableType]:
    """The degraded passages: lines, kinds, and how they begin."""
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, heading, share

    yield heading("Degraded passages")
    rows = columns("", "", "", "", right=(1,))
    for passage in found.passages:
        first, last = (text.count("\n", 0, place) + 1 for place in (passage.span.start, passage.span.end))
        lines = f"  line {first:,}" if first == last else f"  lines {first:,}-{last:,}"
        begin = " ".join(passage.span.of(text)[:_EXCERPT].split())
        rows.add_row(lines, share(passage.probability), ", ".join(passage.damage), escape(f"{begin} …"))
    yield rows


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

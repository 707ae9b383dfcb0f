"""A place of a corpus, followed from step to step, on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.terminal import deliver, show
from corpusnorm.edits import Span

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.job.trace import Trace

_STEPS = {"raw": "the source", "clean": "cleaned", "repair": "repaired", "names": "with names"}
_SEGMENT = re.compile(r".+\.p\d+(?:\.s\d+(?:\.[wc]\d+)?(?:\.\d+)?)?")
_SHOWN = 60  # characters of a place


def span_of(_: click.Context, __: click.Parameter, value: str | None) -> Span | None:
    """Read START,END."""
    if value is None:
        return None
    found = re.fullmatch(r"\s*(\d+)\s*[,-]\s*(\d+)\s*", value)
    if not found or int(found[1]) > int(found[2]):
        raise click.BadParameter(f"{value!r} is not START,END: two numbers of characters, the first not larger.")
    return Span(int(found[1]), int(found[2]))


def is_segment(name: str) -> bool:
    """Whether a name can be the id of a paragraph, of a sentence or of a token.

    >>> is_segment("d67e6aedb9b8bd642.p3"), is_segment("d67e6aedb9b8bd642.p3.s1.w2"), is_segment("a.txt")
    (True, True, False)
    """
    return bool(_SEGMENT.fullmatch(name))


def followed(package: str, place: str, at: Span | None, raw: Span | None, *, as_json: bool) -> None:
    """Show what became of a place, or what it was made from."""
    from corpusnorm.cli.data import to_json
    from corpusnorm.job.trace import trace

    if at is not None and raw is not None:
        raise click.UsageError("--at and --raw are two ways; take one.")
    span = raw if at is None else at
    start, end = (0, None) if span is None else (span.start, span.end)
    found = trace(package, place, start, end, "read" if raw is None else "raw")
    if as_json:
        deliver(to_json(found), None)
    else:
        show(*_report(found))


def _report(found: Trace) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import change, columns

    yield Text.assemble((escape(found.name), "bold"), f"  ({found.document})")
    where = f"bytes {found.bytes[0]:,}-{found.bytes[1]:,} of {escape(found.file)}" if found.bytes else ""
    rows = columns("", "", "", right=(1,))
    for stage in found.stages:
        text = stage.text if len(stage.text) <= _SHOWN else f"{stage.text[:_SHOWN]}…"
        rows.add_row(_STEPS[stage.layer], f"{stage.span.start}-{stage.span.end}", escape(text))
        if stage.layer == "raw" and where:
            rows.add_row("", "", Text(where, "dim"))
        for edit, old in stage.edits:
            told = f"{edit.rule}, {edit.certainty:.2f}" + (f", {edit.evidence}" if edit.evidence else "")
            rows.add_row("", "", change("", old, edit.text, ""))
            rows.add_row("", "", Padding(Text(escape(told), "dim"), (0, 0, 0, 2)))
    yield Padding(rows, (0, 0, 0, 2))

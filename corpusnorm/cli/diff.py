"""`corpusnorm diff`: what is different between two releases of a corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.job.releases import Comparison, Reading

_SHOWN = 10  # of a kind, unless all are asked for


@click.command("diff")
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option("--all", "everything", is_flag=True, help=f"Show everything; otherwise the first {_SHOWN} of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 1 where anything is different.")
def command(old: str, new: str, *, everything: bool, as_json: bool, strict: bool) -> Exit:
    """Say what is different between two corpora.

    OLD and NEW are packages that two runs wrote: two releases of a corpus, or the same documents under two policies. Told are the
    works that came and went, the documents whose source or place changed, and every reading that is another one.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.job.releases import compare

    found = compare(old, new)
    if as_json:
        deliver(to_json(found), None)
    else:
        show(*_report(found, None if everything else _SHOWN))
    return Exit.FINDINGS if strict and found else Exit.OK


def _report(found: Comparison, limit: int | None) -> Iterator[RenderableType]:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, heading, number

    yield f"{number(found.works[0], 'work')} before, {number(found.works[1], 'work')} now"
    if not found:
        yield "Nothing is different."
    for words, names in (("Works added", found.added), ("Works removed", found.removed)):
        if names:
            yield heading(f"{words}: {len(names):,}")
            yield from _cut([f"  {escape(name)}" for name in names], limit)
    if found.rebased:
        yield heading(f"Works that have another base, and its id: {len(found.rebased):,}")
        yield from _cut([f"  {escape(was)} → {escape(now)}" for was, now in found.rebased], limit)
    if found.documents:
        yield heading(f"Documents that are not as they were: {len(found.documents):,}")
        rows = columns("", "", "")
        for each in found.documents[:limit]:
            places = [escape(place) for place in dict.fromkeys((each.was, each.now)) if place]
            rows.add_row(f"  {each.what}", escape(each.name), " → ".join(places))
        yield rows
        yield from _more(len(found.documents), limit)
    if found.readings:
        works = len({each.work for each in found.readings})
        yield heading(f"Other readings: {len(found.readings):,} in {number(works, 'work')}")
        for name, readings in groupby(found.readings, key=lambda each: each.name):
            yield from _of_work(name, list(readings), limit)


def _of_work(name: str, readings: Sequence[Reading], limit: int | None) -> Iterator[RenderableType]:
    from rich.padding import Padding

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import change, indented

    yield indented((escape(name), "bold"))
    for each in readings[:limit]:
        yield Padding(change(each.before, each.old, each.new, each.after), (0, 0, 0, 4))
    yield from _more(len(readings), limit)


def _cut(lines: Sequence[str], limit: int | None) -> Iterator[RenderableType]:
    yield from lines[:limit]
    yield from _more(len(lines), limit)


def _more(count: int, limit: int | None) -> Iterator[RenderableType]:
    from corpusnorm.cli.looks import indented

    if count > (limit or count):
        yield indented((f"… and {count - (limit or 0):,} more; --all shows them", "dim"))

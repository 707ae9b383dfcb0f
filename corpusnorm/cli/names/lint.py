"""`corpusnorm names lint`: what a person should look at in a registry of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.names.lint import Lint
    from corpusnorm.names.lint.finding import Finding

_SHOWN = 8  # findings of a code that are listed
_COLOURS = {"error": "bold red", "warning": "yellow", "information": "dim"}


@click.command("lint")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="List every finding, not the first few of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 1 where there is more than information.")
def command(sources: tuple[str, ...], *, everything: bool, as_json: bool, strict: bool) -> Exit:
    """Check a registry of names.

    Told are cycles, names that compete at one time, gaps, forms that several entities have, missing sources and licences, dates
    that nobody checked, and letters of the wrong script. SOURCE is what --registry takes: it is checked on top of the shipped
    registry, and only what it says is told. Without one the shipped registry is checked.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.cli.looks import number
    from corpusnorm.names.lint import lint, severity
    from corpusnorm.names.registry import default_registry
    from corpusnorm.names.sources.loading import load_registry

    registry, shipped = load_registry(sources), default_registry()
    told = registry.changed_from(shipped) if sources else frozenset(registry.entities)
    names = set(registry.names).difference(shipped.names) if sources else registry.names
    found = lint(registry, told)
    if as_json:
        listed = [
            {"code": each.code, "severity": severity(each.code), "where": each.where, "what": each.what} for each in found.findings
        ]
        deliver(to_json({"dated": found.dated, "checked": found.checked, "findings": listed}), None)
    else:
        title = f"{number(len(told), 'entity', 'entities')}, {number(len(names), 'name')}"
        show(*_report(found, title, everything=everything))
    return Exit.FINDINGS if strict and found.serious else Exit.OK


def _report(found: Lint, title: str, *, everything: bool) -> Iterator[RenderableType]:
    from itertools import groupby

    from rich.padding import Padding
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, number
    from corpusnorm.names.lint import meaning, severity

    yield Text.assemble((escape(title), "bold"), f"; dates checked: {found.checked:,} of {number(found.dated, 'dated row')}")
    for code, group in groupby(found.findings, key=lambda finding: finding.code):
        findings = list(group)
        kind = severity(code)
        yield Text.assemble("\n", (code, _COLOURS[kind]), (f"  {kind}: {meaning(code)}", "bold"), f"  ({len(findings):,})")
        rows = columns("", "")
        for each in _few(findings, everything=everything):
            rows.add_row(escape(each.where), escape(each.what))
        yield Padding(rows, (0, 0, 0, 2))
        if not everything and len(findings) > _SHOWN:
            yield Text(f"  and {len(findings) - _SHOWN:,} more (--all)", style="dim")
    if not found.findings:
        yield "Nothing to look at."


def _few(findings: Sequence[Finding], *, everything: bool) -> Sequence[Finding]:
    return findings if everything else findings[:_SHOWN]

"""Summary: a run in words, for the person who waited for it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from corpusnorm.cli import wording
from corpusnorm.cli.escaping import escape, quoted
from corpusnorm.cli.looks import TIERS, columns, heading, indented, number, relation, share
from corpusnorm.cli.overview import Copy, Overview

_NAMED_APART = ("degraded-of",)  # kinds of relations that have a paragraph of their own


def summary(found: Overview, output: str) -> Iterator[RenderableType]:
    """What came in and what came of it, the copies, what was changed, what is left to a person, and how to go on."""
    yield _headline(found)
    yield from _copies(found)
    yield from _pairs(found)
    yield heading("What was changed")
    yield _changes(found)
    yield from _repairs(found)
    yield from _findings(found)
    yield from _quarantined(found)
    yield from _where(found, output)


def _headline(found: Overview) -> Text:
    languages = ", ".join(f"{escape(code)} ({count:,})" for code, count in found.languages)
    return Text.assemble(
        (f"{number(found.documents, 'document')} became {number(found.works, 'work')}", "bold green"),
        f"  (from {number(found.files, 'file')}; languages: {languages or 'none'})",
    )


def _copies(found: Overview) -> Iterator[RenderableType]:
    if not found.copies and not found.lone:
        return
    yield heading("Degraded copies")
    for copy in found.copies:
        yield indented((escape(copy.name), "bold"), " is a degraded copy of ", (escape(copy.original), "bold"))
        yield indented(escape(_measures(copy)), by=4)
        yield indented((escape(", ".join(copy.how)), "dim"), by=4)
        if any(copy.names):
            restored, in_part, missing = copy.names
            yield indented(f"names that it lost: {restored:,} restored, {in_part:,} in part, {missing:,} missing", by=4)
    for name in found.lone:
        yield indented((escape(name), "bold"), " is degraded, and its original is not here")
    yield from _more(found.kinds.get("degraded-of", 0) - len(found.copies), "document")


def _measures(copy: Copy) -> str:
    contained = f"{share(copy.containment)} of it is in the original"
    if not copy.tokens:
        return f"{contained}; it was not repaired"
    return f"{contained}; {copy.aligned:,} of its {copy.tokens:,} tokens aligned ({share(copy.aligned / copy.tokens)})"


def _pairs(found: Overview) -> Iterator[RenderableType]:
    if not found.pairs:
        return
    yield heading("Other relations")
    for pair in found.pairs:
        yield relation(pair.a, pair.kind, pair.b, pair.evidence)
    rest = sum(count for kind, count in found.kinds.items() if kind not in _NAMED_APART) - len(found.pairs)
    yield from _more(rest, "relation")


def _changes(found: Overview) -> Table:
    named, left_open, rewritten = found.mentions
    rows = columns("", "")
    edits = sum(count for _, count in found.cleaned)
    by_rule = ", ".join(f"{escape(rule)} {count:,}" for rule, count in found.cleaned[:6])
    rows.add_row("  Cleaning", f"{number(edits, 'edit')}: {by_rule}" if edits else "nothing to do")
    words = f"{named:,} found, {rewritten:,} regularized" if named else "none found"
    if found.rewritten:
        examples = ", ".join(f"{escape(old)} → {escape(new)} ({count:,})" for old, new, count in found.rewritten)
        words += f": {examples}" + (", …" if rewritten > sum(count for *_, count in found.rewritten) else "")
    rows.add_row("  Names", words + (f"; {left_open:,} left open" if left_open else ""))
    decided, stale = found.decisions
    if decided:
        rows.add_row("  Decisions", f"{decided:,}" + (f", {stale:,} of them about nothing that is here" if stale else ""))
    return rows


def _repairs(found: Overview) -> Iterator[RenderableType]:
    if not found.tiers:
        return
    total = sum(characters for *_, characters in found.tiers)
    yield heading("Repaired text")
    rows = columns("", "", "", "", right=(1, 2))
    for tier, count, characters in found.tiers:
        part = share(characters / total) if characters else ""
        name = Text(f"  {escape(tier)}", TIERS.get(tier, ""))
        rows.add_row(name, part, number(count, "stretch", "stretches"), wording.TIERS.get(tier, ""))
    yield rows


def _findings(found: Overview) -> Iterator[RenderableType]:
    if found.findings:
        yield heading("Found and left as it is")
        rows = columns("", "", right=())
        for code, count, documents in found.findings:
            rows.add_row(f"  {escape(code)}", f"{count:,} in {number(documents, 'document')}")
        yield rows


def _quarantined(found: Overview) -> Iterator[RenderableType]:
    if not found.quarantined:
        return
    yield Text(f"\n{number(found.quarantined, 'record')} set aside with all bytes", "bold red")
    for each in found.set_aside:
        yield indented((each.code, "red"), f" {escape(each.place)}: {escape(each.message)}")
    yield from _more(found.quarantined - len(found.set_aside), "record")


def _where(found: Overview, output: str) -> Iterator[RenderableType]:
    yield Text.assemble("\nThe corpus is in ", (escape(output), "bold"), ". Next:")
    place = quoted(output)
    rows = columns("", "", whole=(0,))
    rows.add_row(f"  corpusnorm validate {place}", Text("is it sound", "dim"))
    if found.example:
        rows.add_row(f"  corpusnorm explain {place} {quoted(found.example)}", Text("what was done to a document, and why", "dim"))
    if found.mentions[1]:
        rows.add_row(f"  corpusnorm names review {place}", Text(f"decide {number(found.mentions[1], 'open name')}", "dim"))
    rows.add_row(f"  corpusnorm reconstruct {place} --to DIR", Text("every input file back, byte for byte", "dim"))
    yield rows


def _more(count: int, what: str) -> Iterator[RenderableType]:
    if count > 0:
        yield indented((f"… and {number(count, f'more {what}')}; the ledger has them all", "dim"))

"""`corpusnorm repair`: a degraded text, repaired from its clean version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.reading import name_of, once, read_text
from corpusnorm.cli.terminal import coloured, deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from corpusnorm.restoration import Repair

_SIGNS = {"witness": ("{", "}"), "lexical": ("<", ">"), "conjecture": ("(", ")"), "gap": ("_", "")}  # where there is no colour


@click.command("repair")
@click.argument("degraded", type=click.Path(allow_dash=True))
@click.option("--from", "clean", metavar="CLEAN", type=click.Path(allow_dash=True), help="The clean version to repair from.")
@click.option(
    "--json", "form", flag_value="json", help="Print the text with tier, certainty and evidence of every stretch as JSON."
)
@click.option("--explain", "form", flag_value="explain", help="Print the text with every restored stretch marked by its tier.")
@click.option(
    "--conjecture-from",
    metavar="CERTAINTY",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="How sure it must be that a stop word or mark stood where CLEAN does not have it, to be written; 1 writes none.",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write the text or the JSON to a new file.")
def command(degraded: str, clean: str | None, form: str | None, conjecture_from: float, output: str | None) -> None:
    """Repair a degraded text from its clean version.

    Every word of DEGRADED stays, in its order. What comes back is copied from CLEAN, proven by the forms themselves, or
    probable; --explain and --json say which. Without --from only the forms are left to go by. DEGRADED or CLEAN may be -
    for standard input.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.restoration import repair

    once(degraded, clean)
    if form == "explain" and output is not None:
        raise click.UsageError("--explain is for looking at: it takes no --output.")
    repaired = repair(read_text(degraded), read_text(clean) if clean is not None else None, conjecture_from=conjecture_from)
    if form == "json":
        deliver(to_json(_data(repaired)), output)
    elif form == "explain":
        show(*_explained(repaired, name_of(degraded)))
    else:
        deliver(repaired.text, output)


def _data(repaired: Repair) -> dict[str, object]:
    found = repaired.alignment
    return {
        "text": repaired.text,
        "tokens": len(found.b_tokens),
        "aligned": len(found.pairs),
        "degradation": repaired.degradation,
        "spans": repaired.spans,
        "exceptions": repaired.exceptions,
    }


def _explained(repaired: Repair, name: str) -> Iterator[RenderableType]:
    """The marked text, what the marks mean, and how the text was degraded."""
    from rich.text import Text

    from corpusnorm.cli import wording
    from corpusnorm.cli.diagnose import made
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import TIERS, columns, heading, number, share

    signs = {} if coloured() else _SIGNS
    yield _marked(repaired, signs)
    found = repaired.alignment
    aligned = f"{len(found.pairs):,} of {number(len(found.b_tokens), 'token')} aligned ({share(found.share_b)})"
    yield heading(f"{escape(name)}: {aligned}")
    rows = columns("", "", "", right=(1,))
    for tier, count in sorted(Counter(each.tier for each in repaired.spans).items()):
        sign = "".join(signs.get(tier, ("", "")))
        rows.add_row(
            Text(f"  {sign:2} {tier}", TIERS.get(tier, "")), number(count, "stretch", "stretches"), wording.TIERS.get(tier, "")
        )
    yield rows
    yield from made(repaired.degradation)


def _marked(repaired: Repair, signs: Mapping[str, tuple[str, str]]) -> Text:
    """The repaired text, each stretch in the colour of its tier and between its signs."""
    from rich.text import Text

    from corpusnorm.cli.escaping import escape_lines
    from corpusnorm.cli.looks import TIERS

    text, at = Text(), 0
    for each in repaired.spans:
        before, after = signs.get(each.tier, ("", ""))
        text.append(escape_lines(repaired.text[at : each.span.start]))
        text.append(before + escape_lines(each.span.of(repaired.text)) + after, TIERS.get(each.tier, ""))
        at = each.span.end
    return text.append(escape_lines(repaired.text[at:]))

"""`corpusnorm align`: two versions of a text, side by side."""

from __future__ import annotations

import click

from corpusnorm.cli.reading import name_of, once, read_text
from corpusnorm.cli.terminal import deliver, show, width


@click.command("align")
@click.argument("clean", type=click.Path(allow_dash=True))
@click.argument("degraded", type=click.Path(allow_dash=True))
@click.option(
    "--json", "form", flag_value="json", help="Print the pairs, the passages that moved and the tokens of both sides as JSON."
)
@click.option(
    "--tsv",
    "form",
    flag_value="tsv",
    help="Print a line a token: both forms with their offsets, and the passage if it moved, separated by tabs.",
)
def command(clean: str, degraded: str, form: str | None) -> None:
    """Align two versions of a text word by word.

    They also meet where one is a degraded copy of the other. What stands on one side only is in brackets, what stands elsewhere on
    the other side in braces, with its number. CLEAN or DEGRADED may be - for standard input.
    """
    from corpusnorm.alignment import align
    from corpusnorm.cli.data import to_json
    from corpusnorm.cli.parallel import Parallel

    once(clean, degraded)
    left, right = read_text(clean), read_text(degraded)
    parallel = Parallel(left, right, align(left, right))
    if form == "json":
        deliver(to_json(parallel.data()), None)
    elif form == "tsv":
        deliver(parallel.tsv(), None)
    else:
        show(*parallel.view(name_of(clean), name_of(degraded), width()))

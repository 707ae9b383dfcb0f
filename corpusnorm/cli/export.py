"""`corpusnorm export`: a corpus in the formats that others read."""

from __future__ import annotations

import click

from corpusnorm.cli.terminal import show

_FORMATS = ("jsonl", "parquet", "text", "conllu", "vertical", "html")


@click.command("export")
@click.argument("package", metavar="OUT", type=click.Path())
@click.option("--format", "form", type=click.Choice(_FORMATS), required=True, help="What to write.")
@click.option("--to", metavar="PATH", type=click.Path(), required=True, help="The new file; for text and html the new folder.")
@click.option("--as-written", is_flag=True, help="Write names as the sources have them, not as the policy writes them.")
def command(package: str, form: str, to: str, *, as_written: bool) -> None:
    """Write the works of a corpus in another format.

    jsonl and parquet have a row a work with its paragraphs, names and witnesses; text a file a work; conllu and vertical a token a
    line, for corpus tools; html pages to read. Ids are those of the TEI.
    """
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import number
    from corpusnorm.exports import export

    count = export(package, to, form, "base" if as_written else "regular")
    show(f"{number(count, 'work')} written to {escape(to)}.")

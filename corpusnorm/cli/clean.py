"""`corpusnorm clean`: one text, cleaned."""

from __future__ import annotations

import click

from corpusnorm.cli.reading import read_text
from corpusnorm.cli.terminal import deliver


@click.command("clean")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print the text with every edit and finding as JSON.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write the text or the JSON to a new file.")
def command(file: str, output: str | None, *, as_json: bool) -> None:
    """Clean one text: encoding, Unicode form, white space.

    FILE may be in any encoding, the result is UTF-8; FILE may be - for standard input.
    """
    from corpusnorm.cleaning import FindResidue, clean
    from corpusnorm.cli.data import to_json
    from corpusnorm.document import Document

    cleaned = clean(read_text(file))
    if as_json:
        findings = FindResidue().findings(Document.of(cleaned.text))
        deliver(to_json({"text": cleaned.text, "edits": cleaned.edits, "findings": findings}), output)
    else:
        deliver(cleaned.text, output)

"""`corpusnorm validate`: is a corpus sound?"""

from __future__ import annotations

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import deliver, show


@click.command("validate")
@click.argument("package", metavar="OUT", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def command(package: str, *, as_json: bool) -> Exit:
    """Check that a corpus is sound.

    Checked are the XML of OUT (grammar, ids, pointers, counts, shared passages), that the ledger agrees, and that every input
    file comes out with its sha256. Exits with 1 where something is wrong.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, number
    from corpusnorm.job.check import validate

    problems = validate(package)
    if as_json:
        deliver(to_json(problems), None)
    elif problems:
        rows = columns("where", "code", "what")
        for each in problems:
            rows.add_row(escape(f"{each.file}:{each.line}" if each.line else each.file), each.code, escape(each.message))
        show(rows, f"\n{number(len(problems), 'problem')} in {escape(package)}")
    else:
        show(f"{escape(package)} is sound: its XML is valid, the ledger agrees, every input file comes out with its sha256.")
    return Exit.FINDINGS if problems else Exit.OK

"""`corpusnorm reconstruct`: the way back."""

from __future__ import annotations

from pathlib import Path

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import deliver, show


@click.command("reconstruct")
@click.argument("package", metavar="OUT", type=click.Path())
@click.option("--to", metavar="DIR", type=click.Path(), help="The folder to write the files into; it may be new.")
@click.option("--check", is_flag=True, help="First compare every file with its sha256, and write only if all are right.")
@click.option("--document", metavar="DOC", help="Print one document instead, its bytes as they were; DOC is its name or id.")
@click.option("--witness", metavar="DOC", help="Print the cleaned text of one document instead, of whichever work it is a witness.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write that one document or text to a new file.")
def command(package: str, to: str | None, document: str | None, witness: str | None, output: str | None, *, check: bool) -> Exit:
    """Write every input file back, byte for byte, or one document.

    Everything comes from the corpus in OUT alone. With --check and without --to nothing is written. Exits with 1 where --check
    finds a difference.
    """
    if document is not None or witness is not None:
        if to is not None or check or (document is not None and witness is not None):
            raise click.UsageError("--document and --witness are for one document, without each other, --to and --check.")
        return _one(package, document, witness, output)
    if output is not None:
        raise click.UsageError("-o is for one document; say which (--document DOC or --witness DOC), or a folder (--to DIR).")
    return _all(package, to, check=check)


def _one(package: str, document: str | None, witness: str | None, output: str | None) -> Exit:
    from corpusnorm.job.reconstruct import Package

    source = Package(Path(package))
    deliver(source.data(document) if document is not None else source.clean_text(witness or ""), output)
    source.ledger.close()
    return Exit.OK


def _all(package: str, to: str | None, *, check: bool) -> Exit:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import number
    from corpusnorm.job.reconstruct import reconstruct

    if to is None and not check:
        raise click.UsageError("Say where to write (--to DIR), or that nothing is to be written (--check).")
    if check:
        rebuilt = reconstruct(package, check=True)
        wrong = [each for each in rebuilt if not each.right]
        if wrong:
            show(*(f"{escape(each.file)} does not come out as it went in" for each in wrong))
            show(f"{len(wrong):,} of {number(len(rebuilt), 'file')} differ; nothing was written.")
            return Exit.FINDINGS
    if to is not None:
        rebuilt = reconstruct(package, to)
    size = number(sum(each.size for each in rebuilt), "byte")
    done = f" written to {escape(to)}" if to is not None else ""
    show(f"{number(len(rebuilt), 'file')} ({size}){done}: each comes out with the sha256 of the input.")
    return Exit.OK

"""`corpusnorm reconstruct`: the way back."""

from __future__ import annotations

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import show


@click.command("reconstruct")
@click.argument("package", metavar="OUT", type=click.Path())
@click.option("--to", metavar="DIR", type=click.Path(), help="The folder to write the files into; it may be new.")
@click.option("--check", is_flag=True, help="First compare every file with its sha256, and write only if all are right.")
def command(package: str, to: str | None, *, check: bool) -> Exit:
    """Write every input file back, byte for byte.

    Everything comes from the corpus in OUT alone. With --check and without --to nothing is written. Exits with 1 where --check
    finds a difference.
    """
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

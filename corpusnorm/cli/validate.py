"""`corpusnorm validate`: is a corpus sound?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.job.validation.check import Checked

_SHOWN = 5  # problems of a code
_TO_DO = {  # what is wrong where a code begins so, and what to do
    "E60": "The ledger is damaged: get the package again, or run again.",
    "E70": "The XML is not as a run writes it.",
    "E720": "The ledger and the XML have other works: get the package again, or run again.",
    "E721": "Input files do not come out as they went in: texts or the ledger were changed.",
    "E722": "Documents are not what went in: texts or the ledger were changed.",
    "E723": "What stands there is not what the ledger says: either was changed.",
    "E724": "Files are not as the run wrote them.",
    "E": "Something is wrong.",
    "W": "Harmless.",
}
_KINDS = tuple(_TO_DO)
_MEANT = """
  XML     valid, ids unique, pointers lead somewhere, counts agree, copies can be read
  ledger  texts, places in the source and marks are those it has
  input   every file comes out with its sha256
  files   all are as the run wrote them"""


@click.command("validate")
@click.argument("package", metavar="OUT", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def command(package: str, *, as_json: bool) -> Exit:
    """Check that a corpus is sound.

    Checked are the XML of OUT (grammar, ids, pointers, counts, shared passages); that its texts, its marks and the places in the
    source are those of the ledger; that every input file comes out with its sha256; and that every file is as the run wrote it.
    Exits with 1 where something is wrong.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import number
    from corpusnorm.job.validation.check import check

    checked = check(package)
    if as_json:
        deliver(to_json(checked.problems), None)
    elif checked.found:
        count = number(checked.found.total(), "problem")
        show(*_problems(checked), f"\n{count} in {escape(package)}; looked at were {_looked(checked)}.")
    else:
        show(f"{escape(package)} is sound: {_looked(checked)}.", _MEANT)
    return Exit.OK if checked.sound else Exit.FINDINGS


def _problems(checked: Checked) -> Iterator[RenderableType]:
    """The first problems of each code, below what to do about them."""
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import heading

    for code in sorted(checked.found, key=lambda code: (_kind(code), code)):
        first = [each for each in checked.problems if each.code == code][:_SHOWN]
        yield heading(f"{code}  {_TO_DO[_KINDS[_kind(code)]]}")
        yield from (f"  {escape(f'{each.file}:{each.line}' if each.line else each.file)}  {escape(each.message)}" for each in first)
        if checked.found[code] > len(first):
            yield f"  and {checked.found[code] - len(first):,} more"


def _kind(code: str) -> int:
    """The place of a code among the kinds."""
    return next(place for place, start in enumerate(_KINDS) if code.startswith(start))


def _looked(checked: Checked) -> str:
    """How much there was to look at."""
    from corpusnorm.cli.looks import number

    looked = checked.looked
    sizes = (("work", "works"), ("document", "documents"), ("character", "characters"), ("input file", "inputs"))
    return ", ".join(number(looked[name], noun) for noun, name in sizes)

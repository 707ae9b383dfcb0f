"""Progress: which part of a run is at work, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PARTS = {  # the stages of a run as a person sees them; several in a row with the same words are one
    "records": "Reading",
    "documents": "Cleaning and diagnosing",
    "sketches": "Looking for copies",
    "pairs": "Looking for copies",
    "candidates": "Looking for copies",
    "relations": "Comparing",
    "ties": "Comparing",
    "repairs": "Repairing",
    "names": "Finding names",
    "shared": "Writing TEI",
    "works": "Writing TEI",
    "publish": "Publishing",
}


def part_of(stage: str) -> str:
    """The part of a run that a stage belongs to.

    >>> part_of("works"), part_of("ledger-edits"), part_of("a-new-stage")
    ('Writing TEI', 'Writing the ledger', 'a new stage')
    """
    return _PARTS.get(stage) or ("Writing the ledger" if stage.startswith("ledger-") else stage.replace("-", " "))


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A function to be told each stage as it begins: the part at work turns, and leaves its time when it is done. Elsewhere than
    on a terminal, and with `quiet`, it shows nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from corpusnorm.cli.terminal import console

    columns = SpinnerColumn(finished_text="[green]✓"), TextColumn("{task.description:<24}"), TimeElapsedColumn()
    with Progress(*columns, console=console(sys.stderr)) as shown:
        parts: list[str] = []

        def begin(stage: str) -> None:
            if parts[-1:] != [part_of(stage)]:
                end()
                parts.append(part_of(stage))
                shown.add_task(parts[-1], total=1)

        def end() -> None:
            for task in shown.task_ids[-1:]:
                shown.update(task, completed=1)

        yield begin
        end()
        shown.console.print()

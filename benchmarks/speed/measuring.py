"""How speed is measured: processor seconds of one process, the best of some runs, side by side; and how it is printed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from typing import Any, TypeVar

Result = TypeVar("Result")


def seconds(work: Callable[[], Result], runs: int = 1) -> tuple[float, Result]:
    """Processor seconds of `work`, the least of `runs`, and its result. Call it before where a first call compiles or loads."""
    best, result = float("inf"), None
    for _ in range(runs):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
    return best, result  # type: ignore[return-value]


def megabytes(texts: Iterable[str]) -> float:
    """The size of texts in UTF-8."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def peer(package: str) -> str:
    """A package with its version, for the table."""
    return f"{package} {version(package)}"


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table: a Markdown one, so that it can stand in the docs as it is printed."""
    print(f"\n{title}\n")
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(_cell(value) for value in row) + " |", flush=True)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if isinstance(value, float) else str(value)

"""Runners: who runs the tasks. The only place that knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from corpusnorm.engine.task import Task
from corpusnorm.errors import ConfigError

ENTRY_POINTS = "corpusnorm.runners"


class Runner(Protocol):
    """Runs independent tasks, in any order, any number of times each, anywhere that sees their files."""

    def run(self, tasks: Sequence[Task]) -> list[Path]:
        """The outputs of the tasks, in their order."""


class InlineRunner:
    """One task after the other, in this process."""

    def run(self, tasks: Sequence[Task]) -> list[Path]:
        """The outputs of the tasks, in their order."""
        return [task.run() for task in tasks]


def runner(name: str) -> Runner:
    """The runner registered under `name` by an installed package (entry points `corpusnorm.runners`)."""
    points: Iterable[tuple[str, Callable[[], Callable[[], Runner]]]]
    points = [(point.name, point.load) for point in entry_points(group=ENTRY_POINTS)]
    for known, load in points:
        if known == name:
            return load()()
    names = ", ".join(sorted(known for known, _ in points))
    raise ConfigError((f"run.runner: no runner is named {name!r}",), hint=f"known: {names}")

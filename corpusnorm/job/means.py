"""The means of a run: what its configuration names, found before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from corpusnorm.cleaning.stage import pipeline_of
from corpusnorm.config import Config
from corpusnorm.engine import Runner, runner
from corpusnorm.errors import ConfigError
from corpusnorm.names.amended import amended
from corpusnorm.names.decisions import NONE, Decisions, load_decisions
from corpusnorm.names.policy import Policy, load_policy
from corpusnorm.names.registry import Registry
from corpusnorm.names.sources.loading import load_registry
from corpusnorm.pipeline import Pipeline

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Means:
    """The cleaning steps, the names policy, the decisions about names, the registry that they leave, and the runner."""

    pipeline: Pipeline
    policy: Policy
    decisions: Decisions
    registry: Registry
    runner: Runner

    @property
    def digests(self) -> dict[str, str]:
        """The digests of what names were written by, as the report gives them: decisions where there are any."""
        found = {"policy": self.policy.digest, "registry": self.registry.digest}
        return found | ({"decisions": self.decisions.digest} if self.decisions else {})


def means_of(config: Config) -> Means:
    """The means that a configuration names. Raises `ConfigError` with the faults of all of them."""
    problems: list[str] = []

    def find(get: Callable[[], Found]) -> Found | None:
        try:
            return get()
        except ConfigError as error:
            problems.extend(error.problems if len(error.problems) > 1 else [str(error).removeprefix(f"{error.code} ")])
            return None

    pipeline = find(lambda: pipeline_of(config.clean.steps, config.clean.options, config.ingest.header))
    policy = find(lambda: load_policy(config.names.policy))
    decisions = find(lambda: load_decisions(config.names.decisions))
    registry = find(lambda: amended(load_registry(config.names.registry), decisions or NONE))
    engine = find(lambda: runner(config.run.runner))
    if pipeline is None or policy is None or decisions is None or registry is None or engine is None:
        raise ConfigError(tuple(problems))
    return Means(pipeline, policy, decisions, registry, engine)

"""A run: from input files to a published package."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpusnorm.config import Config, load
from corpusnorm.job import publish
from corpusnorm.job.checksums import write_checksums
from corpusnorm.job.flow import Flow, Progress
from corpusnorm.job.given import Given, given
from corpusnorm.job.means import Means, means_of
from corpusnorm.job.record import corpus_record, steps_told
from corpusnorm.job.summary import Ledger, count, report, written
from corpusnorm.job.workspace import LEDGER, REPORT, Workspace
from corpusnorm.report import Report
from corpusnorm.version import __version__


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made: the folder of the package, its counts, and the content of its `report.json`; `renamed` are the files, each
    with its new name, that had the name of another one with other bytes."""

    output: Path
    counts: Report
    report: Mapping[str, Any]
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def quarantined(self) -> int:
        """How many records could not be read or processed."""
        return self.counts.counts.get(("ingest", "quarantined"), 0)


def run(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    config: Config | str | os.PathLike[str] | None = None,
    *,
    overwrite: bool = False,
    restart: bool = False,
    progress: Progress = lambda _: None,
) -> Result:
    """Turn files and folders into a deduplicated TEI corpus, with everything that is needed to undo it.

    A package among the inputs stands for the files that it was made from: with others beside it, documents are added to it.
    `output` becomes a folder with `corpus.xml`, `works/`, `authorities.xml`, `ledger/` and `report.json`; it appears whole or not
    at all, and the same input gives the same bytes. An interrupted run goes on where it stopped. Raises `InputError` where there
    is nothing to read, `ConfigError` with every fault of the configuration, `OutputError` where the output may not be written;
    a record that cannot be read is kept in the ledger and costs only itself.
    """
    chosen = config if isinstance(config, Config) else load(config) if config else Config()
    means = means_of(chosen)
    found = given(inputs)
    space = Workspace(Path(output).resolve())
    found.check_apart(space.output)
    space.open(_fingerprint(found, chosen, means), overwrite=overwrite, restart=restart)
    if found.packages:
        progress("reconstruct")
    flow = Flow(space.tables, chosen, means.runner, progress)
    flow.run(found.rebuilt(space.inputs))
    progress("publish")
    counts, content = _package(flow, chosen, means, space.package)
    space.publish()
    return Result(space.output, counts, content, found.renamed)


def _package(flow: Flow, config: Config, means: Means, folder: Path) -> tuple[Report, Mapping[str, Any]]:
    """Write the files of the package; its counts, and the content of its report."""
    publish.ledger(flow.outputs, means, folder)
    works = publish.works(flow.outputs, flow.division, flow.partitions, config.corpus.title, folder)
    ledger = Ledger(folder / LEDGER)
    publish.authorities(ledger, means.registry, folder)
    counts = count(ledger)
    record = corpus_record(config, means, counts, ledger)
    publish.corpus(record, works, folder)
    said = {"corpusnorm": record.version, "run": record.run, "config": config.of_result()}
    header = {**said, **means.digests, "steps": steps_told(record)}
    content = written(report(ledger, counts, header))
    ledger.close()
    (folder / REPORT).write_text(content + "\n", encoding="utf-8")
    write_checksums(folder)
    return counts, json.loads(content)


def _fingerprint(found: Given, config: Config, means: Means) -> dict[str, Any]:
    """What an interrupted run must have in common with the one that takes it up: all but who runs the tasks."""
    listed = [(each.name, each.size, each.stamp) for each in found.files]
    options = [config.of_result(), config.run.chunk_bytes, means.policy.digest, means.registry.digest, means.decisions.digest]
    return {
        "version": __version__,
        "configuration": hashlib.sha256(json.dumps(options, sort_keys=True).encode()).hexdigest(),
        "input": hashlib.sha256(json.dumps(listed).encode()).hexdigest(),
    }

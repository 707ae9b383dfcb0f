"""A run: from input files to a published package."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import corpusnorm
from corpusnorm.cleaning.stage import pipeline_of
from corpusnorm.config import Config, load
from corpusnorm.engine import runner
from corpusnorm.errors import OutputError
from corpusnorm.ingest import expand
from corpusnorm.job import publish
from corpusnorm.job.flow import RECORDED_STEPS, Flow, Progress
from corpusnorm.job.summary import Ledger, count, report
from corpusnorm.job.workspace import REPORT, Workspace
from corpusnorm.names.policy import load_policy
from corpusnorm.report import Report
from corpusnorm.tei.model import CorpusRecord, StepRecord


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made: the folder of the package, its counts, and the content of its `report.json`."""

    output: Path
    counts: Report
    report: Mapping[str, Any]

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

    `output` becomes a folder with `corpus.xml`, `works/`, `authorities.xml`, `ledger/` and `report.json`; it appears whole or not
    at all, and the same input gives the same bytes. An interrupted run goes on where it stopped. Raises `InputError` where there
    is nothing to read, `ConfigError` with every fault of the configuration, `OutputError` where the output may not be written;
    a record that cannot be read is kept in the ledger and costs only itself.
    """
    chosen = config if isinstance(config, Config) else load(config) if config else Config()
    policy = load_policy(chosen.names.policy)
    pipeline = pipeline_of(chosen.clean.steps, chosen.clean.options, chosen.ingest.header)
    engine = runner(chosen.run.runner)
    given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    files = expand(given)
    space = Workspace(Path(output).resolve())
    _check_apart(files, space.output)
    space.open(_fingerprint(files, chosen, policy.digest), overwrite=overwrite, restart=restart)
    outputs = Flow(space.tables, chosen, engine, progress).run(files)
    progress("publish")
    publish.ledger(outputs, space.package)
    ids, counts = publish.works(outputs, space.package)
    ledger = Ledger(space.package / publish.LEDGER)
    publish.authorities([row["entity"] for row in ledger.rows("SELECT DISTINCT entity FROM mentions")], space.package)
    counted = count(ledger)
    record = _record(chosen, policy.digest, pipeline.options()["steps"], counted, ledger)
    publish.corpus(record, ids, counts, space.package)
    header = {"corpusnorm": corpusnorm.__version__, "run": record.run, "config": chosen.to_dict(), "policy": policy.digest}
    content = json.dumps(report(ledger, counted, header), ensure_ascii=False, indent=1)
    ledger.close()
    (space.package / REPORT).write_text(content + "\n", encoding="utf-8")
    space.publish()
    return Result(space.output, counted, json.loads(content))


def _check_apart(files: Sequence[tuple[str, Path]], output: Path) -> None:
    for _, path in files:
        if output == path or output in path.parents:
            raise OutputError("the output would stand on the input", where=str(output), hint="choose another folder", code="E507")


def _fingerprint(files: Sequence[tuple[str, Path]], config: Config, policy: str) -> dict[str, Any]:
    """What an interrupted run must have in common with the one that takes it up."""
    listed = [(name, path.stat().st_size, path.stat().st_mtime_ns) for name, path in files]
    return {
        "version": corpusnorm.__version__,
        "configuration": hashlib.sha256(json.dumps([config.to_dict(), policy], sort_keys=True).encode()).hexdigest(),
        "input": hashlib.sha256(json.dumps(listed).encode()).hexdigest(),
    }


def _record(config: Config, policy: str, cleaning: Sequence[Mapping[str, Any]], counts: Report, ledger: Ledger) -> CorpusRecord:
    """What the corpus header says."""
    nested = counts.by_step()
    digest = hashlib.sha256(f"{config.sha256()} {policy}".encode()).hexdigest()
    files = "".join(row["sha256"] for row in ledger.rows("SELECT sha256 FROM files ORDER BY file"))
    languages = {row["language"]: row["words"] for row in ledger.rows(_LANGUAGES)}
    return CorpusRecord(
        config.corpus.title,
        corpusnorm.__version__,
        hashlib.sha256(f"{digest} {files}".encode()).hexdigest()[:16],
        digest,
        sum(nested.get("language", {}).values()),
        (*_clean_steps(cleaning, nested.get("clean", {})), *_other_steps(config, policy, nested)),
        languages,
    )


_LANGUAGES = "SELECT language, sum(words)::BIGINT AS words FROM documents WHERE kind = 'base' GROUP BY language ORDER BY language"


def _clean_steps(pipeline: Sequence[Mapping[str, Any]], counts: Mapping[str, int]) -> list[StepRecord]:
    """The cleaning steps, each with the edits made under its name."""
    steps = []
    flat = [pipeline[0], *pipeline[1]["steps"]]
    for step in flat:
        options = {key: value for key, value in step.items() if key not in ("step", "version")}
        edits = sum(
            number for rule, number in counts.items() if step["step"] in {part.partition(":")[0] for part in rule.split("+")}
        )
        steps.append(StepRecord(step["step"], step["version"], options, {"edits": edits}))
    return steps


def _other_steps(config: Config, policy: str, counts: Mapping[str, Mapping[str, int]]) -> list[StepRecord]:
    options: dict[str, Mapping[str, Any]] = {
        "align": asdict(config.sketch),
        "repair": asdict(config.repair),
        "names": {**asdict(config.names), "digest": policy},
        "dedup": asdict(config.relate),
    }
    return [StepRecord(name, "1", options[name], counts.get(name, {})) for name in RECORDED_STEPS]

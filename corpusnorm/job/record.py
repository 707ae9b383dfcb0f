"""The record of a run: what the corpus header and the report say of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from corpusnorm.config import Config
from corpusnorm.ingest.tei import STEP
from corpusnorm.job.flow import RECORDED_STEPS
from corpusnorm.job.means import Means
from corpusnorm.job.summary import Ledger
from corpusnorm.report import Report
from corpusnorm.tei.model import CorpusRecord, Publication, StepRecord
from corpusnorm.version import __version__

_FILES = "SELECT sha256 FROM files ORDER BY file"
_LANGUAGES = """
WITH bases AS (SELECT language, words, "foreign" AS blocks FROM documents WHERE kind = 'base'),
     apart AS (SELECT language AS around, unnest(blocks) AS block FROM bases)
SELECT language, sum(words)::BIGINT AS words
FROM (SELECT language, words FROM bases
      UNION ALL SELECT block.language, block.words FROM apart
      UNION ALL SELECT around, -block.words FROM apart)
GROUP BY language ORDER BY language
"""


def steps_told(record: CorpusRecord) -> list[dict[str, Any]]:
    """The steps of a run, as the report gives them."""
    return [{"step": step.name, "version": step.version, "counts": dict(step.counts)} for step in record.steps]


def corpus_record(config: Config, means: Means, counts: Report, ledger: Ledger) -> CorpusRecord:
    """What the corpus header says. The run's identifier comes from configuration, policy, registry and input."""
    nested = counts.by_step()
    given = " ".join(filter(None, (config.sha256(), means.policy.digest, means.registry.digest, means.decisions.digest)))
    digest = hashlib.sha256(given.encode()).hexdigest()
    files = "".join(row["sha256"] for row in ledger.rows(_FILES))
    return CorpusRecord(
        config.corpus.title,
        __version__,
        hashlib.sha256(f"{digest} {files}".encode()).hexdigest()[:16],
        digest,
        sum(nested.get("language", {}).values()),
        (_reading(config, nested), *_clean_steps(means, nested.get("clean", {})), *_other_steps(config, means, nested)),
        {row["language"]: row["words"] for row in ledger.rows(_LANGUAGES)},
        Publication(**{name: value for name, value in asdict(config.corpus).items() if name != "title"}),
    )


def _reading(config: Config, counts: Mapping[str, Mapping[str, int]]) -> StepRecord:
    """The reading of the input; the header of a text is a step of its own."""
    return StepRecord("ingest", "1", {"text_field": config.ingest.text_field}, counts.get("ingest", {}))


def _clean_steps(means: Means, counts: Mapping[str, int]) -> list[StepRecord]:
    """The reading of TEI and the cleaning steps, each with the edits made under its name; and what they only found."""
    header, settled = means.pipeline.options()["steps"]
    steps = [_clean_step(step, counts) for step in ({"step": STEP, "version": "1"}, header, *settled["steps"])]
    names = {step.name for step in steps}
    found = {code: number for code, number in counts.items() if not _steps_of(code) & names}
    return [*steps, StepRecord("findings", "1", {}, found, note="what the steps before found, and left as it was")]


def _clean_step(step: Mapping[str, Any], counts: Mapping[str, int]) -> StepRecord:
    options = {key: value for key, value in step.items() if key not in ("step", "version")}
    edits = sum(number for rule, number in counts.items() if step["step"] in _steps_of(rule))
    return StepRecord(step["step"], step["version"], options, {"edits": edits})


def _steps_of(rule: str) -> set[str]:
    """The steps that a rule of composed edits names."""
    return {part.partition(":")[0] for part in rule.split("+")}


def _other_steps(config: Config, means: Means, counts: Mapping[str, Mapping[str, int]]) -> Sequence[StepRecord]:
    options: dict[str, Mapping[str, Any]] = {
        "language": {"backend": "langdetect"},
        "relate": {**asdict(config.sketch), **asdict(config.relate)},
        "repair": asdict(config.repair),
        "names": {**asdict(config.names), **_names(means)},
    }
    names = ("language", "diagnose", "relate", *RECORDED_STEPS)
    return [StepRecord(name, "1", options.get(name, {}), counts.get(name, {})) for name in names]


def _rules(means: Means) -> list[dict[str, str]]:
    """The rules of the policy: what they select, what they say, and why."""
    return [{name: value for name, value in asdict(rule).items() if value} for rule in means.policy.rules]


def _names(means: Means) -> dict[str, Any]:
    """The policy with its rules, the registry and the decisions that names were written by; the ledger has the last two."""
    digests = {"digest": means.policy.digest, "registry_digest": means.registry.digest}
    decided = {"decisions_digest": means.decisions.digest} if means.decisions else {}
    return {**digests, **decided, "rules": _rules(means)}

"""The cleaning stage: record batch to record batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.errors import ConfigError
from corpusnorm.pipeline import Pipeline
from corpusnorm.tables import DOCUMENTS, from_row, to_row
from corpusnorm.transform import Drop, step


def pipeline_of(steps: tuple[str, ...], options: Mapping[str, Mapping[str, Any]], header: str) -> Pipeline:
    """The steps of a configuration, the header taken off first, run until they settle. Raises `ConfigError` with every fault."""
    problems = [f"options of a step that is not among the steps @ $.clean.options.{name}" for name in options if name not in steps]
    named = []
    for name, given in (("header", {"pattern": header}), *((name, options.get(name, {})) for name in steps)):
        try:
            named.append(step(name, **given))
        except ConfigError as error:
            problems.append(str(error).removeprefix(f"{error.code} "))
    if problems:
        raise ConfigError(tuple(problems))
    return Pipeline([named[0], Pipeline(named[1:], settle=True)])


def clean_batch(batch: pa.RecordBatch, pipeline: Pipeline) -> pa.RecordBatch:
    """Rows of `DOCUMENTS` with their edits and findings, and two columns more: `text`, and `dropped`, a step's reason."""
    rows, texts, reasons = [], [], []
    for row in batch.to_pylist():
        document = from_row(row)
        result = pipeline.run(document)
        kept = document if isinstance(result, Drop) else result
        rows.append(to_row(kept))
        texts.append(kept.text if kept is result else "")
        reasons.append(result.reason if isinstance(result, Drop) else "")
    cleaned = pa.RecordBatch.from_pylist(rows, DOCUMENTS)
    return cleaned.append_column("text", pa.array(texts, pa.large_string())).append_column(
        "dropped", pa.array(reasons, pa.string())
    )

"""The cleaning stage: record batch to record batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpusnorm.columns import replaced
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
    """Rows of `DOCUMENTS` with their edits and findings, and two columns more: `text`, and `dropped`, a step's reason.

    Documents are made of the rows that a step could change, or that were edited before; the others keep the buffers they have.
    """
    raw = batch["raw"]
    edited = pc.greater(pc.list_value_length(batch["edits"]), 0).to_numpy(zero_copy_only=False)
    touched = np.flatnonzero(pipeline.screen(raw) | edited)
    texts, reasons, rows = {}, [""] * len(raw), []
    documents = [from_row(row) for row in batch.take(pa.array(touched)).to_pylist()]
    for index, document, result in zip(touched.tolist(), documents, pipeline.run_all(documents), strict=True):
        kept = document if isinstance(result, Drop) else result
        rows.append(to_row(kept))
        texts[index] = kept.text if kept is result else ""
        reasons[index] = result.reason if isinstance(result, Drop) else ""
    new = pa.RecordBatch.from_pylist(rows, DOCUMENTS)
    order = np.arange(len(raw))
    order[touched] = len(raw) + np.arange(len(touched))
    columns = {name: _mixed(batch[name], new[name], order) for name in ("edits", "findings")} if rows else {}
    cleaned = pa.RecordBatch.from_arrays([columns.get(name, batch[name]) for name in DOCUMENTS.names], schema=DOCUMENTS)
    return cleaned.append_column("text", replaced(raw, texts).cast(pa.large_string())).append_column(
        "dropped", pa.array(reasons, pa.string())
    )


def _mixed(old: pa.Array, new: pa.Array, order: NDArray[np.int64]) -> pa.Array:
    """The rows of both, in this order."""
    return pa.concat_arrays([old, new]).take(pa.array(order))

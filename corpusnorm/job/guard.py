"""The guard: a document, or a pair, that a stage fails on costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from corpusnorm.errors import CorpusnormError

Row = Mapping[str, Any]
Stage = Callable[[pa.RecordBatch], pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with which document, under a code."""

    id: str
    code: str
    message: str


def guarded(stages: Sequence[Stage], batch: pa.RecordBatch) -> tuple[list[pa.RecordBatch], list[Fault]]:
    """The batch after all stages; where one raises, its halves, and so on: a fault for each document that it raises on alone.

    A document that fails costs the batch again as often as it can be halved. Its neighbours come out as if it were not there.
    """
    try:
        return [_through(stages, batch)], []
    except Exception as error:  # noqa: BLE001 - the one place that turns any failure of a step into a fault of its document
        if batch.num_rows == 1:
            return [], [_fault(batch.column("id")[0].as_py(), error)]
    half = batch.num_rows // 2
    results = [guarded(stages, batch.slice(0, half)), guarded(stages, batch.slice(half))]
    return [each for batches, _ in results for each in batches], [fault for _, faults in results for fault in faults]


def attempt(work: Callable[[], Row], otherwise: Callable[[str], Row]) -> Row:
    """The row that `work` makes; where it raises, the row that `otherwise` makes of what went wrong."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - as above
        return otherwise(f"{type(error).__name__}: {error}")


def _through(stages: Sequence[Stage], batch: pa.RecordBatch) -> pa.RecordBatch:
    for stage in stages:
        batch = stage(batch)
    return batch


def _fault(document: str, error: Exception) -> Fault:
    code = error.code if isinstance(error, CorpusnormError) else "E401"
    notes = "; ".join(getattr(error, "__notes__", ()))
    return Fault(document, code, f"{type(error).__name__}: {error}" + (f" ({notes})" if notes else ""))

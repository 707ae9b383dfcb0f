"""The language stage: record batch to record batch."""

from __future__ import annotations

import pyarrow as pa

from corpusnorm.language import identify


def language_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the columns `language` (BCP 47) and `language_probability`, of its column `text`."""
    found = [identify(text) for text in batch.column("text").to_pylist()]
    return batch.append_column("language", pa.array([each.code for each in found], pa.string())).append_column(
        "language_probability", pa.array([each.probability for each in found], pa.float64())
    )

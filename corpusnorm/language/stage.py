"""The language stage: record batch to record batch."""

from __future__ import annotations

import pyarrow as pa

from corpusnorm.language import identify


def language_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the columns `language` (BCP 47) and `language_probability`, of its column `text`; null where that is."""
    found = identify(batch.column("text"))
    return batch.append_column("language", found.field("code")).append_column("language_probability", found.field("probability"))

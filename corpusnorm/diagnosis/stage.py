"""The diagnosis stage: record batch to record batch."""

from __future__ import annotations

import pyarrow as pa

from corpusnorm.diagnosis.diagnose import diagnose
from corpusnorm.sketch.keys import words

SIGNAL = pa.struct([("name", pa.string()), ("value", pa.float64()), ("damaged", pa.bool_()), ("message", pa.string())])


def diagnosis_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the columns `degraded`, `damage`, `signals`, and `words`, how many the text has."""
    texts = batch.column("text").to_pylist()
    languages = batch.column("language").to_pylist()
    found = [diagnose(text, language=language) for text, language in zip(texts, languages, strict=True)]
    signals = [
        [{"name": each.name, "value": each.value, "damaged": each.damaged, "message": each.message} for each in one.signals]
        for one in found
    ]
    return (
        batch.append_column("degraded", pa.array([each.degraded for each in found], pa.bool_()))
        .append_column("damage", pa.array([list(each.damage) for each in found], pa.list_(pa.string())))
        .append_column("signals", pa.array(signals, pa.list_(SIGNAL)))
        .append_column("words", pa.array([sum(1 for _ in words(text)) for text in texts], pa.int64()))
    )

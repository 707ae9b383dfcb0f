"""The diagnosis stage: record batch to record batch."""

from __future__ import annotations

import re
from dataclasses import asdict

import pyarrow as pa

from corpusnorm.diagnosis.diagnose import Diagnosis, diagnose
from corpusnorm.sketch.keys import words

# Between two letters, the signs that single-byte encodings have in the place of accented letters; or a lost character.
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[\xa1-\xb6\xb8-\xbf\xd7\xf7†‡‰‹›€™√∂∏∑∞≈≠≤≥◊]+(?=[^\W\d_])|\N{REPLACEMENT CHARACTER}")
SIGNAL = pa.struct(
    [
        ("name", pa.string()),
        ("value", pa.float64()),
        ("damaged", pa.bool_()),
        ("message", pa.string()),
        ("probability", pa.float64()),
        ("weight", pa.float64()),
        ("examples", pa.list_(pa.string())),
    ]
)


def diagnosis_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the columns `degraded`, `damage`, `signals`, `flaws` and `words`, how many the text has."""
    texts = batch.column("text").to_pylist()
    languages = batch.column("language").to_pylist()
    found = [diagnose(text, language=language, how=False) for text, language in zip(texts, languages, strict=True)]
    signals = [[asdict(each) for each in one.signals] for one in found]
    return (
        batch.append_column("degraded", pa.array([each.degraded for each in found], pa.bool_()))
        .append_column("damage", pa.array([list(each.damage) for each in found], pa.list_(pa.string())))
        .append_column("signals", pa.array(signals, pa.list_(SIGNAL)))
        .append_column("flaws", pa.array([_flaws(one, text) for one, text in zip(found, texts, strict=True)], pa.int64()))
        .append_column("words", pa.array([sum(1 for _ in words(text)) for text in texts], pa.int64()))
    )


def _flaws(found: Diagnosis, text: str) -> int:
    """What is wrong with a text: its kinds of damage, and the places where it looks like mojibake that could not be mended."""
    if text.isascii():
        return len(found.damage)
    from ftfy.badness import badness

    return len(found.damage) + badness(text) + len(_SIGN_IN_WORD.findall(text))

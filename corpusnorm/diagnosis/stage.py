"""The diagnosis stage: record batch to record batch."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, utf8
from corpusnorm.diagnosis import characters
from corpusnorm.diagnosis.diagnose import judgements
from corpusnorm.diagnosis.mojibake import suspicious
from corpusnorm.diagnosis.signals import FOUND
from corpusnorm.diagnosis.texts import LONG
from corpusnorm.language import UNDETERMINED

FOREIGN = pa.list_(pa.struct([("number", pa.int64()), ("language", pa.string()), ("words", pa.int64())]))
"""The blocks of a text in another language than its own: their number among those that are not empty, from 1, and their words."""


def diagnosis_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the columns `degraded`, `damage`, `flaws` and `words`, how many the text has.

    Flaws are the kinds of damage, and the places where a text looks like mojibake that could not be mended.
    """
    texts = utf8(batch.column("text"))
    degraded, words = np.zeros(batch.num_rows, bool), np.zeros(batch.num_rows, np.int64)
    damage: list[tuple[str, ...]] = [()] * batch.num_rows
    for rows, part, judged in judgements(texts, [code or UNDETERMINED for code in batch.column("language").to_pylist()]):
        degraded[rows] = judged.told & (judged.probability >= FOUND)
        words[rows] = _words(part, judged.measured.counts["words"])
        for row, kinds in zip(rows.tolist(), judged.damage(), strict=True):
            damage[row] = kinds
    flaws = suspicious(batch.column("text")) + [len(kinds) for kinds in damage]
    columns = {"degraded": degraded, "damage": pa.array(damage, pa.list_(pa.string())), "flaws": flaws, "words": words}
    for name, column in columns.items():
        batch = batch.append_column(name, column if name == "damage" else pa.array(column))
    return batch


def foreign_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the column `foreign`, of `text`, `language` and `degraded`.

    A degraded text has none: it has lost the words by which languages are told.
    """
    from corpusnorm.diagnosis.kernels import count_words
    from corpusnorm.language.foreign import foreign_blocks

    texts = utf8(batch.column("text"))
    languages = [code or UNDETERMINED for code in batch.column("language").to_pylist()]
    damaged = batch.column("degraded").to_pylist()
    found: list[list[dict[str, str | int]]] = [[] for _ in languages]
    for block in foreign_blocks(texts, languages):
        if not damaged[block.row]:
            words = int(count_words(texts.data, block.start, block.end, characters.table()))
            found[block.row].append({"number": block.number, "language": block.language, "words": words})
    return batch.append_column("foreign", pa.array(found, FOREIGN))


def _words(texts: Utf8, measured: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many words each text has: as were measured, but of a long one, of which a sample was, all."""
    from corpusnorm.diagnosis.kernels import count_words

    words = measured.astype(np.int64)
    for row in np.flatnonzero(np.diff(texts.offsets) > LONG).tolist():
        words[row] = count_words(texts.data, texts.offsets[row], texts.offsets[row + 1], characters.table())
    return words

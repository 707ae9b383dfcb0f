"""Sketches: a few hashes of a document under which its copies, whole or in part, meet it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, utf8
from corpusnorm.options import option, share
from corpusnorm.segmentation.characters import characters
from corpusnorm.segmentation.words import Hashes, Places

SURFACE, WHOLE, PROBE = 0, 1, 2  # the families of keys
_SHINGLE = 5  # words

NAMES = pa.dictionary(pa.int32(), pa.string())  # ids, each stored once
SKETCHES = pa.schema(
    [
        ("doc", NAMES),
        ("family", pa.int8()),
        ("key", pa.uint64()),
        ("mark", pa.uint32()),
        ("size", pa.int32()),
        ("share", pa.float64()),
    ]
)
"""One row a key: `size` is how many its document kept, `share` of how many it kept that one, `mark` tells which key follows it."""


@dataclass(frozen=True, slots=True)
class SketchOptions:
    """The sample of hashes under which documents meet."""

    scale: int = option(4, "One hash in so many is kept.", least=1)
    floor: int = option(64, "About so many are kept at least, so that short documents keep all.", least=1)
    hottest: int = option(
        20,
        "Hashes of more documents than this are boilerplate: those with the same hash after it meet, or of many only the fullest.",
        least=2,
    )
    shared: int = option(3, "Hashes that two documents must share to be compared.", least=1)
    containment: float = share(0.04, "Share of the smaller sketch that must be shared, unless it is enough for a passage.")
    passage: int = option(4, "Hashes that make two documents worth comparing however long they are.", least=1)


class Sketches(NamedTuple):
    """Sketches of texts: text `i` has the keys from `offsets[i]` to `offsets[i + 1]`, all different, in the order of the text.

    `marks` tell of each key which one follows it, 0 for none; `wholes` are equal where the texts are; `shares` say which share of
    its hashes each text kept.
    """

    offsets: Places
    keys: Hashes
    marks: NDArray[np.uint32]
    wholes: Hashes
    shares: NDArray[np.float64]


def sketch(texts: Utf8, scale: int = 4, floor: int = 64) -> Sketches:
    """The sampled hashes of the word 5-grams of texts, upper and lower case apart.

    One hash in `scale` is kept: the lowest, so that samples of different documents compare whatever their sizes (FracMinHash, Irber
    et al. 2022). Of a text of fewer than `scale * floor` words a larger share is kept, so that about `floor` are expected; one of
    `floor` words or fewer keeps all. A text of fewer than five words has one hash. Cost: one pass, 200 MB/s and more.

    >>> from corpusnorm.columns import column, utf8
    >>> found = sketch(utf8(column(["A bird in the hand is worth two.", "a bird, in the hand, is worth TWO!", "Birds."])))
    >>> found.offsets.tolist(), bool((found.keys[:4] == found.keys[4:8]).all())
    ([0, 4, 8, 9], True)
    """
    from corpusnorm.sketch.kernels import sketched

    count = len(texts.offsets) - 1
    wholes, shares = np.empty(count, np.uint64), np.empty(count, np.float64)
    offsets, keys, marks = sketched(texts.data, texts.offsets, characters(), _SHINGLE, scale, floor, wholes, shares)
    return Sketches(offsets, keys, marks, wholes, shares)


def sketch_batch(batch: pa.RecordBatch, scale: int, floor: int) -> pa.RecordBatch:
    """The sketches of the documents of a batch with `id` and `text`, as rows of `SKETCHES`."""
    found = sketch(utf8(batch.column("text")), scale, floor)
    sizes, count = np.diff(found.offsets), len(batch)
    docs = np.concatenate([np.repeat(np.arange(count), sizes), np.arange(count)])
    columns = [
        pa.DictionaryArray.from_arrays(pa.array(docs, pa.int32()), batch.column("id").cast(pa.string())),
        pa.array(np.repeat([SURFACE, WHOLE], [len(found.keys), count]), pa.int8()),
        pa.array(np.concatenate([found.keys, found.wholes])),
        pa.array(np.concatenate([found.marks, np.zeros(count, np.uint32)])),
        pa.array(sizes[docs], pa.int32()),
        pa.array(found.shares[docs]),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SKETCHES)

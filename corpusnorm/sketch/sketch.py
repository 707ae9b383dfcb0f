"""Sketches: a few hashes of a document under which its copies, whole or in part, meet it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Utf8, utf8
from corpusnorm.options import option, share
from corpusnorm.segmentation import blocks, word_hashes
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
    parts = [_block(block, scale, floor) for _, block in blocks(texts)]
    sizes, *columns = (np.concatenate(each) for each in zip(_NO_TEXTS, *parts, strict=True))
    return Sketches(np.append(0, np.cumsum(sizes)), *columns)


_NO_TEXTS = (*(np.zeros(0, kind) for kind in (np.int64, np.uint64, np.uint32, np.uint64, np.float64)),)


def _block(texts: Utf8, scale: int, floor: int) -> tuple[NDArray[Any], ...]:
    """Of some texts how many keys each has; the keys, marks, wholes and shares."""
    from corpusnorm.sketch.kernels import sketched

    words, hashes = word_hashes(texts)
    sizes = np.diff(words)
    shares, most = sampled(sizes, scale, floor)
    room = int(sizes.max(initial=1))
    seen, slots = np.zeros(1 << (2 * room).bit_length(), np.uint64), np.empty(room, np.uint64)
    keys, ends, wholes = np.empty(len(hashes), np.uint64), np.zeros(len(words), np.int64), np.empty(len(sizes), np.uint64)
    sketched(hashes, words, most, _SHINGLE, seen, slots, keys, ends, wholes)
    for text in np.flatnonzero(sizes == 0).tolist():
        wholes[text] = _of_bytes(texts.data[texts.offsets[text] : texts.offsets[text + 1]])
    keys = keys[: ends[-1]].copy()
    marks = np.append(keys[1:], np.uint64(0)).astype(np.uint32)[: len(keys)]
    marks[ends[1:][np.diff(ends) > 0] - 1] = 0
    return np.diff(ends), keys, marks, wholes, shares


def sampled(sizes: Places, scale: int, floor: int) -> tuple[NDArray[np.float64], Hashes]:
    """Which share of its hashes each of some texts keeps, given how many it has, and the highest hash that it keeps."""
    shares = np.minimum(1.0, np.maximum(1 / scale, floor / np.maximum(sizes, 1)))
    most, part = np.full(len(shares), 2**64 - 1, np.uint64), shares < 1
    most[part] = (shares[part] * 2.0**64).astype(np.uint64)
    return shares, most


def _of_bytes(data: Bytes) -> int:
    """A hash of a text without words."""
    return int.from_bytes(hashlib.blake2b(data.tobytes(), digest_size=8).digest(), "little")


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

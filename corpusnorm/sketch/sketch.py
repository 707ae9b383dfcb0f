"""Sketches: a few hashes of a document under which its copies, whole or in part, clean or degraded, meet it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.degradation.operators import stop_words
from corpusnorm.options import option, share
from corpusnorm.sketch.keys import universal_key, words

Hashes = NDArray[np.uint64]

SURFACE, CONTENT, WHOLE, PROBE = 0, 1, 2, 3  # the families of keys
_SHINGLE = {SURFACE: 5, CONTENT: 3}  # words a shingle
_SHORTEST_CONTENT = 3  # characters: what is shorter rarely survives a degradation
_STOP_LISTS = ("smart", "nltk198", "sklearn", "spacy")  # their union is left out of content shingles
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio (Knuth, TAOCP 6.4)

SKETCHES = pa.schema([("doc", pa.string()), ("family", pa.int8()), ("key", pa.uint64()), ("size", pa.int64())])


@dataclass(frozen=True, slots=True)
class SketchOptions:
    """The sample of hashes under which documents meet."""

    scale: int = option(4, "One hash in so many is kept.", least=1)
    floor: int = option(64, "At least so many are kept, so that short documents keep all.", least=1)
    hottest: int = option(
        20, "Hashes of more documents than this are boilerplate, and compare each of them with the fullest few only.", least=2
    )
    shared: int = option(3, "Hashes that two documents must share to be compared.", least=1)
    containment: float = share(0.04, "Share of the smaller sketch that must be shared, unless it is enough for a passage.")
    passage: int = option(4, "Surface hashes that make two documents worth comparing however long they are.", least=1)


def sketch(text: str, scale: int = 4, floor: int = 64) -> dict[int, Hashes]:
    """The sampled shingle hashes of a text, sorted, for each family.

    `SURFACE`: case-folded word 5-grams, under which exact and near copies and shared passages meet. `CONTENT`: 3-grams of
    universal keys without stop words, under which a degraded copy meets its clean version. Of each, one hash in `scale` is kept
    (FracMinHash, Irber et al. 2022: the smallest, so that samples of different documents compare), and at least the `floor`
    smallest, so that a short document keeps all it has. `WHOLE`: one hash of the whole text, under which equal texts meet.

    >>> clean = sketch("The wars of the mountainous countries were long, their armies fought for cities.")
    >>> degraded = sketch("war mountainous country long army fought city")
    >>> len(clean[SURFACE]) > 5, len(np.intersect1d(clean[CONTENT], degraded[CONTENT])) > 3
    (True, True)
    """
    found = [match.group() for match in words(text)]
    surface = [_number(word.casefold()) for word in found]
    shingles = {
        SURFACE: _sampled(_shingles(np.array(surface, np.uint64), _SHINGLE[SURFACE]), scale, floor),
        CONTENT: _sampled(_shingles(content_numbers(text), _SHINGLE[CONTENT]), scale, floor),
    }
    return {**shingles, WHOLE: np.array([_hash(text)], np.uint64)}


def sketch_batch(batch: pa.RecordBatch, scale: int, floor: int) -> pa.RecordBatch:
    """One row a key of every document of a batch with `id` and `text`; `size` is how many keys its document kept."""
    ids, families, keys, sizes = [], [], [], []
    for doc, text in zip(batch.column("id").to_pylist(), batch.column("text").to_pylist(), strict=True):
        for family, hashes in sketch(text, scale, floor).items():
            ids.append(pa.repeat(pa.scalar(doc), len(hashes)))
            families.append(np.full(len(hashes), family, np.int8))
            keys.append(hashes)
            sizes.append(np.full(len(hashes), len(hashes), np.int64))
    if not ids:
        return pa.RecordBatch.from_pylist([], SKETCHES)
    columns = [pa.concat_arrays(ids), *(pa.array(np.concatenate(parts)) for parts in (families, keys, sizes))]
    return pa.RecordBatch.from_arrays(columns, schema=SKETCHES)


def content_numbers(text: str) -> Hashes:
    """A number for each word of a text that is no stop word, in order: a hash of its universal key."""
    return np.array([_number(key) for match in words(text) if (key := _content_key(match.group()))], np.uint64)


@lru_cache(maxsize=1 << 18)
def _number(word: str) -> int:
    return _hash(word)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 18)
def _content_key(word: str) -> str:
    plain = word.casefold()
    return "" if len(plain) < _SHORTEST_CONTENT or plain in _stops() else universal_key(word)


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    """The union of common stop lists, and what lemmatizers make of their words."""
    union = frozenset().union(*(stop_words(name) for name in _STOP_LISTS))
    return union | {word[:-1] for word in union if word.endswith("s")}


def _shingles(values: Hashes, length: int) -> Hashes:
    """A hash of every run of `length` words; of the whole text where it is shorter."""
    count = max(len(values) - length + 1, min(len(values), 1))
    hashes = np.zeros(count, np.uint64)
    for place in range(min(length, len(values))):
        hashes = mixed(hashes, values[place : place + count])
    return hashes


def mixed(hashes: Hashes, values: Hashes) -> Hashes:
    """Each hash with one more value mixed in."""
    with np.errstate(over="ignore"):
        found = (hashes ^ values) * _MULTIPLIER
    return found ^ (found >> np.uint64(32))


def _sampled(hashes: Hashes, scale: int, floor: int) -> Hashes:
    distinct = np.unique(hashes)
    under = int(np.searchsorted(distinct, np.uint64((2**64 - 1) // scale), side="right"))
    return distinct[: max(under, floor)]

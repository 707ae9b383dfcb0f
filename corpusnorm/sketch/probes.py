"""Probes: the keys of a degraded text, sought in clean texts across the words that may have been dropped between them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, utf8
from corpusnorm.segmentation.words import PRIME, Hashes, Places
from corpusnorm.sketch.content import content_numbers
from corpusnorm.sketch.sketch import NAMES, sampled

_WRITTEN = 0.03  # marks, and capitals, a word that a text has
REACH = 6  # content words: how far from one survivor to the next a clean text is looked at; at .4 survivors 95 % are nearer
PAIRS = REACH * REACH  # keys that one word begins, at most
_SPARSE = 5  # bits of the filter for each key, as a power of two: one in 32 of the keys that are not sought passes

PROBES = pa.schema([("doc", NAMES), ("key", pa.uint64()), ("start", pa.uint64()), ("size", pa.int32()), ("share", pa.float64())])
FOUND = pa.schema([("doc", NAMES), ("key", pa.uint64()), ("size", pa.int32())])


def may_be_degraded(texts: Utf8) -> NDArray[np.bool_]:
    """Which texts have so few sentence marks or capitals that they are worth diagnosing: a screen, at gigabytes a second.

    Every degradation begins by cutting a text into tokens, and takes the marks or the capitals. Of text mostly beyond ASCII only
    the marks are asked; one with other marks is taken to be worth it.

    >>> from corpusnorm.columns import column, utf8
    >>> may_be_degraded(utf8(column(["The wars were long. Armies fought.", "war long army fought"]))).tolist()
    [False, True]
    """
    from corpusnorm.sketch.kernels import written

    found = np.zeros((len(texts.offsets) - 1, 4), np.int64)
    written(texts.data, texts.offsets, found)
    spaces, marks, capitals, others = found.T
    lower = (capitals < _WRITTEN * (spaces + 1)) & (others * 2 < np.diff(texts.offsets))
    unlike: NDArray[np.bool_] = lower | (marks < _WRITTEN * (spaces + 1))
    return unlike


class Probes(NamedTuple):
    """The probes of texts: text `i` has those from `offsets[i]` to `offsets[i + 1]`; `shares` of all it has were kept."""

    offsets: Places
    keys: Hashes
    starts: Hashes
    shares: NDArray[np.float64]


def probe(texts: Utf8, scale: int = 4, floor: int = 64) -> Probes:
    """The keys of degraded texts and what each starts with: three universal keys in a row, and the first two of them.

    Of the keys one in `scale` is kept, the lowest, and of a short text so many that `floor` are expected. Stop words are left out.

    >>> from corpusnorm.columns import column, utf8
    >>> len(probe(utf8(column(["war mountainous country army fought"]))).keys)
    3
    """
    offsets, numbers = content_numbers(texts)
    shares, most = sampled(np.diff(offsets), scale, floor)
    docs = np.repeat(np.arange(len(shares)), np.diff(offsets))
    inside = docs[2:] == docs[:-2]
    starts = _mixed(_mixed(np.zeros(1, np.uint64), numbers[:-2][inside]), numbers[1:-1][inside])
    keys, docs = _mixed(starts, numbers[2:][inside]), docs[2:][inside]
    low = keys <= most[docs]
    starts, keys, docs = starts[low], keys[low], docs[low]
    order = np.lexsort((keys, docs))
    again = (np.diff(keys[order]) == 0) & (np.diff(docs[order]) == 0)
    kept = np.delete(np.arange(len(keys)), order[1:][again])
    return Probes(np.searchsorted(docs[kept], np.arange(len(offsets))), keys[kept], starts[kept], shares)


def _mixed(numbers: Hashes, block: Hashes) -> Hashes:
    """Hashes with one more number each."""
    mixed: Hashes = (numbers ^ block) * np.uint64(PRIME)
    return mixed ^ mixed >> np.uint64(32)


class Sought:
    """The keys of all degraded texts, ready to be sought in clean ones."""

    def __init__(self, keys: Hashes, starts: Hashes) -> None:
        self._keys, self._starts = _table(keys), _table(starts)

    def found(self, texts: Utf8) -> tuple[Places, Hashes]:
        """The keys that each clean text has, as offsets and keys: three content words in order, each at most six after the last.

        A filter that drops words makes neighbours of words that were none. Here they are still found, whatever was dropped, as
        long as one in six was left; no list of what was dropped is needed. Cost: six look-ups a word, and six more for each pair of
        words that a degraded text has as neighbours.

        >>> from corpusnorm.columns import column, utf8
        >>> probes = probe(utf8(column(["war mountainous country army fought"])))
        >>> text = "The old wars of mountainous and poor countries: armies from abroad fought for cities."
        >>> len(Sought(probes.keys, probes.starts).found(utf8(column([text])))[1])
        3
        """
        from corpusnorm.sketch.kernels import sought

        offsets, numbers = content_numbers(texts)
        ends, last = np.zeros(len(offsets), np.int64), np.zeros(len(self._keys[1]), np.int32)
        keys = np.empty(1 << 10, np.uint64)
        text: int | np.int64 = 0
        while text < len(offsets) - 1:
            room = min(len(self._keys[1]), PAIRS * int(offsets[text + 1] - offsets[text]))
            keys = np.concatenate([keys, np.empty(len(keys) + room, np.uint64)])
            text = sought(offsets, numbers, *self._starts, *self._keys, text, last, keys, ends)
        return ends, keys[: ends[-1]]


def _table(hashes: Hashes) -> tuple[NDArray[np.bool_], Hashes]:
    """A set of hashes: a filter by their lowest bits, and an open hash table."""
    from corpusnorm.sketch.kernels import entered

    hashes = np.unique(hashes)
    bits = min(max(len(hashes).bit_length() + _SPARSE, 8), 30)
    passing, table = np.zeros(1 << bits, np.bool_), np.zeros(1 << (2 * len(hashes)).bit_length(), np.uint64)
    passing[hashes & np.uint64(len(passing) - 1)] = True
    entered(hashes, hashes, table, np.empty_like(table))
    return passing, table


def probe_rows(documents: pa.Table, scale: int, floor: int) -> pa.Table:
    """The probes of degraded documents with `id` and `text`, one row a key; `size` is how many keys its document has."""
    ids, texts = _columns(documents)
    found = probe(texts, scale, floor)
    sizes = np.diff(found.offsets)
    docs = np.repeat(np.arange(len(sizes)), sizes)
    columns = [found.keys, found.starts, sizes[docs].astype(np.int32), found.shares[docs]]
    return pa.Table.from_arrays([_named(ids, docs), *map(pa.array, columns)], schema=PROBES)


def found_rows(documents: pa.Table, sought: Sought) -> pa.Table:
    """Which of the keys sought stand in clean documents with `id` and `text`: rows of `doc`, `key` and `size`, how many it has."""
    ids, texts = _columns(documents)
    offsets, keys = sought.found(texts)
    sizes = np.diff(offsets)
    docs = np.repeat(np.arange(len(sizes)), sizes)
    return pa.Table.from_arrays([_named(ids, docs), pa.array(keys), pa.array(sizes[docs].astype(np.int32))], schema=FOUND)


def _columns(documents: pa.Table) -> tuple[pa.Array, Utf8]:
    return documents["id"].cast(pa.string()).combine_chunks(), utf8(documents["text"])


def _named(ids: pa.Array, docs: Places) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(docs, pa.int32()), ids)

"""Probes: the keys of a degraded text, sought in clean texts across the words that may have been dropped between them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.sketch.sketch import Hashes, content_numbers, mixed

_REACH = 6  # content words: how far from one survivor to the next a clean text is looked at; at .4 survivors 95 % are nearer
_SPARSE = 5  # bits of the filter for each key, as a power of two: one in 32 of the keys that are not sought passes
_SEEKING = 4096  # clean words sought at a time, so that memory does not depend on the length of a text

PROBES = pa.schema([("doc", pa.string()), ("key", pa.uint64()), ("start", pa.uint64()), ("size", pa.int64())])
FOUND = pa.schema([PROBES.field(name) for name in ("doc", "key", "size")])


def probe(text: str, scale: int = 4, floor: int = 64) -> tuple[Hashes, Hashes]:
    """The keys of a degraded text and what each starts with: three universal keys in a row, and the first two of them.

    Of the keys one in `scale` is kept, the smallest, and at least `floor`. Stop words are left out, as in content shingles.

    >>> keys, starts = probe("war mountainous country army fought")
    >>> len(keys), len(starts)
    (3, 3)
    """
    numbers = content_numbers(text)
    count = max(len(numbers) - 2, 0)
    starts = mixed(mixed(np.zeros(count, np.uint64), numbers[:count]), numbers[1 : count + 1])
    keys, places = np.unique(mixed(starts, numbers[2 : count + 2]), return_index=True)
    under = max(int(np.searchsorted(keys, np.uint64((2**64 - 1) // scale), side="right")), floor)
    return keys[:under], starts[places[:under]]


class Sought:
    """The keys of all degraded texts, ready to be sought in clean ones."""

    def __init__(self, keys: Hashes, starts: Hashes) -> None:
        self._keys, self._starts = _Set(keys), _Set(starts)

    def found(self, text: str) -> Hashes:
        """The keys that a clean text has, sorted: three content words in order, each at most six content words after the last.

        A filter that drops words makes neighbours of words that were none. Here they are still found, whatever was dropped, as
        long as one in six was left; no list of what was dropped is needed. Cost: six hashes a word, and six more for each pair of
        words that a degraded text has as neighbours.

        >>> keys, starts = probe("war mountainous country army fought")
        >>> text = "The old wars of mountainous and poor countries: armies from abroad fought for cities."
        >>> len(Sought(keys, starts).found(text))
        3
        """
        numbers = content_numbers(text)
        found = [self._within(numbers, at) for at in range(0, max(len(numbers) - 2, 0), _SEEKING)]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)

    def _within(self, numbers: Hashes, at: int) -> Hashes:
        """The keys whose first word is one of the `_SEEKING` words from `at` on."""
        stop = min(at + _SEEKING, len(numbers))
        firsts = mixed(np.zeros(stop - at, np.uint64), numbers[at:stop])
        found = []
        for first in range(1, _REACH + 1):
            seconds = numbers[at + first : stop + first]
            starts = mixed(firsts[: len(seconds)], seconds)
            places = np.flatnonzero(self._starts.has(starts))
            for second in range(1, _REACH + 1):
                thirds = places + at + first + second
                inside = thirds < len(numbers)
                keys = mixed(starts[places[inside]], numbers[thirds[inside]])
                found.append(keys[self._keys.has(keys)])
        return np.concatenate(found)


class _Set:
    """A set of hashes: a filter of one bit in 32, then a search among the sorted hashes that pass."""

    def __init__(self, hashes: Hashes) -> None:
        self._sorted = np.unique(hashes)
        self._shift = np.uint64(64 - min(max(len(self._sorted).bit_length() + _SPARSE, 8), 30))
        self._filter = np.zeros(1 << (64 - int(self._shift)), np.bool_)
        self._filter[self._sorted >> self._shift] = True

    def has(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Which of the hashes are in the set."""
        passed: NDArray[np.bool_] = self._filter[hashes >> self._shift]
        places = np.flatnonzero(passed)
        at = np.searchsorted(self._sorted, hashes[places])
        passed[places] = self._sorted[np.minimum(at, len(self._sorted) - 1)] == hashes[places]
        return passed


def probe_rows(documents: Iterable[tuple[str, str]], scale: int, floor: int) -> pa.Table:
    """The probes of degraded documents (id and text), one row a key; `size` is how many keys its document has."""
    return _rows(((doc, *probe(text, scale, floor)) for doc, text in documents), PROBES)


def found_rows(documents: Iterable[tuple[str, str]], sought: Sought) -> pa.Table:
    """Which of the keys sought stand in clean documents (id and text): rows of `doc`, `key` and `size`, how many it has."""
    return _rows(((doc, sought.found(text)) for doc, text in documents), FOUND)


def _rows(found: Iterable[tuple[str, *tuple[Hashes, ...]]], schema: pa.Schema) -> pa.Table:
    tables = [schema.empty_table(), *(_table(doc, hashes, schema) for doc, *hashes in found if len(hashes[0]))]
    return pa.concat_tables(tables).combine_chunks()


def _table(doc: str, hashes: list[Hashes], schema: pa.Schema) -> pa.Table:
    count = len(hashes[0])
    columns = [pa.repeat(pa.scalar(doc), count), *map(pa.array, hashes), pa.array(np.full(count, count, np.int64))]
    return pa.Table.from_arrays(columns, schema=schema)

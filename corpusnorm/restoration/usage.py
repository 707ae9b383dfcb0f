"""English usage: which function words and marks usually stand beside a word, known beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from corpusnorm.degradation.recipe import Degradation

Vector = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]

_SURE = 20.0  # how many observations of a word the common usage is worth
_OTHER = ""  # whatever is no function word and no mark


class Usage:
    """How much more often than elsewhere each of `neighbours` stands after (or before) the words that a degraded form stands for.

    `neighbours` are function words and marks in any case; "" is any other word. The counts are of some 1.5 million words of
    definitions, examples and manuals (`corpusnorm/restoration/data`). Cost: one degradation of 20,000 words, some 50 ms.

    >>> from corpusnorm.degradation.operators import Lowercase, Tokenize
    >>> how = Degradation((Tokenize("word_re"), Lowercase()))
    >>> depends = Usage(["on", "of", ""], how, after=True).ratios("depends")
    >>> int(depends.argmax())
    0
    """

    def __init__(self, neighbours: Sequence[str], degradation: Degradation, *, after: bool) -> None:
        self._table = _table("after.txt" if after else "before.txt")
        numbers: dict[str, int] = {}
        self._number = np.array([numbers.setdefault(each.lower(), len(numbers)) for each in neighbours], dtype=np.intp)
        self._rest = numbers.setdefault(_OTHER, len(numbers))
        self._size = len(numbers)
        self._column = np.array([numbers.get(each, self._rest) for each in self._table.neighbours], dtype=np.intp)
        forms = list(map(degradation.form, self._table.words))
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, form in enumerate(forms):
            if form is not None:
                self._rows[form].append(row)
        kept = np.array([form is not None for form in forms])
        everywhere = 1.0 + self._counts(np.flatnonzero(kept), np.flatnonzero(np.repeat(kept, np.diff(self._table.starts))))
        self._usual: Vector = everywhere / everywhere.sum()

    def _counts(self, rows: Numbers, places: Numbers) -> Vector:
        """How often each neighbour stands beside the words of some rows, whose counts are at `places`; all else is the rest."""
        table = self._table
        found: Vector = np.bincount(self._column[table.others[places]], table.counts[places], self._size).astype(np.float64)
        found[self._rest] += table.totals[rows].sum() - table.counts[places].sum()
        return found

    def ratios(self, form: str) -> Vector:
        """For each neighbour, its probability beside the form divided by that beside any word; all 1 for an unknown form."""
        if form not in self._rows:
            return np.ones(len(self._number))
        rows, starts = np.array(self._rows[form]), self._table.starts
        counts = self._counts(rows, np.concatenate([np.arange(starts[row], starts[row + 1]) for row in rows]))
        found: Vector = (counts / self._usual + _SURE) / (counts.sum() + _SURE)
        return found[self._number]


class _Table(NamedTuple):
    """What stands beside words: beside `words[i]`, seen `totals[i]` times, the neighbours `others[starts[i]:starts[i + 1]]`."""

    words: list[str]
    totals: Vector
    starts: npt.NDArray[np.int64]
    others: npt.NDArray[np.int32]
    counts: Vector
    neighbours: list[str]


@cache
def _table(name: str) -> _Table:
    lines = files("corpusnorm.restoration.data").joinpath(name).read_text(encoding="utf-8").splitlines()
    cells = pc.split_pattern(pa.array([line for line in lines if not line.startswith("# ")]), " ")
    starts = cells.offsets.to_numpy()
    flat = cells.flatten()
    first = starts[:-1]
    inside = np.ones(len(flat), dtype=np.bool_)
    inside[first] = inside[first + 1] = False
    pairs = pc.split_pattern(flat.filter(inside), ":", max_splits=1, reverse=True).flatten()
    others = pairs[::2].dictionary_encode()
    return _Table(
        flat.take(first).to_pylist(),
        flat.take(first + 1).cast(pa.float64()).to_numpy(),
        starts - 2 * np.arange(len(starts)),
        others.indices.to_numpy(),
        pairs[1::2].cast(pa.float64()).to_numpy(),
        others.dictionary.to_pylist(),
    )

"""The fitted costs: what it says of two names that one has `sch` where the other has `ch`.

They come from pairs of names that real places have in many languages, by expectation maximization over all alignments (Sherif and
Kondrak 2007 give the method), and are weighed against names of one country that look alike and are different places. The rows, the
sources and the command are in `data/costs.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.discovery.spelling import LETTERS, SYMBOLS, Spelling
from corpusnorm.names.fold import bare

_IMPOSSIBLE = np.float32(50.0)
_LONGEST = 62
"""Letters of a spelling that is aligned; of a longer one, only the first so many."""
_LEAST = 4.0
COEFFICIENTS = ("intercept", "cost", "information", "ratio", "largest", "initial", "final", "steepness", "limit")


class Judgement(NamedTuple):
    """How a word is judged: the log-odds are `by` times (1, cost, information of the word, their ratio, the largest cost of a unit,
    costs at the beginning, costs at the end) and the weights of the units, and at most `steepness` times what the ratio is under
    `limit`; `letters` is the corner of `costs` for units of a letter or none. So two words that differ
    much are not made one by differing in ways that are usual each.
    """

    costs: NDArray[np.float32]
    letters: NDArray[np.float32]
    weights: NDArray[np.float32]
    by: NDArray[np.float64]
    space: int


class Spelled(NamedTuple):
    """Spellings as flat arrays: for each place the sides of units that end there, and which word each letter is in."""

    sides: NDArray[np.int16]
    offsets: NDArray[np.int64]
    word_of: NDArray[np.int16]
    words: NDArray[np.float64]
    word_offsets: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Costs:
    """The tables: `alphabetic` for two names that write their vowels, `mixed` where one script (Arabic, Hebrew) leaves them out."""

    side: dict[str, int]
    information: NDArray[np.float64]
    alphabetic: Judgement
    mixed: Judgement

    def spelled(self, spellings: Sequence[Spelling]) -> Spelled:
        """The spellings as arrays. Cost: some 2 us each."""
        from corpusnorm.names.discovery.kernels import sides

        texts = [f"^{each.letters[:_LONGEST]}$" for each in spellings]
        joined = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
        letters = _symbol_of()[joined]
        offsets = np.concatenate(([0], np.cumsum([len(text) for text in texts]))).astype(np.int64)
        found = np.empty((len(letters) + len(texts), 5), np.int16)
        sides(letters, offsets, *self._keys, found)
        starts = np.isin(letters, (SYMBOLS["^"], SYMBOLS[" "]))
        word = np.cumsum(starts) - 1  # of all words of all names
        first = word[offsets[:-1]] if texts else np.zeros(0, np.int64)
        words = np.bincount(word, self.information[letters], minlength=0) if len(word) else np.zeros(0)
        word_offsets = np.append(first, len(words)).astype(np.int64)
        within = word - np.repeat(first, np.diff(offsets))
        return Spelled(found, offsets, within.astype(np.int16), np.maximum(words, _LEAST), word_offsets)

    @property
    def tables(self) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """`alphabetic` and `mixed`, as kernels take them."""
        return tuple(self.alphabetic), tuple(self.mixed)

    @cached_property
    def _keys(self) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
        by_key = sorted((_key(side), number) for side, number in self.side.items() if side)
        return np.array([key for key, _ in by_key], np.int64), np.array([number for _, number in by_key], np.int16)


def _key(side: str) -> int:
    return sum(SYMBOLS[letter] << (7 * place) for place, letter in enumerate(reversed(side)))


@cache
def _symbol_of() -> NDArray[np.uint8]:
    table = np.zeros(0x500, np.uint8)
    for letter, number in SYMBOLS.items():
        table[ord(letter)] = number
    return table


@cache
def costs() -> Costs:
    """The costs that ship with the package; read once."""
    table = (files("corpusnorm.names.discovery") / "data" / "costs.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.split("\n") if line and not line.startswith("#")]
    information = np.zeros(128)
    by: dict[str, dict[str, float]] = {"alphabetic": {}, "mixed": {}}
    side = {letters: number for number, letters in enumerate(["", *LETTERS])}
    for table_name, x, y, cost, _ in rows:
        if table_name == "information":
            information[SYMBOLS[x]] = float(cost)
        elif table_name.endswith("-by"):
            by[table_name.removesuffix("-by")][x] = float(cost)
        else:
            for letters in (x, y):
                side.setdefault(letters, len(side))
    for letter, number in SYMBOLS.items():  # a mark is often left out: with it, a letter says no more than without
        information[number] = min(information[number], information[SYMBOLS.get(bare(letter), number)])
    return Costs(side, information, *(_judgement(name, rows, by[name], side) for name in ("alphabetic", "mixed")))


def _judgement(name: str, rows: list[list[str]], by: dict[str, float], side: dict[str, int]) -> Judgement:
    found: Any = np.full((len(side), len(side)), _IMPOSSIBLE, np.float32)
    weights = np.zeros((len(side), len(side)), np.float32)
    plain = [side[letter] for letter in LETTERS if letter not in "^$"]
    found[np.ix_(plain, plain)] = by["substitution"]
    found[plain, 0] = found[0, plain] = by["insertion"]
    both = name == "alphabetic"
    for table_name, x, y, cost, weight in rows:
        if table_name == name:
            for a, b in ((side[x], side[y]), (side[y], side[x]))[: 2 if both else 1]:
                found[a, b], weights[a, b] = float(cost), float(weight)
    same = [side[letter] for letter in LETTERS]
    found[same, same] = 0
    found[side[" "], 0] = found[0, side[" "]] = by["space"]
    corner = np.ascontiguousarray(found[: len(same) + 1, : len(same) + 1])
    return Judgement(found, corner, weights, np.array([by[each] for each in COEFFICIENTS]), side[" "])

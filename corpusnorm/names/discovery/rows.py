"""The forms as rows of the tables that are compared, and what their letters say of two of them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.discovery.blocking import WINDOW, grouped
from corpusnorm.names.discovery.chinese import from_wade_giles
from corpusnorm.names.discovery.costs import Spelled, costs
from corpusnorm.names.discovery.orthography import respelled
from corpusnorm.names.discovery.spelling import Spelling, same_given, spelling

UNLIKE = -6.0
"""Log-odds of two forms whose letters were not compared, or say less."""
_ROOM = 1 << 16
_SHARE, _SHARES = 5000, 256  # forms of a share of the work, and shares


@dataclass(frozen=True, eq=False)
class Rows:
    """The ways to read each form; `of` says of each row which form it is of."""

    of: NDArray[np.int64]
    spellings: Sequence[Spelling]
    names: Spelled
    abjad: NDArray[np.bool_]
    rows_of: Mapping[int, Sequence[int]]

    @classmethod
    def made_of(cls, forms: Sequence[str]) -> Rows:
        """Rows of forms. One in Wade-Giles has a further row in pinyin, one with a given name that is other in other
        languages a row with that in one form, one that may be German, Polish or French a row as English has it.
        """
        of: list[int] = []
        spellings: list[Spelling] = []
        for number, form in enumerate(forms):
            first = spelling(form)
            latin = respelled(first.letters) if first.script == "LATIN" else ()
            others = (from_wade_giles(first.letters).replace(" ", ""), same_given(first.letters), *latin)
            for letters in dict.fromkeys((first.letters, *others)):
                if letters:
                    of.append(number)
                    spellings.append(first._replace(letters=letters))
        rows_of: dict[int, list[int]] = defaultdict(list)
        for row, form_number in enumerate(of):
            rows_of[form_number].append(row)
        abjad = np.array([each.is_abjad for each in spellings], np.bool_)
        return cls(np.array(of, np.int64), spellings, costs().spelled(spellings), abjad, rows_of)

    def likely(self, least: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Pairs of forms, of those that share a block, that score `least` or more, and their scores; a pair may come twice.

        The blocks are shared out to as many threads as there are processors. What is found does not depend on their number.
        """
        from corpusnorm.names.discovery.kernels import alike

        blocks, tables = grouped(self.spellings), costs().tables

        def of_share(share: tuple[int, int]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
            room = _ROOM
            while True:
                pairs, odds = np.empty((room, 2), np.int64), np.empty(room)
                count = alike(share, WINDOW, blocks, self.names, self.abjad, *tables, least, pairs, odds)
                if count <= room:
                    return pairs[:count].copy(), odds[:count].copy()
                room = count

        shares = min(len(self.of) // _SHARE, _SHARES) + 1
        bounds = np.unique(np.linspace(0, len(blocks.bounds) - 1, shares + 1).astype(int))
        with ThreadPoolExecutor(os.cpu_count()) as threads:  # kernels run without the lock
            found = list(threads.map(of_share, pairwise(bounds.tolist())))
        pairs = np.sort(self.of[np.concatenate([np.empty((0, 2), np.int64), *(pairs for pairs, _ in found)])], axis=1)
        differ = pairs[:, 0] != pairs[:, 1]
        return pairs[differ], np.concatenate([np.empty(0), *(odds for _, odds in found)])[differ]

    def scores(self, part: Sequence[int]) -> NDArray[np.float64]:
        """What the letters say of all pairs of some forms: for each pair, the best of their rows."""
        from corpusnorm.names.discovery.kernels import scores

        rows = [(at, row) for at, form in enumerate(part) for row in self.rows_of.get(form, ())]
        both = [(at, other, a, b) for (at, a), (other, b) in combinations(rows, 2) if at != other]
        each = np.array(both, np.int64).reshape(-1, 4)
        odds: Any = np.empty(len(each))
        scores(np.ascontiguousarray(each[:, 2:]), self.names, self.abjad, *costs().tables, odds)
        found = np.full((len(part), len(part)), UNLIKE)
        np.maximum.at(found, (each[:, 0], each[:, 1]), odds)
        return np.asarray(np.maximum(found, found.T))

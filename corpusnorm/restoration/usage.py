"""English usage: which function words and marks usually stand beside a word, known beforehand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from corpusnorm.degradation.recipe import Degradation

Vector = npt.NDArray[np.float64]

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
        numbers: dict[str, int] = {}
        self._number = np.array([numbers.setdefault(each.lower(), len(numbers)) for each in neighbours], dtype=np.intp)
        self._counts: dict[str, Vector] = defaultdict(lambda: np.zeros(len(numbers)))
        rest = numbers.setdefault(_OTHER, len(numbers))
        for word, total, beside in _table("after.txt" if after else "before.txt"):
            form = degradation.form(word)
            if form is not None:
                counts = self._counts[form]
                known = [(numbers[other], count) for other, count in beside.items() if other in numbers]
                for number, count in known:
                    counts[number] += count
                counts[rest] += total - sum(count for _, count in known)
        everywhere = np.sum([np.ones(len(numbers)), *self._counts.values()], axis=0)
        self._usual: Vector = everywhere / everywhere.sum()

    def ratios(self, form: str) -> Vector:
        """For each neighbour, its probability beside the form divided by that beside any word; all 1 for an unknown form."""
        if form not in self._counts:
            return np.ones(len(self._number))
        counts = self._counts[form]
        found: Vector = (counts / self._usual + _SURE) / (counts.sum() + _SURE)
        return found[self._number]


@cache
def _table(name: str) -> tuple[tuple[str, int, Counter[str]], ...]:
    lines = files("corpusnorm.restoration.data").joinpath(name).read_text(encoding="utf-8").splitlines()
    return tuple(_row(line) for line in lines if not line.startswith("# "))


def _row(line: str) -> tuple[str, int, Counter[str]]:
    word, total, *beside = line.split(" ")
    pairs = (each.rpartition(":") for each in beside)
    return word, int(total), Counter({other: int(count) for other, _, count in pairs})

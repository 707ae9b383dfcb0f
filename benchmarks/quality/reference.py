"""Which word of one full text is which word of another: what every longest common subsequence says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

WORD = re.compile(r"\w+|[^\w\s]")
_RUN = 4  # words and marks in a row: what the revisions share in shorter runs is often chance
_PASSAGE = 8  # words and marks in a row that make a passage the same one, wherever it stands


@dataclass(frozen=True)
class Reference:
    """Word pairs of a clean and a true text, by word numbers: `certain` (both ways), and `possible` ones.

    `clean` and `truth` are the spans of the words, `words` what stands there in lower case.
    """

    clean: list[tuple[int, int]]
    truth: list[tuple[int, int]]
    words: tuple[list[str], list[str]]
    certain: dict[int, int]
    inverse: dict[int, int]
    possible: set[tuple[int, int]]

    def verdict(self, clean: Sequence[int], truth: Sequence[int]) -> str:
        """Of the words of two paired tokens: `right`, `wrong`, `between` two certain pairs, or `astray` where these differ."""
        if any((i, j) in self.possible or self.same_passage(i, j) for i in clean for j in truth):
            return "right"
        if any(i in self.certain for i in clean) or any(j in self.inverse for j in truth):
            return "wrong"
        same = any(self._gap_of(i) == bisect_right(self.true_places, j) for i in clean for j in truth)
        return "between" if same else "astray"

    def same_passage(self, i: int, j: int) -> bool:
        """Whether the words stand in the same words: `_PASSAGE` in a row, case aside."""
        a, b = self.words
        if a[i] != b[j]:
            return False
        before = next((n for n in range(1, _PASSAGE) if n > min(i, j) or a[i - n] != b[j - n]), _PASSAGE)
        behind = next((n for n in range(1, _PASSAGE) if a[i + n : i + n + 1] != b[j + n : j + n + 1]), _PASSAGE)
        return before + behind > _PASSAGE

    def _gap_of(self, i: int) -> int:
        return bisect_right(self.clean_places, i)

    @cached_property
    def clean_places(self) -> list[int]:
        """The clean words that have a certain partner, in order."""
        return list(self.certain)

    @cached_property
    def true_places(self) -> list[int]:
        """The true words that have one."""
        return list(self.certain.values())


def compare(clean: str, truth: str) -> Reference:
    """Compare two texts word by word. Cost: quadratic; a second for 10,000 words."""
    a, b = ([match.span() for match in WORD.finditer(text)] for text in (clean, truth))
    words = [[text[slice(*span)] for span in spans] for text, spans in ((clean, a), (truth, b))]
    possible = _possible(*words)
    by_rank = defaultdict(list)
    for i, j, rank in possible:
        by_rank[rank].append((i, j))
    sole = [pairs[0] for _, pairs in sorted(by_rank.items()) if len(pairs) == 1]
    certain = dict(_runs(sole))
    low = ([word.casefold() for word in words[0]], [word.casefold() for word in words[1]])
    return Reference(a, b, low, certain, {j: i for i, j in certain.items()}, {(i, j) for i, j, _ in possible})


def _possible(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """The word pairs that some longest common subsequence holds, each with its rank there."""
    before, behind = _lengths(a, b), _lengths(a[::-1], b[::-1])[::-1]
    length = max((int(ranks.max()) for _, ranks in before if len(ranks)), default=0)
    found = []
    for i, ((places, ranks), (_, rest)) in enumerate(zip(before, behind, strict=True)):
        best = ranks + rest[::-1] - 1 == length
        found += [(i, int(j), int(rank)) for j, rank in zip(places[best], ranks[best], strict=True)]
    return found


def _lengths(a: list[str], b: list[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each word of `a`, where it stands in `b`, and the longest common subsequence that ends with each of these pairs."""
    where: dict[str, np.ndarray] = {}
    for word in set(a):
        where[word] = np.array([j for j, other in enumerate(b) if other == word], dtype=np.int64)
    row = np.zeros(len(b) + 1, dtype=np.int32)
    found = []
    for word in a:
        places = where[word]
        ranks = row[places] + 1
        found.append((places, ranks))
        row[places + 1] = ranks
        np.maximum.accumulate(row, out=row)
    return found


def _runs(pairs: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The pairs that stand in a row of `_RUN` or more on both sides."""
    cuts = [0, *(n for n, (x, y) in enumerate(pairwise(pairs), 1) if (y[0] - x[0], y[1] - x[1]) != (1, 1)), len(pairs)]
    for start, end in pairwise(cuts):
        if end - start >= _RUN:
            yield from pairs[start:end]

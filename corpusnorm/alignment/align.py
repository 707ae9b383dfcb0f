"""Token alignment of two witnesses on universal keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from corpusnorm.alignment.keyed import align_key_numbers
from corpusnorm.alignment.moves import moved_runs
from corpusnorm.alignment.sequences import Numbers, numbering
from corpusnorm.edits import Span
from corpusnorm.sketch.keys import WORD, universal_key

_MARK = re.compile(r"[^\w\s]")
_APOSTROPHE, _LOW_LINE = re.compile("['’]"), re.compile("_")
_FREE = re.compile(r"(?<!\S)[^\w\s](?!\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of tokens that follow each other on both sides: token numbers, half-open on each."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which tokens of `a` are which tokens of `b`.

    `a_tokens` and `b_tokens` are the spans of the tokens (code points of each text, half-open), `pairs` the token numbers that
    belong together, strictly rising on both sides. `moved` are passages of `b` that stand elsewhere in `a`, in the order
    of `b`; their tokens are in no pair. `only_a` and `only_b` are the tokens in no pair, moved or not.
    """

    a_tokens: tuple[Span, ...]
    b_tokens: tuple[Span, ...]
    pairs: tuple[tuple[int, int], ...]
    moved: tuple[Block, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The pairs as maximal runs without a gap on either side."""
        runs: list[list[int]] = []
        for i, j in self.pairs:
            if runs and runs[-1][1] == i and runs[-1][3] == j:
                runs[-1][1], runs[-1][3] = i + 1, j + 1
            else:
                runs.append([i, i + 1, j, j + 1])
        return tuple(Block(Span(a0, a1), Span(b0, b1)) for a0, a1, b0, b1 in runs)

    @property
    def only_a(self) -> tuple[int, ...]:
        """The tokens of `a` that are in no pair."""
        paired = {i for i, _ in self.pairs}
        return tuple(i for i in range(len(self.a_tokens)) if i not in paired)

    @property
    def only_b(self) -> tuple[int, ...]:
        """The tokens of `b` that are in no pair."""
        paired = {j for _, j in self.pairs}
        return tuple(j for j in range(len(self.b_tokens)) if j not in paired)

    @property
    def share_a(self) -> float:
        """Which share of the tokens of `a` is in a pair; 0 where there are none."""
        return len(self.pairs) / len(self.a_tokens) if self.a_tokens else 0.0

    @property
    def share_b(self) -> float:
        """Which share of the tokens of `b` is in a pair; 0 where there are none."""
        return len(self.pairs) / len(self.b_tokens) if self.b_tokens else 0.0


def align(a: str, b: str) -> Alignment:
    """Align two texts word by word, also where one is a degraded copy of the other.

    Words are compared by `universal_key`, so `was` meets `wa` and `Countries` meets `countri`. A mark of both texts that
    stands free between spaces in one, as some tokenizers leave it, is a token. Pairs that stand alone, with no other pair on about
    the same diagonal nearby, are left out: they are chance. Passages that stand elsewhere are `moved`. Cost: linear, but for
    sorting; see `docs/design/015-alignment.md`.

    >>> alignment = align("The wars were long.", "war long")
    >>> [(alignment.a_tokens[i].of("The wars were long."), alignment.b_tokens[j].of("war long")) for i, j in alignment.pairs]
    [('wars', 'war'), ('long', 'long')]
    """
    token = _token(a, b)
    found = [list(token.finditer(text)) for text in (a, b)]
    words = [[match.group() for match in side] for side in found]
    number_of_key = numbering()
    number = {word: number_of_key[_key(word)] for word in dict.fromkeys(chain(*words))}
    left, right = (np.fromiter(map(number.__getitem__, side), np.int64, len(side)) for side in words)
    x, y = align_key_numbers(left, right)
    a_tokens, b_tokens = (tuple(Span(*match.span()) for match in side) for side in found)
    return Alignment(a_tokens, b_tokens, tuple(zip(x.tolist(), y.tolist(), strict=True)), _moved(left, right, x, y))


def _moved(a: Numbers, b: Numbers, x: Numbers, y: Numbers) -> tuple[Block, ...]:
    """The passages that stand elsewhere, without regard to words that the other side has nowhere, such as dropped stop words."""
    at_a, at_b = np.flatnonzero(np.isin(a, b)), np.flatnonzero(np.isin(b, a))
    pairs = zip(np.searchsorted(at_a, x).tolist(), np.searchsorted(at_b, y).tolist(), strict=True)
    runs = moved_runs(a[at_a].tolist(), b[at_b].tolist(), pairs)
    return tuple(Block(_between(at_a, run.a, run.length), _between(at_b, run.b, run.length)) for run in runs)


def _between(places: Numbers, start: int, length: int) -> Span:
    return Span(int(places[start]), int(places[start + length - 1]) + 1)


def moved_blocks(a: Sequence[str], b: Sequence[str], pairs: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The passages that stand elsewhere than the pairs have them, see `moved_runs`, as blocks."""
    return tuple(Block(Span(i, i + length), Span(j, j + length)) for i, j, length in moved_runs(a, b, pairs))


def _token(a: str, b: str) -> re.Pattern[str]:
    """Words, cut as both texts cut them, and the marks that both texts have and one has standing free."""
    left, right = (set(WORD.findall(text)) for text in (a, b))
    inner = "" if _cut(left, right, _APOSTROPHE) else "(?:['’]{0})*"
    letters = r"[^\W_]+" if _cut(left, right, _LOW_LINE) else r"\w+"
    free = sorted(mark for mark in {*_FREE.findall(a), *_FREE.findall(b)} if mark in a and mark in b)
    return re.compile("|".join([letters + inner.format(letters), *map(re.escape, free)]))


def _cut(a: set[str], b: set[str], mark: re.Pattern[str]) -> bool:
    """Whether words with an inner mark stand in the other text in parts (`don`, `read date`) rather than as one (`dont`)."""
    whole = parts = 0
    for words, others in ((a, b), (b, a)):
        inner = [word for word in words - others if mark.search(word)]
        keys = {universal_key(word) for word in others} if inner else set()
        for word in inner:
            first, *rest = map(universal_key, mark.split(word))
            if universal_key(word) != first:  # `Britain's` has the key of `Britain`
                whole += universal_key(word) in keys
                parts += not keys.isdisjoint(part for part in (first, *rest) if len(part) > 1)
    return parts > whole


def _key(token: str) -> str:
    """The universal key of a word, and a mark itself."""
    return universal_key(token) or (token if _MARK.fullmatch(token) else "")

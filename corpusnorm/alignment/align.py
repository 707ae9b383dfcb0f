"""Monotone token alignment of two witnesses on universal keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpusnorm.alignment.sequences import align_sequences
from corpusnorm.edits import Span
from corpusnorm.sketch.keys import universal_key, words

_NEAR = 4  # tokens: how far a pair looks for another one on about the same diagonal


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
    of `b`. What is in neither stands on one side only.
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
        """The tokens of `a` without a partner."""
        paired = {i for i, _ in self.pairs}
        return tuple(i for i in range(len(self.a_tokens)) if i not in paired)

    @property
    def only_b(self) -> tuple[int, ...]:
        """The tokens of `b` without a partner."""
        paired = {j for _, j in self.pairs}
        return tuple(j for j in range(len(self.b_tokens)) if j not in paired)

    @property
    def share_a(self) -> float:
        """Which share of the tokens of `a` has a partner; 0 where there are none."""
        return len(self.pairs) / len(self.a_tokens) if self.a_tokens else 0.0

    @property
    def share_b(self) -> float:
        """Which share of the tokens of `b` has a partner; 0 where there are none."""
        return len(self.pairs) / len(self.b_tokens) if self.b_tokens else 0.0


def align(a: str, b: str) -> Alignment:
    """Align two texts word by word, also where one is a degraded copy of the other.

    Words are compared by `universal_key`, so `was` meets `wa` and `Countries` meets `countri`. Pairs that stand alone, with no
    other pair on about the same diagonal nearby, are left out: they are chance. Cost: linear but for the gaps, see
    `align_sequences`.

    >>> alignment = align("The wars were long.", "war long")
    >>> [(alignment.a_tokens[i].of("The wars were long."), alignment.b_tokens[j].of("war long")) for i, j in alignment.pairs]
    [('wars', 'war'), ('long', 'long')]
    """
    left, right = ([Span(*match.span()) for match in words(text)] for text in (a, b))
    keys = [[universal_key(token.of(text)) for token in tokens] for text, tokens in ((a, left), (b, right))]
    return Alignment(tuple(left), tuple(right), align_keys(*keys))


def align_keys(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Pairs of equal keys, rising on both sides, without those that stand alone; empty keys meet nothing.

    Keys of `a` that never occur in `b`, such as those of dropped stop words, take no part in what counts as near.
    """
    known = set(b) - {""}
    places = [i for i, key in enumerate(a) if key in known]
    found = align_sequences([a[i] for i in places], b)
    return tuple((places[i], j) for i, j in _supported(found))


def _supported(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs with a neighbour in the chain at most `_NEAR` tokens away on both sides; all, where there is just one."""
    if len(pairs) < 2:
        return pairs
    close = [b[0] - a[0] <= _NEAR and b[1] - a[1] <= _NEAR for a, b in pairwise(pairs)]
    return [pair for pair, before, after in zip(pairs, [False, *close], [*close, False], strict=True) if before or after]

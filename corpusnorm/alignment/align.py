"""Token alignment of two witnesses on universal keys."""

from __future__ import annotations

from dataclasses import dataclass

from corpusnorm.alignment.keyed import align_keys
from corpusnorm.edits import Span
from corpusnorm.sketch.keys import universal_key, words


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


"""What a pair of texts shows of the degradation between them: which words were kept as what, and which were dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpusnorm.alignment import align_keys
from corpusnorm.degradation.operators import Token, Tokenizer, WordOperator
from corpusnorm.degradation.recipe import Degradation
from corpusnorm.sketch.keys import universal_key

_LONGEST_GAP = 12  # tokens dropped in a row between two neighbours; a longer gap is rather a difference of revision


@dataclass(frozen=True)
class Observations:
    """Counts over the agreement regions: the stretches of the clean text between neighbours of the degraded one.

    `kept` counts (clean form, degraded form), `dropped` the clean forms between two neighbours. `matched` is how many degraded
    tokens found their clean token, of `total`.
    """

    kept: Counter[tuple[str, str]]
    dropped: Counter[str]
    matched: int
    total: int

    @property
    def share(self) -> float:
        """Which share of the degraded tokens found its clean token."""
        return self.matched / self.total if self.total else 0.0


def degraded_tokens(text: str) -> list[Token]:
    """The tokens of a degraded text: what stands between white space."""
    tokens, at = [], 0
    for form in text.split():
        at = text.index(form, at)
        tokens.append(Token(form, at, at + len(form)))
        at += len(form)
    return tokens


@lru_cache(maxsize=16)  # inference comes back to the few tokenizers that fit
def written(text: str, tokenizer: Tokenizer, respelling: tuple[WordOperator, ...]) -> tuple[Token, ...]:
    """The tokens of a clean text, written as the degraded text writes letters and digits."""
    if not respelling:
        return tuple(tokenizer.tokens(text))
    return tuple(Degradation((tokenizer, *respelling)).tokens(text))


def observe(
    clean: str,
    degraded: list[Token],
    tokenizer: Tokenizer,
    respelling: tuple[WordOperator, ...] = (),
    chain: Sequence[WordOperator] | None = None,
) -> Observations:
    """Align the clean text, cut by `tokenizer` and respelled, with the degraded tokens, and count.

    Words are compared by universal keys; once the `chain` of operators that changes forms is known, by what it makes of them.
    """
    before = [token.form for token in written(clean, tokenizer, respelling)]
    after = [token.form for token in degraded]
    if chain is None:
        keys = list(map(universal_key, before)), list(map(universal_key, after))
    else:
        forms = Degradation(tuple(chain))
        keys = [forms.form(form) or "" for form in before], after
    pairs = align_keys(*keys)
    kept = Counter([(before[i], after[j]) for i, j in pairs])
    dropped: Counter[str] = Counter()
    for (i, j), (next_i, next_j) in pairwise(pairs):
        if next_j == j + 1 and 1 < next_i - i <= _LONGEST_GAP:
            dropped.update(before[i + 1 : next_i])
    return Observations(kept, dropped, len(pairs), len(degraded))

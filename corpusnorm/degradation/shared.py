"""One degradation of many pairs: how a whole set of short texts was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpusnorm.degradation.infer import infer_degradation
from corpusnorm.degradation.observe import degraded_tokens
from corpusnorm.degradation.operators import Vocabulary
from corpusnorm.degradation.recipe import Degradation

_ENOUGH = 20_000  # clean words from which the operators are inferred; more tell no more


def infer_shared(pairs: Sequence[tuple[str, str]], language: str = "en") -> Degradation:
    """How a set of degraded texts was made, from pairs of (degraded, clean): the recipe is one, the texts may be short.

    The operators are inferred from the first pairs together. The vocabulary filter is read off all of them: the types that the
    operators let through and that no degraded text has. Cost: a few seconds for 2,000 news articles.

    >>> clean = "The wars of the mountainous countries were long, and their armies fought for the cities."
    >>> infer_shared([("war mountainous country long army fought city", clean)] * 20).apply("The cities of the countries")
    'city country'
    """
    sample, size = list[tuple[str, str]](), 0
    for degraded, clean in pairs:
        if size >= _ENOUGH:
            break
        sample.append((degraded, clean))
        size += clean.count(" ")
    how = infer_degradation(" ".join(degraded for degraded, _ in sample), "\n".join(clean for _, clean in sample), language)
    if not any(isinstance(operator, Vocabulary) for operator in how.operators):
        return how
    known = Degradation(tuple(operator for operator in how.operators if not isinstance(operator, Vocabulary)))
    alive = Counter(token.form for degraded, _ in pairs for token in degraded_tokens(degraded))
    gone = {token.form for _, clean in pairs for token in known.tokens(clean)} - set(alive)
    return replace(how, operators=(*known.operators, Vocabulary(drop=frozenset(gone))))

"""Groups of forms from scores of pairs: average linkage with pairs that are never to be together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

APART = -1000.0
"""The score of two forms that are never to be in one group: no average makes up for it."""
_BOUND = 6.0


def connected(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected parts of a graph that have more than one node, each in order, in the order of their first nodes.

    >>> connected(5, [(3, 1), (1, 4)])
    [[1, 3, 4]]
    """
    above = list(range(count))

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for a, b in pairs:
        a, b = top(a), top(b)
        above[max(a, b)] = min(a, b)
    parts: dict[int, list[int]] = {}
    for node in range(count):
        if above[node] != node or node in parts:
            parts.setdefault(top(node), [top(node)]).append(node)
    return [parts[first] for first in sorted(parts)]


def groups(scores: NDArray[np.float64], least: float) -> list[list[int]]:
    """Average linkage (Sokal and Michener 1958): the two groups whose pairs have the best mean score are one, while it is `least`.

    `scores` is symmetric; `APART` keeps two forms apart for good, other scores count at most 6 either way. Of equal means
    the first is taken, so the order of the rows decides and nothing else. Cost: the cube of the number of forms.
    """
    mean = np.where(scores <= APART, APART, np.clip(scores, -_BOUND, _BOUND))
    np.fill_diagonal(mean, -np.inf)
    apart = scores <= APART
    found = [[number] for number in range(len(scores))]
    while len(found) > 1:
        at = int(np.argmax(np.where(apart, -np.inf, mean)))
        a, b = divmod(at, len(found))
        if a == b or apart[a, b] or mean[a, b] < least:
            break
        a, b = min(a, b), max(a, b)
        merged = (mean[a] * len(found[a]) + mean[b] * len(found[b])) / (len(found[a]) + len(found[b]))
        mean[a], mean[:, a] = merged, merged
        apart[a] |= apart[b]
        apart[:, a] = apart[a]
        mean[a, a] = -np.inf
        mean, apart = (np.delete(np.delete(each, b, 0), b, 1) for each in (mean, apart))
        found[a] = sorted(found[a] + found.pop(b))
    return [group for group in found if len(group) > 1]


def tree(members: Sequence[int], scores: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The ties of a group that are its best evidence: a spanning tree of the greatest scores (Prim 1957), `scores` by member."""
    ties, inside = [], [members[0]]
    outside = list(members[1:])
    while outside:
        block = scores[np.ix_(inside, outside)]
        a, b = divmod(int(np.argmax(block)), len(outside))
        ties.append((inside[a], outside[b]))
        inside.append(outside.pop(b))
    return ties

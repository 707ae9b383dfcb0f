"""How a trie is built: where the letters of sorted patterns part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel
from corpusnorm.names.trie import Ints
from corpusnorm.segmentation.kernels import Number


@kernel
def count_branches(letters: Ints, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many nodes of the trie of sorted patterns there are at each depth: each pattern adds those that no earlier one has."""
    longest: Number = 1
    for pattern in range(len(starts) - 1):
        longest = max(longest, starts[pattern + 1] - starts[pattern])
    counts = np.zeros(longest + 2, np.int64)
    shared: Number = 0
    for pattern in range(len(starts) - 1):
        after = shared_letters(letters, starts, pattern)
        for depth in range(shared, min(max(shared, after) + 1, starts[pattern + 1] - starts[pattern])):
            counts[depth + 1] += 1
        shared = after
    counts[0] = 1
    return counts


@kernel
def branches(letters: Ints, starts: NDArray[np.int64], counts: NDArray[np.int64], nodes: NDArray[np.int32]) -> None:
    """Write the nodes, `counts` at each depth, and one row after the last."""
    free = np.cumsum(counts) - counts  # at each depth, the next node
    nodes[0], nodes[-1] = 0, len(nodes) - 1
    nodes[0, 1], nodes[0, 2] = 1, -1
    nodes[-1, 2] = -1
    shared: Number = 0
    for pattern in range(len(starts) - 1):
        after, size = shared_letters(letters, starts, pattern), starts[pattern + 1] - starts[pattern]
        last = min(max(shared, after) + 1, size)
        for depth in range(shared, last):
            node = free[depth + 1]
            free[depth + 1] += 1
            nodes[node, 0] = letters[starts[pattern] + depth]
            nodes[node, 1] = free[depth + 2]
            nodes[node, 2] = pattern if depth + 1 == last and (last == size or last > after) else -1
        shared = after


@kernel
def shared_letters(letters: Ints, starts: NDArray[np.int64], pattern: Number) -> Number:
    """How many letters a pattern begins with that the next one begins with too."""
    if pattern + 2 >= len(starts):
        return 0
    first, second = starts[pattern], starts[pattern + 1]
    most = min(second - first, starts[pattern + 2] - second)
    same = 0
    while same < most and letters[first + same] == letters[second + same]:
        same += 1
    return same

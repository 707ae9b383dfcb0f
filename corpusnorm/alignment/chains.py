"""The heaviest rising chain of positions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def heaviest_chain(positions: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The numbers of the positions, in order, that rise and weigh most together; where several do, those that come first.

    Costs a few steps a position, and a sort.

    >>> heaviest_chain([5, 1, 2, 3], [9, 1, 1, 1]), heaviest_chain([5, 1, 2, 3], [1, 1, 1, 1])
    ([0], [1, 2, 3])
    """
    _, places = np.unique(np.array(positions, np.int64), return_inverse=True)
    chain: list[int] = rising(places.astype(np.int32), np.array(weights, np.int64), len(places)).tolist()
    return chain


def rising(places: NDArray[np.int32], weights: NDArray[np.int64], limit: int) -> NDArray[np.int32]:
    """The same for places from 0 on that are below `limit`."""
    from corpusnorm.alignment.anchor_kernels import heaviest

    best, before, chain = np.full(limit + 1, -1, np.int32), np.empty_like(places), np.empty_like(places)
    return chain[heaviest(places, weights, best, np.empty_like(weights), before, chain) :]

"""The inner loop of the choice among fillers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel


@kernel
def expected(kept: NDArray[np.int64], likely: NDArray[np.float64], table: NDArray[np.uint8]) -> NDArray[np.float64]:
    """For each filler of `kept`, the mean of `table` over the fillers that may be the true one, weighed by `likely`.

    `table` is symmetric, so each true filler's row is added to all means: sums that do not wait for each other.
    """
    found = np.zeros(len(kept))
    for true in range(len(kept)):
        row, weight = kept[true], likely[true]
        for written in range(len(kept)):
            found[written] += table[row, kept[written]] * weight
    return found

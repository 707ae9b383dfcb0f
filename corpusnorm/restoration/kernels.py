"""The inner loop of the choice among fillers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel


@kernel
def expected(kept: NDArray[np.int64], likely: NDArray[np.float64], table: NDArray[np.uint8]) -> NDArray[np.float64]:
    """For each filler of `kept`, the mean of its row of `table` over the fillers that may be the true one, weighed by `likely`."""
    found = np.zeros(len(kept))
    for i in range(len(kept)):
        row = table[kept[i]]
        for j in range(len(kept)):
            found[i] += row[kept[j]] * likely[j]
    return found

"""Logarithms, weighted sums and logistic functions, which give the same on every processor: NumPy's own do not."""

from __future__ import annotations

from math import exp, log

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

Values = NDArray[np.float64]


@kernel
def logarithms(values: Values, results: Values) -> None:
    """Natural logarithms."""
    for at in range(len(values)):
        results[at] = log(values[at])


@kernel
def linear(bias: float, rows: NDArray[np.int64], weights: Values, table: Values, results: Values) -> None:
    """The weighted sum of some rows of a table, added up in their order, and the bias on top."""
    for column in range(len(results)):
        total = 0.0
        for at in range(len(rows)):
            total += weights[at] * table[rows[at], column]
        results[column] = bias + total


@kernel
def logistic(odds: Values, results: Values) -> None:
    """The probabilities of log-odds."""
    for at in range(len(odds)):
        results[at] = 1 / (1 + exp(-odds[at]))

"""The model: measures to probabilities, by logistic regressions whose coefficients are a data file.

Each kind of damage has a regression on some measures. The verdict is one on the log-odds of the kinds, where the layout - long
lines, short lines, code - says how much each kind counts: missing marks say little in a table and much in long lines.
`python -m benchmarks.quality.fit_diagnosis` fits and writes the coefficients, and says there on what.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Columns = Mapping[str, Numbers]

SURE = 6.0  # log-odds beyond which a kind counts no more: 1 in 400
# Signs of code a word (logarithm) where a text is as likely code, which lacks most of what prose has by nature, as prose; and how
# soon that changes. Set by hand: degraded prose has fewer, code from .1 to 1.
_CODE, _STEEP = -1.0, 6.0
FAR = 3.0  # standard deviations beyond which a measure counts no more, so that no single one decides alone


def usual(language: str) -> tuple[float, float]:
    """The usual share of function words among the words of a language, and of letters with diacritics among its letters."""
    share, accented = coefficients()["languages"].get(language, (0.3, 0.0))
    return share, accented


def standard(values: Columns) -> Numbers:
    """Measures in standard deviations from the mean, a row each; one that a text cannot have stands at the mean."""
    scales: Mapping[str, tuple[float, float]] = coefficients()["measures"]
    middle, deviation = np.array(list(scales.values())).T[:, :, None]
    missing = np.full_like(values["n"], np.nan)
    scaled = np.clip((np.array([values.get(name, missing) for name in scales]) - middle) / deviation, -FAR, FAR)
    return np.where(np.isnan(scaled), 0.0, scaled)


def kinds(values: Columns, scaled: Numbers) -> dict[str, Numbers]:
    """The log-odds of each kind of damage; NaN where it cannot be measured, and left out where it can be on no text."""
    odds = {}
    for name, model in coefficients()["kinds"].items():
        if model["needs"] in values:
            found = np.clip(_linear(model["bias"], model["weights"], scaled), -SURE, SURE)
            odds[name] = np.where(np.isnan(values[model["needs"]]), np.nan, found)
    return odds


def verdict(odds: Columns, values: Columns, scaled: Numbers) -> tuple[Numbers, dict[str, Numbers]]:
    """The probability that a text is a degraded copy, and what each kind and the layout give to it, in log-odds.

    A kind that cannot be measured, or surely is not there, gives nothing. No text is surer to be a copy than to have any damage,
    or than to be prose: where signs of code are as many as a third of the words, the chance is halved, and soon nothing is left.
    """
    model = coefficients()["verdict"]
    weights = {"layout": _linear(model["bias"], model["layout"], scaled)}
    total, none = 0 + weights["layout"], np.ones_like(values["n"])
    for name, by_layout in model["kinds"].items():
        if name in odds:
            slope = _linear(by_layout[""], {each: weight for each, weight in by_layout.items() if each}, scaled)
            weights[name] = np.where(np.isnan(odds[name]), 0.0, (odds[name] + SURE) * slope)
            total = total + weights[name]
            none = none * np.where(np.isnan(odds[name]), 1.0, 1 - probability(odds[name]))
    prose = probability(_STEEP * (_CODE - values["code"]))
    return np.minimum(probability(total), 1 - none) * prose, weights


def _linear(bias: float, weights: Mapping[str, float], scaled: Numbers) -> Numbers:
    """The bias and the weighted sum of some measures, added up in the order of the weights."""
    from corpusnorm.diagnosis.model_kernels import linear

    rows, results = _rows(), np.empty(scaled.shape[1])
    linear(bias, np.array([rows[name] for name in weights]), np.array(list(weights.values())), scaled, results)
    return results


@cache
def _rows() -> dict[str, int]:
    return {name: row for row, name in enumerate(coefficients()["measures"])}


def probability(odds: Numbers) -> Numbers:
    """The probabilities of log-odds."""
    from corpusnorm.diagnosis.model_kernels import logistic

    results = np.empty_like(odds)
    logistic(odds, results)
    return results


@cache
def coefficients() -> dict[str, Any]:
    """The data file."""
    found: dict[str, Any] = json.loads(files("corpusnorm.diagnosis").joinpath("model.json").read_text(encoding="utf-8"))
    return found

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
from math import exp, prod
from typing import Any

SURE = 6.0  # log-odds beyond which a kind counts no more: 1 in 400
# Signs of code a word (logarithm) where a text is as likely code, which lacks most of what prose has by nature, as prose; and how
# soon that changes. Set by hand: degraded prose has fewer, code from .1 to 1.
_CODE, _STEEP = -1.0, 6.0
FAR = 3.0  # standard deviations beyond which a measure counts no more, so that no single one decides alone


def usual(language: str) -> tuple[float, float]:
    """The usual share of function words among the words of a language, and of letters with diacritics among its letters."""
    share, accented = coefficients()["languages"].get(language, (0.3, 0.0))
    return share, accented


def standard(values: Mapping[str, float]) -> dict[str, float]:
    """Measures in standard deviations from the mean; one that a text cannot have stands at the mean."""
    scales: Mapping[str, tuple[float, float]] = coefficients()["measures"]
    return {
        name: max(-FAR, min(FAR, (values[name] - mean) / deviation)) if name in values else 0.0
        for name, (mean, deviation) in scales.items()
    }


def kinds(values: Mapping[str, float]) -> dict[str, float]:
    """The log-odds of each kind of damage; a kind that cannot be measured on the text is left out."""
    scaled = standard(values)
    return {
        name: max(-SURE, min(SURE, model["bias"] + sum(weight * scaled[each] for each, weight in model["weights"].items())))
        for name, model in coefficients()["kinds"].items()
        if model["needs"] in values
    }


def verdict(odds: Mapping[str, float], values: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    """The probability that the text is a degraded copy, and what each kind and the layout give to it, in log-odds.

    A kind that cannot be measured, or surely is not there, gives nothing. No text is surer to be a copy than to have any damage,
    or than to be prose: where signs of code are as many as a third of the words, the chance is halved, and soon nothing is left.
    """
    scaled, model = standard(values), coefficients()["verdict"]
    weights = {"layout": model["bias"] + sum(weight * scaled[each] for each, weight in model["layout"].items())}
    for name, by_layout in model["kinds"].items():
        slope = by_layout[""] + sum(weight * scaled[each] for each, weight in by_layout.items() if each)
        weights[name] = (odds.get(name, -SURE) + SURE) * slope
    none = prod(1 - probability(odds[name]) for name in model["kinds"] if name in odds)
    prose = probability(_STEEP * (_CODE - values["code"])) if "code" in values else 1.0
    return min(probability(sum(weights.values())), 1 - none) * prose, weights


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + exp(-odds))


@cache
def coefficients() -> dict[str, Any]:
    """The data file."""
    found: dict[str, Any] = json.loads(files("corpusnorm.diagnosis").joinpath("model.json").read_text(encoding="utf-8"))
    return found

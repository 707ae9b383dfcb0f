"""Fit the model of the diagnosis: `python -m benchmarks.quality.fit_diagnosis`, after `benchmarks.quality.material`.

Writes `corpusnorm/diagnosis/model.json`: logistic regressions with a penalty on large coefficients, on the half of the sources
that is for fitting. How well it does on the other half is what `benchmarks/quality/diagnosis.py` prints.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import numpy as np

import corpusnorm.diagnosis
from benchmarks.quality.damage import KINDS, RUNNING, Case, cases, sources
from benchmarks.quality.diagnosis import is_grey, is_judged, measured
from corpusnorm.diagnosis import model
from corpusnorm.diagnosis.characters import is_marked
from corpusnorm.diagnosis.lexical import lexicon
from corpusnorm.diagnosis.measures import Measures
from corpusnorm.language import detect_language
from corpusnorm.sketch.keys import WORD

NEEDS = {"lower-cased": "capital", "de-punctuated": "mark", "stop-words-gone": "function", "lemmatized": "lemma", "stemmed": "stem",
         "diacritics-lost": "accented", "numbers-lost": "digit", "vocabulary-filtered": "unknown"}  # fmt: skip
_LINES = "line lines wide ended spaced symbol code n"
MEASURES = {
    "lower-cased": f"capital started shouted mark final wrapped function types indented {_LINES}",
    "de-punctuated": f"mark final bracket dash function capital started digit types {_LINES}",
    "stop-words-gone": f"function functions short top mark capital types digit started again {_LINES}",
    "lemmatized": "lemma|lemma bogus|lemma odd|stem|stump|function|functions|code|symbol|n|capital|unknown|line",
    "stemmed": "stem|stem bogus|stem odd|stump|lemma|function|functions|code|symbol|n|capital|unknown|accented",
    "diacritics-lost": "accented bare function functions n code symbol unknown capital",
    "numbers-lost": "digit masked orphan units n line mark function",
    "vocabulary-filtered": "unknown n function capital code stem lemma once",
}
LAYOUT = ("line", "wide", "n", "spaced", "code", "symbol", "ended", "types", "mark", "capital", "function", "started", "lines",
          "again", "short", "top")  # fmt: skip
_PENALTY = {"kinds": 1.0, "verdict": 8.0}
_CLEAN = 2.0  # how much more a clean text counts than a degraded one: most texts of a corpus are clean
_ENOUGH = 5  # texts of a language from which its usual rates are taken


def main() -> None:
    """Fit and write."""
    path = Path(corpusnorm.diagnosis.__file__).with_name("model.json")
    rates = languages()
    path.write_text(json.dumps({"languages": rates}), encoding="utf-8")
    model.coefficients.cache_clear()
    lexicon.cache_clear()
    every = cases(Random(11), held=False)  # noqa: S311
    rows = [(case, found) for case, found in measured(every) if _is_fitted(case)]
    fitted = {"languages": rates, **fit(rows)}
    head = {
        "source": "fitted on texts of Debian and PyPI packages and of NLTK's data, clean and degraded; coefficients only, no text",
        "command": "python -m benchmarks.quality.fit_diagnosis",
        "cases": len(rows),
    }
    path.write_text(json.dumps({**head, **fitted}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path.name}: fitted on {len(rows)} cases")


def _is_fitted(case: Case) -> bool:
    """Texts of languages in which nothing can be told are there as they are: they must not be flagged."""
    return not is_grey(case) and (is_judged(case) or not case.degraded)


def languages() -> dict[str, tuple[float, float]]:
    """The usual share of function words and of letters with diacritics of each language, the median over all its running texts."""
    shares: dict[str, list[tuple[float, float]]] = {}
    for text in sources():
        body = text.text[:8000]
        found = WORD.findall(body)
        each = shares.setdefault(text.language, [])
        if (
            text.genre.partition("/")[0] in RUNNING
            and len(found) > 100
            and len(each) < 200
            and detect_language(body) == text.language
        ):
            letters = [char for char in body if char.isalpha()]
            function = lexicon(text.language).function
            known = sum(word.lower() in function for word in found) / len(found)
            each.append((known, sum(map(is_marked, letters)) / len(letters)))
    rates = {
        code: [round(median(rate), 4) for rate in zip(*each, strict=True)] for code, each in shares.items() if len(each) >= _ENOUGH
    }
    return {code: (rate[0], rate[1]) for code, rate in sorted(rates.items())}


def fit(rows: Sequence[tuple[Case, Measures]]) -> dict[str, Any]:
    """The coefficients: scales of the measures, the kinds, the verdict on top of them."""
    names = sorted({name for _, found in rows for name in found.values})
    scales = {name: _scale([found.values[name] for _, found in rows if name in found.values]) for name in names}
    result: dict[str, Any] = {"measures": scales, "kinds": {}}
    scaled = [_standard(found.values, scales) for _, found in rows]
    for kind in KINDS:
        chosen = MEASURES[kind].split("|" if "|" in MEASURES[kind] else None)
        usable = [at for at, (_, found) in enumerate(rows) if NEEDS[kind] in found.values]
        bias, weights = logistic(
            [[scaled[at][name] for name in chosen] for at in usable],
            [kind in rows[at][0].damage for at in usable],
            [1.0] * len(usable),
            _PENALTY["kinds"],
        )
        result["kinds"][kind] = {"needs": NEEDS[kind], "bias": bias, "weights": dict(zip(chosen, weights, strict=True))}
    result["verdict"] = _verdict(rows, scaled, result["kinds"])
    return result


def _verdict(
    rows: Sequence[tuple[Case, Measures]], scaled: Sequence[Mapping[str, float]], fitted: Mapping[str, Any]
) -> dict[str, Any]:
    """The regression on the log-odds of the kinds, alone and times the layout. What lost numbers alone is of no side."""
    kinds = [kind for kind in KINDS if kind != "numbers-lost"]
    table, wanted, weight = [], [], []
    for (case, found), values in zip(rows, scaled, strict=True):
        if case.damage == {"numbers-lost"}:
            continue
        odds = [_odds(fitted[kind], values) + model.SURE if fitted[kind]["needs"] in found.values else 0.0 for kind in kinds]
        layout = [values[name] for name in LAYOUT]
        table.append([*layout, *odds, *(each * one for each in odds for one in layout)])
        wanted.append(case.degraded)
        weight.append(1.0 if case.degraded else _CLEAN)
    bias, found_weights = logistic(table, wanted, weight, _PENALTY["verdict"])
    layouts, alone, products = (
        found_weights[: len(LAYOUT)],
        found_weights[len(LAYOUT) :][: len(kinds)],
        found_weights[len(LAYOUT) + len(kinds) :],
    )
    return {
        "bias": bias,
        "layout": dict(zip(LAYOUT, layouts, strict=True)),
        "kinds": {
            kind: {"": alone[at], **dict(zip(LAYOUT, products[at * len(LAYOUT) : (at + 1) * len(LAYOUT)], strict=True))}
            for at, kind in enumerate(kinds)
        },
    }


def _odds(fitted: Mapping[str, Any], values: Mapping[str, float]) -> float:
    odds = fitted["bias"] + sum(weight * values[name] for name, weight in fitted["weights"].items())
    return float(max(-model.SURE, min(model.SURE, odds)))


def _scale(values: Sequence[float]) -> tuple[float, float]:
    return round(float(np.mean(values)), 4), round(float(np.std(values)) or 1.0, 4)


def _standard(values: Mapping[str, float], scales: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    return {
        name: max(-model.FAR, min(model.FAR, (values[name] - mean) / deviation)) if name in values else 0.0
        for name, (mean, deviation) in scales.items()
    }


def logistic(
    table: Iterable[Sequence[float]], wanted: Sequence[bool], weight: Sequence[float], penalty: float
) -> tuple[float, list[float]]:
    """Bias and coefficients of a logistic regression with a quadratic penalty, by Newton's method."""
    x = np.array([[1.0, *row] for row in table])
    y, w = np.array(wanted, float), np.array(weight)
    penalties = np.full(x.shape[1], penalty)
    penalties[0] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (y - p)) - penalties * beta
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(penalties)
        step = np.linalg.solve(hessian, gradient)
        beta += step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < 1e-6:
            break
    rounded = [round(float(each), 4) for each in beta]
    return rounded[0], rounded[1:]


if __name__ == "__main__":
    main()

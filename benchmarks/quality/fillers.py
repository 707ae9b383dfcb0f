"""Fit the weights of conjectures: `python -m benchmarks.quality.fillers`.

Takes the gaps of the pairs in `../shared/data/repair` (beside the repository) that no witness fills, with the true filler of each,
and maximizes the likelihood of the true ones under the log-linear model of `corpusnorm.restoration.fillers`. Prints the weights
fitted on all works, and for each work the loss (nats a gap) under the weights that the other works gave, beside that of the
shipped ones: where the two are close, the weights are not fitted to these works.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.quality.pairs import FOLDER, between
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.observe import degraded_tokens
from corpusnorm.restoration import stretches
from corpusnorm.restoration.fillers import WEIGHTS, Fillers, Gap, Weights
from corpusnorm.restoration.partners import find_partners
from corpusnorm.restoration.parts import parts_of

_WITNESSES = {name: getattr(stretches, name) for name in ("_AFTER", "_BEFORE", "_AFTER_REPLACED", "_BEFORE_REPLACED")}
_NAMES = (*Weights._fields, *_WITNESSES)
SHIPPED = np.array([*WEIGHTS, *_WITNESSES.values()])
_CANDIDATES = 150  # fillers looked at in a gap: the likeliest ones and the true one
_STEPS, _LONGEST_STEP = 12, 0.5  # of Newton's method; a longer step overshoots
_RIDGE = 0.001
Vector = npt.NDArray[np.float64]


class Case(NamedTuple):
    """A gap: sources by candidates, and which candidate is the true one."""

    features: Vector
    true: int


def main() -> None:
    """Print the fitted weights and the losses, or say that the data is not there."""
    works: dict[str, list[Case]] = {}
    for path in sorted(FOLDER.glob("*.json")):
        works.setdefault(path.stem.split("__")[0], []).extend(cases(json.loads(path.read_text("utf-8"))))
    if not works:
        print(f"no pairs in {FOLDER}: nothing measured")
        return
    print(f"{'work':24}{'gaps':>6}{'shipped':>9}{'the others':>12}")
    for work, own in works.items():
        others = fit(case for other, found in works.items() if other != work for case in found)
        print(f"{work:24}{len(own):>6}{loss(own, SHIPPED):>9.3f}{loss(own, others):>12.3f}")
    every = fit(case for found in works.values() for case in found)
    for name, old, new in zip(_NAMES, SHIPPED, every, strict=True):
        print(f"{name:20}{old:>7.2f}{new:>7.2f}")


def cases(pair: dict[str, Any]) -> Iterator[Case]:
    """The open gaps of a pair whose true filler the model knows."""
    clean, truth, spans = pair["clean_a"], pair["truth_b"], [(start, end) for start, end in pair["b_spans"]]
    how = infer_degradation(pair["degraded_b"], clean)
    tokens, survivors = degraded_tokens(pair["degraded_b"]), how.tokens(clean)
    joins = stretches.joins(tokens, survivors, find_partners(clean, survivors, tokens, how)[0], len(clean))
    model = _model(clean, how, joins)
    forms = ["", *(token.form for token in tokens), ""]
    for j in range(1, len(tokens)):
        true = model.number.get(parts_of(between(truth, spans[j - 1], spans[j])))
        if joins[j].copy is None and true is not None:
            yield _case(model, Gap(*forms[j - 1 : j + 3]), [(span.of(clean), weight) for span, weight in joins[j].witnesses], true)


def _model(clean: str, how: Degradation, joins: Iterable[stretches.Join]) -> Fillers:
    return Fillers([clean], how, [span.of(clean) for join in joins for span, _ in join.witnesses])


def _case(model: Fillers, gap: Gap, witnesses: list[tuple[str, float]], true: int) -> Case:
    features = np.vstack([*model.features(gap), np.zeros((len(_WITNESSES), len(model.parts)))])
    for text, weight in witnesses:
        at = model.number.get(parts_of(text))
        if at is not None:
            features[len(Weights._fields) + list(_WITNESSES.values()).index(weight), at] += 1
    likely = np.argsort(-(SHIPPED @ features), kind="stable")[:_CANDIDATES]
    kept = np.unique([true, 0, *likely])
    return Case(features[:, kept], int(np.flatnonzero(kept == true)[0]))


def fit(found: Iterable[Case]) -> Vector:
    """The weights with the least loss, by Newton's method: it is convex, so where one starts does not matter."""
    every = list(found)
    weights = SHIPPED.copy()
    for _ in range(_STEPS):
        gradient, curvature = _RIDGE * weights * len(every), _RIDGE * np.eye(len(weights)) * len(every)
        for case in every:
            probable = _probable(case, weights)
            mean = case.features @ probable
            gradient += mean - case.features[:, case.true]
            curvature += (case.features * probable) @ case.features.T - np.outer(mean, mean)
        step = np.linalg.solve(curvature, gradient)
        weights -= step * min(1.0, _LONGEST_STEP / float(np.abs(step).max()))
    return weights


def loss(found: list[Case], weights: Vector) -> float:
    """Nats a gap."""
    return -sum(float(np.log(_probable(case, weights)[case.true])) for case in found) / max(len(found), 1)


def _probable(case: Case, weights: Vector) -> Vector:
    said: Vector = weights @ case.features
    likely: Vector = np.exp(said - said.max())
    return likely / likely.sum()


if __name__ == "__main__":
    main()

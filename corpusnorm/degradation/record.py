"""A degradation as a line of JSON, for tables and files."""

from __future__ import annotations

import json
from dataclasses import replace

from corpusnorm.degradation.recipe import Degradation


def dump(degradation: Degradation) -> str:
    """Operators, alternatives, fit and evidence as JSON; equal degradations give equal strings.

    >>> load(dump(Degradation(fit=0.5))).fit
    0.5
    """
    record = {
        "operators": degradation.to_dicts(),
        "alternatives": {name: list(others) for name, others in sorted(degradation.alternatives.items())},
        "fit": degradation.fit,
        "evidence": list(degradation.evidence),
    }
    return json.dumps(record, ensure_ascii=False)


def load(record: str) -> Degradation:
    """The degradation that `dump` wrote. Raises ValueError where it has an operator of another version."""
    fields = json.loads(record)
    return replace(
        Degradation.from_dicts(fields["operators"]),
        alternatives={name: tuple(others) for name, others in fields["alternatives"].items()},
        fit=fields["fit"],
        evidence=tuple(fields["evidence"]),
    )

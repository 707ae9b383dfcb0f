"""The development half of the variant set: what the letters find by themselves, and with what the registry knows."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.quality.variants import Judged, judged, material

VARIANTS = Path(__file__).parents[5] / "shared" / "data" / "names" / "variants_dev.json"
pytestmark = pytest.mark.skipif(not VARIANTS.exists(), reason="the variant set (../shared/data/names) is not here")


@pytest.fixture(scope="module", params=[False, None], ids=["letters", "with the registry"])
def found(request: pytest.FixtureRequest) -> Judged:
    return judged(material(VARIANTS), registry=request.param)


def test_the_goals_are_met(found: Judged) -> None:
    assert found.recall >= 0.75
    assert found.precision >= 0.98
    assert found.look_alikes <= 0.05


def test_blocks_have_what_costs_would_find() -> None:
    from corpusnorm.names.discovery.rows import Rows

    forms = sorted(
        {
            form
            for group in json.loads(VARIANTS.read_text())["groups"]
            for root in group["roots"]
            for form in (f["form"] for f in root["forms"])
        }
    )
    rows = Rows.made_of(forms)
    pairs, _ = rows.likely(2.0)
    scores = rows.scores(range(len(forms)))
    likely = {(a, b) for a, b in combinations(range(len(forms)), 2) if scores[a, b] >= 2.0}
    assert len(likely & set(map(tuple, pairs.tolist()))) >= 0.99 * len(likely)

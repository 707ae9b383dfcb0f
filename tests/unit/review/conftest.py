"""A small corpus with names that are open, contested and lost, and its package."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import corpusnorm
from corpusnorm.config import from_dict

GOLDEN = Path(__file__).parents[2] / "golden" / "review"
TEXTS = [
    (
        "Azertac",
        "2019-05-02",
        "The delegation went from Shusha to Khankendi on Monday, and spoke with Aliyev about the road to Lachin.",
    ),
    (
        "Armenpress",
        "2019-06-11",
        "From Shushi the road goes down to Stepanakert, where Aliyev is not a popular name, people say there.",
    ),
    (
        "Armenpress",
        "2021-03-01",
        "In Stepanakert the market was open again, and the buses to Shushi were full of people with bags.",
    ),
    ("", "", "He wrote to Aliyev, to Sargsyan and to the mayor of Shusha, and none of them ever gave him an answer."),
    ("<script>", "2021", "A script tag is no name: <script>alert(1)</script> stood in Khankendi, and nobody had written it."),
]


def write(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    rows = [
        {"text": text, **({"source": source} if source else {}), **({"date": date} if date else {})} for source, date, text in TEXTS
    ]
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("review")
    return corpusnorm.run(write(root / "in"), root / "out").output


@pytest.fixture
def decided(tmp_path: Path) -> Callable[[str], Path]:
    """Run the corpus with decisions, given as CSV text."""

    def run(decisions: str) -> Path:
        (tmp_path / "decisions.csv").write_text(decisions, encoding="utf-8", newline="")
        config = from_dict({"names": {"decisions": str(tmp_path / "decisions.csv")}})
        return corpusnorm.run(write(tmp_path / "in"), tmp_path / "out", config, overwrite=True).output

    return run


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare with a golden file. With CORPUSNORM_GOLDEN=write it is written instead; then read the diff."""

    def compare(name: str, words: str) -> None:
        if os.environ.get("CORPUSNORM_GOLDEN") == "write":
            (GOLDEN / name).write_text(words, encoding="utf-8", newline="")
        assert (GOLDEN / name).read_bytes() == words.encode()

    return compare

"""A run on a set of degraded articles and their originals."""

from pathlib import Path

import pytest

import corpusnorm
from corpusnorm import Degradation
from corpusnorm.config import from_dict
from corpusnorm.job.run import Result
from corpusnorm.job.summary import Ledger

HOW = Degradation.from_dicts(
    [
        {"op": "tokenize", "mode": "ascii_to_space"},
        {"op": "lowercase"},
        {"op": "stop", "list": "smart"},
        {"op": "lemma", "name": "wordnet_noun"},
        {"op": "vocabulary", "drop": ["azerbaijan", "war", "armenian", "karabakh", "people", "year"]},
    ]
)
COUNT = 12


@pytest.fixture(scope="module")
def folder(seeds: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    lines = [line for line in dict.fromkeys(seeds["003"].split("\n")) if len(line.split()) >= 90][:COUNT]
    for number, line in enumerate(lines):
        (made / f"original-{number:02}.txt").write_text(line, encoding="utf-8")
        (made / f"copy-{number:02}.txt").write_text(HOW.apply(line), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def result(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    return corpusnorm.run(folder, tmp_path_factory.mktemp("whole") / "out")


def test_every_copy_is_a_witness_of_its_original(result: Result) -> None:
    works = [sorted(document["name"] for document in work["documents"]) for work in result.report["works"]]
    assert sorted(works) == [[f"copy-{number:02}.txt", f"original-{number:02}.txt"] for number in range(COUNT)]


def test_the_evidence_says_that_the_recipe_is_shared(result: Result) -> None:
    found = [row["degradation"] for row in result.report["relations"] if row["kind"] == "degraded-of"]
    assert len(found) == COUNT
    assert all(f"inferred from {COUNT} pairs together" in how["evidence"] for how in found)


def test_the_size_of_the_chunks_changes_nothing(result: Result, folder: Path, tmp_path: Path) -> None:
    small = corpusnorm.run(folder, tmp_path / "out", from_dict({"run": {"chunk_bytes": 2000}}))
    rows = [Ledger(each.output / "ledger").rows("SELECT * FROM relations ORDER BY a, b") for each in (small, result)]
    assert rows[0] == rows[1]


def test_the_files_come_back(result: Result, folder: Path, tmp_path: Path) -> None:
    corpusnorm.reconstruct(result.output, tmp_path / "back")
    assert {path.name: path.read_bytes() for path in (tmp_path / "back").rglob("*.txt")} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }

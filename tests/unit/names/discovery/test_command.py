"""`corpusnorm names discover`: from texts to proposals, and from decisions back."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpusnorm.cli import main

TEXTS = {
    "one.txt": "The road from Zarafshon was closed. People in Zarafshon said so, and the mayor of Zarafshon agreed.\n",
    "two.txt": "Nobody lives in Zarafshan now. The way to Zarafshan, near Omsk and Tomsk, is long.\n",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def discover(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["names", "discover", *map(str, arguments)])


def test_forms_are_proposed_with_counts_and_reasons(texts: Path) -> None:
    result = discover(texts, "--json")
    assert result.exit_code == 0
    (found,) = json.loads(result.stdout)
    assert found["forms"] == {"Zarafshan": 2, "Zarafshon": 3}
    assert [each["rule"] for each in found["evidence"]] == ["sound"]
    assert "Zarafshan (2), Zarafshon (3)" in discover(texts).stdout


@pytest.mark.parametrize("decision", ["never", "same"])
def test_what_was_decided_is_not_proposed_again(decision: str, texts: Path, tmp_path: Path) -> None:
    table = tmp_path / "variants.csv"
    assert discover(texts / "one.txt", texts / "two.txt", "-o", table).exit_code == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["forms"] for row in rows] == ["Zarafshan | Zarafshon"]
    decided = tmp_path / "decided.csv"
    with decided.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerow({**rows[0], "decision": decision, "date": "2026-11-20", "reason": "the map", "type": "city"})
    result = discover(texts / "one.txt", texts / "two.txt", "--decisions", decided, "--json")
    assert json.loads(result.stdout) == []

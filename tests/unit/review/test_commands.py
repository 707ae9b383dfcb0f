"""The commands: what they print, write and refuse."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from corpusnorm.cli import main
from corpusnorm.names.decisions import load_decisions


def names(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, ["names", *map(str, arguments)])


def test_questions_are_listed_written_and_never_written_over(package: Path, tmp_path: Path) -> None:
    listed = names("review", package)
    assert listed.stdout.startswith("3 questions about 4 names\n")
    table, page = tmp_path / "queue.csv", tmp_path / "names.html"
    assert names("review", package, "-o", table, "--html", page).stdout == ""
    assert table.read_bytes().startswith(b"\xef\xbb\xbfdecision,")
    assert load_decisions(table).rows == ()
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    refused = names("review", package, "-o", table)
    assert refused.exit_code == 2
    assert "E506" in refused.stderr


def test_questions_and_usage_are_data_too(package: Path) -> None:
    asked = json.loads(names("review", package, "--json").stdout)
    assert {each["forms"][0] for each in asked} == {"Shushi", "Aliyev", "Sargsyan"}
    used = json.loads(names("report", package, "--json").stdout)
    assert (used["documents"], used["undated"]) == (5, 1)


def test_the_forms_of_a_name_are_told_with_their_sources(package: Path) -> None:
    assert "None of them is named: nowhere." in names("report", package, "--entity", "nowhere").stdout
    told = names("report", package, "--entity", "stepanakert").stdout
    assert told.startswith("5 documents, 1 without a date, 0 without a source\n\nStepanakert  (stepanakert, contested)\n")
    assert "  Stepanakert       2  50.0%  2019 (1), 2021 (1)  Armenpress\n" in told


def test_a_package_that_is_none_is_told(tmp_path: Path) -> None:
    for command in ("review", "report"):
        assert "E601" in names(command, tmp_path).stderr

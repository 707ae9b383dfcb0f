"""A run knows the names of the sources that its configuration names, and says which registry it had."""

import json
from pathlib import Path

import pytest

import corpusnorm
from corpusnorm.config import Config, NamesOptions
from corpusnorm.errors import ConfigError

TEXT = "The pilots of Soulina met the mayor of Kijów in the spring, and spoke for two hours of the river and of its ships.\n"
TABLE = (
    "entity,label,type,form,kind,of\nsulina,Sulina,city,Sulina,,\nsulina,,,Soulina,transliteration,Sulina\n"
    "kyiv,,,Kijów,exonym,Kyiv\n"
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "pilots.txt"
    path.write_text(f" date 2023-11-09 {TEXT}", encoding="utf-8")
    return path


def test_names_of_ones_own_are_marked_and_listed(text: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(TABLE, encoding="utf-8")
    reports = {}
    for name, sources in (("with", (str(table),)), ("without", ())):
        result = corpusnorm.run(text.parent, tmp_path / name, Config(names=NamesOptions(registry=sources)))
        reports[name] = result.report
    work = next((tmp_path / "with" / "works").rglob("*.xml")).read_text(encoding="utf-8")
    assert "<orig>Soulina</orig>" in work
    assert ">Sulina</reg>" in work
    listed = (tmp_path / "with" / "authorities.xml").read_text(encoding="utf-8")
    assert "Sulina" in listed
    assert "Kijów" in listed
    assert "Soulina" not in next((tmp_path / "without" / "works").rglob("*.xml")).read_text(encoding="utf-8").replace(TEXT[:21], "")
    assert reports["with"]["registry"] != reports["without"]["registry"]
    assert reports["with"]["run"] != reports["without"]["run"]
    assert json.loads((tmp_path / "with" / "report.json").read_text(encoding="utf-8"))["registry"] == reports["with"]["registry"]


def test_the_authorities_list_no_names_in_languages_that_nobody_wrote(text: Path, tmp_path: Path) -> None:
    text.write_text(
        "The mayors of Germany and of Deutschland met in Allemagne and spoke of the weather for an hour.\n", encoding="utf-8"
    )
    corpusnorm.run(text.parent, tmp_path / "out", Config(names=NamesOptions(registry=("cldr:all",))))
    listed = (tmp_path / "out" / "authorities.xml").read_text(encoding="utf-8")
    assert all(name in listed for name in ("Germany", "Deutschland", "Allemagne"))
    assert not any(name in listed for name in ("Německo", "Almanya", "德国"))


def test_faults_of_the_sources_are_told_before_anything_is_done(text: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.csv"):
        corpusnorm.run(text.parent, tmp_path / "out", Config(names=NamesOptions(registry=("nowhere.csv",))))
    assert not (tmp_path / "out").exists()

"""What a corpus calls whom: counted as written, by source and year."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import corpusnorm
from corpusnorm.review.bars import bar
from corpusnorm.review.usage import Usage, usage, usage_sheet
from corpusnorm.review.usage_page import usage_page


def forms(found: Usage, word: str) -> dict[str, int]:
    return next(dict(each.forms) for each in found.words if each.word == word)


def test_forms_are_counted_as_they_were_written(package: Path) -> None:
    found = usage(package)
    assert forms(found, "Stepanakert") == {"Khankendi": 2, "Stepanakert": 2}
    assert forms(found, "Shusha") == {"Shusha": 2, "Shushi": 2}
    assert (found.documents, found.undated, found.unnamed) == (5, 1, 0)


def test_contested_names_stand_first_and_a_name_of_one_form_is_left_out(package: Path) -> None:
    found = usage(package)
    assert [word.contested for word in found.words] == [True, True]
    assert len(usage(package, everything=True).words) > len(found.words)
    assert [word.word for word in usage(package, entities=["lachin"]).words] == ["Lachin"]


def test_sources_and_years_add_up(package: Path) -> None:
    for word in usage(package, everything=True).words:
        for what in ("year", "source"):
            assert sum(counts.total() for counts in word.by(what).values()) == word.forms.total()
        assert list(word.by("year"))[-1] == ("" if "" in word.by("year") else max(word.by("year")))


def test_a_source_is_what_is_known_first(tmp_path: Path) -> None:
    (tmp_path / "in" / "daily").mkdir(parents=True)
    told = [{"source": "A"}, {"publisher": "B"}, {"url": "https://www.example.org:80/x"}, {"collection": "C"}, {}]
    lines = [
        json.dumps({"text": f"Number {number} of the letters that were sent from Kyiv.", **row}) for number, row in enumerate(told)
    ]
    (tmp_path / "in" / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "in" / "daily" / "one.txt").write_text("A seventh letter came from Kiev, and nobody answered it.", encoding="utf-8")
    out = corpusnorm.run(tmp_path / "in", tmp_path / "out").output
    found = usage(out, everything=True)
    kyiv = next(word for word in found.words if word.entity == "kyiv")
    assert list(kyiv.by("source")) == ["A", "B", "C", "all.jsonl", "daily", "example.org"]


def test_copies_are_counted_where_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("The letter was sent from Kiev, and nobody ever answered it.", encoding="utf-8")
    out = corpusnorm.run(tmp_path / "in", tmp_path / "out").output
    counted = [forms(usage(out, everything=True, copies=copies), "Kyiv") for copies in (False, True)]
    assert counted == [{"Kiev": 1}, {"Kiev": 2}]


def test_the_table_reads_as_it_did(package: Path, golden: Callable[[str, str], None]) -> None:
    golden("usage.csv", usage_sheet(usage(package, everything=True)))


def test_many_years_are_told_by_decade(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [
        {"text": f"Letter {year}: he went to {'Kiev' if year % 2 else 'Kyiv'} and never came back.", "date": str(year)}
        for year in range(1980, 2020)
    ]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    page = usage_page(usage(corpusnorm.run(tmp_path / "in", tmp_path / "out").output))
    assert "<bdi>1980s</bdi>" in page
    assert page.count("50% (5)") == 8


def test_a_bar_says_its_numbers_and_fills_its_width() -> None:
    many = {f"form{number}": 1 for number in range(10)}
    drawn = bar(many, list(many))
    assert drawn.count("<rect") == 8
    assert "form9 10% (1)" in drawn
    assert 'x="70.00%" width="30.00%"' in drawn

"""`lint`: every code has a registry that shows it, and what is sound shows nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from corpusnorm.names import Entity, Name, Registry, default_registry
from corpusnorm.names.dates import period
from corpusnorm.names.lint import CHECKS, lint, meaning, severity

FOO = Entity("foo", "city", "Foo", source="own")
FORM = Name("foo", "Foo", source="own", licence="CC0-1.0")
OLD = replace(FORM, form="Old", kind="renaming", of="Foo", checked="a book", status="official")


def bar(**changes: str) -> tuple[Entity, Name]:
    entity = replace(FOO, id="bar", label="Bar", **changes)
    return entity, replace(FORM, entity="bar", form="Bar")


CASES: dict[str, tuple[list[Entity], list[Name]]] = {
    "N101": ([replace(FOO, part_of="bar"), bar(part_of="foo")[0]], [FORM, bar()[1]]),
    "N102": ([replace(FOO, successor_of="foo")], [FORM]),
    "N103": (
        [FOO],
        [
            replace(FORM, status="official", period=period("1990", ""), checked="a book"),
            replace(OLD, period=period("1900", "1991")),
        ],
    ),
    "N104": ([FOO, bar()[0]], [FORM, bar()[1], replace(FORM, entity="bar")]),
    "N105": ([replace(FOO, id="Foo!")], [replace(FORM, entity="Foo!")]),
    "N201": ([FOO], [replace(FORM, source="")]),
    "N202": ([FOO], [replace(FORM, licence="")]),
    "N203": ([FOO], [replace(FORM, period=period("1990", ""))]),
    "N204": (
        [FOO],
        [
            replace(FORM, status="official", period=period("1990", ""), checked="a book"),
            replace(OLD, period=period("1900", "1950")),
        ],
    ),
    "N205": ([replace(FOO, period=period("1950", ""), checked="a book")], [FORM, replace(OLD, period=period("", "1940"))]),
    "N206": ([FOO], [FORM, replace(FORM, form="Фу")]),
    "N207": ([FOO], [FORM, replace(FORM, form="Fоo", script="Zzzz")]),
    "N208": ([FOO], [FORM, replace(FORM, form="Foo  Town")]),
    "N209": ([FOO, replace(FOO, id="nameless")], [FORM]),
    "N301": ([FOO, bar(type="org")[0]], [FORM, bar()[1], replace(FORM, entity="bar")]),
}


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found_under_its_code(code: str) -> None:
    found = lint(Registry.of(*CASES[code]))
    expected = {code, "N301"} if code == "N104" else {code}
    assert {finding.code for finding in found.findings} == expected
    assert all(finding.where and finding.what and finding.entities for finding in found.findings)


def test_every_code_is_tried_and_says_what_it_means() -> None:
    assert len(CASES) == len(CHECKS)
    assert all(len(meaning(code)) > 10 for code in CASES)
    assert [severity(code) for code in ("N101", "N201", "N301")] == ["error", "warning", "information"]


def test_a_sound_registry_shows_nothing() -> None:
    lineage = [
        replace(FORM, status="official", period=period("", "1924"), checked="a book"),
        replace(OLD, period=period("1924", "1991")),
        replace(FORM, status="official", period=period("1991", ""), checked="a book"),
    ]
    assert lint(Registry.of([FOO], lineage)) == ((), 3, 3)


@pytest.mark.parametrize("form", ["cafe\N{COMBINING ACUTE ACCENT}", " Foo", "Foo\N{NO-BREAK SPACE}Town", "Foo\tTown"])
def test_forms_that_are_not_clean(form: str) -> None:
    assert "N208" in {finding.code for finding in lint(Registry.of([FOO], [FORM, replace(FORM, form=form)])).findings}


def test_the_shipped_registry_has_no_errors_and_its_unchecked_dates_are_counted() -> None:
    found = lint(default_registry())
    codes = {finding.code for finding in found.findings}
    assert codes <= {"N203", "N301"}, [finding for finding in found.findings if finding.code not in ("N203", "N301")]
    unchecked = sum(finding.code == "N203" for finding in found.findings)
    assert found.dated == found.checked + unchecked
    assert found.checked >= 270


def test_only_what_the_sources_say_is_told(here: Path, cli: Callable[..., Result], golden: Callable[[str, str], None]) -> None:
    Path("mine.csv").write_text(
        "entity,label,type,form,kind,of,status,from,to,licence\n"
        "foo,Foo,city,Foo,,,official,1990,,CC0-1.0\n"
        "foo,Foo,city,Fоo,typo,Foo,,,,CC0-1.0\n"
        "foo,Foo,city,Old Foo,renaming,Foo,official,1900,1995,\n",
        encoding="utf-8",
    )
    result = cli("names", "lint", "mine.csv")
    assert result.exit_code == 0
    golden("names-lint", result.stdout)
    assert cli("names", "lint", "mine.csv", "--strict").exit_code == 1
    found = json.loads(cli("names", "lint", "mine.csv", "--json").stdout)
    assert (found["dated"], found["checked"]) == (2, 0)
    assert {each["code"] for each in found["findings"]} == {"N103", "N202", "N203", "N207"}
    assert cli("names", "lint", "nowhere.csv").exit_code == 2

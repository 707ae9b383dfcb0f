"""What the headers of a package say is what was configured, what the sources say, and what was counted."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

import corpusnorm
from corpusnorm.config import CorpusOptions, from_dict
from corpusnorm.tei.parsing import Element, attribute, parse, tei

TEXT = "\n".join([
    "The council met on Monday to hear the report of the commission on the new railway line, which nobody had read.",
    "Le tribunal a jugé que l'avis était nul, parce que personne dans la ville n'avait entendu parler de la nouvelle route.",
    "The session closed at noon and the members went home through the rain without a further word being said.",
])  # fmt: skip
SAID = {each.name: f"a {each.name}" for each in fields(CorpusOptions)}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("headers")
    records = [
        {
            "text": TEXT,
            "title": "Minutes",
            "authors": ["A", "B"],
            "license": "CC BY 4.0",
            "url": "https://example.org/1",
            "kind": "x",
        },
        {"text": TEXT, "byline": "C", "rights": "all rights reserved"},
        {"text": "Something else was said in the town that year, and nobody wrote it down but the clerk."},
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    corpusnorm.run(folder / "in.jsonl", folder / "out", from_dict({"corpus": SAID}))
    return folder / "out"


def corpus(package: Path) -> Element:
    return parse(package / "corpus.xml")


def test_a_package_with_metadata_is_sound(package: Path) -> None:
    assert corpusnorm.validate(package) == []


def test_all_that_a_publisher_says_is_there(package: Path) -> None:
    header = " ".join(corpus(package).find(tei("teiHeader")).itertext())  # type: ignore[union-attr]
    assert [value for name, value in SAID.items() if value not in header and name != "licence_target"] == []


def test_the_header_and_the_report_count_alike(package: Path) -> None:
    report = json.loads((package / "report.json").read_text(encoding="utf-8"))
    [changes] = corpus(package).iter(tei("listChange"))
    counted = [
        {attribute(found, "unit"): int(attribute(found, "quantity")) for found in change.iter(tei("measure"))}
        for change in changes.iter(tei("change"))
    ]
    assert counted == [step["counts"] for step in report["steps"]]
    steps = {step["step"]: step["counts"] for step in report["steps"]}
    assert {name: steps[name] for name in report["counts"] if name in steps} == {
        name: counts for name, counts in report["counts"].items() if name in steps
    }


def test_each_witness_has_what_its_source_says(package: Path) -> None:
    [work] = [found for found in map(parse, (package / "works").iterdir()) if len([*found.iter(tei("witness"))]) == 2]
    base, other = work.iter(tei("witness"))
    authors = {"".join(str(found.text) for found in each.iter(tei("author"))) for each in (base, other)}
    assert authors == {"AB", "C"}
    licences = [str(found.text) for found in work.iter(tei("licence"))]
    assert sorted(licences) == ["CC BY 4.0", "all rights reserved"]
    assert [attribute(found, "ident") for found in work.iter(tei("language"))] == ["en", "fr"]
    assert [attribute(found, "{http://www.w3.org/XML/1998/namespace}lang") for found in work.iter(tei("p"))].count("fr") == 1


def test_languages_of_the_corpus_are_those_of_its_works(package: Path) -> None:
    def words(root: Element) -> dict[str, int]:
        return {attribute(found, "ident"): int(str(found.text).split()[1]) for found in root.iter(tei("language"))}

    works = [words(parse(path)) for path in (package / "works").iterdir()]
    assert words(corpus(package)) == {code: sum(each.get(code, 0) for each in works) for each in works for code in each}


def test_works_are_read_without_xml(package: Path) -> None:
    works = list(corpusnorm.works(package))
    assert sorted(len(work.witnesses) for work in works) == [1, 2]
    long = max(works, key=lambda work: len(work.paragraphs))
    assert [paragraph.language for paragraph in long.paragraphs] == ["en", "fr", "en"]
    assert [paragraph.span.of(long.text) for paragraph in long.paragraphs] == TEXT.split("\n")

"""Each code of the validator has a package that is wrong in just that way, named by the code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpusnorm.tei.validate import validate_package

from .sample import write

UNNAMED = ("authorities.xml", "W701", "An entity is named nowhere: e.or_x2E_1")


def changed(path: str, before: str, after: str) -> Callable[[Path], None]:
    """Replace the first `before` of a file by `after`."""

    def change(package: Path) -> None:
        file = package / path
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), "utf-8", newline="")

    return change


FAULTS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "E701-not-closed": (changed("works/d1.xml", "</TEI>", ""), "works/d1.xml", "Cannot be parsed"),
    "E701-doctype": (
        changed("works/d1.xml", "<TEI", '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI'),
        "works/d1.xml",
        "a document type is not allowed",
    ),
    "E701-no-corpus": (lambda package: (package / "corpus.xml").unlink(), "corpus.xml", "No such file"),
    "E702-element": (changed("works/d1.xml", "<sic", "<hi/><sic"), "works/d1.xml", "Not valid against the schema"),
    "E702-attribute": (changed("works/d1.xml", 'cert="0.9"', 'cert="high"'), "works/d1.xml", "Not valid against the schema"),
    "E702-raw": (changed("works/d1.xml", "raw:d1.txt#1,30", "raw:d 1.txt#1,30"), "works/d1.xml", "Not valid"),
    "E703-twice": (changed("works/d1.xml", 'xml:id="d1.p2"', 'xml:id="d1.p1"'), "works/d1.xml", "d1.p1 stands twice"),
    "E703-foreign": (changed("works/d1.xml", 'xml:id="d1.p2"', 'xml:id="d4.p2"'), "works/d1.xml", "not an id of work d1"),
    "E703-witness": (changed("works/d4.xml", 'xml:id="wit.d4"', 'xml:id="wit.d2"'), "works/d5.xml works/d4.xml", "in another work"),
    "E704-here": (changed("works/d1.xml", 'next="#d1.n0.2"', 'next="#d1.n0.9"'), "works/d1.xml", "leads nowhere: #d1.n0.9"),
    "E704-step": (changed("works/d1.xml", "#st.names", "#st.nemas"), "works/d1.xml", "../corpus.xml#st.nemas"),
    "E704-entity": (changed("works/d1.xml", "#e.pe_x2E_1", "#e.pe_x2E_2"), "works/d1.xml", "../authorities.xml#e.pe_x2E_2"),
    "E704-work": (changed("works/d4.xml", "#d1.s35-48", "#d1.s35-49"), "works/d4.xml", "d1.xml#d1.s35-49"),
    "E704-no-id": (changed("works/d4.xml", 'copyOf="#d4.p2"', 'copyOf="d4.p2"'), "works/d4.xml", "leads nowhere: d4.p2"),
    "E705-unknown": (changed("works/d1.xml", 'ref="../auth', 'ref="wat:x ../auth'), "works/d1.xml", "wat:x"),
    "E705-pattern": (changed("works/d1.xml", 'ref="../auth', 'ref="wd:84 ../auth'), "works/d1.xml", "wd:84"),
    "E706-tag": (changed("works/d1.xml", 'gi="gap" occurs="1"', 'gi="gap" occurs="2"'), "works/d1.xml", "gap: 2 declared, 1 there"),
    "E706-extent": (changed("works/d4.xml", 'quantity="36"', 'quantity="37"'), "works/d4.xml", "characters: 37 declared"),
    "E706-sum": (changed("corpus.xml", 'unit="works" quantity="3"', 'unit="works" quantity="4"'), "corpus.xml", "works: 4"),
    "E707-element": (changed("works/d4.xml", "#d1.p3", "#d1.s35-48"), "works/d4.xml", "d1.xml#d1.s35-48 is another element"),
    "E707-chain": (changed("works/d4.xml", "d1.xml#d1.p3", "#d4.p4"), "works/d4.xml", "#d4.p4 is or holds a copy itself"),
    "E708-missing": (lambda package: (package / "works/d5.xml").unlink(), "corpus.xml", "works/d5.xml is missing"),
    "E708-not-included": (
        changed("corpus.xml", '<xi:include href="works/d5.xml"/>', ""),
        "corpus.xml",
        "works/d5.xml is included 0 times",
    ),
    "E708-outside": (changed("corpus.xml", "works/d5.xml", "../../etc/x.xml"), "corpus.xml", "is no file of a package"),
}


def test_a_sound_package_has_no_errors(tmp_path: Path) -> None:
    assert [(one.file, one.code, one.message) for one in validate_package(write(tmp_path))] == [UNNAMED]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name: str, tmp_path: Path) -> None:
    change, files, message = FAULTS[name]
    package = write(tmp_path)
    change(package)
    found = [one for one in validate_package(package) if one.code == name[:4] and message in one.message]
    assert found, validate_package(package)
    assert {one.file for one in found} <= set(files.split())


def test_a_problem_says_its_line(tmp_path: Path) -> None:
    package = write(tmp_path)
    changed("works/d1.xml", "<sic", "<hi/><sic")(package)
    line = (package / "works/d1.xml").read_text("utf-8").split("<hi/>")[0].count("\n") + 1
    assert line in [one.line for one in validate_package(package) if one.code == "E702"]

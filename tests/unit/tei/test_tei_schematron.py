"""The Schematron rules of tei_all say nothing against what we write, nor against what our grammar allows.

elementpath reads their XPath 2.0; without it these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusnorm.tei.parsing import Element, parse

from .drawn import Grammar
from .judges import TEI_ALL, needs_tei_all
from .sample import write

pytest.importorskip("elementpath", reason="elementpath is not installed")

from .schematron import Rules

pytestmark = needs_tei_all

DRAWN = 120

APPLY = {
    "att-datable-w3c-when": "@when stands alone",
    "source-only_1_ODD_source": "@source has one pointer on elements of an ODD",
    "subtypeTyped": "@subtype asks for @type",
    "abstractModel-structure-p-in-ab-or-p": "no p in a p",
    "refAtts": "ref has @target or @cRef",
    "targetorcontent1": "relatedItem has @target or content",
    "noNestedS": "no s in an s",
    "linkTargets3": "link has two targets at least",
    "location-variantEncodingLocation": "an internal apparatus is of parallel segmentation",
}
"""The rules that have something to say of what our grammar allows."""

UNREAD = {
    "abstractModel-structure-l-in-l": "current() is of XSLT; l is never written",
    "abstractModel-structure-lg-in-l": "current() is of XSLT; lg is never written",
    "prefix-not-same-prefix": "generate-id() is of XSLT; moduleRef is of an ODD",
    "no_duplicate_attrs": "its path is none of XPath 2.0; attList is of an ODD",
}
"""The rules that elementpath cannot read: none is of an element that we write."""


def short(rule: str) -> str:
    """The name of a rule: its id without the schema and element before it, and the number after it."""
    return rule.removeprefix("tei_all-").partition("-constraint-rule-")[0].partition("-")[2]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(TEI_ALL)


def test_all_rules_are_read_but_for_those_of_elements_that_we_never_write(rules: Rules) -> None:
    assert len(rules) == 98
    assert {short(name) for name in rules.unread} == set(UNREAD)
    ours = {node.get("name") for node in Grammar().root.iter("{*}element")}
    assert not {name.split("-")[1] for name in rules.unread} & ours


def test_what_our_grammar_makes_breaks_no_rule(rules: Rules) -> None:
    grammar = Grammar()
    asked: set[str] = set()
    for seed in range(DRAWN):
        said, broken = rules.judged(grammar.document(seed))
        assert broken == []
        asked |= said
    assert {short(name) for name in asked} == set(APPLY)


def test_what_we_write_breaks_no_rule(rules: Rules, seeds_package: Path, tmp_path: Path) -> None:
    for file in [*seeds_package.rglob("*.xml"), *write(tmp_path / "sample").rglob("*.xml")]:
        assert rules.judged(parse(file))[1] == [], file


def test_a_broken_rule_is_found(rules: Rules) -> None:
    def broken(markup: str) -> list[str]:
        document: Element = parse(f'<p xmlns="http://www.tei-c.org/ns/1.0">{markup}</p>'.encode())
        return [short(each.rule) for each in rules.judged(document)[1]]

    assert broken('<name subtype="ambiguous">a</name>') == ["subtypeTyped"]
    assert broken('<link target="#a"/>') == ["linkTargets3"]
    assert broken("<p/>") == ["abstractModel-structure-p-in-ab-or-p"]
    assert broken('<name type="b" subtype="ambiguous">a</name><link target="#a #b"/>') == []

"""The ODD is the one source of the grammar: the schema is made of it, and what it says is whole."""

from __future__ import annotations

import pytest
from lxml import etree

from corpusnorm.tei.parsing import attribute, parse, tei
from corpusnorm.tei.schema.build import FOLDER, ODD, SCHEMA, Odd, OddError, main, name_of, said, schema, written

SOURCE = (FOLDER / ODD).read_bytes()
SPECIFIED = Odd.of(SOURCE).specifications
TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"


def minimal(specifications: str) -> bytes:
    return (
        f'<TEI xmlns="{TEI}"><text><body><schemaSpec ident="x" start="a">{specifications}</schemaSpec></body></text></TEI>'.encode()
    )


def test_the_schema_is_what_the_odd_makes() -> None:
    assert schema(Odd.of(SOURCE)) == (FOLDER / SCHEMA).read_bytes()
    assert main(["--check"]) == 0


def test_the_modules_name_the_elements_that_are_taken_from_them() -> None:
    selected = {}
    for module in parse(SOURCE).iter(tei("moduleRef")):
        for name in attribute(module, "include").split():
            assert name not in selected
            selected[name] = attribute(module, "key")
    replaced = {name_of(node): node for node in SPECIFIED.values() if attribute(node, "mode") == "replace"}
    assert selected == {name: attribute(node, "module") for name, node in replaced.items()}


def test_an_element_of_two_contents_has_two_specifications() -> None:
    for name, node in SPECIFIED.items():
        if node.tag != tei("elementSpec") or node.get("ns"):
            continue
        assert (attribute(node, "mode") == "replace") == (written(node) == name), name
        assert name.split(".")[0] == written(node)
        assert attribute(node, "module") == attribute(SPECIFIED[written(node)], "module")


def test_everything_is_described() -> None:
    assert [name for name, node in SPECIFIED.items() if not said(node)] == []
    described = [node for node in parse(SOURCE).iter(tei("attDef")) if said(node)]
    assert len(described) == sum(1 for _ in parse(SOURCE).iter(tei("attDef")))


@pytest.mark.parametrize("name", [name for name, node in SPECIFIED.items() if node.find(tei("exemplum")) is not None])
def test_an_example_is_valid(name: str) -> None:
    grammar = parse((FOLDER / SCHEMA).read_bytes())
    [choice] = grammar.iterfind("{*}start/{*}choice")
    for reference in choice:
        reference.set("name", name)
    for found in SPECIFIED[name].iter(f"{{{EXAMPLES}}}egXML"):
        [example] = found
        shown = etree.fromstring(etree.tostring(example, with_tail=False).replace(EXAMPLES.encode(), TEI.encode()))
        judge = etree.RelaxNG(grammar)
        assert judge.validate(shown), judge.error_log


@pytest.mark.parametrize(
    ("specifications", "complaint"),
    [
        ('<elementSpec ident="a"/>', "a needs one content"),
        ('<elementSpec ident="a"><content><elementRef key="b"/></content></elementSpec>', "b is not specified"),
        ('<elementSpec ident="a"><classes><memberOf key="c"/></classes><content/></elementSpec>', "c is not specified"),
        ('<elementSpec ident="a"><content/></elementSpec><elementSpec ident="b"><content/></elementSpec>', "b is not used"),
        ('<elementSpec ident="a"><content/></elementSpec><elementSpec ident="a"><content/></elementSpec>', "a is specified twice"),
        ('<elementSpec ident="a"><content><anyElement/></content></elementSpec>', "anyElement is not understood"),
        ('<elementSpec ident="a"><content><textNode minOccurs="2"/></content></elementSpec>', "2 to 1 times"),
        ('<elementSpec ident="a"><content><valList/></content></elementSpec>', "only closed lists"),
        ('<elementSpec ident="a"><content/><attList><attRef/></attList></elementSpec>', "only attDef"),
        ('<elementSpec ident="a"><content><sequence preserveOrder="false"/></content></elementSpec>', "in any order"),
    ],
)
def test_what_cannot_be_made_is_refused(specifications: str, complaint: str) -> None:
    with pytest.raises(OddError, match=complaint):
        schema(Odd.of(minimal(specifications)))

"""Make the RELAX NG schema from its ODD: `python -m corpusnorm.tei.schema.build`.

`corpusnorm.odd` is a TEI customization in Pure ODD and the one source of the grammar; `corpusnorm.rng` is made of it, here and in
no other way. With `--check` nothing is written, and the exit code is 1 where the schema would change.

Every specification but that of an attribute class becomes a definition of its own name. An element that has another content in
another place has a specification for each, with `altIdent` for the name that both are written with. What TEI allows and we do not
need - interleaving, open value lists, deleted attributes - is refused, not ignored.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from corpusnorm.degradation.data.making import write_or_compare
from corpusnorm.tei.markup import TEI_NAMESPACE
from corpusnorm.tei.parsing import Element, attribute, parse, tei

COMMAND = "python -m corpusnorm.tei.schema.build"
FOLDER = Path(__file__).parent
ODD, SCHEMA = "corpusnorm.odd", "corpusnorm.rng"

_RNG = "http://relaxng.org/ns/structure/1.0"
_DOCUMENTATION = "http://relaxng.org/ns/compatibility/annotations/1.0"
_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
_NAMESPACES: Mapping[Any, str] = {None: _RNG, "a": _DOCUMENTATION}
_HEAD = f"Made of {ODD} by {COMMAND}: do not edit. Licence: that of corpusnorm."
_SPECIFICATIONS = ("dataSpec", "macroSpec", "classSpec", "elementSpec")


class OddError(ValueError):
    """What the ODD says cannot be made into a schema: what, and in which line."""

    def __init__(self, node: Element, what: str) -> None:
        super().__init__(f"{ODD}, line {node.sourceline}: {what}")


@dataclass(frozen=True)
class Odd:
    """The specifications of an ODD by their names, in the order in which they stand, and the names that a document begins with."""

    specifications: Mapping[str, Element]
    start: tuple[str, ...]

    @classmethod
    def of(cls, source: bytes) -> Odd:
        """Read an ODD. Raises `OddError` where a name is specified twice."""
        root = parse(source)
        found: dict[str, Element] = {}
        for node in root.iter(*map(tei, _SPECIFICATIONS)):
            if found.setdefault(name_of(node), node) is not node:
                raise OddError(node, f"{name_of(node)} is specified twice")
        [schema] = root.iter(tei("schemaSpec"))
        return cls(found, tuple(attribute(schema, "start").split()))

    def members(self, name: str) -> list[str]:
        """The specifications that say that they are members of a class."""
        return [member for member, node in self.specifications.items() if name in classes(node)]


def name_of(specification: Element) -> str:
    """The name by which other specifications refer to one."""
    return attribute(specification, "ident")


def written(specification: Element) -> str:
    """The name with which an element stands in a document.

    >>> written(parse(b'<elementSpec ident="p.prose"><altIdent xmlns="http://www.tei-c.org/ns/1.0">p</altIdent></elementSpec>'))
    'p'
    """
    return specification.findtext(tei("altIdent")) or name_of(specification)


def classes(specification: Element) -> list[str]:
    """The classes of which a specification says that it is a member."""
    return [attribute(node, "key") for node in specification.iterfind(f"{tei('classes')}/{tei('memberOf')}")]


def said(node: Element) -> str:
    """What a description says, on one line."""
    return " ".join("".join(text for desc in node.iterfind(tei("desc")) for text in map(str, desc.itertext())).split())


def schema(odd: Odd) -> bytes:
    """The RELAX NG schema of an ODD. Raises `OddError` where that cannot be made, and where a specification is not used."""
    grammar = _made("grammar", {"ns": TEI_NAMESPACE, "datatypeLibrary": _DATATYPES})
    grammar.append(_made("start", {}, _choice([_reference(name) for name in odd.start])))
    for name, node in odd.specifications.items():
        if attribute(node, "type") != "atts":
            grammar.append(_made("define", {"name": name}, *_definition(odd, node)))
    defined, used = ({found.get("name", "") for found in grammar.iter(f"{{{_RNG}}}{kind}")} for kind in ("define", "ref"))
    for name in sorted(used - defined):
        raise OddError(grammar, f"{name} is not specified")
    inherited = {name for node in odd.specifications.values() for name in classes(node)} - defined
    for name in sorted(set(odd.specifications) - used - inherited):
        raise OddError(odd.specifications[name], f"{name} is not used")
    etree.indent(grammar)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {_HEAD} -->\n{etree.tostring(grammar, encoding="unicode")}\n'.encode()


def _definition(odd: Odd, node: Element) -> Iterable[Element]:
    if node.tag == tei("elementSpec"):
        return [_element(odd, node)]
    if node.tag == tei("classSpec"):
        return [_choice([_reference(member) for member in odd.members(name_of(node))])]
    return _content(node)


def _element(odd: Odd, node: Element) -> Element:
    namespace = {"ns": attribute(node, "ns")} if "ns" in node.attrib else {}
    parts = (*_documentation(node), *_attributes(odd, node), *_content(node))
    return _made("element", {"name": written(node)} | namespace, *parts)


def _documentation(node: Element) -> Iterator[Element]:
    """What editors show beside an element or attribute."""
    if said(node):
        documentation = etree.Element(f"{{{_DOCUMENTATION}}}documentation", nsmap={"a": _DOCUMENTATION})
        documentation.text = said(node)
        yield documentation


def attributes(odd: Odd, node: Element) -> Iterator[Element]:
    """The definitions of the attributes of an element or a class: those of its attribute classes, then its own."""
    for name in classes(node):
        if name not in odd.specifications:
            raise OddError(node, f"{name} is not specified")
        if attribute(odd.specifications[name], "type") == "atts":
            yield from attributes(odd, odd.specifications[name])
    for definition in node.iterfind(f"{tei('attList')}/*"):
        if definition.tag != tei("attDef"):
            raise OddError(definition, "only attDef is understood here")
        yield definition


def _attributes(odd: Odd, node: Element) -> Iterator[Element]:
    """The patterns of the attributes of an element. They stand in it itself: so parsers say of an element what is wrong with it."""
    for definition in attributes(odd, node):
        parts = (*_documentation(definition), *_values(definition))
        pattern = _made("attribute", {"name": attribute(definition, "ident")}, *parts)
        yield pattern if attribute(definition, "usage") == "req" else _made("optional", {}, pattern)


def _values(definition: Element) -> Iterator[Element]:
    """The values of an attribute: a closed list, or those of its datatype; any where it has neither."""
    for listed in definition.iterfind(tei("valList")):
        yield _listed(listed)
        return
    for datatype in definition.iterfind(tei("datatype")):
        one = _pattern(datatype[0])
        several = "minOccurs" in datatype.attrib or "maxOccurs" in datatype.attrib
        yield _made("list", {}, *_times(datatype, one)) if several else one


def _content(node: Element) -> list[Element]:
    """The content model of an element, a macro or a datatype."""
    contents = node.findall(tei("content"))
    if len(contents) != 1:
        raise OddError(node, f"{name_of(node)} needs one content")
    return [part for child in contents[0] for part in _times(child, _pattern(child))]


def _pattern(node: Element) -> Element:
    """One particle of a content model, once."""
    make = _PARTICLES.get(etree.QName(node).localname)
    if make is None:
        raise OddError(node, f"{etree.QName(node).localname} is not understood here")
    return make(node)


def _times(node: Element, pattern: Element) -> list[Element]:
    """A particle as often as it may stand."""
    least, most = attribute(node, "minOccurs") or "1", attribute(node, "maxOccurs") or "1"
    match least, most:
        case "1", "1":
            return [pattern]
        case "0", "1":
            return [_made("optional", {}, pattern)]
        case "0", "unbounded":
            return [_made("zeroOrMore", {}, pattern)]
        case "1", "unbounded":
            return [_made("oneOrMore", {}, pattern)]
    raise OddError(node, f"{least} to {most} times is not understood")


def _sequence(node: Element) -> Element:
    if attribute(node, "preserveOrder") == "false":
        raise OddError(node, "a sequence in any order is not understood")
    return _made("group", {}, *(part for child in node for part in _times(child, _pattern(child))))


def _alternate(node: Element) -> Element:
    return _choice([part for child in node for part in _times(child, _pattern(child))])


def _data(node: Element) -> Element:
    """A datatype of the ODD, or one of XML Schema with its restriction."""
    if "key" in node.attrib:
        return _reference(attribute(node, "key"))
    params = {"pattern": attribute(node, "restriction")} if "restriction" in node.attrib else {}
    params |= {attribute(facet, "name"): attribute(facet, "value") for facet in node.iterfind(tei("dataFacet"))}
    made = (_made("param", {"name": name}, text=value) for name, value in params.items())
    return _made("data", {"type": attribute(node, "name")}, *made)


def _listed(node: Element) -> Element:
    """A closed list of values."""
    if attribute(node, "type") != "closed":
        raise OddError(node, "only closed lists of values are understood")
    return _choice([_made("value", {}, text=attribute(item, "ident")) for item in node.iterfind(tei("valItem"))])


def _choice(patterns: list[Element]) -> Element:
    return patterns[0] if len(patterns) == 1 else _made("choice", {}, *patterns)


def _made(name: str, attributes: Mapping[str, str], *parts: Element, text: str | None = None) -> Element:
    """An element of RELAX NG."""
    made = etree.Element(f"{{{_RNG}}}{name}", dict(attributes), _NAMESPACES)
    made.text = text
    made.extend(parts)
    return made


def _reference(name: str) -> Element:
    return _made("ref", {"name": name})


def _referred(node: Element) -> Element:
    return _reference(attribute(node, "key"))


_PARTICLES: Mapping[str, Callable[[Element], Element]] = {
    "empty": lambda _: _made("empty", {}),
    "textNode": lambda _: _made("text", {}),
    "elementRef": _referred,
    "classRef": _referred,
    "macroRef": _referred,
    "dataRef": _data,
    "valList": _listed,
    "sequence": _sequence,
    "alternate": _alternate,
}


def main(arguments: list[str] | None = None) -> int:
    """Write the schema, or compare it; return the exit code."""
    made = schema(Odd.of((FOLDER / ODD).read_bytes()))
    return write_or_compare(COMMAND, f"Make {SCHEMA} from {ODD}.", FOLDER, [(SCHEMA, made.decode())], arguments)


if __name__ == "__main__":
    sys.exit(main())

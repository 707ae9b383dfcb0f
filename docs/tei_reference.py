"""The page of `docs/reference/` about the TEI that is written, made of its ODD; `build_reference.py` asks for it."""  # noqa: INP001 - of a script

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from corpusnorm.tei.parsing import Element, attribute, parse, tei
from corpusnorm.tei.schema.build import FOLDER, ODD, Odd, attributes, name_of, written

_EXAMPLES = "http://www.tei-c.org/ns/Examples"
_REFERENCES = tuple(map(tei, ("elementRef", "classRef", "macroRef")))
_INTRODUCTION = """\
Every element of a package, with what it means here. [The TEI you get](../guides/tei.md) says how to work with it.

A name with a dot is another use of the same element: `p.prose` is a `p` in a header. Other attributes than these are never
written, and those without *optional* are always there. What TEI itself says of an element is in its
[Guidelines](https://tei-c.org/release/doc/tei-p5-doc/en/html/REF-ELEMENTS.html). This page, and the schema
`schema/corpusnorm.rng` of a package, are made of one source, `schema/corpusnorm.odd`."""


def lines() -> Iterator[str]:
    """The page, a line at a time."""
    source = (FOLDER / ODD).read_bytes()
    page = _Page(Odd.of(source))
    yield from ("# The TEI", "", *_INTRODUCTION.split("\n"), "")
    parts = [each for each in parse(source).iter(tei("div")) if each.find(tei("specGrp")) is not None]
    elements = [part for part in parts if next(part.iter(tei("elementSpec")), None) is not None]
    yield from page.contents(elements)
    for part in elements:
        yield from (f"## {part.findtext(tei('head'))}", "", _said(part, "p"), "")
        for node in part.iter(tei("elementSpec")):
            yield from page.element(node)
    yield from page.values()


class _Page:
    def __init__(self, odd: Odd) -> None:
        self._odd = odd
        self._held = {
            name: [*dict.fromkeys(self._holds(node))] for name, node in odd.specifications.items() if node.tag == tei("elementSpec")
        }

    def contents(self, parts: Iterable[Element]) -> Iterator[str]:
        """The elements by name, with the uses of each."""
        names: dict[str, list[str]] = {}
        for part in parts:
            for node in part.iter(tei("elementSpec")):
                names.setdefault(written(node), []).append(name_of(node))
        for _, group in groupby(sorted(names, key=str.casefold), key=lambda name: name[0].casefold()):
            yield from (" · ".join(" ".join(map(_link, sorted(names[name]))) for name in group), "")

    def element(self, node: Element) -> Iterator[str]:
        """What is to be said of an element."""
        name = name_of(node)
        yield from (f"### {name}", "", _said(node), "")
        around = [each for each, held in self._held.items() if name in held]
        if around:
            yield from (f"Stands in {', '.join(map(_link, around))}.", "")
        held = self._held[name]
        characters = ["characters"] if self._has_text(node) else []
        if held or characters:
            yield from (f"Holds {', '.join([*characters, *map(_link, held)])}.", "")
        rows = [self._attribute(each) for each in attributes(self._odd, node)]
        if rows:
            yield from ("| attribute | value | meaning |", "|---|---|---|", *rows, "")
        for example in node.iter(f"{{{_EXAMPLES}}}egXML"):
            yield from ("```xml", _shown(example), "```", "")

    def values(self) -> Iterator[str]:
        """The kinds of values of attributes."""
        yield from ("## Values", "", "| value | meaning |", "|---|---|")
        for name, node in self._odd.specifications.items():
            if node.tag == tei("dataSpec"):
                yield f"| {_kind(name)} | {_said(node)} |"

    def _attribute(self, node: Element) -> str:
        optional = "" if attribute(node, "usage") == "req" else " *optional*"
        cells = f"`{attribute(node, 'ident')}`{optional}", self._value(node), _said(node)
        return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"

    def _value(self, node: Element) -> str:
        items = [*node.iterfind(f"{tei('valList')}/{tei('valItem')}")]
        if items:
            return "; ".join(f"`{attribute(item, 'ident')}`" + (f" {_said(item)}" if _said(item) else "") for item in items)
        [datatype] = node.iterfind(tei("datatype"))
        [reference] = datatype
        kind = attribute(reference, "key")
        said = f"[{_kind(kind)}](#values)" if kind else {"ID": "an id", "string": "any"}[attribute(reference, "name")]
        return f"{said}, one or more" if "maxOccurs" in datatype.attrib else said

    def _holds(self, node: Element) -> Iterator[str]:
        """The elements that stand in another one, or in a macro or a class."""
        if node.tag == tei("classSpec"):
            members: Iterable[str] = self._odd.members(name_of(node))
        else:
            members = (attribute(each, "key") for each in node.iterfind(f"{tei('content')}//*") if each.tag in _REFERENCES)
        for name in dict.fromkeys(members):
            specified = self._odd.specifications[name]
            if specified.tag == tei("elementSpec"):
                yield name
            else:
                yield from self._holds(specified)

    def _has_text(self, node: Element) -> bool:
        inner = [*node.iterfind(f"{tei('content')}//*")]
        macros = (self._odd.specifications[attribute(each, "key")] for each in inner if each.tag == tei("macroRef"))
        return any(each.tag in (tei("textNode"), tei("dataRef")) for each in inner) or any(map(self._has_text, macros))


def _kind(name: str) -> str:
    """The name of a kind of values, as readers see it."""
    return name.rpartition(".")[2]


def _link(name: str) -> str:
    return f"[{name}](#{name.lower().replace('.', '')})"


def _said(node: Element, tag: str = "desc") -> str:
    """A description, with its markup as Markdown."""
    [desc] = node.iterfind(tei(tag)) if node.find(tei(tag)) is not None else [None]
    if desc is None:
        return ""
    pieces = [desc.text or ""]
    for each in desc:
        shown = {"gi": "`{}`", "att": "`@{}`", "val": "`{}`"}[etree.QName(each).localname]
        pieces += (shown.format(each.text or ""), each.tail or "")
    return " ".join("".join(pieces).split())


def _shown(example: Element) -> str:
    """An example as it stands in a file."""
    [inner] = example
    text = etree.tostring(inner, encoding="unicode", with_tail=False)
    return text.replace(f' xmlns="{_EXAMPLES}"', "")

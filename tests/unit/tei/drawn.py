"""Documents drawn from our own grammar: a walk through the schema that writes something wherever it may, and goes everywhere.

Where the grammar gives a choice, what was taken least often so far is taken; so some hundred documents have every element in every
place, with every attribute there and not there. Drawn twice, they are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf
from random import Random
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as expressions  # type: ignore[attr-defined]
from typing import Any

from lxml import etree

from corpusnorm.tei.markup import TEI_NAMESPACE
from corpusnorm.tei.parsing import Element, parse
from corpusnorm.tei.schema.build import FOLDER, SCHEMA

_DEEP = 14  # elements in each other; below, the shortest way out is taken
_TEXTS = (
    "",
    "",
    "a",
    "two words",
    " ",
    "\n",
    "\t1",
    "&<>\"'",
    "é\N{COMBINING ACUTE ACCENT}",
    "\N{GRINNING FACE}",
    "0",
    "true",
    "base",
)
_NUMBERS = ("0", "1", "17", "-3", "0.25", "1e5", "-2.5E-7", "00", "+4", "1.", ".5")
_OF_TYPE = {
    "NCName": ("a", "_b", "p", "c-d.e", "É"),
    "language": ("en", "sr-Latn", "x-none", "und"),
    "nonNegativeInteger": ("0", "1", "007", "+5", "99999999999999999999"),
    "decimal": ("0", "1", "0.5", "1.0", ".25", "00.1", "-0"),
    "date": ("2026-11-20", "0001-01-01", "2024-02-29", "2026-11-20Z", "-0044-03-15"),
    "dateTime": ("2026-11-20T06:40:00", "2026-11-20T06:40:00.25Z", "2026-11-20T06:40:00+14:00"),
    "gYear": ("2026", "0001", "-0044", "2026Z", "12026"),
    "gYearMonth": ("2026-11", "0001-01", "2026-11+02:00"),
    "double": _NUMBERS,
}


class Grammar:
    """Our schema, read to write by."""

    def __init__(self, source: bytes = (FOLDER / SCHEMA).read_bytes()) -> None:
        self.root = parse(source)
        self.defined = {node.get("name", ""): [*node] for node in self.root.iterfind("{*}define")}
        [self.start] = self.root.iterfind("{*}start/*")
        self.taken: Counter[tuple[Element, object]] = Counter()  # how often a choice was made
        self._depths = self._shortest()

    def document(self, seed: int) -> Element:
        """A document."""
        return _Walk(self, Random(seed)).document()  # noqa: S311 - drawn the same each time

    def untouched(self) -> Iterator[Element]:
        """What was never taken of all that can be."""
        for node in self.root.iter("{*}choice", "{*}optional", "{*}zeroOrMore"):
            for each in ways(node):
                if not self.taken[node, each]:
                    yield node

    def depth(self, node: Element) -> float:
        """How many elements at least stand in each other where this is written."""
        match etree.QName(node).localname:
            case "ref":
                return self._depths[node.get("name", "")]
            case "element":
                return 1 + max(map(self.depth, node), default=0)
            case "choice":
                return min(map(self.depth, node))
            case "optional" | "zeroOrMore" | "documentation" | "param":
                return 0
            case _:
                return max(map(self.depth, node), default=0)

    def _shortest(self) -> dict[str, float]:
        self._depths: dict[str, float] = dict.fromkeys(self.defined, inf)
        while True:
            found = {name: max(map(self.depth, parts), default=0) for name, parts in self.defined.items()}
            if found == self._depths:
                return found
            self._depths = found


def ways(node: Element) -> list[object]:
    """Between what there is a choice: the parts of one, or how often something stands there."""
    match etree.QName(node).localname:
        case "choice":
            return [*node]
        case "optional":
            return [0, 1]
        case _:
            return [0, 1, 2]


class _Walk:
    """One document while it is written."""

    def __init__(self, grammar: Grammar, random: Random) -> None:
        self.grammar, self.random = grammar, random
        self.ids = 0
        self.depth = 0

    def document(self) -> Element:
        holder = etree.Element("holder")
        self._into(holder, self.grammar.start)
        [root] = holder
        return root

    def _into(self, at: Element, pattern: Element) -> None:
        """Write something that `pattern` allows into the element `at`."""
        match etree.QName(pattern).localname:
            case "ref":
                for part in self.grammar.defined[pattern.get("name", "")]:
                    self._into(at, part)
            case "element":
                self._element(at, pattern)
            case "attribute":
                name = pattern.get("name", "").replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
                at.set(name, " ".join(value for part in pattern for value in self._values(part)) if len(pattern) else self._text())
            case "choice":
                self._into(at, self._way(pattern))
            case "optional" | "zeroOrMore" | "oneOrMore":
                for _ in range(self._times(pattern)):
                    for part in pattern:
                        self._into(at, part)
            case "text":
                _append(at, self._text())
            case "data" | "value" | "list":
                _append(at, " ".join(self._values(pattern)))
            case "group":
                for part in pattern:
                    self._into(at, part)

    def _element(self, at: Element, pattern: Element) -> None:
        if "ns" in pattern.attrib:  # an inclusion: what would be included is written
            self._into(at, self.grammar.defined["TEI"][0])
            return
        made = etree.SubElement(at, f"{{{TEI_NAMESPACE}}}{pattern.get('name')}", nsmap={None: TEI_NAMESPACE})
        self.depth += 1
        for part in pattern:
            self._into(made, part)
        self.depth -= 1

    def _values(self, pattern: Element) -> Iterator[str]:
        """The words of a value."""
        match etree.QName(pattern).localname:
            case "ref":
                for part in self.grammar.defined[pattern.get("name", "")]:
                    yield from self._values(part)
            case "choice":
                yield from self._values(self._way(pattern))
            case "value":
                yield pattern.text or ""
            case "data":
                yield self._datum(pattern)
            case "list" | "group":
                for part in pattern:
                    yield from self._values(part)
            case "oneOrMore" | "zeroOrMore" | "optional":
                for _ in range(self._times(pattern)):
                    for part in pattern:
                        yield from self._values(part)

    def _datum(self, pattern: Element) -> str:
        """A value of a datatype of XML Schema."""
        kind = pattern.get("type", "")
        params = {param.get("name"): param.text or "" for param in pattern.iterfind("{*}param")}
        if kind == "ID":
            self.ids += 1
            return f"i{self.ids}"
        if kind in _OF_TYPE:
            fitting = [value for value in _OF_TYPE[kind] if re.fullmatch(params.get("pattern", ".*"), value)]
            return self.random.choice(fitting)
        return matching(params.get("pattern", "[a-z]+"), self.random)

    def _way(self, choice: Element) -> Element:
        ways = [*choice]
        if self.depth >= _DEEP:
            least = min(map(self.grammar.depth, ways))
            ways = [each for each in ways if self.grammar.depth(each) == least]
        return self._least(choice, ways)

    def _times(self, node: Element) -> int:
        least = int(etree.QName(node).localname == "oneOrMore")
        if self.depth >= _DEEP:
            return least
        times = self._least(node, [*range(least, 2 if etree.QName(node).localname == "optional" else 3)])
        mixed = times and self.random.random() < 0.2 and etree.QName(node).localname != "optional"
        return times + self.random.randrange(5) if mixed and self.depth > 2 else times

    def _least(self, node: Element, ways: list[Any]) -> Any:
        """What was taken least often, or sometimes anything."""
        self.random.shuffle(ways)
        chosen = ways[0] if self.random.random() < 0.5 else min(ways, key=lambda each: self.grammar.taken[node, each])
        self.grammar.taken[node, chosen] += 1
        return chosen

    def _text(self) -> str:
        return self.random.choice(_TEXTS)


def _append(at: Element, text: str) -> None:
    """Text at the end of an element."""
    if len(at):
        at[-1].tail = (at[-1].tail or "") + text
    else:
        at.text = (at.text or "") + text


def matching(pattern: str, random: Random) -> str:
    """Characters that a regular expression matches; the unlikely ones as likely as others."""
    return "".join(_characters(expressions.parse(pattern), random))


_OTHERS = "aZ09-._~!$&'()*+,;=:@/?#[]{}|\\^`\"<>%é\N{GRINNING FACE}"
_MOST = 3  # how often a part that may stand any number of times does


def _characters(parts: Iterable[tuple[Any, Any]], random: Random) -> Iterator[str]:
    for kind, value in parts:
        match kind:
            case kinds.LITERAL:
                yield chr(value)
            case kinds.IN:
                yield random.choice([*_members(value)])
            case kinds.MAX_REPEAT:
                least, most, inner = value
                for _ in range(random.randint(least, max(least, min(most, _MOST)))):
                    yield from _characters(inner, random)
            case kinds.SUBPATTERN:
                yield from _characters(value[-1], random)
            case kinds.BRANCH:
                yield from _characters(random.choice(value[1]), random)
            case _:
                raise NotImplementedError(kind)


def _members(options: list[tuple[Any, Any]]) -> Iterator[str]:
    """The characters of a class; for one that says what it has not, some others."""
    (first, _), *_ = options
    for kind, value in options:
        if kind is kinds.LITERAL and first is not kinds.NEGATE:
            yield chr(value)
        elif kind is kinds.RANGE and first is not kinds.NEGATE:
            yield from map(chr, range(value[0], value[1] + 1))
        elif kind is kinds.CATEGORY:
            yield from _OTHERS
    if first is kinds.NEGATE:
        left_out = {chr(value) for kind, value in options if kind is kinds.LITERAL}
        yield from (each for each in _OTHERS if each not in left_out)

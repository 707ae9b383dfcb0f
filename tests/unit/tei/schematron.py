"""The Schematron rules that stand in tei_all.rng, and which of them a document breaks.

Only what they use of Schematron is understood: patterns, of whose rules the first that fits a node is asked, variables, assertions
and reports. They are written in XPath 2.0, and read by elementpath.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import elementpath
from lxml import etree

from corpusnorm.tei.parsing import Element

_SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"


@dataclass(frozen=True)
class Broken:
    """A rule that a node breaks: the id of its pattern, the name and line of the node, and what it says."""

    rule: str
    node: str
    line: int
    message: str


class Rules:
    """The rules of a schema."""

    def __init__(self, schema: Path) -> None:
        root = etree.parse(schema).getroot()
        self.namespaces = {each.get("prefix", ""): each.get("uri", "") for each in root.iter(f"{_SCHEMATRON}ns")}
        self.patterns = [_Pattern(each, self.namespaces) for each in root.iter(f"{_SCHEMATRON}pattern")]
        self.unread = {pattern.name: pattern for pattern in self.patterns if not pattern.is_read()}

    def __len__(self) -> int:
        return sum(len(pattern.rules) for pattern in self.patterns)

    def judged(self, document: Element) -> tuple[set[str], list[Broken]]:
        """The ids of the patterns that have something to say of a document, and what it breaks of them."""
        tree = elementpath.XPathContext(document)
        names = {etree.QName(each).localname for each in document.iter(etree.Element)}
        names |= {f"@{name}" for each in document.iter(etree.Element) for name in each.attrib}
        asked: set[str] = set()
        broken: list[Broken] = []
        for pattern in self.patterns:
            if pattern.name in self.unread or not pattern.names & names:
                continue
            for rule, node in pattern.applied(tree):
                asked.add(pattern.name)
                broken += rule.broken(pattern.name, tree, node)
        return asked, broken


class _Pattern:
    def __init__(self, node: Element, namespaces: dict[str, str]) -> None:
        self.name = node.get("id", "")
        self.rules = [_Rule(rule, namespaces) for rule in node.iter(f"{_SCHEMATRON}rule")]

    @cached_property
    def names(self) -> set[str]:
        """Of these elements and attributes one at least is in every document that a rule is for."""
        found: set[str] = set()
        for rule in self.rules:
            context = rule.node.get("context", "")
            elements = set() if "tei:*" in context else set(re.findall(r"tei:(\w+)", context))
            found |= elements or set(re.findall(r"@\w+", context))
        return found

    def is_read(self) -> bool:
        """Whether its expressions are XPath 2.0 alone."""
        try:
            return all(rule.context is not None and rule.said is not None for rule in self.rules)
        except elementpath.ElementPathError:
            return False

    def applied(self, tree: Any) -> Iterator[tuple[_Rule, Any]]:
        """Each node that a rule is for, with the first such rule."""
        seen: set[int] = set()
        for rule in self.rules:
            for node in rule.context.select(_at(tree, None)):
                if id(node) not in seen:
                    seen.add(id(node))
                    yield rule, node


class _Rule:
    def __init__(self, node: Element, namespaces: dict[str, str]) -> None:
        self.node = node
        self.namespaces = namespaces

    def _read(self, expression: str) -> Any:
        return elementpath.XPath2Parser(self.namespaces).parse(expression)

    @cached_property
    def context(self) -> Any:
        said = self.node.get("context", "").strip()
        return self._read(said if said.startswith("/") else f"//({said})")

    @cached_property
    def said(self) -> list[tuple[str, str, Any, str]]:
        """What stands in it: the kind, for a variable its name, the expression, and the words."""
        said = []
        for each in self.node.iterchildren(f"{_SCHEMATRON}*"):
            expression = self._read(each.get("value") or each.get("test") or "")
            said.append((etree.QName(each).localname, each.get("name", ""), expression, " ".join("".join(each.itertext()).split())))
        return said

    def broken(self, name: str, tree: Any, node: Any) -> Iterator[Broken]:
        variables: dict[str, Any] = {}
        for kind, variable, expression, words in self.said:
            found = expression.get_results(_at(tree, node, variables))
            if kind == "let":
                variables[variable] = found
            elif bool(found) is not (kind == "assert"):
                yield Broken(name, node.name, node.elem.sourceline or 0, words)


def _at(tree: Any, node: Any, variables: dict[str, Any] | None = None) -> Any:
    """The context of an expression: the document, and the node that it is asked of."""
    return elementpath.XPathContext(tree.root, item=node, variables=variables or {})

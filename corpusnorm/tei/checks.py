"""The checks of one file of a package, each a small function whose first line is its message.

| code | what |
|---|---|
| E701 | a file cannot be parsed |
| E702 | a file is not valid against our schema |
| E703 | an id stands twice, or does not belong to its file |
| E704 | a pointer leads nowhere |
| E705 | a prefixed pointer has no definition, or does not match it |
| E706 | a count differs from what is there |
| E707 | a copy cannot be expanded |
| E708 | the files that are included and those that are there differ |
| W701 | an entity is named nowhere |
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from re import Pattern
from typing import cast

from lxml import etree

from corpusnorm.errors import PackageError
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse, tei
from corpusnorm.tei.reader import Reading

POINTERS = frozenset({"ana", "change", "copyOf", "corresp", "next", "prev", "ref", "resp", "source", "target", "who", "wit"})
BLOCKS = f"{tei('text')}/{tei('body')}/{tei('p')}"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IDENTIFIERS = etree.XPath("//@xml:id", smart_strings=False)
_IS_POINTER = f"contains(' {' '.join(sorted(POINTERS))} ', concat(' ', name(), ' '))"
_VALUES = etree.XPath(f"//@*[{_IS_POINTER}]", smart_strings=False)
_OUTWARD = etree.XPath(f"//@*[contains(., '.xml#')][{_IS_POINTER}]", smart_strings=False)
_OWN_COPIES = etree.XPath("//*[starts-with(@copyOf, '#')]")
_COPIES = etree.XPath("count(//*[local-name() = 'body']//@copyOf)")

Found = Iterator[tuple[int, str]]
"""What a check finds: the line (0 for none), and what of it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault of a package: the file below the package, the line (0 for none), its code, and what is wrong."""

    file: str
    line: int
    code: str
    message: str


class File:
    """A parsed file, or a work cut out of one after `before` lines, with its path below the package. `work` is the id that the work
    in it must have, empty where it holds none.

    What may be wrong is asked of all its ids and pointers at once; the elements are looked at one by one only where something is.
    """

    def __init__(self, path: str, source: bytes | Path, work: str = "", before: int = 0) -> None:
        try:
            self.root = parse(source)
        except PackageError as error:
            raise PackageError(error.what, where=path, code="E701") from error
        self.path, self.work, self.before = path, work, before

    @cached_property
    def identifiers(self) -> list[str]:
        """All ids, in document order."""
        return cast("list[str]", _IDENTIFIERS(self.root))

    @cached_property
    def values(self) -> set[str]:
        """What pointers point to, each once."""
        return set(" ".join(cast("list[str]", _VALUES(self.root))).split())

    @cached_property
    def outward(self) -> set[str]:
        """What of it is in other files of the package."""
        return {
            each for each in " ".join(cast("list[str]", _OUTWARD(self.root))).split() if ".xml#" in each and not _URI.match(each)
        }

    @cached_property
    def ids(self) -> Mapping[str, Element]:
        """The elements by id, the first of each."""
        found: dict[str, Element] = {}
        for node in self.root.iter():
            if XML_ID in node.attrib:
                found.setdefault(attribute(node, XML_ID), node)
        return found

    def pointers(self) -> Iterator[tuple[Element, str, str]]:
        """Each pointer: its element, the name of the attribute, and what it points to."""
        for node in self.root.iter():
            for name, value in node.items():
                if name in POINTERS:
                    yield from ((node, name, each) for each in str(value).split())

    def line(self, node: Element) -> int:
        """The line of the file that an element stands on; 0 where it is not known."""
        return self.before + node.sourceline if isinstance(node.sourceline, int) else 0


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer that stands on `line` of `file`, to `identifier` in the file `target`; `copies` is the name of the element
    where it is a copy of what it points to."""

    file: str
    line: int
    value: str
    target: str
    identifier: str
    copies: str = ""


def valid(file: File) -> Found:
    """Not valid against the schema of corpusnorm."""
    if _schema().validate(file.root):
        return
    wrong = False
    for block in file.root.iterfind(BLOCKS):  # libxml2 says the line of a fault in mixed content wrongly: a block is a line
        grammar = _schema("p.copied" if "copyOf" in block.attrib else "p")
        if not grammar.validate(block):
            wrong = True
            yield file.line(block), grammar.error_log[-1].message
    if not wrong:
        _schema().validate(file.root)
        yield from ((file.before + entry.line, entry.message) for entry in _schema().error_log)


def unique(file: File) -> Found:
    """An id stands twice, or does not belong to its file."""
    stem = PurePosixPath(file.path).stem
    if file.work and stem not in (file.work, file.work[1 : 1 + len(stem)]):
        yield file.line(file.root), f"{file.work} is no work of this file"
    own = (f"{file.work}.", "wit.") if file.work else ("",)
    once = len(set(file.identifiers)) == len(file.identifiers)
    if once and all(each.startswith(own) or each == file.work for each in file.identifiers):
        return
    seen: set[str] = set()
    for node in file.root.iter():
        identifier = attribute(node, XML_ID)
        if identifier in seen:
            yield file.line(node), f"{identifier} stands twice"
        elif identifier and identifier != file.work and not identifier.startswith(own):
            yield file.line(node), f"{identifier} is not an id of work {file.work}"
        seen |= {identifier} - {""}


def leads(file: File) -> Found:
    """A pointer leads nowhere."""
    known = set(file.identifiers)
    lost = {
        value
        for value in file.values
        if value[1:] not in known and (value[0] == "#" or ("#" not in value and not _URI.match(value)))
    }
    if lost:
        yield from ((file.line(node), value) for node, _, value in file.pointers() if value in lost)


def counted(file: File) -> Found:
    """A count differs from what is there."""
    if file.work:
        yield from differences(declared(file.root), _count(file.root))


def expands(file: File) -> Found:
    """A copy cannot be expanded."""
    for node in cast("list[Element]", _OWN_COPIES(file.root)):
        value = attribute(node, "copyOf")
        target = file.ids.get(value[1:])
        if target is not None:
            yield from expansion(file.line(node), value, str(node.tag), target)


CHECKS: Mapping[str, Callable[[File], Found]] = {
    "E702": valid,
    "E703": unique,
    "E704": leads,
    "E706": counted,
    "E707": expands,
}


def check_file(file: File) -> Iterator[Problem]:
    """All that can be said of a file by itself."""
    for code, check in CHECKS.items():
        yield from problems(code, check, file.path, check(file))


def problems(code: str, check: Callable[..., Found], path: str, found: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """What a check found, each with the message of the check."""
    message = (check.__doc__ or "").split("\n", 1)[0].rstrip(".")
    for line, what in found:
        yield Problem(path, line, code, f"{message}: {what}")


def prefixed(file: File, prefixes: Mapping[str, Pattern[str]]) -> Found:
    """A prefixed pointer has no definition, or does not match it."""
    wrong = set()
    for value in file.values:
        prefix, colon, rest = value.partition(":")
        if colon and prefix not in ("http", "https") and _URI.match(value):
            pattern = prefixes.get(prefix)
            if pattern is None or not pattern.fullmatch(rest):
                wrong.add(value)
    if wrong:
        yield from ((file.line(node), value) for node, _, value in file.pointers() if value in wrong)


def outgoing(file: File, values: Set[str]) -> Iterator[Pointer]:
    """The pointers of a file to any of `values`, which are in other files of its package."""
    for node, name, value in file.pointers():
        if value in values:
            yield Pointer(
                file.path, file.line(node), value, *target_of(file.path, value), str(node.tag) if name == "copyOf" else ""
            )


def target_of(path: str, value: str) -> tuple[str, str]:
    """The file below the package, and the id in it, that a pointer in the file `path` means.

    >>> target_of("works/d1.xml", "../corpus.xml#r.cn")
    ('corpus.xml', 'r.cn')
    """
    file, _, identifier = value.partition("#")
    return _below(path.rpartition("/")[0], file), identifier


@lru_cache(maxsize=1024)
def _below(folder: str, file: str) -> str:
    """The path below the package of a file that a file in a folder names."""
    return posixpath.normpath(posixpath.join(folder, file))


def expansion(line: int, value: str, tag: str, target: Element) -> Found:
    """Whether `target` can stand in place of a copy that is a `tag`."""
    if target.tag != tag:
        yield line, f"{value} is another element"
    elif any("copyOf" in inner.attrib for inner in target.iter()):
        yield line, f"{value} is or holds a copy itself"


def declared(root: Element) -> Counts:
    """The counts that the header of a document declares."""
    header = root.find(tei("teiHeader"))
    if header is None:
        return Counts()
    usage = {attribute(found, "gi"): _number(found, "occurs") for found in header.iter(tei("tagUsage"))}
    measures = (found for extent in header.iter(tei("extent")) for found in extent)
    return Counts(usage, {attribute(found, "unit"): _number(found, "quantity") for found in measures})


def differences(said: Counts, there: Counts) -> Found:
    """Every count that is not the same in both."""
    for one, other in ((said.elements, there.elements), (said.extent, there.extent)):
        for name in sorted(set(one) | set(other)):
            if one.get(name, 0) != other.get(name, 0):
                yield 0, f"{name}: {one.get(name, 0)} declared, {other.get(name, 0)} there"


def _count(root: Element) -> Counts:
    """What is there in a work, counted."""
    elements: Counter[str] = Counter()
    for body in root.iterfind(f"{tei('text')}/{tei('body')}"):
        for tag, number in Counter([found.tag for found in body.iterdescendants()]).items():
            elements[etree.QName(tag).localname] += number
    reading = Reading("base", "", lambda _: etree.Element("nothing"))
    extent = {
        "works": 1,
        "witnesses": sum(1 for _ in root.iter(tei("witness"))),
        "blocks": elements["p"],
        "references": int(cast("float", _COPIES(root))),
        "characters": sum(len(reading.of(p)) for p in root.iterfind(BLOCKS)),
    }
    return Counts(dict(elements), extent)


def _number(node: Element, name: str) -> int:
    value = attribute(node, name)
    return int(value) if re.fullmatch("[0-9]{1,18}", value) else -1


@lru_cache(maxsize=3)
def _schema(start: str = "") -> etree.RelaxNG:
    """Our schema, or that of one of its definitions."""
    grammar = parse(files("corpusnorm.tei").joinpath("schema/corpusnorm.rng").read_bytes())
    if start:
        [choice] = grammar.iterfind("{*}start/{*}choice")
        for reference in choice:
            reference.set("name", start)
    return etree.RelaxNG(grammar)

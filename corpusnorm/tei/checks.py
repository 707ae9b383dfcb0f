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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path, PurePosixPath

from lxml import etree

from corpusnorm.errors import PackageError
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse, tei
from corpusnorm.tei.pointers import WORKS
from corpusnorm.tei.reader import Reading

_POINTERS = ("ana", "change", "copyOf", "corresp", "next", "prev", "ref", "resp", "source", "target", "who", "wit")
_BLOCKS = f"{tei('text')}/{tei('body')}/{tei('p')}"
_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)

Found = Iterator[tuple[int, str]]
"""What a check finds: the line (0 for none), and what of it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault of a package: the file below the package, the line (0 for none), its code, and what is wrong."""

    file: str
    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class File:
    """One parsed file: its path below the package, and its elements by id (the first of each)."""

    path: str
    root: Element
    ids: Mapping[str, Element]

    @classmethod
    def of(cls, path: str, source: bytes | Path) -> File:
        """Parse a file. Raises `PackageError` where that cannot be done."""
        try:
            root = parse(source)
        except PackageError as error:
            raise PackageError(error.what, where=path, code="E701") from error
        return cls(path, root, _identified(root))

    @property
    def is_work(self) -> bool:
        return self.path.startswith(f"{WORKS}/") and self.root.tag == tei("TEI")

    def works(self) -> Iterator[File]:
        """The works of a shard, each as a file of its own."""
        for root in self.root.iterchildren(tei("TEI")):
            yield File(self.path, root, _identified(root))


def _identified(root: Element) -> dict[str, Element]:
    ids: dict[str, Element] = {}
    for found in root.iter():
        if XML_ID in found.attrib:
            ids.setdefault(attribute(found, XML_ID), found)
    return ids


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
    for block in file.root.iterfind(_BLOCKS):  # libxml2 says the line of a fault in mixed content wrongly: a block is a line
        grammar = _schema("p.copied" if "copyOf" in block.attrib else "p")
        if not grammar.validate(block):
            wrong = True
            yield line_of(block), grammar.error_log[-1].message
    if not wrong:
        yield from ((entry.line, entry.message) for entry in _schema().error_log)


def unique(file: File) -> Found:
    """An id stands twice, or does not belong to its file."""
    work, stem = attribute(file.root, XML_ID), PurePosixPath(file.path).stem
    if file.is_work and stem not in (work, work[1 : 1 + len(stem)]):
        yield line_of(file.root), f"{work} is no work of this file"
    for found in file.root.iter():
        identifier = attribute(found, XML_ID)
        if identifier and file.ids[identifier] is not found:
            yield line_of(found), f"{identifier} stands twice"
        own = identifier == work or identifier.startswith((f"{work}.", "wit."))
        if identifier and file.is_work and not own:
            yield line_of(found), f"{identifier} is not an id of work {work}"


def leads(file: File) -> Found:
    """A pointer leads nowhere."""
    for found, value in _pointers(file):
        lost = value.startswith("#") and value[1:] not in file.ids
        if lost or ("#" not in value and not _URI.fullmatch(value)):
            yield line_of(found), value


def counted(file: File) -> Found:
    """A count differs from what is there."""
    if file.is_work:
        yield from differences(declared(file), _count(file.root))


def expands(file: File) -> Found:
    """A copy cannot be expanded."""
    for found in file.root.iter():
        value = attribute(found, "copyOf")
        target = file.ids.get(value[1:]) if value.startswith("#") else None
        if target is not None:
            yield from expansion(line_of(found), value, str(found.tag), target)


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


def prefixed(file: File, prefixes: Mapping[str, str]) -> Found:
    """A prefixed pointer has no definition, or does not match it."""
    for found, value in _pointers(file):
        uri = _URI.fullmatch(value)
        if uri and uri[1] not in ("http", "https"):
            pattern = prefixes.get(uri[1])
            if pattern is None or not re.fullmatch(pattern, uri[2]):
                yield line_of(found), value


def outgoing(file: File) -> Iterator[Pointer]:
    """The pointers of a file into other files of its package."""
    folder = posixpath.dirname(file.path)
    for found, value in _pointers(file):
        path, _, identifier = value.partition("#")
        if path and identifier and not _URI.fullmatch(value):
            copies = str(found.tag) if value == attribute(found, "copyOf") else ""
            target = posixpath.normpath(posixpath.join(folder, path))
            yield Pointer(file.path, line_of(found), value, target, identifier, copies)


def expansion(line: int, value: str, tag: str, target: Element) -> Found:
    """Whether `target` can stand in place of a copy that is a `tag`."""
    if target.tag != tag:
        yield line, f"{value} is another element"
    elif any("copyOf" in inner.attrib for inner in target.iter()):
        yield line, f"{value} is or holds a copy itself"


def declared(file: File) -> Counts:
    """The counts that a header declares."""
    header = file.root.find(tei("teiHeader"))
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


def line_of(node: Element) -> int:
    line = node.sourceline
    return line if isinstance(line, int) else 0


def _count(root: Element) -> Counts:
    """What is there in a work, counted."""
    elements: Counter[str] = Counter()
    references = 0
    for body in root.iterfind(f"{tei('text')}/{tei('body')}"):
        for found in body.iterdescendants():
            elements[etree.QName(found).localname] += 1
            references += "copyOf" in found.attrib
    reading = Reading("base", "", lambda _: etree.Element("nothing"))
    extent = {
        "works": 1,
        "witnesses": sum(1 for _ in root.iter(tei("witness"))),
        "blocks": elements["p"],
        "references": references,
        "characters": sum(len(reading.of(p)) for p in root.iterfind(_BLOCKS)),
    }
    return Counts(dict(elements), extent)


def _number(node: Element, name: str) -> int:
    value = attribute(node, name)
    return int(value) if re.fullmatch("[0-9]{1,18}", value) else -1


def _pointers(file: File) -> Iterator[tuple[Element, str]]:
    for found in file.root.iter():
        for name in _POINTERS:
            for value in attribute(found, name).split():
                yield found, value


@lru_cache(maxsize=3)
def _schema(start: str = "") -> etree.RelaxNG:
    """Our schema, or that of one of its definitions."""
    grammar = parse(files("corpusnorm.tei").joinpath("schema/corpusnorm.rng").read_bytes())
    if start:
        [choice] = grammar.iterfind("{*}start/{*}choice")
        for reference in choice:
            reference.set("name", start)
    return etree.RelaxNG(grammar)

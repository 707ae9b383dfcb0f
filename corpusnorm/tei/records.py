"""Back from the TEI of a work to the records that it was written from.

What XML does not hold the ledger has: the edits of witnesses (spans of their texts are raw ranges here), how many line feeds
stood between two paragraphs (here it is one), anchors that are whole paragraphs, the marks inside of passages that another work
keeps and their digests, originals that no XML can hold (here NUL), and more than four decimals of a certainty.

Law: written and read again, the records are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from corpusnorm.edits import Span
from corpusnorm.errors import PackageError
from corpusnorm.tei.described import name_of, source_of, text_of, witnesses
from corpusnorm.tei.marks import NAME_ELEMENTS
from corpusnorm.tei.model import (
    Alignment,
    Correction,
    ForeignBlock,
    NameMark,
    Piece,
    SharedPassage,
    Text,
    Tier,
    Variant,
    Work,
    Written,
)
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse, tei
from corpusnorm.tei.reader import Reading, Resolver, neighbours

Marked = TypeVar("Marked", Correction, NameMark, SharedPassage, Variant)

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {tei(name): kind for kind, name in NAME_ELEMENTS.items()} | {tei("name"): ""}
_TIERS: dict[str, Tier] = {"external": "witness", "internal": "lexical", "conjecture": "conjecture"}
_ABSENT: dict[str, Tier] = {
    tei("lacunaStart"): "lacunaStart",
    tei("lacunaEnd"): "lacunaEnd",
    tei("witStart"): "witStart",
    tei("witEnd"): "witEnd",
}
_ANCHOR = re.compile(r"(?P<work>[^.]+)\.(?:p(?P<block>\d+)|s(?P<start>\d+)-(?P<end>\d+))(?:\.(?P<part>\d+))?")


def read_work(source: bytes | Path, *, resolve: Resolver | None = None) -> Work:
    """The record of a work, from its TEI. `resolve` finds what copies point to, as in `read_blocks`.

    Raises `PackageError` where it is no TEI of ours, or a copy leads nowhere. Costs memory for one work.

    >>> from corpusnorm.tei import Steps, work_xml
    >>> from corpusnorm.tei.model import Witness
    >>> work = Work("d1", "A title", Text("One.\\nTwo.", "en", words=2), (Witness("d1", "a.txt", "00"),))
    >>> read_work(work_xml(work, Steps()).xml) == work
    True
    """
    root = parse(source)
    text, documents = root.find(tei("text")), witnesses(root)
    if text is None or not documents or XML_ID not in root.attrib:
        raise PackageError("it is no work of a package", where=str(source) if isinstance(source, Path) else "")
    walk = _Walk(Reading("base", "", resolve or neighbours(source)))
    foreign = []
    for number, paragraph in enumerate(text.iterfind(f"{tei('body')}/{tei('p')}"), 1):
        walk.paragraph(paragraph)
        foreign += [(number, attribute(paragraph, _LANGUAGE))] if _LANGUAGE in paragraph.attrib else []
    counts = Counter({attribute(each, "ident"): _words(each) for each in root.iter(tei("language"))})
    base = replace(
        walk.base(attribute(text, _LANGUAGE)),
        words=sum(counts.values()),
        foreign=_foreign(foreign, counts, attribute(text, _LANGUAGE)),
    )
    title = text_of(root.find(f".//{tei('titleStmt')}/{tei('title')}"))
    return Work(name_of(attribute(root, XML_ID)), title, base, documents, _in_order(walk.variants), walk.alignments(root))


def _in_order(marks: Iterable[Marked]) -> tuple[Marked, ...]:
    """By place; marks at one place in an order of their own, for theirs in the TEI says nothing."""
    return tuple(sorted(marks, key=lambda mark: (mark.span, repr(mark))))


def _words(node: Element) -> int:
    said = re.search(r": (\d+) words$", text_of(node))
    return int(said[1]) if said else 0


def _foreign(found: list[tuple[int, str]], counts: Counter[str], around: str) -> tuple[ForeignBlock, ...]:
    """The blocks in other languages; the first of a language has all words that are counted of it."""
    blocks, left = [], Counter({code: words for code, words in counts.items() if code != around})
    for number, code in found:
        blocks.append(ForeignBlock(number, code, left.pop(code, 0)))
    return tuple(blocks)


@dataclass(slots=True)
class _Walk:
    """A text that is read: what it says so far, and the marks on it."""

    reading: Reading
    pieces: list[str] = field(default_factory=list)
    at: int = 0
    blocks: dict[str, Span] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    names: list[NameMark] = field(default_factory=list)
    passages: list[SharedPassage] = field(default_factory=list)
    anchors: list[Span] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    _begun: dict[str, int] = field(default_factory=dict)  # by the id of a piece: where in its list its mark is

    def base(self, language: str) -> Text:
        """The text with its marks. An anchor that is made of whole paragraphs is none: their ids are enough."""
        starts, ends = {span.start for span in self.blocks.values()}, {span.end for span in self.blocks.values()}
        anchors = {span for span in self.anchors if not (len(span) and span.start in starts and span.end in ends)}
        marks = _in_order(self.corrections), _in_order(self.names), _in_order(self.passages), tuple(sorted(anchors))
        return Text("".join(self.pieces), language, *marks)

    def say(self, text: str | None) -> None:
        self.pieces.append(text or "")
        self.at += len(text or "")

    def paragraph(self, node: Element) -> None:
        if self.blocks:
            self.say("\n")
        start = self.at
        if "copyOf" in node.attrib:
            self._copy(node)
        else:
            self.fill(node)
        self.blocks[attribute(node, XML_ID)] = Span(start, self.at)

    def fill(self, node: Element) -> None:
        """Read all in an element."""
        self.say(node.text)
        for child in node:
            self.element(child)
            self.say(child.tail)

    def element(self, node: Element) -> None:
        start = self.at
        if node.tag == tei("choice"):
            self.fill(node[1])
            self._corrected(node[1], Span(start, self.at), text_of(node[0]))
        elif node.tag == tei("corr"):
            self.fill(node)
            self._corrected(node, Span(start, self.at), None)
        elif node.tag in _TYPES:
            self._named(node)
        elif node.tag == tei("app"):
            self.fill(node[0])
            for reading in list(node)[1:]:
                for witness in attribute(reading, "wit").split():
                    told = _pieces(reading)
                    self.variants.append(Variant(Span(start, self.at), name_of(witness.removeprefix("#wit.")), told))
        elif node.tag == tei("seg"):
            self._segment(node)
        else:
            self.fill(node)

    def _corrected(self, node: Element, span: Span, original: str | None) -> None:
        raw, *evidence = (attribute(node, "source") if original is None else attribute(node.getprevious(), "source")).split()  # type: ignore[arg-type]
        start, end = map(int, raw.rpartition("#")[2].split(","))
        before = self.corrections[-1] if self.corrections else None
        if (
            original is None
            and before
            and before.raw == Span(start, end)
            and "\n" in "".join(self.pieces)[before.span.end : span.start + 1]
        ):
            self.corrections[-1] = replace(before, span=Span(before.span.start, span.end))
            return
        evidence = evidence or attribute(node, "source").split() if original is not None else evidence
        said = source_of(evidence[0]) if evidence else " ".join(attribute(node, "evidence").split()[1:])
        step = "+".join(name_of(each.rpartition("#st.")[2]) for each in attribute(node, "change").split())
        first = "\0" * max(end - start, 1) if original is None else original
        self.corrections.append(Correction(span, first, Span(start, end), step, float(attribute(node, "cert")), said))

    def _named(self, node: Element) -> None:
        start, inner = self.at, node[0] if len(node) and node[0].tag == tei("choice") and node[0][0].tag == tei("orig") else None
        if inner is None:
            self.fill(node)
        else:
            self.fill(inner[0])
        number = self._continued(node, len(self.names))
        if number < len(self.names):
            self.names[number] = replace(self.names[number], span=Span(self.names[number].span.start, self.at))
            return
        ids = tuple(name_of(each.rpartition("#e.")[2]) for each in attribute(node, "ref").split())
        open_, kind = "subtype" in node.attrib, _TYPES[str(node.tag)] or attribute(node, "type")
        regular = text_of(inner[1]) if inner is not None else ""
        why = _written(inner[1]) if inner is not None else None
        entity = "" if open_ or not ids else ids[0]
        rule = attribute(node, "evidence")
        mark = NameMark(
            Span(start, self.at), entity, kind, regular, float(attribute(node, "cert")), rule, ids if open_ else (), why
        )
        self.names.append(mark)

    def _continued(self, node: Element, new: int) -> int:
        """Where in its list the mark is that a piece belongs to: `new` for the first one."""
        number = self._begun.get(attribute(node, "prev").removeprefix("#"), new)
        if XML_ID in node.attrib:
            self._begun[attribute(node, XML_ID)] = number
        return number

    def _segment(self, node: Element) -> None:
        start = self.at
        if "copyOf" in node.attrib:
            self._copy(node)
            return
        self.fill(node)
        shared = "corresp" in node.attrib
        number = self._continued(node, len(self.passages if shared else self.anchors))
        if shared and number < len(self.passages):
            self.passages[number] = replace(self.passages[number], span=Span(self.passages[number].span.start, self.at))
        elif shared:
            self.passages.append(_passage(attribute(node, "corresp"), Span(start, self.at)))
        elif number < len(self.anchors):
            self.anchors[number] = Span(self.anchors[number].start, self.at)
        else:
            self.anchors.append(Span(start, self.at))

    def _copy(self, node: Element) -> None:
        start = self.at
        self.say(self.reading.of(node))
        self.passages.append(_passage(attribute(node, "copyOf"), Span(start, self.at)))

    def alignments(self, root: Element) -> tuple[Alignment, ...]:
        """The alignments of blocks, with ranges of the raw texts of the witnesses."""
        found = []
        for group in root.iter(tei("linkGrp")):
            if attribute(group, "type") == "alignment":
                pairs = (attribute(link, "target").split() for link in group)
                links = tuple((self.blocks[base[1:]], Span(*map(int, raw.rpartition("#")[2].split(",")))) for base, raw in pairs)
                found.append(Alignment(name_of(attribute(group, "corresp")[5:]), links, float(attribute(group, "cert"))))
        return tuple(found)


def _written(node: Element) -> Written | None:
    rule, _, ground = attribute(node, "evidence").partition(" ")
    return Written(rule, float(attribute(node, "cert")), ground) if rule else None


def _passage(pointer: str, span: Span) -> SharedPassage:
    found = _ANCHOR.fullmatch(pointer.rpartition("#")[2])
    if found is None:
        raise PackageError(f"a passage points to {pointer}")
    target = Span(int(found["start"]), int(found["end"])) if found["start"] else Span(0, 0)
    return SharedPassage(span, name_of(found["work"]), target, int(found["block"] or 0))


def _pieces(reading: Element) -> tuple[Piece, ...]:
    """The pieces of a reading."""
    found = [Piece("", "moved")] if "type" in reading.attrib else []
    found += [Piece(reading.text)] if reading.text else []
    for child in reading:
        found += _restored(child)
        found += [Piece(str(child.tail))] if child.tail else []
    joined: list[Piece] = []
    for piece in found:
        plain = joined and piece == Piece(piece.text) and joined[-1] == Piece(joined[-1].text)
        joined[-1:] = [Piece(joined[-1].text + piece.text)] if plain else [*joined[-1:], piece]
    return tuple(joined)


def _restored(node: Element) -> list[Piece]:
    if node.tag in _ABSENT:
        return [Piece("", _ABSENT[str(node.tag)])]
    if node.tag == tei("milestone"):
        return []
    if node.tag == tei("seg"):
        return [replace(piece, place=attribute(node, "corresp")[1:]) for piece in _pieces_in(node)]
    form, original = (node[1], text_of(node[0])) if node.tag == tei("choice") else (node, "")
    kind, *words = attribute(form, "evidence").split()
    source = attribute(form, "source")
    said = source_of(source) if source else " ".join(words)
    tier: Tier = "gap" if node.tag == tei("gap") else _TIERS[kind]
    return [Piece(text_of(form) if tier != "gap" else "", tier, original, float(attribute(form, "cert")), said)]


def _pieces_in(node: Element) -> tuple[Piece, ...]:
    found = [Piece(node.text)] if node.text else []
    for child in node:
        found += _restored(child)
        found += [Piece(str(child.tail))] if child.tail else []
    if all(piece == Piece(piece.text) for piece in found):
        return (Piece("".join(piece.text for piece in found)),) if found else ()
    return tuple(found)

"""TEI as input: an XML file to its documents, each with the edits that leave its text, a paragraph a line.

The raw text of a document is its XML, every character of it; the markup is taken off by edits of the step `tei`, so that it can be
put back like anything else that was changed. What an editor wrote twice is read once: the correction, the regular form, the lemma.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import NoReturn
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from corpusnorm.document import Finding
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import InputError
from corpusnorm.ingest.elements import COPIED, FIRST_OF, LEFT_OUT, ORIGINALS, TEXT_BLOCKS, TOKENS, WITHOUT_TEXT, Apart, apart
from corpusnorm.ingest.teiheader import HeaderReader

STEP = "tei"
_TEI = "http://www.tei-c.org/ns/1.0 "
_INCLUDE = "http://www.w3.org/2001/XInclude include"
_OLD = {"TEI.2": "TEI", "teiCorpus.2": "teiCorpus"}  # the names that TEI P4 has, without a namespace
_ROOTS = ("TEI", "teiCorpus")
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_ID = "http://www.w3.org/XML/1998/namespace id"
_OF_ALL = ("licence", "licence_target", "publisher", "language")
_XML_SPACE = " \t\r\n"
_SPACE = re.compile(f"([{_XML_SPACE}]+)")
_UNUSUAL = re.compile(r"[\t\r\n]|  ")  # white space that is not one blank
_BETWEEN: Mapping[Apart, str] = {"": "", "space": " ", "line": "\n"}


@dataclass(frozen=True, slots=True)
class Part:
    """One `TEI` element with what stands around it: a stretch of the file's characters, and what is made of it.

    `edits` and `findings` are of the stretch: their places count from its start.
    """

    span: Span
    edits: Edits
    findings: tuple[Finding, ...]
    meta: Mapping[str, str]


def declared_encoding(data: bytes) -> str:
    """The encoding that the XML declaration of a file names, where it has one.

    >>> declared_encoding(b'<?xml version="1.0" encoding="ISO-8859-2"?><TEI/>')
    'ISO-8859-2'
    """
    found = _DECLARED.match(data)
    return found.group(1).decode("ascii") if found else ""


def read_tei(text: str, name: str = "") -> tuple[Part, ...]:
    """The documents of a TEI file; their spans follow each other and cover the file.

    Nothing is fetched and no entity is expanded: a file that declares entities, or uses one that is not declared, is refused.
    Raises `InputError` for that (E207), and for one that is no well-formed XML or no TEI (E208). A file without a text - a corpus
    header that includes its texts from elsewhere - has no part. Cost: one pass of expat over the text.

    >>> xml = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>One &amp; a <hi>half</hi>.</p></body></text></TEI>'
    >>> [part.edits.apply(xml) for part in read_tei(xml)]
    ['One & a half.']
    """
    reader = _Reader(text, name)
    reader.read()
    documents = [document for document in reader.documents if document.has_text]
    reader.inherit()
    bounds = [0, *(document.start for document in documents[1:]), len(text)] if documents else []
    return tuple(document.part(text, Span(*stretch)) for document, stretch in zip(documents, pairwise(bounds), strict=True))


@dataclass(eq=False)
class _Document:
    """What is read of one `TEI` element: words with their places, and what must stand before each."""

    start: int
    header: HeaderReader = field(default_factory=HeaderReader)
    findings: list[Finding] = field(default_factory=list)
    words: list[tuple[Span, str, str]] = field(default_factory=list)
    has_text: bool = False
    said: Mapping[str, str] = field(default_factory=dict)  # of the whole corpus
    _before: Apart = ""
    _joined: bool = False

    def apart(self, how: Apart) -> None:
        """Have a space or a line end before the next word."""
        if how == "line" or not self._before:
            self._before = how

    def join(self) -> None:
        """Have no space before the next word."""
        self._joined = True

    @property
    def mark(self) -> tuple[int, Apart, bool]:
        """How far it is read, to go back to."""
        return len(self.words), self._before, self._joined

    def unread(self, mark: tuple[int, Apart, bool]) -> None:
        """Go back to a mark: something stands in the place of what was read since."""
        number, self._before, self._joined = mark
        del self.words[number:]

    def add(self, span: Span, word: str) -> None:
        """A word, or a piece of one."""
        joined = not self.words or (self._joined and self._before == "space")
        before = "" if joined else _BETWEEN[self._before]
        self.words.append((span, before, word))
        self._before, self._joined = "", False

    def part(self, text: str, stretch: Span) -> Part:
        """The document, with its places counted from the start of its stretch of the file."""
        shift = stretch.start
        found = (replace(each, span=Span(each.span.start - shift, each.span.end - shift)) for each in self.findings)
        said = self.header.meta()
        licensed = "licence" in said
        inherited = {name: value for name, value in self.said.items() if not (licensed and name.startswith("licence"))}
        return Part(stretch, Edits(self._edits(stretch.of(text), shift)), tuple(found), {**inherited, **said})

    def _edits(self, text: str, shift: int) -> Iterator[Edit]:
        """Whatever is not a word as it stands is replaced by what must stand there."""
        start, new = 0, ""
        for span, before, word in self.words:
            at, end = span.start - shift, span.end - shift
            new += before
            if text[at:end] != word:
                new += word
                continue
            yield from _edit(text, start, at, new)
            start, new = end, ""
        yield from _edit(text, start, len(text), new)


def _edit(text: str, start: int, end: int, new: str) -> Iterator[Edit]:
    """What makes `new` of a stretch, without the white space at either end that both have; nothing where they are equal."""
    if new[:1] == text[start : start + 1] and start < end:
        start, new = start + 1, new[1:]
    if start < end and new and new[-1] == text[end - 1]:
        end, new = end - 1, new[:-1]
    if new or start < end:
        yield Edit(Span(start, end), new, STEP)


class _Open:
    """An element that is open: its name, whether its text is read, how many of its children were so far, and how far its
    document was read before it."""

    __slots__ = ("attributes", "blocks", "children", "how", "mark", "original", "read", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str], how: Apart, blocks: int, *, read: bool) -> None:
        self.tag, self.attributes, self.how, self.blocks, self.read = tag, attributes, how, blocks, read
        self.children = 0
        self.original = False
        self.mark: tuple[int, Apart, bool] = (0, "", False)


class _Reader:
    """Reads a file by what expat says of it, with the place of each thing in code points."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.documents: list[_Document] = []
        self._open: list[_Open] = []
        self._tags: list[str] = []  # of what is open
        self._within: Counter[str] = Counter()  # the same, counted
        self._corpus = HeaderReader()  # what the header of a corpus says of all that is in it
        self._kept: dict[str, tuple[_Document, int, int]] = {}  # the words of elements that others may be copies of, by id
        self._piece: tuple[int, str] | None = None  # characters that expat gave, and where they begin
        self._parser = parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.DefaultHandler = self._characters, lambda _: self._flush()
        parser.EntityDeclHandler = lambda *_: self._refuse("it declares entities", "write the characters themselves", "E207")
        parser.SkippedEntityHandler = lambda *_: self._refuse("it uses an entity that it does not declare", "write it out", "E207")

    def read(self) -> None:
        """Read all of it."""
        try:
            data = self.text.encode("utf-8")
            self._places = None if len(data) == len(self.text) else _places(data)
            self._parser.Parse(data, True)
        except UnicodeEncodeError:
            self._refuse("it has bytes that are no characters", "convert it to UTF-8", "E208")
        except expat.ExpatError as error:
            self._refuse(f"it is no well-formed XML: {error}", "correct it there", "E208")

    def _refuse(self, what: str, hint: str, code: str) -> NoReturn:
        raise InputError(what, where=self.name, hint=hint, code=code) from None

    def _place(self) -> int:
        at = self._parser.CurrentByteIndex
        return at if self._places is None else int(self._places[at])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        tag = name.removeprefix(_TEI)
        tag = _OLD.get(tag, tag)
        if not self._open and tag not in _ROOTS:
            self._refuse(f"it is no TEI: its root is {name.rpartition(' ')[2]}", "give it as a text, or convert it to TEI", "E208")
        around = self._open[-1] if self._open else _Open("", {}, "", 0, read=False)
        if tag == "TEI" or not self.documents:
            self.documents.append(_Document(self._place() if self.documents else 0))
        document = self.documents[-1]
        read = (around.read or (tag == "text" and "text" not in self._tags)) and self._is_read(tag, around)
        how = apart(tag, around.tag, around.blocks > 0, self._within) if read else ""
        self._push(_Open(tag, attributes, how, around.blocks + (tag in TEXT_BLOCKS), read=read))
        document.has_text |= tag == "text"
        if header := self._header:
            header.start(self._tags, attributes)
        if name == _INCLUDE:
            self._find("include", f"what it includes is not read: {attributes.get('href', '')}")
        if read and not (attributes.get("break") == "no" or (tag in TOKENS and _joins(attributes, "left", ("M", "F")))):
            document.apart(how)
        elif read:
            document.join()
        if read:
            self._open[-1].mark = document.mark
            if "copyOf" in attributes:
                self._copy(document, attributes["copyOf"])

    def _push(self, element: _Open) -> None:
        self._open.append(element)
        self._tags.append(element.tag)
        self._within[element.tag] += 1

    def _pop(self) -> _Open:
        closed = self._open.pop()
        self._tags.pop()
        self._within[closed.tag] -= 1
        if not self._within[closed.tag]:
            del self._within[closed.tag]
        return closed

    def _copy(self, document: _Document, pointer: str) -> None:
        """Read what an element is a copy of, where it stood before in the same file."""
        kept = self._kept.get(pointer.removeprefix("#")) if pointer.startswith("#") else None
        if kept is None:
            self._find("copy", f"a copy of what stands elsewhere is not read: {pointer}")
            return
        origin, first, last = kept
        at = self._place()
        for number, (_, before, word) in enumerate(origin.words[first:last]):
            document.apart("line" if before == "\n" and number else "space" if before and number else "")
            document.add(Span(at, at), word)

    def _is_read(self, tag: str, around: _Open) -> bool:
        """Whether an element of what is read is read itself; a note that would interrupt a paragraph is told."""
        if around.tag in FIRST_OF:
            original = around.tag == "choice" and tag in ORIGINALS
            if around.original and not original:  # what it was the original of comes after it
                self.documents[-1].unread(around.mark)
                around.children = 0
            around.children += 1
            around.original = original and (around.original or around.children == 1)
            return around.children == 1
        if tag == "note" and around.blocks:
            self._find("note", "a note inside of a paragraph stands in the source alone")
            return False
        if tag == "gap":
            self._find("gap", "something is missing in the source here")
        return tag not in LEFT_OUT and " " not in tag

    def _end(self, _: str) -> None:
        self._flush()
        document = self.documents[-1]
        if header := self._header:
            header.end(self._tags, self._open[-1].attributes)
        closed = self._pop()
        if closed.read and _ID in closed.attributes and closed.tag in COPIED:
            self._kept[closed.attributes[_ID]] = (document, closed.mark[0], len(document.words))
        if closed.read and closed.tag in TOKENS and _joins(closed.attributes, "right", ("I", "M")):
            document.join()
        elif closed.read:
            document.apart(closed.how)

    @property
    def _header(self) -> HeaderReader | None:
        """Who listens, where a header is open."""
        if "teiHeader" not in self._within:
            return None
        return self.documents[-1].header if "TEI" in self._within else self._corpus

    def inherit(self) -> None:
        """Give each document what the header of its corpus says of all: licence, publisher, language, where its own does not."""
        said = {name: value for name, value in self._corpus.meta().items() if name in _OF_ALL}
        for document in self.documents:
            document.said = said

    def _find(self, code: str, message: str) -> None:
        at = self._place()
        self.documents[-1].findings.append(Finding(Span(at, at), f"tei-{code}", message))

    def _characters(self, text: str) -> None:
        self._flush()
        self._piece = self._place(), text

    def _flush(self) -> None:
        """Take in the characters that came last, now that it is known where they end."""
        if self._piece is None:
            return
        (start, text), self._piece = self._piece, None
        document = self.documents[-1]
        if header := self._header:
            header.text(text)
        if not self._open or not self._open[-1].read:
            return
        if not text.strip(_XML_SPACE):
            if self._open[-1].tag not in WITHOUT_TEXT:
                document.apart("space")
            return
        end = self._place()
        if self.text[start:end] != text:
            document.add(Span(start, end), text)
            return
        bare = text.strip(_XML_SPACE)
        if not _UNUSUAL.search(bare):  # nearly all of prose: its words are taken together
            first = text.index(bare)
            if first:
                document.apart("space")
            document.add(Span(start + first, start + first + len(bare)), bare)
            if first + len(bare) < len(text):
                document.apart("space")
            return
        ends = accumulate(map(len, words := _SPACE.split(text)))
        for number, (word, stop) in enumerate(zip(words, ends, strict=True)):
            if number % 2:
                document.apart("space")
            elif word:
                document.add(Span(start + stop - len(word), start + stop), word)


def _joins(attributes: Mapping[str, str], side: str, parts: Sequence[str]) -> bool:
    """Whether a token is one word with what stands on a side of it."""
    return attributes.get("join") in (side, "both") or attributes.get("part") in parts


def _places(data: bytes) -> NDArray[np.int32]:
    """The code point that each byte of UTF-8 belongs to, and the end of them."""
    starts = (np.frombuffer(data, np.uint8) & 0xC0) != 0x80
    return np.append(np.cumsum(starts, dtype=np.int32) - np.int32(1), np.int32(starts.sum()))

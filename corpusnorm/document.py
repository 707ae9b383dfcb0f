"""A document: its raw text, and the edits that lead to the text we read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from corpusnorm.edits import Edits, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed at `span` of the raw text and left as it is: a stable `code` and a sentence for a person."""

    span: Span
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from, and how its bytes became text.

    `name` is the path below the input folder, with `#` and a record number for a record of a JSONL file. `encoding`, `bom` and
    `newline` are what `corpusnorm.ingest.decode` recorded; encoding the raw text with them gives the bytes back.
    """

    name: str
    sha256: str = ""
    encoding: str = "utf-8"
    bom: str = ""
    newline: str = "\n"


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its history. Law: `doc.text == doc.edits.apply(doc.raw)`, always.

    `meta` holds what a header or a record said (`date`, `title`, ...); `findings` are spans of `raw`.

    >>> from corpusnorm.edits import Edit
    >>> doc = Document.of("caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}")
    >>> doc.edited(Edits([Edit(Span(3, 5), "\N{LATIN SMALL LETTER E WITH ACUTE}")])).text
    'café'
    """

    id: str
    source: Source
    raw: str
    edits: Edits = field(default_factory=Edits)
    findings: tuple[Finding, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, name: str = "", meta: Mapping[str, str] | None = None) -> Document:
        """A document from a string; its id comes from name and content."""
        return cls(content_id(name, text.encode("utf-8", "surrogatepass")), Source(name), text, meta=meta or {})

    @property
    def text(self) -> str:
        """The text as it stands after all edits so far. Costs one `apply`."""
        return self.edits.apply(self.raw)

    def edited(self, edits: Edits) -> Document:
        """This document with `edits`, which stand on its present text, done after those it has."""
        return replace(self, edits=self.edits.then(edits)) if edits else self

    def found(self, findings: tuple[Finding, ...]) -> Document:
        """This document with `findings` on its present text added, carried back to the raw text; none twice."""
        carried = dict.fromkeys(replace(finding, span=self.edits.to_source(finding.span)) for finding in findings)
        new = tuple(finding for finding in carried if finding not in self.findings)
        return replace(self, findings=self.findings + new) if new else self


class EditedText(str):
    """A `str` that knows how it came about: `raw` is what it was, `edits` lead from `raw` to it.

    >>> from corpusnorm import clean
    >>> text = clean("donâ€™t")
    >>> text, text.raw, len(text.edits)
    ('don’t', 'donâ€™t', 1)
    """

    raw: str
    edits: Edits

    @classmethod
    def from_edits(cls, raw: str, edits: Edits) -> Self:
        """`edits` applied to `raw`."""
        text = cls(edits.apply(raw))
        text.raw, text.edits = raw, edits
        return text

    @property
    def text(self) -> str:
        """The plain `str`."""
        return str(self)


def content_id(name: str, content: bytes) -> str:
    """A stable identifier, valid as an `xml:id`: `d` and 16 hexadecimal digits of the BLAKE2b of name and content.

    >>> content_id("a.txt", b"text")
    'd804ace8cdcbbd27c'
    """
    digest = hashlib.blake2b(content, key=hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest(), digest_size=8)
    return f"d{digest.hexdigest()}"

"""Extraction residue: what an extractor left of captions, tables and headings in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.automata import LAST, members_of
from corpusnorm.columns import utf8
from corpusnorm.document import Document, Finding
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.transform import Transform

_SENTENCE_END = (".", "!", "?", ":", ";", "…", '"', "'", "”", "’", "»", ")", "]", "。", "！", "？")
LONGEST_FRAGMENT = 160  # characters; captions and cells are short, a longer line without a full stop is something else
_WORD_NUMBER = re.compile(r"[^\W\d_]\d[\d.,]*|\d[\d,.]*[–-]\d+")  # "personnel20,000": a cell run into the next
_NUMBER = re.compile(r"\d[\d,.–-]*")
HEADING_WORDS = 12
_ORPHAN_STARTS = ",;:)]+|"
BLANK, ENDS, ORPHAN, DIGIT, LETTER, DASH = 1, 2, 4, 8, 16, 32
"""What the screen asks about a character, as bits: white space, a sentence's end, an orphan's start, a digit, a letter, a dash."""


@dataclass(frozen=True)
class FindResidue(Transform):
    """Find what the extraction of an article left behind; remove it only where `remove` says so.

    Found, as findings on whole lines: `orphan-caption` (a fragment without a full stop that starts with a comma or in lower
    case, the rest of a caption whose image is gone), `flattened-table` (lines whose cells ran together) and `empty-heading` (a
    heading with nothing under it). Never looks inside prose: a line that ends a sentence is never residue, nor
    is any line of a text that has no long line which does: verse and lists are whole as they are. Changes nothing by default; with
    `remove=True` it deletes the lines found. Cost: one pass over the lines.

    >>> prose = "Scholars have speculated why the city was renamed, and some of them found an answer in a letter of that year. " * 2
    >>> document = Document.of(f"It was renamed.\\nin USSR, 1957–1991\\n{prose.strip()}")
    >>> [(f.code, f.span.of(document.text)) for f in FindResidue().findings(document)]
    [('orphan-caption', 'in USSR, 1957–1991')]
    """

    name: ClassVar[str] = "residue"
    remove: bool = False

    def __call__(self, document: Document) -> Edits:
        """Nothing; with `remove`, a deletion of every line found and of one line end after it."""
        if not self.remove:
            return Edits()
        text = document.text
        spans = (finding.span for finding in self.findings(document))
        return Edits(Edit(Span(span.start, min(span.end + 1, len(text))), "", self.name) for span in spans)

    def findings(self, document: Document) -> tuple[Finding, ...]:
        """The lines that are residue, in order."""
        lines = [line for line in _lines(document.text) if line[1].strip()]
        return tuple(_residue(lines))

    def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
        """The texts with prose, and with a line that can be a fragment, a row of a table, or an empty heading at the end."""
        from corpusnorm.cleaning.kernels import with_residue

        data, offsets = utf8(texts)
        return with_residue(data, offsets[:-1], offsets[1:], _marks())

    def apply(self, texts: pa.Array) -> pa.Array:
        """The texts without the lines found, where they are to be removed."""
        return super().apply(texts) if self.remove else texts


@cache
def _marks() -> NDArray[np.uint8]:
    """For each code point the bits of what it is."""
    letters = members_of(r"\w") - members_of(r"\d") - {ord("_")}
    members = {
        BLANK: members_of(r"\s"),
        ENDS: map(ord, _SENTENCE_END),
        ORPHAN: {code for code in range(LAST) if chr(code).islower()} | {*map(ord, _ORPHAN_STARTS)},
        DIGIT: members_of(r"\d"),
        LETTER: letters,
        DASH: map(ord, "–-"),
    }
    marks = np.zeros(0x110000, np.uint8)
    for bit, codes in members.items():
        marks[list(codes)] |= bit
    return marks


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def _residue(lines: list[tuple[int, str]]) -> Iterator[Finding]:
    prose = any(line.endswith(_SENTENCE_END) and len(line) > LONGEST_FRAGMENT for _, line in lines)
    rows = [_looks_like_cells(line) for _, line in lines]
    for index, (start, line) in enumerate(lines):
        span = Span(start, start + len(line))
        beside = (index > 0 and rows[index - 1]) + (index + 1 < len(rows) and rows[index + 1])
        if not prose or len(line) > LONGEST_FRAGMENT or line.endswith(_SENTENCE_END):
            continue
        if (rows[index] and beside) or (beside == 2 and any(map(str.isdigit, line))):
            yield Finding(span, "flattened-table", "cells of a table ran together")
        elif index and _is_orphan(line):
            yield Finding(span, "orphan-caption", "the rest of a caption; its image is gone")
        elif index and index == len(lines) - 1 and len(line.split()) <= HEADING_WORDS:
            yield Finding(span, "empty-heading", "a heading with nothing under it")


def _is_orphan(line: str) -> bool:
    """A fragment that continues nothing: it starts with a comma, a bracket's end, a lone mark, or a lower-case word."""
    return line[0] in _ORPHAN_STARTS or line[0].islower()


def _looks_like_cells(line: str) -> bool:
    """A label and its numbers, run together: `Tanks90–173 436–458`."""
    words = line.split()
    numbers = len(_NUMBER.findall(line))
    return len(line) <= LONGEST_FRAGMENT and numbers >= 2 and bool(_WORD_NUMBER.search(line)) and numbers * 3 >= len(words)

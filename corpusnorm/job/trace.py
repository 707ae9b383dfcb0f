"""Tracing: a place of the output back to the bytes it came from, step by step, and a place of a source forward to the output."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import PackageError
from corpusnorm.job.reconstruct import Package, Row
from corpusnorm.job.stored import Stored
from corpusnorm.tei.blocks import blocks
from corpusnorm.tei.segments import segments

Frame = Literal["read", "raw"]
_BLOCK = re.compile(r"(?P<document>.+)\.p(?P<paragraph>\d+)(?:\.s(?P<sentence>\d+)(?:\.[wc](?P<token>\d+))?(?:\.\d+)?)?")
_LAYERS = ("clean", "repair", "names")


@dataclass(frozen=True, slots=True)
class Stage:
    """A place in one of the texts of a document: `layer` is the step that made this text, "raw" for the source. `edits` are those
    of the step that touch the place, each with what stood there before."""

    layer: str
    span: Span
    text: str
    edits: tuple[tuple[Edit, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A place through all texts of a document, the raw one first. `file` is where its bytes stand, from `bytes[0]` to `bytes[1]`;
    None where the source writes its characters in a way of its own (escapes of JSON)."""

    document: str
    name: str
    file: str
    bytes: tuple[int, int] | None
    stages: tuple[Stage, ...]


def trace(package: str | os.PathLike[str], place: str, start: int = 0, end: int | None = None, frame: Frame = "read") -> Trace:
    """Follow a place of a document through every step.

    `place` is the id or name of a document, or the id of a paragraph, sentence or token of the TEI (`ID.p3`, `ID.p3.s1`,
    `ID.p3.s1.w2`). `start` and `end` are code points, half-open: of the text as it is read ("read": names as the policy writes
    them), of the paragraph, sentence or token where one is named, or of the source ("raw"). A place widens to whole edits on its
    way. Raises `PackageError` for a place that is not there. Cost: the texts of one document.
    """
    source = Package(Path(package))
    found = _BLOCK.fullmatch(place)
    row = source.document(found["document"] if found else place)
    texts, edits = _history(source, row)
    text = texts[-1 if frame == "read" else 0]
    within = Span(0, len(text))
    if found and found["sentence"] and frame == "read":
        within = _segment(source, row, texts, edits, found)
    elif found:
        within = _paragraph(text, place, int(found["paragraph"]))
    end = len(within) if end is None else end
    if not 0 <= start <= end <= len(within):
        raise PackageError(f"it has {len(within)} characters, and not {start} to {end}", where=place, hint="give START,END in them")
    stages = tuple(_stages(texts, edits, Span(within.start + start, within.start + end), frame))
    file, data = _bytes(source.one(row["document"]), texts[0], stages[0].span)
    source.ledger.close()
    return Trace(row["document"], row["name"], file, data, stages)


def _paragraph(text: str, place: str, number: int) -> Span:
    found = blocks(text) or (Span(0, 0),)  # a work without text is written as an empty paragraph
    if not 1 <= number <= len(found):
        raise PackageError(
            f"the work has {len(found)} paragraphs", where=place, hint="the last number of the id is that of a paragraph"
        )
    return found[number - 1]


def _segment(source: Package, row: Row, texts: list[str], edits: list[tuple[str, Edits]], place: re.Match[str]) -> Span:
    """Where a sentence or token stands in the text as it is read. They are those of the text before names were regularized."""
    layer, names = edits[-1]
    base, rewritten = (texts[-2], names) if layer == "names" else (texts[-1], Edits())
    _paragraph(base, place[0], int(place["paragraph"]))
    marks = source.ledger.rows("SELECT * FROM mentions WHERE document = $d", d=row["document"])
    spans = [Span(mark["start"], mark["end"]) for mark in marks]
    foreign = {block["number"]: block["language"] for block in row["foreign"]}
    found = segments(base, blocks(base), row["language"], spans, foreign, with_tokens=bool(place["token"]))
    sentences = found[int(place["paragraph"]) - 1] if found else ()
    if not 1 <= int(place["sentence"]) <= len(sentences):
        raise PackageError(f"the paragraph has {len(sentences)} sentences", where=place[0], hint="the number after .s is its")
    sentence = sentences[int(place["sentence"]) - 1]
    if not place["token"]:
        return rewritten.to_result(Span(sentence.start, sentence.end))
    if not 1 <= int(place["token"]) <= len(sentence.tokens):
        raise PackageError(
            f"the sentence has {len(sentence.tokens)} tokens", where=place[0], hint="the last number of the id is that of one"
        )
    return rewritten.to_result(Span(*sentence.tokens[int(place["token"]) - 1]))


def _history(source: Package, row: Row) -> tuple[list[str], list[tuple[str, Edits]]]:
    """The texts of a document, the raw one first, and the edits that lead from each to the next."""
    document = row["document"]
    texts, made = [source.raw_text(document)], []
    for layer in _LAYERS:
        edits = source.edits(document, layer) if layer == "clean" or row["kind"] == "base" else Edits()
        if edits or layer == "clean":
            texts.append(edits.apply(texts[-1]))
            made.append((layer, edits))
    return texts, made


def _stages(texts: list[str], edits: list[tuple[str, Edits]], span: Span, frame: Frame) -> Iterator[Stage]:
    spans = [span]
    for _, each in reversed(edits) if frame == "read" else ():
        spans.insert(0, each.origin(spans[0]))
    for _, each in edits if frame == "raw" else ():
        spans.append(each.to_result(spans[-1]))
    yield Stage("raw", spans[0], spans[0].of(texts[0]))
    steps = zip(edits, pairwise(spans), pairwise(texts), strict=True)
    for (layer, each), (before, after), (old, new) in steps:
        yield Stage(layer, after, after.of(new), tuple((edit, edit.span.of(old)) for edit in each if _touches(edit.span, before)))


def _touches(edit: Span, span: Span) -> bool:
    """Whether an edit changes something in a span, or puts something in there."""
    return edit.overlaps(span) or (not len(edit) and span.start <= edit.start <= span.end)


def _bytes(record: Stored, raw: str, span: Span) -> tuple[str, tuple[int, int] | None]:
    """The file of a document, and where in it the bytes of a span of its raw text stand."""
    own = record.record
    if own["literal"]:
        return own["file"], None
    start, end = (own["start"] + _size(record, raw[:at]) for at in (span.start, span.end))
    return own["file"], (start, end)


def _size(record: Stored, raw: str) -> int:
    """How many bytes of a record stand before the end of the beginning of its text."""
    size = len(record.encoded(raw)) - len(record.record["after"])
    return size if record.record["style"] == "plain" else size - 1  # the quotation mark that would end it

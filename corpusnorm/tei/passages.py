"""Shared passages: what another work must know of a kept one, and whether a passage can be written as a copy of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from corpusnorm.edits import Span
from corpusnorm.tei.blocks import clip
from corpusnorm.tei.division import Division
from corpusnorm.tei.layout import Anchor, Layout, Part, lay_out
from corpusnorm.tei.model import Correction, NameMark, SharedPassage, Variant, Work
from corpusnorm.tei.pointers import anchor_id, block_id

Side = Literal["inside", "outside", "around", "across"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A span of a work as others may point to it: the `target_block` and `target_marks` of a `SharedPassage`.

    `block` is the number of the block it begins with where it is made of whole blocks, else 0. `marks` is a digest of its text
    and of the marks in it, empty where no copy can be made: where another mark crosses its edge, or where variants or other
    anchors stand in it.
    """

    span: Span
    block: int
    marks: str


def kept_forms(work: Work) -> tuple[Kept, ...]:
    """What the other works need to know of the `anchors` of this one, in their order. Its own passages make no difference.

    Costs a layout of the work, and the marks on the paragraphs of each anchor.
    """
    layout = lay_out(work)
    return tuple(_kept(layout, span) for span in work.base.anchors)


def _kept(layout: Layout, span: Span, itself: Anchor | SharedPassage | None = None) -> Kept:
    whole = layout.whole(span)
    cut = clip(span, layout.paragraphs)
    parts = [part for index, _ in cut for part in layout.on(index) if part.item != (itself or Anchor(span))]
    return Kept(span, cut[0][0] + 1 if whole else 0, _digest(layout.text, span, whole, parts, keeps=itself is None))


def _digest(text: str, span: Span, whole: bool, parts: Iterable[Part], *, keeps: bool) -> str:
    """The digest of `Kept.marks`. Places are counted from the start of the span, raw ranges are left out.

    A span that `keeps` its text does not mind passages: none that meets an anchor is ever a copy, and it is they that are split.
    """
    inside = []
    for part in parts:
        side = stands(part, span, whole)
        item = part.item
        if side == "outside" or (keeps and isinstance(item, SharedPassage)):
            continue
        if side == "inside" and isinstance(item, Correction | NameMark):
            inside.append(_said(part, span))
        elif side != "around" or isinstance(item, Variant) or not (keeps or isinstance(item, Correction | NameMark)):
            return ""
    said = json.dumps([span.of(text), sorted(inside, key=repr)], ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def stands(part: Part, span: Span, whole: bool) -> Side:
    """Where a part stands to a span. An empty part at its edge is outside, but inside the blocks of a whole one."""
    if not len(part.span):
        inner = span.start < part.span.start < span.end or (whole and span.start <= part.span.start <= span.end)
        return "inside" if inner else "outside"
    if not part.span.overlaps(span):
        return "outside"
    beyond = part.of > 1 and not (span.start <= part.item.span.start and part.item.span.end <= span.end)
    if span.start <= part.span.start and part.span.end <= span.end:
        return "across" if beyond else "inside"
    within = part.span.start <= span.start and span.end <= part.span.end
    return "around" if within and not whole else "across"


def _said(part: Part, span: Span) -> list[Any]:
    item = part.item
    said: list[Any] = [type(item).__name__, part.span.start - span.start, part.span.end - span.start, part.number, part.of]
    if isinstance(item, Correction):
        said += [item.original, item.step, item.certainty, item.evidence]
    elif isinstance(item, NameMark):
        said += [item.entity, item.entity_type, item.regular, item.certainty, item.rule, list(item.candidates)]
    return said


@dataclass(frozen=True, slots=True)
class Reference:
    """How a part of a passage is written: `copy` - its text is left out -, and the pointer to what it is a copy of."""

    pointer: str
    copy: bool
    whole: bool


class References:
    """The passages of one work, each settled: a copy of whole blocks, a copy in a block, or text that points to its like.

    A copy is made only where the digests of both sides are equal, so that what `copyOf` expands to is what would stand there.
    Whole blocks copy whole blocks, and parts of blocks copy parts; where only the target is made of whole blocks the text stands.
    So does one that meets an anchor: what is kept for others is never a copy itself.
    """

    def __init__(self, work: Work, layout: Layout, division: Division) -> None:
        self._work = work
        self._layout = layout
        self._division = division
        self._anchors: dict[Anchor, bool] = {}
        self._kept = {passage: _kept(layout, passage.span, passage) for passage in work.base.passages}

    def of(self, passage: SharedPassage, number: int) -> Reference:
        """The reference of part `number` (from 1) of a passage."""
        own = self._kept[passage]
        copy = bool(own.marks) and own.marks == passage.target_marks and (own.block > 0 or not passage.target_block)
        part = number if copy else 1  # texts that differ may have other blocks: point to the first
        if passage.target_block:
            identifier = block_id(passage.target, passage.target_block + part - 1)
        else:
            identifier = anchor_id(passage.target, passage.target_span, part)
        pointer = self._division.pointer(self._work.id, passage.target, identifier)
        return Reference(pointer, copy, whole=copy and passage.target_block > 0)

    def copied(self, anchor: Anchor) -> bool:
        """Whether a copy of an anchor may be made, so that it must stay in one piece."""
        if anchor not in self._anchors:
            self._anchors[anchor] = bool(_kept(self._layout, anchor.span).marks)
        return self._anchors[anchor]

"""The marks of a work, laid out on its paragraphs: a mark that crosses a paragraph's edge has a part on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from corpusnorm.edits import Span
from corpusnorm.errors import OutputError
from corpusnorm.tei.blocks import clip, paragraphs
from corpusnorm.tei.model import Correction, NameMark, SharedPassage, Variant, Work


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span of this work that something elsewhere points to: a passage, or the place of one that moved."""

    span: Span


Item = Correction | NameMark | SharedPassage | Variant | Anchor


class Part(NamedTuple):
    """What of `item` stands on one paragraph. `number` (from 1) of `of` parts; `order` tells items apart that are equal."""

    span: Span
    item: Item
    order: int
    number: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of a base text and, by index, the parts of marks that stand on them, in the order of their spans."""

    text: str
    paragraphs: tuple[Span, ...]
    parts: Mapping[int, tuple[Part, ...]]

    def on(self, index: int) -> tuple[Part, ...]:
        """The parts on one paragraph."""
        return self.parts.get(index, ())

    def whole(self, span: Span) -> bool:
        """Whether a span is made of whole paragraphs: it begins where one begins and ends where one ends."""
        cut = clip(span, self.paragraphs)
        (first, start), (last, end) = cut[0], cut[-1]
        edges = Span(self.paragraphs[first].start, self.paragraphs[last].end)
        return len(span) > 0 and edges == span == Span(start.start, end.end)


def lay_out(work: Work) -> Layout:
    """Cut all marks of a work at the edges of its paragraphs. Costs a sort of the marks.

    Raises `OutputError` where a mark reaches beyond the text, or two corrections overlap.
    """
    text = work.base.text
    onto = paragraphs(text)
    parts: dict[int, list[Part]] = {}
    here = 0  # the paragraph that no mark to come begins before
    for order, item in enumerate(_in_order(_items(work))):
        whole = item.span
        if whole.end > len(text):
            raise OutputError(f"{type(item).__name__} ends at {whole.end}, the text at {len(text)}", where=work.id, code="E502")
        while here + 1 < len(onto) and onto[here].end < whole.start:
            here += 1
        if onto[here].start <= whole.start and whole.end <= onto[here].end:
            parts.setdefault(here, []).append(Part(whole, item, order))
            continue
        cut = clip(whole, onto)
        for number, (index, span) in enumerate(cut, 1):
            parts.setdefault(index, []).append(Part(span, item, order, number, len(cut)))
    _check_disjoint(work)
    return Layout(text, onto, {index: tuple(found) for index, found in parts.items()})


def _items(work: Work) -> Iterator[Item]:
    base = work.base
    yield from base.corrections
    yield from base.names
    yield from base.passages
    yield from (Anchor(span) for span in sorted({*base.anchors, *(moved.base for moved in work.transpositions)}))
    yield from work.variants


def _in_order(items: Iterable[Item]) -> Iterator[Item]:
    """By place; what is at the same place in an order that does not depend on the one in which it was given."""
    placed = [(_place(item), item) for item in items]
    placed.sort(key=itemgetter(0))
    if len({place for place, _ in placed}) == len(placed):
        yield from (item for _, item in placed)
        return
    for _, tied in groupby(placed, key=itemgetter(0)):
        same = [item for _, item in tied]
        yield from sorted(same, key=repr) if len(same) > 1 else same


def _place(item: Item) -> tuple[int, bool, int, str]:
    start, end = item.span.start, item.span.end
    return (start, end > start, -end, type(item).__name__)


def _check_disjoint(work: Work) -> None:
    end = 0
    for span in _spans(work.base.corrections):
        if span.start < end:
            raise OutputError(f"corrections overlap at {span.start}", where=work.id, code="E502")
        end = max(end, span.end)


def _spans(items: Iterable[Item]) -> list[Span]:
    return sorted(item.span for item in items)

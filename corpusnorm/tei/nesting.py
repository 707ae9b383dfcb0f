"""Spans that overlap anyhow, made into a tree: XML has only trees.

The one routine through which all marks of a block go. Where two cross, the one that holds less is split: names and passages go to
pieces before sentences do, sentences before corrections and apparatus entries, which stay whole. Nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

from corpusnorm.edits import Span
from corpusnorm.errors import OutputError

What = TypeVar("What")

LOOSE, FIRM, WHOLE = range(3)
"""How a mark holds together: of two that cross the looser is split, of two loose ones the one that begins later. A whole one is
never split."""


@dataclass(frozen=True, slots=True)
class Mark(Generic[What]):
    """`what` stands at `span`. Of marks at the same span the lowest `rank` is the outermost; `hold` is how it holds together."""

    span: Span
    what: What
    rank: int = 0
    hold: int = LOOSE


@dataclass(slots=True)
class Node(Generic[What]):
    """A mark, or a piece of one, between `start` and `end`, with what stands inside it; `number` is the place of its mark in
    what was given."""

    mark: Mark[What]
    number: int
    start: int
    end: int
    children: list[Node[What]] = field(default_factory=list)


_Waiting = tuple[int, bool, int, int, int]


def nest(marks: Iterable[Mark[What]]) -> list[Node[What]]:
    """The outermost nodes, in order. The pieces of a mark, together, cover its span exactly; an empty mark is one piece.

    An empty mark at the edge of another stands outside it. Raises `OutputError` where two whole marks cross. Costs a sort and a
    step a piece.

    >>> [node] = nest([Mark(Span(0, 9), "long"), Mark(Span(2, 4), "short")])
    >>> node.mark.what, [child.mark.what for child in node.children]
    ('long', ['short'])
    >>> [(n.mark.what, n.start, n.end) for n in nest([Mark(Span(0, 4), "a"), Mark(Span(2, 6), "b", hold=FIRM)])]
    [('a', 0, 2), ('b', 2, 6)]
    """
    given = list(marks)
    waiting = [_place(mark, number, mark.span.start, mark.span.end) for number, mark in enumerate(given)]
    heapify(waiting)
    top: list[Node[What]] = []
    path: list[Node[What]] = []  # the open nodes, the innermost last; their ends never grow
    while waiting:
        start, _, minus_end, _, number = heappop(waiting)
        mark, end = given[number], -minus_end
        while path and path[-1].end <= start:
            path.pop()
        stop = min((node.end for node in path if node.mark.hold >= mark.hold), default=end)
        if stop < end:
            if mark.hold == WHOLE:
                raise OutputError(f"marks that must stay whole cross at {start}: {mark.what!r}", code="E502")
            heappush(waiting, _place(mark, number, stop, end))
            end = stop
        for cut, cut_end in _cut(path, top, start, end):
            heappush(waiting, _place(cut.mark, cut.number, start, cut_end))
        node = Node(mark, number, start, end)
        (path[-1].children if path else top).append(node)
        path.append(node)
    return top


def walk(nodes: Iterable[Node[What]]) -> Iterator[Node[What]]:
    """All nodes, in document order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def _place(mark: Mark[What], number: int, start: int, end: int) -> _Waiting:
    """Sorts by place, the empty before the long before the short, the outer rank before the inner."""
    return (start, end > start, -end, mark.rank, number)


def _cut(path: list[Node[What]], top: list[Node[What]], start: int, end: int) -> list[tuple[Node[What], int]]:
    """Close at `start` what would end inside a mark from `start` to `end`; gives it with the ends it had."""
    cut = []
    while path and path[-1].end < end:
        node = path.pop()
        cut.append((node, node.end))
        node.end = start
        if node.start == start:  # nothing of it is left before the mark
            (path[-1].children if path else top).pop()
    return cut

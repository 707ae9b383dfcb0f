"""Crossing spans become a tree, and nothing is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.edits import Span
from corpusnorm.errors import OutputError
from corpusnorm.tei.nesting import FIRM, WHOLE, Mark, Node, nest, walk

from .strategies import disjoint, spans

MARKS = st.tuples(st.lists(spans(12), max_size=8), disjoint(12), disjoint(12), st.integers(0, 3)).map(
    lambda drawn: [
        *(Mark(span, str(number), rank=(number + drawn[3]) % 4) for number, span in enumerate(drawn[0])),
        *(Mark(span, f"firm {number}", hold=FIRM) for number, span in enumerate(drawn[1])),
        *(Mark(span, f"whole {number}", hold=WHOLE) for number, span in enumerate(drawn[2])),
    ]
)


@given(MARKS)
def test_the_pieces_of_a_mark_cover_it(marks: list[Mark[str]]) -> None:
    pieces: dict[int, list[Span]] = {}
    for node in walk(nest(marks)):
        pieces.setdefault(node.number, []).append(Span(node.start, node.end))
    for number, mark in enumerate(marks):
        found = pieces[number]
        assert found[0].start == mark.span.start
        assert found[-1].end == mark.span.end
        assert all(before.end == after.start for before, after in pairwise(found))
        assert all(len(piece) for piece in found) or len(found) == 1
        assert len(found) == 1 or mark.hold != WHOLE


@given(MARKS)
def test_a_firm_mark_is_split_by_whole_ones_only(marks: list[Mark[str]]) -> None:
    wholes = [mark.span for mark in marks if mark.hold == WHOLE]
    nodes = [node for node in walk(nest(marks)) if node.mark.hold == FIRM]
    for node in nodes:
        for at in {node.start, node.end} - {node.mark.span.start, node.mark.span.end}:
            assert any(at in (span.start, span.end) for span in wholes)


@given(MARKS)
def test_it_is_a_tree_in_document_order(marks: list[Mark[str]]) -> None:
    def check(nodes: Sequence[Node[str]], start: int, end: int) -> None:
        at = start
        for node in nodes:
            assert at <= node.start <= node.end <= end
            check(node.children, node.start, node.end)
            at = node.end

    check(nest(marks), 0, 12)


@given(st.lists(disjoint(12), max_size=1).map(lambda drawn: [Mark(span, "x") for found in drawn for span in found]))
def test_what_does_not_cross_stays_whole(marks: list[Mark[str]]) -> None:
    assert len(list(walk(nest(marks)))) == len(marks)


def test_the_outer_rank_stands_outside() -> None:
    [outer] = nest([Mark(Span(0, 2), "inner", rank=3), Mark(Span(0, 2), "outer", rank=1)])
    assert (outer.mark.what, [child.mark.what for child in outer.children]) == ("outer", ["inner"])


def test_an_addition_stands_outside_the_mark_it_touches() -> None:
    nodes = nest([Mark(Span(0, 2), "name"), Mark(Span(0, 0), "before"), Mark(Span(2, 2), "after")])
    assert [node.mark.what for node in nodes] == ["before", "name", "after"]


def test_whole_marks_may_not_cross() -> None:
    with pytest.raises(OutputError, match="cross at 1"):
        nest([Mark(Span(0, 2), "a", hold=WHOLE), Mark(Span(1, 3), "b", hold=WHOLE)])

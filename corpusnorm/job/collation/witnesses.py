"""A witness beside the base: where it reads something else, which paragraph is which, and what moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from corpusnorm.edits import Span
from corpusnorm.job.collation.collate import Place, in_order_of, variants_of_degraded, variants_of_near
from corpusnorm.job.collation.differences import Difference
from corpusnorm.job.collation.moves import Moved, copied_span, moved_in_degraded, moved_in_near, on_paragraphs, places
from corpusnorm.tables import edits_of
from corpusnorm.tei.blocks import blocks
from corpusnorm.tei.links import place_id
from corpusnorm.tei.model import Alignment, Transposition, Variant

Row = Mapping[str, Any]


class Collated(NamedTuple):
    """What is known of a witness beside the base text."""

    variants: tuple[Variant, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    transpositions: tuple[Transposition, ...] = ()


def collated_near(tie: Row, base: str, text: str, found: Sequence[Difference]) -> Collated:
    """A near copy, or a part, with the differences that lead from the base text to it."""
    onto = blocks(base)
    moved = moved_in_near(base, text, found, onto)
    aligned = tuple(_on_blocks(found, onto))
    return _collated(tie, aligned, moved, variants_of_near(tie["id"], base, found, _known(tie, moved, onto)))


def collated_degraded(tie: Row, base: str, text: str, repair: Row) -> Collated:
    """A degraded copy that was repaired from the base, with its row of `REPAIRS`."""
    onto = blocks(base)
    stretches = [row for row in repair["spans"] if row["tier"] != "gap"]
    moved = moved_in_degraded(base, text, stretches, in_order_of(stretches), onto)
    repaired = edits_of(repair["edits"]).apply(text)
    aligned = tuple(_on_stretches(base, text, stretches, onto))
    return _collated(
        tie, aligned, moved, variants_of_degraded(tie["id"], base, text, repaired, repair["spans"], _known(tie, moved, onto))
    )


def _known(tie: Row, moved: Sequence[Moved], onto: tuple[Span, ...]) -> list[Place]:
    """What moved, with the ids of the places in the base."""
    return [Place(*each, place_id(tie["work"], each.base, onto)) for each in moved]


def _collated(tie: Row, aligned: tuple[tuple[Span, Span], ...], moved: Sequence[Moved], variants: tuple[Variant, ...]) -> Collated:
    alignments = (Alignment(tie["id"], aligned, tie["containment"]),) if aligned else ()
    return Collated(variants, alignments, tuple(Transposition(tie["id"], *each) for each in moved))


def _on_blocks(found: Sequence[Difference], onto: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Each block of the base that the witness has some of, and where: with the words at its edges that are others there."""
    there = list(places(found))
    starts, ends = [start for start, _, _ in found], [end for _, end, _ in found]
    for block in onto:
        first = bisect_left(ends, block.start)
        while first < len(found) and ends[first] == block.start and not _added_word(found[first]):
            first += 1
        last = bisect_right(starts, block.end) - 1
        while last >= first and starts[last] == block.end and not _added_word(found[last]):
            last -= 1
        begin, stop = _shifted(block.start, there, ends, first - 1), _shifted(block.end, there, ends, last)
        if first <= last and starts[first] < block.start:
            begin = there[first][1]
        if first <= last and ends[last] > block.end:
            stop = there[last][0]
        differs = sum(min(end, block.end) - max(start, block.start) for start, end, _ in found[first : last + 1])
        if differs < len(block):
            yield block, Span(begin, stop)


def _added_word(difference: Difference) -> bool:
    """Whether something was added to a paragraph, and not a paragraph."""
    start, end, new = difference
    return start == end and "\n" not in new


def _shifted(at: int, there: Sequence[tuple[int, int]], ends: Sequence[int], number: int) -> int:
    """Where in the witness a place behind difference `number` of the base stands."""
    return at + there[number][1] - ends[number] if number >= 0 else at


def _on_stretches(base: str, text: str, stretches: Sequence[Row], onto: tuple[Span, ...]) -> Iterator[tuple[Span, Span]]:
    """Each block of the base, with the part of the degraded copy that was repaired from it."""
    reached: dict[int, Span] = {}
    for row in stretches:
        if copied := copied_span(row):
            other = Span(row["degraded_start"], row["degraded_end"])
            for index, _, place in on_paragraphs(base, copied, text, other, onto):
                before = reached.get(index, place)
                reached[index] = Span(min(before.start, place.start), max(before.end, place.end))
    return ((onto[index], place) for index, place in sorted(reached.items()))

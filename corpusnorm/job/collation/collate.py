"""Collation: where a witness reads something else than the base text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from corpusnorm.alignment import heaviest_chain
from corpusnorm.edits import Span
from corpusnorm.job.collation.differences import Difference
from corpusnorm.job.collation.extents import with_extents
from corpusnorm.job.collation.moves import copied_span, places
from corpusnorm.tei.model import Piece, Variant

_GAP = Piece("", "gap")


class Place(NamedTuple):
    """A passage that moved, and the id of its place in the base text."""

    base: Span
    other: Span
    id: str


class _Reading(NamedTuple):
    """What a witness has from `at` on, in place of the base text from `start` to `end`."""

    start: int
    end: int
    text: str
    at: int


def variants_of_near(witness: str, base: str, found: Sequence[Difference], moved: Sequence[Place] = ()) -> tuple[Variant, ...]:
    """Where a near copy reads something else: one variant a difference, paragraph by paragraph, and where it ends or breaks off.

    What `moved` is marked as such where it was left out and where it was added. What differs in white space alone is left out, so
    that the readings and the base text around them are the text of the witness but for its white space.
    """
    there = zip(found, (at for at, _ in places(found)), strict=True)
    readings = (reading for difference, at in there for reading in _by_paragraph(base, _Reading(*difference, at)))
    differing = (reading for reading in readings if base[reading.start : reading.end].split() != reading.text.split())
    return with_extents((variant for reading in differing for variant in _marked(witness, base, reading, moved)), base)


def _by_paragraph(base: str, reading: _Reading) -> Iterator[_Reading]:
    """A reading, cut at its line feeds where both sides have as many lines; each without white space at an end that both have."""
    start, end, new, at = reading
    lines, others = base[start:end].split("\n"), new.split("\n")
    if len(lines) != len(others):
        lines, others = [base[start:end]], [new]
    for line, other in zip(lines, others, strict=True):
        before, after = (_both_blank(line, other), _both_blank(line[::-1], other[::-1])) if line.strip() else (0, 0)
        blank = _blank(other) if before else 0
        text = other[blank : len(other) - (_blank(other[::-1]) if after else 0)]
        yield _Reading(start + before, start + len(line) - after, text, at + blank)
        start, at = start + len(line) + 1, at + len(other) + 1


def _both_blank(line: str, other: str) -> int:
    """How many characters of white space a line begins with, where the other begins with some, too: words or paragraphs parted."""
    blank, its = line[: _blank(line)], other[: _blank(other)]
    return len(blank) if its and ("\n" in blank) == ("\n" in its) else 0


def _blank(text: str) -> int:
    """How many characters of white space a text begins with."""
    return len(text) - len(text.lstrip())


def _marked(witness: str, base: str, reading: _Reading, moved: Sequence[Place]) -> Iterator[Variant]:
    """The variants of a reading: one, or where part of an omission stands elsewhere in the witness, one a part."""
    start, end, text, at = reading
    if text:
        yield Variant(Span(start, end), witness, tuple(_pieces(text, at, moved)))
    else:
        yield from _omitted(witness, base, Span(start, end), (), moved)


def _omitted(witness: str, base: str, span: Span, pieces: tuple[Piece, ...], moved: Sequence[Place]) -> Iterator[Variant]:
    """What is left out, with `pieces` for what stands nowhere in the witness."""
    gone = [each.base for each in moved if span.start <= each.base.start and each.base.end <= span.end]
    at = span.start
    for each in sorted(gone):
        yield from _beside(witness, base, Span(at, each.start), pieces)
        yield Variant(each, witness, (Piece("", "moved"),))
        at = each.end
    rest = Span(at, span.end)
    yield from _beside(witness, base, rest, pieces) if gone else [Variant(rest, witness, pieces)]


def _beside(witness: str, base: str, span: Span, pieces: tuple[Piece, ...]) -> Iterator[Variant]:
    """What is left out beside what moved: without line feeds at its edges, nor white space alone or at its end."""
    text = span.of(base)
    if text.strip():
        before = len(text) - len(text.lstrip("\n"))
        yield Variant(Span(span.start + before, span.end - _blank(text[::-1])), witness, pieces)


def _pieces(text: str, at: int, moved: Sequence[Place]) -> Iterator[Piece]:
    """The text of a witness from `at` on, in pieces: what moved there has the place it is from."""
    end = at + len(text)
    done = at
    for each in sorted(moved, key=lambda each: each.other):
        inside = Span(max(each.other.start, at), max(min(each.other.end, end), max(each.other.start, at)))
        if len(inside) and inside.start < end:
            yield from [Piece(text[done - at : inside.start - at])] if inside.start > done else []
            yield Piece(text[inside.start - at : inside.end - at], place=each.id)
            done = inside.end
    yield from [Piece(text[done - at :])] if done < end else []


def variants_of_degraded(
    witness: str,
    base: str,
    degraded: str,
    repaired: str,
    spans: Sequence[Mapping[str, Any]],
    moved: Sequence[Place] = (),
) -> tuple[Variant, ...]:
    """Where a repaired degraded copy reads something else than the base, or nothing.

    `spans` are rows of `RESTORED`. Stretches copied from the base agree with it and make no variant; what stands between two of
    them on either side does. A stretch copied from elsewhere in the base (a passage that moved) is a reading like any other.
    """
    found: list[Variant] = []
    pieces: list[Piece] = []
    at = end = 0  # how far the base text and the repaired one have been read
    stretches = [row for row in spans if row["tier"] != "gap"]  # each reading ends with a gap of its own
    in_order = in_order_of(stretches)
    for number, row in enumerate(stretches):
        copied = in_order.get(number)
        text = repaired[row["start"] : row["end"]]
        if copied and copied.start >= at:
            found += _variants(witness, base, Span(at, copied.start), pieces, moved)
            at, pieces = copied.end, []
        elif text:
            between = repaired[end : row["start"]] if pieces else ""
            pieces += [Piece(between)] if between else []
            pieces.append(_piece(row, text, degraded, moved))
        end = row["end"] if text else end
    return with_extents((*found, *_variants(witness, base, Span(at, len(base)), pieces, moved)), base)


def in_order_of(stretches: Sequence[Mapping[str, Any]]) -> dict[int, Span]:
    """The stretches copied from the base that follow each other there, by number; the fewest characters are left out as moved."""
    copied = [(number, span) for number, row in enumerate(stretches) if (span := copied_span(row))]
    chain = heaviest_chain([span.start for _, span in copied], [len(span) for _, span in copied])
    return dict(copied[place] for place in chain)


def _variants(witness: str, base: str, span: Span, pieces: list[Piece], moved: Sequence[Place]) -> Iterator[Variant]:
    """The variants between two agreeing stretches, lemmas without the white space around them; none where both sides are bare."""
    text = span.of(base)
    start = span.start + _blank(text)
    lemma = Span(start, max(start, span.end - _blank(text[::-1])))
    if pieces:
        yield Variant(lemma, witness, (*pieces, _GAP))
    elif any(map(str.isalnum, lemma.of(base))):
        yield from _omitted(witness, base, lemma, (_GAP,), moved)


def _piece(row: Mapping[str, Any], text: str, degraded: str, moved: Sequence[Place]) -> Piece:
    place = next((each.id for each in moved if each.other.start <= row["degraded_start"] < each.other.end), "")
    original = degraded[row["degraded_start"] : row["degraded_end"]]
    if row["tier"] == "kept" or text == original:
        return Piece(text, place=place)
    return Piece(text, row["tier"], original, row["certainty"], row["evidence"], place)

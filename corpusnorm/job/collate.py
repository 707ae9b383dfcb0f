"""Collation: where a witness reads something else than the base text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corpusnorm.alignment import heaviest_chain
from corpusnorm.edits import Span
from corpusnorm.job.differences import Difference
from corpusnorm.tei.model import Piece, Variant


def variants_of_near(witness: str, base: str, found: Iterable[Difference]) -> tuple[Variant, ...]:
    """Where a near copy reads something else: one variant a difference, white space alone left out."""
    return tuple(
        Variant(Span(start, end), witness, (Piece(new),) if new else ())
        for start, end, new in found
        if base[start:end].split() != new.split()
    )


def variants_of_degraded(
    witness: str, base: str, degraded: str, repaired: str, spans: Sequence[Mapping[str, Any]]
) -> tuple[Variant, ...]:
    """Where a repaired degraded copy reads something else than the base, or nothing.

    `spans` are rows of `RESTORED`. Stretches copied from the base agree with it and make no variant; what stands between two of
    them on either side does. A stretch copied from elsewhere in the base (a passage that moved) is a reading like any other.
    """
    found: list[Variant] = []
    pieces: list[Piece] = []
    at = end = 0  # how far the base text and the repaired one have been read
    stretches = [row for row in spans if row["tier"] != "gap"]  # each reading ends with a gap of its own
    in_order = _in_order(stretches)
    for number, row in enumerate(stretches):
        copied = in_order.get(number)
        text = repaired[row["start"] : row["end"]]
        if copied and copied.start >= at:
            found += _variant(witness, base, Span(at, copied.start), pieces)
            at, pieces = copied.end, []
        elif text:
            between = repaired[end : row["start"]] if pieces else ""
            pieces += [Piece(between)] if between else []
            pieces.append(_piece(row, text, degraded))
        end = row["end"] if text else end
    return (*found, *_variant(witness, base, Span(at, len(base)), pieces))


def _in_order(stretches: Sequence[Mapping[str, Any]]) -> dict[int, Span]:
    """The stretches copied from the base that follow each other there, by number; the fewest characters are left out as moved."""
    copied = [(number, span) for number, row in enumerate(stretches) if (span := copied_span(row))]
    chain = heaviest_chain([span.start for _, span in copied], [len(span) for _, span in copied])
    return dict(copied[place] for place in chain)


def copied_span(row: Mapping[str, Any]) -> Span | None:
    """The span of the base that a stretch was copied from."""
    kind, _, place = row["evidence"].partition(":")
    if row["tier"] != "witness" or kind != "witness":
        return None
    start, _, end = place.partition("-")
    return Span(int(start), int(end))


def _variant(witness: str, base: str, span: Span, pieces: list[Piece]) -> Iterator[Variant]:
    """A variant between two agreeing stretches, its lemma without the white space around it; none where both sides are bare."""
    text = span.of(base)
    start = span.start + len(text) - len(text.lstrip())
    lemma = Span(start, max(start, span.end - (len(text) - len(text.rstrip()))))
    if pieces:
        yield Variant(lemma, witness, (*pieces, Piece("", "gap")))
    elif any(map(str.isalnum, lemma.of(base))):
        yield Variant(lemma, witness, (Piece("", "gap"),))


def _piece(row: Mapping[str, Any], text: str, degraded: str) -> Piece:
    original = degraded[row["degraded_start"] : row["degraded_end"]]
    if row["tier"] == "kept" or text == original:
        return Piece(text)
    return Piece(text, row["tier"], original, row["certainty"], row["evidence"])

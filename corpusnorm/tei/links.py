"""Alignments and transpositions as links from places of the base text to ranges of the raw text of a witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpusnorm.edits import Span
from corpusnorm.tei.blocks import clip
from corpusnorm.tei.markup import element, wrap
from corpusnorm.tei.model import Alignment, Witness, Work
from corpusnorm.tei.pointers import anchor_id, block_id, raw, witness_id
from corpusnorm.tei.steps import ALIGN, Steps


def links(work: Work, onto: tuple[Span, ...], steps: Steps) -> str:
    """The `standOff` of a work: a group of links an alignment, in the order of the witnesses, then one for what moved in each.

    Of an alignment there is one link a block: to the smallest range of the witness that covers all that is aligned with a part of
    it. The alignment of tokens is in the ledger. A link of a transposition leads from the place in the base text to that in the
    witness.
    """
    witnesses = {witness.id: witness for witness in work.witnesses}
    aligned = (_aligned(work, one, witnesses, onto, steps) for one in sorted(work.alignments, key=lambda one: one.witness))
    moved = (_moved(work, witnesses[one], onto, steps) for one in sorted({each.witness for each in work.transpositions}))
    return wrap("standOff", {}, *aligned, *moved)


def place_id(work: str, span: Span, onto: tuple[Span, ...]) -> str:
    """The id of what stands at a span of a work whose paragraphs are `onto`: of the first block, or of an anchor.

    >>> place_id("d1", Span(2, 5), (Span(0, 1), Span(2, 5))), place_id("d1", Span(3, 5), (Span(0, 1), Span(2, 5)))
    ('d1.p2', 'd1.s3-5')
    """
    cut = clip(span, onto)
    first, last = cut[0][0], cut[-1][0]
    whole = span == Span(onto[first].start, onto[last].end)
    return block_id(work, first + 1) if whole else anchor_id(work, span)


def _aligned(work: Work, alignment: Alignment, witnesses: Mapping[str, Witness], onto: tuple[Span, ...], steps: Steps) -> str:
    witness = witnesses[alignment.witness]
    reached: dict[int, Span] = {}
    for base, other in alignment.blocks:
        for index, _ in clip(base, onto):
            before = reached.get(index, other)
            reached[index] = Span(min(before.start, other.start), max(before.end, other.end))
    targets = ((block_id(work.id, index + 1), span) for index, span in sorted(reached.items()))
    return _group("alignment", witness, targets, steps.responsible(ALIGN, alignment.certainty))


def _moved(work: Work, witness: Witness, onto: tuple[Span, ...], steps: Steps) -> str:
    found = sorted((one.base, one.other) for one in work.transpositions if one.witness == witness.id)
    targets = ((place_id(work.id, base, onto), other) for base, other in found)
    return _group("transposition", witness, targets, steps.responsible(ALIGN, 1.0))


def _group(kind: str, witness: Witness, targets: Iterable[tuple[str, Span]], made: Mapping[str, str]) -> str:
    attributes = {"type": kind, "targFunc": "base witness", "corresp": f"#{witness_id(witness.id)}", **made}
    found = (
        element("link", {"target": f"#{identifier} {raw(witness.source, witness.edits.origin(span))}"})
        for identifier, span in targets
    )
    return wrap("linkGrp", attributes, *found)

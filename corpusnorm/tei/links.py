"""Alignments as links between the blocks of the base text and ranges of the raw text of a witness."""

from __future__ import annotations

from collections.abc import Mapping

from corpusnorm.edits import Span
from corpusnorm.tei.blocks import clip
from corpusnorm.tei.markup import element, wrap
from corpusnorm.tei.model import Alignment, Witness, Work
from corpusnorm.tei.pointers import block_id, raw, witness_id
from corpusnorm.tei.steps import ALIGN, Steps


def alignments(work: Work, onto: tuple[Span, ...], steps: Steps) -> str:
    """The `standOff` of a work: a group of links an alignment, in the order of the witnesses; empty where there is none.

    There is one link a block: to the smallest range of the witness that covers all that is aligned with a part of the block.
    The alignment of tokens is in the ledger.
    """
    witnesses = {witness.id: witness for witness in work.witnesses}
    groups = (_group(work, one, witnesses, onto, steps) for one in sorted(work.alignments, key=lambda one: one.witness))
    return wrap("standOff", {}, *groups)


def _group(work: Work, alignment: Alignment, witnesses: Mapping[str, Witness], onto: tuple[Span, ...], steps: Steps) -> str:
    witness = witnesses[alignment.witness]
    reached: dict[int, Span] = {}
    for base, other in alignment.blocks:
        for index, _ in clip(base, onto):
            before = reached.get(index, other)
            reached[index] = Span(min(before.start, other.start), max(before.end, other.end))
    made = steps.responsible(ALIGN, alignment.certainty)
    attributes = {"type": "alignment", "targFunc": "base witness", "corresp": f"#{witness_id(witness.id)}"} | made
    links = (
        element(
            "link",
            {"target": f"#{block_id(work.id, index + 1)} {raw(witness.source, witness.edits.to_source(span))}"},
        )
        for index, span in sorted(reached.items())
    )
    return wrap("linkGrp", attributes, *links)

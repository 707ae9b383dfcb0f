"""What a witness lacks: a word or a sentence is left out, from a paragraph on it is a lacuna."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpusnorm.edits import Span
from corpusnorm.tei.blocks import clip, paragraphs
from corpusnorm.tei.model import Piece, Tier, Variant


def with_extents(variants: Iterable[Variant], base: str) -> tuple[Variant, ...]:
    """The variants of one witness, with marks where it breaks off and goes on in place of what holds a whole paragraph it lacks.

    So a lacuna is said in two places, and what others read in between stands there without it. `witStart` and `witEnd` are
    the marks of a witness that begins after the base or ends before it. A reading that stands for several paragraphs stands in the
    first of them.
    """
    onto = paragraphs(base)
    found: list[Variant] = []
    absent: list[Variant] = []
    for each in (part for variant in variants for part in _on_paragraphs(variant, onto)):
        if absent and not (_is_absent(each) and not base[absent[-1].span.end : each.span.start].strip()):
            found += _lacuna(absent, base, onto)
            absent = []
        (absent if _is_absent(each) else found).append(each)
    return (*found, *_lacuna(absent, base, onto))


def _on_paragraphs(variant: Variant, onto: tuple[Span, ...]) -> Iterator[Variant]:
    """A variant on each paragraph that it stands on; its reading on the first."""
    first, *others = clip(variant.span, onto)
    if not others and first[1] == variant.span:  # as nearly all are
        yield variant
        return
    for number, (_, span) in enumerate((first, *others)):
        yield replace(variant, span=span, pieces=variant.pieces if not number else ())


def _is_absent(variant: Variant) -> bool:
    """Whether a witness has nothing there, and does not have it elsewhere."""
    return len(variant.span) > 0 and all(piece.tier == "gap" for piece in variant.pieces)


def _lacuna(absent: Sequence[Variant], base: str, onto: tuple[Span, ...]) -> Iterator[Variant]:
    """Neighbouring omissions as they are, or where they hold a whole paragraph its edges alone."""
    if not any(each.span in (onto[index] for index, _ in clip(each.span, onto)) for each in absent):
        yield from absent
        return
    witness, start, end = absent[0].witness, absent[0].span.start, absent[-1].span.end
    begins, ends = not base[:start].strip(), not base[end:].strip()
    if begins and ends:
        yield from absent
        return
    if not begins:
        yield _mark(witness, start, "witEnd" if ends else "lacunaStart")
    if not ends:
        yield _mark(witness, end, "witStart" if begins else "lacunaEnd")


def _mark(witness: str, at: int, what: Tier) -> Variant:
    return Variant(Span(at, at), witness, (Piece("", what),))

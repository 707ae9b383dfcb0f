"""The apparatus of a paragraph: variants to entries (`app`), pieces of readings to markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpusnorm.edits import Span
from corpusnorm.errors import OutputError
from corpusnorm.tei.layout import Part
from corpusnorm.tei.markup import element, escape, written
from corpusnorm.tei.model import Correction, Piece, Variant
from corpusnorm.tei.pointers import witness_id
from corpusnorm.tei.steps import ALIGN, REPAIR, Steps, spoken

_NOTHING = Piece("")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `app`: at `span` the base text is the lemma, and each of `readings` is what some witnesses have there."""

    span: Span
    readings: tuple[tuple[tuple[str, ...], tuple[Piece, ...]], ...]


def entries(text: str, parts: Iterable[Part]) -> list[Entry]:
    """The entries of one paragraph, in order and disjoint.

    Variants that overlap go into one entry, and a correction that overlaps a variant is taken into it: an entry and a
    correction cannot be split. What a witness is not known to read otherwise it reads as the base text.
    """
    groups: list[tuple[Span, list[Part]]] = []
    for part in sorted(parts, key=lambda part: (part.span.start, len(part.span) > 0, -part.span.end, part.order)):
        if not isinstance(part.item, Variant) and not (isinstance(part.item, Correction) and len(part.span)):
            continue
        if groups and (part.span.start < groups[-1][0].end or part.span == groups[-1][0]):
            span, found = groups[-1]
            groups[-1] = (Span(span.start, max(span.end, part.span.end)), [*found, part])
        else:
            groups.append((part.span, [part]))
    return [_entry(text, span, found) for span, found in groups if any(isinstance(part.item, Variant) for part in found)]


def _entry(text: str, span: Span, parts: list[Part]) -> Entry:
    """An entry, witnesses that read the same together, in the order of the first of them."""
    by_witness: dict[str, list[tuple[Span, tuple[Piece, ...]]]] = {}
    for part in parts:
        if isinstance(part.item, Variant):
            pieces = part.item.pieces if part.number == 1 else ()  # what crosses paragraphs is read on the first of them
            by_witness.setdefault(part.item.witness, []).append((part.span, pieces))
    together: dict[tuple[Piece, ...], list[str]] = {}
    for witness in sorted(by_witness):
        together.setdefault(_reading(text, span, witness, by_witness[witness]), []).append(witness)
    return Entry(span, tuple((tuple(witnesses), pieces) for pieces, witnesses in together.items()))


def _reading(text: str, span: Span, witness: str, variants: list[tuple[Span, tuple[Piece, ...]]]) -> tuple[Piece, ...]:
    """All that a witness reads at `span`: its variants, and the base text between them."""
    reading, at = [], span.start
    for place, pieces in variants:
        if place.start < at:
            raise OutputError(f"variants of witness {witness} overlap at {place.start}", code="E502")
        reading += [Piece(text[at : place.start]), *pieces]
        at = place.end
    reading.append(Piece(text[at : span.end]))
    return tuple([piece for piece in reading if _read(piece)])


def entry_of(variant: Variant) -> Entry:
    """The entry of a variant that meets no other mark.

    >>> entry_of(Variant(Span(0, 4), "w", (Piece("word"), Piece("")))).readings
    ((('w',), (Piece(text='word', tier='kept', original='', certainty=1.0, evidence=''),)),)
    """
    return Entry(variant.span, (((variant.witness,), tuple([piece for piece in variant.pieces if _read(piece)])),))


def _read(piece: Piece) -> bool:
    """Whether a piece is more than no text."""
    return bool(piece.text) or piece != _NOTHING


def app(entry: Entry, lemma: str, base: str, steps: Steps) -> str:
    """An `app` element; `lemma` is the markup of the base text, `base` the witness that reads it."""
    readings = "".join([_side("rdg", witnesses, "".join(_pieces(pieces, steps))) for witnesses, pieces in entry.readings])
    return f"<app{_aligned(steps)}>{_side('lem', (base,), lemma)}{readings}</app>"


def _side(name: str, witnesses: Iterable[str], content: str) -> str:
    """What witnesses read."""
    start = f'{name} wit="{" ".join(["#" + witness_id(witness) for witness in witnesses])}"'
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


@lru_cache(maxsize=16)
def _aligned(steps: Steps) -> str:
    return written(steps.responsible(ALIGN))


def _pieces(pieces: Iterable[Piece], steps: Steps) -> Iterable[str]:
    for piece in pieces:
        yield escape(piece.text) if piece.tier == "kept" else _restored(piece, steps)


def _restored(piece: Piece, steps: Steps) -> str:
    """Restored text: beside the degraded form where it has one (`choice/orig/reg`), else supplied; or a declared gap.

    The degraded form is `orig`, not `sic`: it is no error of its writer but the regular work of an operator.
    """
    kind = {"lexical": "internal", "witness": "external", "conjecture": "conjecture", "gap": "internal"}[piece.tier]
    said = spoken(kind, piece.evidence) | steps.responsible(REPAIR, piece.certainty)
    if piece.tier == "gap":
        return element("gap", {"reason": "degradation", "unit": "words", "extent": "unknown"} | said)
    if piece.original:
        return element("choice", {}, element("orig", {}, escape(piece.original)) + element("reg", said, escape(piece.text)))
    return element("supplied", {"reason": "degradation"} | said, escape(piece.text))

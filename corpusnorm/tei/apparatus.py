"""The apparatus of a paragraph: variants to entries (`app`), pieces of readings to markup."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from corpusnorm.edits import Span
from corpusnorm.errors import OutputError
from corpusnorm.tei.layout import Part
from corpusnorm.tei.markup import element, escape, written
from corpusnorm.tei.model import Correction, Piece, Variant
from corpusnorm.tei.pointers import witness_id
from corpusnorm.tei.steps import ALIGN, REPAIR, Steps, spoken

_NOTHING = Piece("")
_PHRASE = 80  # characters of a lemma in which no other entry stands: its readings are written out
_BREAK = re.compile("\n+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `app`: at `span` the base text is the lemma, and each of `readings` is what some witnesses have there."""

    span: Span
    readings: tuple[tuple[tuple[str, ...], tuple[Piece, ...]], ...]


@dataclass(slots=True)
class _Group:
    """Variants that are one entry, with the corrections that cannot be split from them, and the groups in its lemma."""

    span: Span
    parts: list[Part]
    inner: list[_Group] = field(default_factory=list)

    @property
    def witnesses(self) -> set[str]:
        return {part.item.witness for part in self.parts if isinstance(part.item, Variant)}

    def holds(self, part: Part) -> bool:
        """Whether a part that begins in this group belongs to it, rather than to an entry in its lemma."""
        if not isinstance(part.item, Variant):
            return False
        own = self.witnesses
        return not own or len(self.span) <= _PHRASE or part.span == self.span or part.item.witness in own

    def gather(self) -> None:
        """Take over, from the groups inside, the variants of witnesses whose reading stands here."""
        own = self.witnesses
        for group in self.inner:
            self.parts += group.give(own)
            group.gather()

    def give(self, witnesses: set[str]) -> list[Part]:
        """Give up the variants of some witnesses, here and inside."""
        given = [part for part in self.parts if isinstance(part.item, Variant) and part.item.witness in witnesses]
        self.parts = [part for part in self.parts if part not in given]
        return [*given, *(part for group in self.inner for part in group.give(witnesses))]

    def take(self, part: Part, open_inside: Iterable[_Group]) -> None:
        """Grow by a part that ends in this group or beyond it; `open_inside` are the groups in it that the part meets."""
        self.parts.append(part)
        self.span = Span(self.span.start, max(self.span.end, part.span.end))
        if isinstance(part.item, Correction):
            for group in open_inside:
                self.parts += group.parts
                group.parts = []


def entries(text: str, parts: Iterable[Part]) -> list[Entry]:
    """The entries of one paragraph: of two, one comes before the other, or stands in its lemma.

    A variant inside a longer one of another witness is an entry in the lemma of that, unless the longer one is a mere phrase: then
    it is one entry. So are variants that cross each other, but omissions: these are cut. A correction that overlaps a variant
    without standing in it is taken into the lemma: an entry and a correction cannot be split. What a witness is not known to read
    otherwise it reads as the base text.
    """
    top: list[_Group] = []
    for group in _grouped(_uncrossed([part for part in parts if _counts(part)])):
        group.gather()
        top.append(group)
    return [_entry(text, group) for group in _all(top) if group.witnesses]


def _counts(part: Part) -> bool:
    return isinstance(part.item, Variant) or (isinstance(part.item, Correction) and len(part.span) > 0)


def _uncrossed(parts: list[Part]) -> list[Part]:
    """Omissions cut where another mark that crosses them begins or ends."""
    ends: dict[int, list[Span]] = {}
    for part in parts:
        for edge in (part.span.start, part.span.end):
            ends.setdefault(edge, []).append(part.span)
    edges = sorted(ends)
    found: list[Part] = []
    for part in parts:
        span = part.span
        inside = edges[bisect_right(edges, span.start) : bisect_left(edges, span.end)] if _is_absent(part) else []
        cuts = [edge for edge in inside if any(_cross(span, other) for other in ends[edge])]
        for number, (start, end) in enumerate(pairwise([span.start, *cuts, span.end])):
            found.append(part._replace(span=Span(start, end), number=2 if number else part.number))
    return found


def _is_absent(part: Part) -> bool:
    """Whether a variant has no text where the base text has some."""
    return isinstance(part.item, Variant) and len(part.span) > 0 and not any(piece.text for piece in _pieces_on(part))


def _cross(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _grouped(parts: list[Part]) -> Iterator[_Group]:
    """The outermost groups, in order."""
    path: list[_Group] = []  # the open groups, each in the one before it
    for part in sorted(parts, key=lambda part: (part.span.start, len(part.span) > 0, -part.span.end, part.order)):
        while path and path[-1].span.end <= part.span.start and path[-1].span != part.span:
            done = path.pop()
            if not path:
                yield done
        holder = next((number for number, group in enumerate(path) if group.span.end < part.span.end or group.holds(part)), None)
        if holder is None:
            group = _Group(part.span, [part])
            if path:
                path[-1].inner.append(group)
            path.append(group)
        else:
            path[holder].take(part, path[holder + 1 :])
            del path[holder + 1 :]
    yield from path[:1]


def _all(groups: Iterable[_Group]) -> Iterator[_Group]:
    for group in groups:
        yield group
        yield from _all(group.inner)


def _entry(text: str, group: _Group) -> Entry:
    """An entry, witnesses that read the same together, in the order of the first of them."""
    by_witness: dict[str, list[Part]] = {}
    for part in sorted(group.parts, key=lambda part: (part.span.start, part.span.end, part.order)):
        if isinstance(part.item, Variant):
            by_witness.setdefault(part.item.witness, []).append(part)
    together: dict[tuple[Piece, ...], list[str]] = {}
    for witness in sorted(by_witness):
        together.setdefault(_reading(text, group.span, witness, by_witness[witness]), []).append(witness)
    return Entry(group.span, tuple((tuple(witnesses), pieces) for pieces, witnesses in together.items()))


def _reading(text: str, span: Span, witness: str, parts: Iterable[Part]) -> tuple[Piece, ...]:
    """All that a witness reads at `span`: its variants, and the base text between them."""
    reading, at = [], span.start
    for part in parts:
        if part.span.start < at:
            raise OutputError(f"variants of witness {witness} overlap at {part.span.start}", code="E502")
        reading += [Piece(text[at : part.span.start]), *_pieces_on(part)]
        at = part.span.end
    reading.append(Piece(text[at : span.end]))
    return tuple([piece for piece in reading if _read(piece)])


def _pieces_on(part: Part) -> tuple[Piece, ...]:
    """What of a variant is read on a part of it: what crosses paragraphs is read on the first of them."""
    pieces = part.item.pieces if isinstance(part.item, Variant) else ()
    return pieces if part.number == 1 else tuple(piece for piece in pieces if piece.tier == "moved")


def entry_of(variant: Variant) -> Entry:
    """The entry of a variant that meets no other mark.

    >>> entry_of(Variant(Span(0, 4), "w", (Piece("word"), Piece("")))).readings[0][1]
    (Piece(text='word', tier='kept', original='', certainty=1.0, evidence='', place=''),)
    """
    return Entry(variant.span, (((variant.witness,), tuple([piece for piece in variant.pieces if _read(piece)])),))


def _read(piece: Piece) -> bool:
    """Whether a piece is more than no text."""
    return bool(piece.text) or piece != _NOTHING


def app(entry: Entry, lemma: str, base: str, steps: Steps) -> str:
    """An `app` element; `lemma` is the markup of the base text, `base` the witness that reads it."""
    readings = "".join([_rdg(witnesses, pieces, steps) for witnesses, pieces in entry.readings])
    return f"<app{_aligned(steps)}>{_side('lem', (base,), '', lemma)}{readings}</app>"


def _rdg(witnesses: Iterable[str], pieces: tuple[Piece, ...], steps: Steps) -> str:
    """A reading; one whose witness has the text elsewhere, and nothing in its place, is `transposed`."""
    elsewhere = any(piece.tier == "moved" for piece in pieces) and not any(piece.text for piece in pieces)
    return _side("rdg", witnesses, ' type="transposed"' if elsewhere else "", "".join(_markup(pieces, steps)))


def _side(name: str, witnesses: Iterable[str], said: str, content: str) -> str:
    """What witnesses read."""
    start = f'{name} wit="{" ".join(["#" + witness_id(witness) for witness in witnesses])}"{said}'
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


@lru_cache(maxsize=16)
def _aligned(steps: Steps) -> str:
    return written(steps.responsible(ALIGN))


def _markup(pieces: Iterable[Piece], steps: Steps) -> Iterator[str]:
    for piece in pieces:
        markup = _broken(escape(piece.text)) if piece.tier == "kept" else _restored(piece, steps)
        yield element("seg", {"type": "transposed", "corresp": f"#{piece.place}"}, markup) if piece.place else markup


def _broken(text: str) -> str:
    """Text with a milestone where a paragraph of the witness begins: line feeds are white space to who reads XML."""
    return _BREAK.sub(r'\g<0><milestone unit="p"/>', text) if "\n" in text else text


def _restored(piece: Piece, steps: Steps) -> str:
    """Restored text: beside the degraded form where it has one (`choice/orig/reg`), else supplied; or a declared gap; or no text.

    The degraded form is `orig`, not `sic`: it is no error of its writer but the regular work of an operator.
    """
    kind = _EVIDENCE.get(piece.tier)
    if kind is None:
        return "" if piece.tier == "moved" else f"<{piece.tier}/>"
    said = spoken(kind, piece.evidence) | steps.responsible(REPAIR, piece.certainty)
    if piece.tier == "gap":
        return element("gap", {"reason": "degradation", "unit": "words", "extent": "unknown"} | said)
    if piece.original:
        return element("choice", {}, element("orig", {}, escape(piece.original)) + element("reg", said, escape(piece.text)))
    return element("supplied", {"reason": "degradation"} | said, escape(piece.text))


_EVIDENCE = {"lexical": "internal", "witness": "external", "conjecture": "conjecture", "gap": "internal"}

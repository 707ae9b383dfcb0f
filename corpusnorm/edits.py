"""Edits: what a step changed, as data that can be applied, composed, mapped through and undone.

All offsets are code points, half-open. An `Edits` stands on ONE frame: the spans of all its edits are spans of the same
source text. Applying it gives a *result* text; `then` composes two of them, `invert` leads back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from corpusnorm.errors import EditError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(2, 5).of("abcdef")
    'cde'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise EditError(f"span {self.start}:{self.end} is not 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `span` of the source by `text`; `rule` says by which rule, `evidence` on whose word.

    `certainty` is a probability in 0..1. An empty span inserts, an empty text deletes.
    """

    span: Span
    text: str
    rule: str = ""
    certainty: float = 1.0
    evidence: str = ""


class Edits:
    """Sorted, disjoint edits on one frame. Immutable; equal when its edits are equal.

    Two edits may touch but never overlap, and at one place there is at most one insertion. An edit that does nothing is left
    out and deletions that touch become one, so that every `Edits` can be inverted. Building one costs a sort, `apply` the length
    of the text, mapping a span a binary search.

    >>> fix = Edits([Edit(Span(0, 2), "Eu"), Edit(Span(4, 4), "!")])
    >>> fix.apply("eurs")
    'Eurs!'
    >>> fix.invert("eurs").apply("Eurs!")
    'eurs'
    """

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        kept: list[Edit] = []
        for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
            if not edit.text and not len(edit.span):
                continue
            if kept and (kept[-1].span.end > edit.span.start or kept[-1].span == edit.span):
                raise EditError(f"edits overlap: {_where(kept[-1])} and {_where(edit)}")
            if kept and not kept[-1].text and not edit.text and kept[-1].span.end == edit.span.start:
                last = kept.pop()
                edit = _unite([last, edit], Span(last.span.start, edit.span.end), "")
            kept.append(edit)
        self._edits = tuple(kept)

    def __iter__(self) -> Iterator[Edit]:
        return iter(self._edits)

    def __len__(self) -> int:
        return len(self._edits)

    def __getitem__(self, index: int) -> Edit:
        return self._edits[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edits) and self._edits == other._edits

    def __hash__(self) -> int:
        return hash(self._edits)

    def __repr__(self) -> str:
        return f"Edits({list(self._edits)!r})"

    @cached_property
    def _source_spans(self) -> tuple[Span, ...]:
        return tuple(edit.span for edit in self._edits)

    @cached_property
    def result_spans(self) -> tuple[Span, ...]:
        """For each edit, the span its text takes in the result, in order."""
        spans, shift = [], 0
        for edit in self._edits:
            start = edit.span.start + shift
            spans.append(Span(start, start + len(edit.text)))
            shift += len(edit.text) - len(edit.span)
        return tuple(spans)

    def apply(self, source: str) -> str:
        """The result text. Raises `EditError` when an edit reaches beyond `source`."""
        if not self._edits:
            return source
        if self._edits[-1].span.end > len(source):
            raise EditError(f"an edit ends at {self._edits[-1].span.end}, the text at {len(source)}")
        pieces: list[str] = []
        at = 0
        for edit in self._edits:
            pieces += (source[at : edit.span.start], edit.text)
            at = edit.span.end
        pieces.append(source[at:])
        return "".join(pieces)

    def invert(self, source: str) -> Edits:
        """Edits on the result that give `source` back: `e.invert(s).apply(e.apply(s)) == s`."""
        return Edits(
            replace(edit, span=span, text=edit.span.of(source)) for edit, span in zip(self._edits, self.result_spans, strict=True)
        )

    def to_result(self, span: Span) -> Span:
        """The smallest span of the result that covers what became of `span`, insertions at its ends included."""
        return _carry(span, self._source_spans, self.result_spans)

    def to_source(self, span: Span) -> Span:
        """The smallest span of the source that covers what `span` of the result was made from."""
        return _carry(span, self.result_spans, self._source_spans)

    def origin(self, span: Span) -> Span:
        """The smallest span of the source that has all of which the characters of `span` were made: `to_source` without what was
        deleted at its ends. An empty span has no characters; it is that of `to_source`.

        >>> Edits([Edit(Span(0, 6), "")]).origin(Span(0, 4)), Edits([Edit(Span(0, 6), "")]).to_source(Span(0, 4))
        (Span(start=6, end=10), Span(start=0, end=10))
        """
        found = self.to_source(span)
        if not len(span):
            return found
        before, after = self._deletions.get(span.start), self._deletions.get(span.end)
        return Span(before.end if before else found.start, after.start if after else found.end)

    @cached_property
    def _deletions(self) -> dict[int, Span]:
        """What of the source was deleted, by its place in the result."""
        return {new.start: old for new, old in zip(self.result_spans, self._source_spans, strict=True) if not len(new)}

    def then(self, later: Edits) -> Edits:
        """One `Edits` that does `self` first and `later`, which stands on the result of `self`, after.

        Edits that do not meet stay as they are. Where both touch the same characters one edit stands for both: its rule and
        evidence name both, its certainty is the lower. Law: `a.then(b).apply(s) == b.apply(a.apply(s))`.
        """
        if not self._edits:
            return later
        if not later._edits:
            return self
        return Edits(_compose(self, later))


def _carry(span: Span, here: tuple[Span, ...], there: tuple[Span, ...]) -> Span:
    """Map a span over edits that lie at `here` on its own side and at `there` on the other.

    An edit counts as covered when it shares a character with the span, or is empty on this side and touches it.
    """
    first = bisect_left(here, span.start, key=lambda edit: edit.end)  # the first edit that does not end before the span
    if first < len(here) and here[first].end == span.start and len(here[first]):
        first += 1
    last = bisect_right(here, span.end, key=lambda edit: edit.start) - 1  # the last that does not start after it
    if last >= 0 and here[last].start == span.end and len(here[last]):
        last -= 1
    start = span.start + (there[first - 1].end - here[first - 1].end if first else 0)
    if first < len(here) and here[first].start <= span.start:
        start = there[first].start
    end = span.end + (there[last].end - here[last].end if last >= 0 else 0)
    if last >= 0 and span.end <= here[last].end:
        end = there[last].end
    return Span(start, max(start, end))


def _meets(made: Span, edit: Edit, later: Edit) -> bool:
    """Whether `later` must merge with `edit`, whose text stands at `made`: they share characters, or touch where one of
    them is empty on a side and their order in the source would be lost."""
    if made.overlaps(later.span):
        return True
    touching = made.end >= later.span.start and later.span.end >= made.start
    return touching and (not len(made) or not len(edit.span) or not len(later.span))


def _compose(first: Edits, later: Edits) -> Iterator[Edit]:
    """Sweep over the middle text; each group of edits that meet becomes one edit, the rest is only shifted."""
    made = first.result_spans
    i = j = 0
    shift = 0  # source offset minus middle offset, left of the sweep
    while i < len(first) or j < len(later):
        firsts: list[tuple[Edit, Span]] = []
        laters: list[Edit] = []
        if j == len(later) or (i < len(first) and made[i].start <= later[j].span.start):
            firsts.append((first[i], made[i]))
            i += 1
        else:
            laters.append(later[j])
            j += 1
        while True:
            if laters and i < len(first) and _meets(made[i], first[i], laters[-1]):
                firsts.append((first[i], made[i]))
                i += 1
            elif firsts and j < len(later) and _meets(firsts[-1][1], firsts[-1][0], later[j]):
                laters.append(later[j])
                j += 1
            else:
                break
        yield _merge(firsts, laters, shift)
        shift += sum(len(edit.span) - len(made_span) for edit, made_span in firsts)


def _merge(firsts: list[tuple[Edit, Span]], laters: list[Edit], shift: int) -> Edit:
    """One edit for a group. Every middle character of the group outside `laters` was made by one of `firsts`."""
    if not laters:
        return firsts[0][0]
    if not firsts:
        return replace(laters[0], span=laters[0].span.shift(shift))
    start = min(firsts[0][1].start, laters[0].span.start)
    end = max(firsts[-1][1].end, laters[-1].span.end)
    pieces: list[str] = []
    at = start
    for later in laters:
        pieces += (_made_text(firsts, at, later.span.start), later.text)
        at = later.span.end
    pieces.append(_made_text(firsts, at, end))
    growth = sum(len(edit.span) - len(made) for edit, made in firsts)
    span = Span(start + shift, end + shift + growth)
    return _unite([edit for edit, _ in firsts] + laters, span, "".join(pieces))


def _made_text(firsts: list[tuple[Edit, Span]], start: int, end: int) -> str:
    """The middle text between `start` and `end`, all of it made by `firsts`."""
    return "".join(edit.text[max(start - made.start, 0) : max(end - made.start, 0)] for edit, made in firsts)


def _unite(parts: list[Edit], span: Span, text: str) -> Edit:
    """One edit that stands for `parts`: all their rules and evidence, the lowest certainty."""
    return Edit(
        span,
        text,
        rule=_join("+", (edit.rule for edit in parts)),
        certainty=min(edit.certainty for edit in parts),
        evidence=_join("; ", (edit.evidence for edit in parts)),
    )


def _where(edit: Edit) -> str:
    return f"{edit.span.start}:{edit.span.end} ({edit.rule or 'no rule'})"


def _join(separator: str, parts: Iterable[str]) -> str:
    """The distinct non-empty parts, in order."""
    return separator.join(dict.fromkeys(part for part in parts if part))

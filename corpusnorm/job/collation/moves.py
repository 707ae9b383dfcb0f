"""Transpositions: passages that a witness has, but elsewhere than the base."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from corpusnorm.alignment import align
from corpusnorm.alignment.moves import Run, moved_runs
from corpusnorm.edits import Span
from corpusnorm.job.collation.differences import Difference
from corpusnorm.tei.blocks import clip

_WORD = re.compile(r"\w+")
_LEAST = 4  # words of a passage, at the least
_NEAR = 4  # words that may differ between two parts of a passage
_BITS = 16  # how much rarer than by chance its words must be: in what near copies do not have in common there is little chance
Row = Mapping[str, Any]
Place = tuple[int, int]


class Moved(NamedTuple):
    """What stands at `base` in one paragraph of the base text, and at `other` of the witness."""

    base: Span
    other: Span


def moved_in_near(base: str, text: str, found: Sequence[Difference], onto: Sequence[Span]) -> list[Moved]:
    """The passages that moved, in the order of the base text, each in one of its paragraphs `onto`; no two overlap.

    `found` are the differences of the two texts. What was left out at one place and added at another is a passage that moved, where
    it is no chance that both have it: see `moved_runs`. Words may differ in it. Costs a look at the differences, and where much was
    left out and much was added, a pass over the words.
    """
    omitted, added = max((_words(base[s:e]) for s, e, _ in found), default=0), max((_words(new) for _, _, new in found), default=0)
    if min(omitted, added) < _LEAST:
        return []
    here, there = _Words.of(base, [(start, end) for start, end, _ in found]), _Words.of(text, list(places(found)))
    runs = moved_runs(here.forms, there.forms, zip(here.paired, there.paired, strict=False), _BITS)
    grown = [_grown(base, text, here, there, passage) for passage in _passages(runs, here, onto)]
    return _apart(grown)


def moved_in_degraded(
    base: str, degraded: str, stretches: Sequence[Row], in_order: Container[int], onto: tuple[Span, ...]
) -> list[Moved]:
    """The passages of a repaired degraded copy that moved, in the order of the base text, each in one of its paragraphs.

    `stretches` are rows of `RESTORED`; those copied from the base without a number among `in_order` moved.
    """
    found = [
        Moved(place, other)
        for number, row in enumerate(stretches)
        if number not in in_order and (copied := copied_span(row)) and _words(copied.of(base)) >= _LEAST
        for _, place, other in on_paragraphs(base, copied, degraded, Span(row["degraded_start"], row["degraded_end"]), onto)
    ]
    return _apart(found)


def on_paragraphs(base: str, copied: Span, degraded: str, other: Span, onto: tuple[Span, ...]) -> Iterator[tuple[int, Span, Span]]:
    """A stretch copied from the base on each of its paragraphs: which it is, and where the two stand in each other.

    Costs an alignment, where it stands on more than one.
    """
    cut = clip(copied, onto)
    if len(cut) == 1:
        yield cut[0][0], copied, other
        return
    found = align(copied.of(base), other.of(degraded))
    starts = [copied.start + found.a_tokens[i].start for i, _ in found.pairs]
    for index, place in cut:
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        if first < last:
            tokens = [found.b_tokens[found.pairs[number][1]] for number in (first, last - 1)]
            yield index, place, Span(tokens[0].start, tokens[1].end).shift(other.start)


def copied_span(row: Row) -> Span | None:
    """The span of the base that a stretch was copied from."""
    kind, _, place = row["evidence"].partition(":")
    if row["tier"] != "witness" or kind != "witness":
        return None
    start, _, end = place.partition("-")
    return Span(int(start), int(end))


def places(found: Iterable[Difference]) -> Iterator[Place]:
    """Where the new text of each difference stands in the witness."""
    shift = 0
    for start, end, new in found:
        yield start + shift, start + shift + len(new)
        shift += len(new) - (end - start)


def _words(text: str) -> int:
    return text.count(" ") + 1 if text else 0


class _Words(NamedTuple):
    """The words of a text, the stretches that differ, and the numbers of the words outside of them."""

    spans: list[Place]
    forms: list[str]
    stretches: list[Place]
    paired: list[int]

    @classmethod
    def of(cls, text: str, stretches: list[Place]) -> _Words:
        matches = [(match.span(), match.group()) for match in _WORD.finditer(text)]
        spans, forms = [span for span, _ in matches], [form for _, form in matches]
        paired: list[int] = []
        number = 0
        for start, end in [*stretches, (len(text), len(text))]:
            while number < len(spans) and spans[number][1] <= start:
                paired.append(number)
                number += 1
            while number < len(spans) and spans[number][0] < end:
                number += 1
        return cls(spans, forms, stretches, paired)

    def room(self, first: int, last: int) -> tuple[int, int]:
        """How many characters before one word and after another differ, too."""
        around = [
            self.stretches[bisect_right(self.stretches, (self.spans[word][0], self.spans[word][1])) - 1] for word in (first, last)
        ]
        return self.spans[first][0] - around[0][0], around[1][1] - self.spans[last][1]


def _passages(runs: Iterable[Run], here: _Words, onto: Sequence[Span]) -> Iterator[tuple[Run, Run]]:
    """The first and the last part of each passage: parts of runs that follow each other closely on both sides, in one paragraph."""
    open_: tuple[int, Run, Run] | None = None
    for block, part in sorted((block, part) for run in runs for block, part in _by_paragraph(run, here, onto)):
        if open_ and open_[0] == block and _follows(open_[2], part):
            open_ = block, open_[1], part
            continue
        if open_:
            yield open_[1:]
        open_ = block, part, part
    if open_:
        yield open_[1:]


def _follows(one: Run, other: Run) -> bool:
    return 0 <= other.a - one.a - one.length <= _NEAR and 0 <= other.b - one.b - one.length <= _NEAR


def _by_paragraph(run: Run, here: _Words, onto: Sequence[Span]) -> Iterator[tuple[int, Run]]:
    """A run, cut where a paragraph of the base text begins; each part with the number of its paragraph."""
    blocks = [bisect_right(onto, here.spans[word][0], key=lambda block: block.start) for word in range(run.a, run.a + run.length)]
    cuts = [0, *(number for number in range(1, run.length) if blocks[number] != blocks[number - 1]), run.length]
    for start, end in pairwise(cuts):
        yield blocks[start], Run(run.a + start, run.b + start, end - start)


def _grown(base: str, text: str, here: _Words, there: _Words, passage: tuple[Run, Run]) -> Moved:
    """Where a passage stands, with the marks around it that moved with it."""
    (i, j, _), (last_i, last_j, length) = passage
    k, m = last_i + length - 1, last_j + length - 1
    (start, end), (begin, stop) = (here.spans[i][0], here.spans[k][1]), (there.spans[j][0], there.spans[m][1])
    before, after = (min(rooms) for rooms in zip(here.room(i, k), there.room(j, m), strict=True))
    before = _agreed(base[start - before : start][::-1], text[begin - before : begin][::-1])
    after = _agreed(base[end : end + after], text[stop : stop + after])
    return Moved(Span(start - before, end + after), Span(begin - before, stop + after))


def _agreed(one: str, other: str) -> int:
    """How many characters are the same from the start, up to white space."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b or a.isspace()), len(one))


def _apart(found: list[Moved]) -> list[Moved]:
    """The passages in order, none over another on either side: a mark between two belongs to the first."""
    for side in (1, 0):
        kept: list[Moved] = []
        for each in sorted(found, key=lambda each: each[side]):
            over = kept[-1][side].end - each[side].start if kept else 0
            if over <= 0:
                kept.append(each)
            elif over < min(len(each.base), len(each.other)):
                kept.append(Moved(*(Span(span.start + over, span.end) for span in each)))
        found = kept
    return found

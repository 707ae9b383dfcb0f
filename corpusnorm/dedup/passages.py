"""Shared passages: stretches of words that two documents have in common, wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpusnorm.edits import Span
from corpusnorm.sketch.keys import words

_SEED = 5  # words: runs shorter than this are phrases of the language
_GAP = 4  # words that may differ between two runs of one passage


@dataclass(frozen=True, slots=True)
class Passage:
    """`a` of one text also stands at `b` of the other (code points, half-open), the share `similarity` of its words equal.

    `runs` are the stretches that are the same word for word, as pairs of spans.
    """

    a: Span
    b: Span
    similarity: float
    runs: tuple[tuple[Span, Span], ...]


def shared_passages(a: str, b: str, least: int = 20) -> tuple[Passage, ...]:
    """The passages of at least `least` equal words that two texts share, in the order of `a`.

    Runs of equal words (case-folded) are grown from shared word 5-grams and joined where they follow each other on both sides
    with at most 4 words different between. Linear, apart from 5-grams that repeat.

    >>> text = "one two three four five six seven eight"
    >>> [passage.b.of("zero " + text + " nine") for passage in shared_passages(text, "zero " + text + " nine", least=8)]
    ['one two three four five six seven eight']
    """
    left, right = ([(match.group().casefold(), Span(*match.span())) for match in words(text)] for text in (a, b))
    groups = _joined(_runs([word for word, _ in left], [word for word, _ in right]))
    spans_a, spans_b = ([span for _, span in side] for side in (left, right))
    passages = (_passage(group, spans_a, spans_b, a, b) for group in groups)
    kept = (passage for passage, equal in passages if equal >= least)
    return tuple(sorted(kept, key=lambda passage: (passage.a.start, passage.b.start)))


Run = tuple[int, int, int]  # first word in a, first word in b, words


def _runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Maximal runs of equal words, longest match first at each place of `a`, in the order of `a`."""
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - _SEED + 1):
        places.setdefault(tuple(b[j : j + _SEED]), []).append(j)
    runs: list[Run] = []
    i = 0
    while i <= len(a) - _SEED:
        starts = places.get(tuple(a[i : i + _SEED]), ())
        best = max(((_length(a, b, i, j), -j) for j in starts), default=(0, 0))
        if best[0]:
            runs.append((i, -best[1], best[0]))
        i += max(best[0], 1)
    return runs


def _length(a: Sequence[str], b: Sequence[str], i: int, j: int) -> int:
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    return length


def _joined(runs: list[Run]) -> list[list[Run]]:
    groups: list[list[Run]] = []
    for run in runs:
        if groups:
            i, j, length = groups[-1][-1]
            if 0 <= run[0] - i - length <= _GAP and 0 <= run[1] - j - length <= _GAP:
                groups[-1].append(run)
                continue
        groups.append([run])
    return groups


def _passage(group: list[Run], spans_a: list[Span], spans_b: list[Span], a: str, b: str) -> tuple[Passage, int]:
    """The passage of a group of runs, and how many of its words are equal."""
    runs = tuple(
        _widened(
            a,
            b,
            Span(spans_a[i].start, spans_a[i + length - 1].end),
            Span(spans_b[j].start, spans_b[j + length - 1].end),
        )
        for i, j, length in group
    )
    equal = sum(length for _, _, length in group)
    first, last = group[0], group[-1]
    longest = max(last[0] + last[2] - first[0], last[1] + last[2] - first[1])
    whole_a, whole_b = (Span(runs[0][side].start, runs[-1][side].end) for side in (0, 1))
    return Passage(whole_a, whole_b, round(equal / longest, 4), runs), equal


def _widened(a: str, b: str, in_a: Span, in_b: Span) -> tuple[Span, Span]:
    """A run with the marks around it that are the same on both sides: quotes before it, a full stop after it."""
    before = after = 0
    while _same_mark(a, in_a.start - before - 1, b, in_b.start - before - 1):
        before += 1
    while _same_mark(a, in_a.end + after, b, in_b.end + after):
        after += 1
    return Span(in_a.start - before, in_a.end + after), Span(in_b.start - before, in_b.end + after)


def _same_mark(a: str, i: int, b: str, j: int) -> bool:
    if not (0 <= i < len(a) and 0 <= j < len(b)):
        return False
    return a[i] == b[j] and not a[i].isalnum() and not a[i].isspace()

"""Shared passages: stretches of words that two documents have in common, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpusnorm.edits import Span
from corpusnorm.sketch.keys import words

_SEED = 5  # words: runs shorter than this are phrases of the language
_PLACES = 16  # places of one run of `_SEED` words that are looked at: a text that repeats itself must not cost its square
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
    with at most 4 words different between. Of a 5-gram that repeats, the first 16 places are looked at. Linear.

    >>> text = "one two three four five six seven eight"
    >>> [passage.b.of("zero " + text + " nine") for passage in shared_passages(text, "zero " + text + " nine", least=8)]
    ['one two three four five six seven eight']
    """
    left, right = _indexed(a), _indexed(b)
    groups = _joined(_runs(left.words, right))
    passages = (_passage(group, left.spans, right.spans, a, b) for group in groups)
    kept = (passage for passage, equal in passages if equal >= least)
    return tuple(sorted(kept, key=lambda passage: (passage.a.start, passage.b.start)))


def word_count(text: str) -> int:
    """How many words a text has; counted once for the many documents it is compared with."""
    return len(_indexed(text).words)


@dataclass(frozen=True, slots=True)
class _Indexed:
    """The words of a text, case-folded, their spans, and where each run of `_SEED` words begins."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    places: Mapping[tuple[str, ...], Sequence[int]]


@lru_cache(maxsize=64)  # a document is compared with many others in a row
def _indexed(text: str) -> _Indexed:
    found = [(match.group().casefold(), Span(*match.span())) for match in words(text)]
    folded = tuple(word for word, _ in found)
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(folded) - _SEED + 1):
        found_at = places.setdefault(folded[at : at + _SEED], [])
        if len(found_at) < _PLACES:
            found_at.append(at)
    return _Indexed(folded, tuple(span for _, span in found), places)


Run = tuple[int, int, int]  # first word in a, first word in b, words


def _runs(a: Sequence[str], b: _Indexed) -> list[Run]:
    """Maximal runs of equal words, longest match first at each place of `a`, in the order of `a`."""
    runs: list[Run] = []
    i = 0
    while i <= len(a) - _SEED:
        starts = b.places.get(tuple(a[i : i + _SEED]), ())
        best = max(((_length(a, b.words, i, j), -j) for j in starts), default=(0, 0))
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


def _passage(group: list[Run], spans_a: Sequence[Span], spans_b: Sequence[Span], a: str, b: str) -> tuple[Passage, int]:
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

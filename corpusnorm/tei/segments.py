"""The sentences and tokens of a text, by its paragraphs: what the TEI, the exports and tracing number alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from corpusnorm.edits import Span
from corpusnorm.segmentation import Place, find_in_paragraphs, find_tokens


class Sentence(NamedTuple):
    """The sentence `number` (from 1) of a paragraph: code points of the whole text, half-open, and its tokens where they are asked
    for."""

    number: int
    start: int
    end: int
    tokens: tuple[Place, ...] = ()


_made: Callable[[tuple[int, int, int, tuple[Place, ...]]], Sentence] = partial(tuple.__new__, Sentence)  # three times as fast
Segments = tuple[tuple[Sentence, ...], ...]
"""The sentences of each paragraph."""


def segments(
    text: str,
    paragraphs: Sequence[Span],
    language: str,
    names: Iterable[Span] = (),
    foreign: Mapping[int, str] = MappingProxyType({}),
    *,
    with_tokens: bool = False,
) -> Segments:
    """The sentences of each paragraph of a text, and their tokens.

    They cover all but the white space. A name is never cut: no sentence ends or begins inside of one; a token ends where a name
    begins or ends. `foreign` has the languages of the paragraphs, numbered from 1, that are not in `language`.

    >>> text = "Yahoo! It is. So's he."
    >>> segments(text, [Span(0, 22)], "en", [Span(0, 10), Span(14, 16)], with_tokens=True)[0][1]
    Sentence(number=2, start=14, end=22, tokens=((14, 16), (16, 18), (19, 21), (21, 22)))
    """
    covers = sorted((span.start, span.end) for span in names if len(span))
    found = _joined(_found(text, paragraphs, language, foreign), covers)
    if not with_tokens:
        return tuple([tuple([_made((at, start, end, ())) for at, (start, end) in enumerate(places, 1)]) for places in found])
    edges = sorted({edge for places in (covers, *found) for place in places for edge in place})
    parts = _cut(find_tokens(text), edges)
    starts = [start for start, _ in parts]
    return tuple(
        tuple(
            Sentence(at, start, end, tuple(parts[bisect_left(starts, start) : bisect_left(starts, end)]))
            for at, (start, end) in enumerate(places, 1)
        )
        for places in found
    )


def is_word(text: str, token: Place) -> bool:
    """Whether a token is a word or a figure (`w`), and not a mark (`pc`)."""
    start, end = token
    return text[start].isalnum() or any(map(str.isalnum, text[start:end]))


def _found(text: str, paragraphs: Sequence[Span], language: str, foreign: Mapping[int, str]) -> list[list[Place]]:
    """The sentences of each paragraph: those of one language together, which is much faster."""
    chosen: dict[str, list[Place]] = {}
    for number, span in enumerate(paragraphs, 1):
        chosen.setdefault(foreign.get(number, language), []).append((span.start, span.end))
    found = {each: iter(find_in_paragraphs(text, places, each)) for each, places in chosen.items()}
    return [next(found[foreign.get(number, language)]) for number in range(1, len(paragraphs) + 1)]


def _joined(found: list[list[Place]], covers: Sequence[Place]) -> list[list[Place]]:
    """Sentences, of which those go on that would end in a name, or be followed by one that begins in a name."""
    edges = [edge for places in found for place in places for edge in place] if covers else []
    if all(bisect_right(edges, start) == bisect_left(edges, end) for start, end in covers):
        return found
    reach = [0, *accumulate((end for _, end in covers), max)]  # how far the names before one go

    def inside(at: int) -> bool:
        return reach[bisect_left(covers, (at,))] > at

    return [_without_cuts(places, inside) for places in found]


def _without_cuts(places: Iterable[Place], inside: Callable[[int], bool]) -> list[Place]:
    """The sentences of a paragraph, joined where one ends or begins `inside`."""
    found: list[Place] = []
    for start, end in places:
        if found and (inside(found[-1][1]) or inside(start)):
            start = found.pop()[0]
        found.append((start, end))
    return found


def _cut(places: Iterable[Place], edges: Sequence[int]) -> list[Place]:
    """Tokens, cut at the edges that lie inside of them."""
    found: list[Place] = []
    for start, end in places:
        at = bisect_right(edges, start)
        while at < len(edges) and edges[at] < end:
            found.append((start, edges[at]))
            start = edges[at]
            at += 1
        found.append((start, end))
    return found

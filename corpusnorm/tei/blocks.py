"""The blocks of a text: what becomes a `p`. Only a line feed separates them (not CR, NEL or U+2028)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from corpusnorm.edits import Span


def blocks(text: str) -> tuple[Span, ...]:
    r"""The maximal runs without a line feed, in code points of `text`. What stands between them is kept in the ledger.

    >>> [span.of("a\n\nbc\n") for span in blocks("a\n\nbc\n")]
    ['a', 'bc']
    """
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line:
            found.append(Span(at, end))
        at = end + 1
    return tuple(found)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The blocks of a text as they are written: one empty `p` where there is none, because a TEI body must have one."""
    return blocks(text) or (Span(0, 0),)


def clip(span: Span, onto: tuple[Span, ...]) -> list[tuple[int, Span]]:
    r"""`span` cut into its parts on the paragraphs `onto`, each with the index of its paragraph; never nothing.

    A span that meets no paragraph - an addition, or one between two of them - becomes an empty span: at its own place, else at
    the end of the paragraph before it, else at the start of the first. Costs a binary search and a step a paragraph met.

    >>> clip(Span(0, 4), blocks("a\n\nbc\n")), clip(Span(1, 2), blocks("a\n\nbc\n"))
    ([(0, Span(start=0, end=1)), (1, Span(start=3, end=4))], [(0, Span(start=1, end=1))])
    """
    first = bisect_right(onto, span.start, key=lambda block: block.end)
    last = bisect_left(onto, span.end, key=lambda block: block.start)
    if first < last and len(span):
        return [(index, Span(max(span.start, onto[index].start), min(span.end, onto[index].end))) for index in range(first, last)]
    index = max(bisect_right(onto, span.start, key=lambda block: block.start) - 1, 0)
    place = min(max(span.start, onto[index].start), onto[index].end)
    return [(index, Span(place, place))]

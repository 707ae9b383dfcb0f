"""The blocks of a text, each of which is in one language as a rule."""

from __future__ import annotations

from collections.abc import Iterator

from corpusnorm.edits import Span


def blocks(text: str) -> list[Span]:
    """The paragraphs: what stands between blank lines. Of a text without blank lines each line is a block.

    Code points, without white space around a block; blank lines are in none. Linear in the text.

    >>> [span.of("Erstens\\nzweitens\\n\\n  Third ") for span in blocks("Erstens\\nzweitens\\n\\n  Third ")]
    ['Erstens\\nzweitens', 'Third']
    """
    lines = list(_lines(text))
    groups: list[list[Span]] = [[]]
    for span in lines:
        if len(span):
            groups[-1].append(span)
        elif groups[-1]:
            groups.append([])
    paragraphs = [group for group in groups if group]
    if len(paragraphs) == 1:
        return paragraphs[0]
    return [Span(group[0].start, group[-1].end) for group in paragraphs]


def _lines(text: str) -> Iterator[Span]:
    """The lines without the white space around them."""
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        first = start + len(line) - len(line.lstrip()) if bare else start
        yield Span(first, first + len(bare))
        start += len(line)

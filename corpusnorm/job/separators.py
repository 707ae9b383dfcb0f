"""The line feeds around the paragraphs of a text, which the TEI does not hold: the usual number once, the others by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpusnorm.errors import PackageError


def line_feeds(text: str) -> list[int]:
    r"""How many line feeds stand before each paragraph of a text, and after the last one.

    >>> line_feeds("a\n\nb\nc\n"), line_feeds("\n\n")
    ([0, 2, 1, 1], [2])
    """
    if "\n" not in text:
        return [0, 0] if text else [0]
    found = [0]
    for line in text.split("\n"):
        if line:
            found.append(0)
        found[-1] += 1
    found[-1] -= 1  # a text has one line feed less than lines
    return found


def usual(found: Sequence[int]) -> int:
    """How many line feeds most often stand between two paragraphs, the fewest of those as often; 0 where there are no two.

    >>> usual([0, 2, 1, 2, 1, 9])
    1
    """
    return min(Counter(found[1:-1]).items(), key=lambda each: (-each[1], each[0]), default=(0, 0))[0]


def unusual(found: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where there are other line feeds than usual between paragraphs, and none before the first and after the last one: the number
    of the paragraph that they stand before (from 1; behind the last one, one more), and how many.

    >>> list(unusual([0, 2, 1, 1, 1]))
    [(2, 2), (5, 1)]
    """
    between = usual(found)
    for number, feeds in enumerate(found, 1):
        if feeds != (between if 1 < number < len(found) else 0):
            yield number, feeds


def joined(paragraphs: Sequence[str], between: int, others: Iterable[tuple[int, int]], where: str = "") -> str:
    r"""The text of some paragraphs, from what `usual` and `unusual` say of it. Raises `PackageError` where they say too much.

    >>> joined(("a", "b"), 2, [(3, 1)])
    'a\n\nb\n'
    """
    gaps = [0, *[between] * (len(paragraphs) - 1), 0] if paragraphs else [0]
    for number, feeds in others:
        if not 1 <= number <= len(gaps):
            raise PackageError(f"{len(paragraphs)} paragraphs, where the ledger has {number - 1} or more", where=where)
        gaps[number - 1] = feeds
    return "".join(["\n" * feeds + text for feeds, text in zip(gaps, (*paragraphs, ""), strict=True)])

"""The words and marks that a filler is made of."""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def parts_of(text: str) -> tuple[str, ...]:
    """The words and single marks of a text.

    >>> parts_of(", and the ")
    (',', 'and', 'the')
    """
    return tuple(_PARTS.findall(text))


def single_spaced(text: str) -> str:
    """White space as single spaces: a conjecture says nothing about lines."""
    return _SPACE.sub(" ", text)

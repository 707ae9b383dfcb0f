"""Counts of what was written: per work for its header, summed for the header of the corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from corpusnorm.tei.markup import TEI_NAMESPACE, element, lines, wrap

_ONE = {
    "blocks": "block", "characters": "character", "documents": "document", "references": "reference", "witnesses": "witness",
    "works": "work",
}  # fmt: skip
_START = re.compile(r"<([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Counts:
    """`elements` by name in the text of works, and the `extent` by unit. Addition merges them, in any order.

    >>> (Counts({"p": 1}) + Counts({"p": 2, "gap": 1})).elements == {"p": 3, "gap": 1}
    True
    """

    elements: Mapping[str, int] = field(default_factory=dict)
    extent: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Counts) -> Counts:
        return Counts(_sum(self.elements, other.elements), _sum(self.extent, other.extent))


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    total = Counter(one)
    total.update(other)
    return dict(total)


def count_elements(markup: str) -> dict[str, int]:
    """How often each element begins in markup that we wrote: a `<` is never text there.

    >>> count_elements("<p>a &lt;b> <gap/></p>")
    {'p': 1, 'gap': 1}
    """
    return dict(Counter(_START.findall(markup)))


def extent(counts: Counts) -> str:
    """The `extent` of a header.

    >>> extent(Counts(extent={"witnesses": 1})).split("\\n")[1]
    '<measure unit="witnesses" quantity="1">1 witness</measure>'
    """
    extent = sorted(counts.extent.items())
    said = ((unit, n, _ONE.get(unit, unit) if n == 1 else unit) for unit, n in extent)
    return wrap("extent", {}, *(f'<measure unit="{unit}" quantity="{n}">{n} {noun}</measure>' for unit, n, noun in said))


def tags_declaration(counts: Counts) -> str:
    """The `tagsDecl` of a header, partial: it says the elements in the text of the works."""
    return _tags_declaration(tuple(sorted(counts.elements.items())))


@lru_cache(maxsize=1024)
def _tags_declaration(elements: tuple[tuple[str, int], ...]) -> str:
    usage = (f'<tagUsage gi="{name}" occurs="{number}"/>' for name, number in elements)
    return element("tagsDecl", {"partial": "true"}, lines("", wrap("namespace", {"name": TEI_NAMESPACE}, *usage), ""))

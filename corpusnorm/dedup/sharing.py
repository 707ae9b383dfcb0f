"""Sharing: of each passage that several works have, one work keeps the text and the others refer to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpusnorm.edits import Span


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """`span` of the work `copy` also stands at `kept_span` of the work `keeper`, which keeps it (code points, half-open)."""

    copy: str
    span: Span
    keeper: str
    kept_span: Span


def keep_once(candidates: Iterable[Shared]) -> list[Shared]:
    """The references to write, sorted: no stretch refers twice, none refers to a stretch that is a reference itself.

    Longer passages come first, so a short one gives way. Does not depend on the order of `candidates`.

    >>> span = Span(0, 9)
    >>> [each.keeper for each in keep_once([Shared("d2", span, "d1", span), Shared("d3", span, "d2", span)])]
    ['d1']
    """
    taken: dict[str, list[Span]] = {}  # stretches that became references
    kept: dict[str, list[Span]] = {}  # stretches that others refer to
    chosen = []
    for each in sorted(set(candidates), key=lambda each: (-len(each.span), each)):
        used = taken.get(each.copy, []) + kept.get(each.copy, [])
        crosses = any(span != each.kept_span and span.overlaps(each.kept_span) for span in kept.get(each.keeper, []))
        if crosses or any(map(each.span.overlaps, used)) or any(map(each.kept_span.overlaps, taken.get(each.keeper, []))):
            continue
        taken.setdefault(each.copy, []).append(each.span)
        kept.setdefault(each.keeper, []).append(each.kept_span)
        chosen.append(each)
    return sorted(chosen)

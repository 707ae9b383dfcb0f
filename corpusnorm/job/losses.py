"""Lost names: what became of the names of a text in a degraded copy of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any, Literal, NamedTuple

from corpusnorm.edits import Span
from corpusnorm.job.collation.moves import copied_span

Row = Mapping[str, Any]
Fate = Literal["restored", "in-part", "missing"]
DAMAGED = "names-damaged"
"""The code of the finding that a text lost its names, and no witness gives them back."""


class Loss(NamedTuple):
    """A name of the base that its degraded copy does not have as it stands there.

    `base` is its place in the base; `at` in the repaired copy where it was `restored`, else nothing: `in-part` is a name some of
    which was restored, `missing` one of which nothing stands in the copy.
    """

    mention: Row
    fate: Fate
    base: Span
    at: Span | None
    certainty: float


class _Copied(NamedTuple):
    """A stretch of the base that was copied, and the row that says so."""

    base: Span
    row: Row


def losses(mentions: Iterable[Row], spans: Iterable[Row], degraded: str) -> Iterator[Loss]:
    """What became of the names of a base in a degraded copy; one that stands there as it was is not lost, and not told.

    `mentions` are rows of the names of the base, `spans` those of what was restored (`RESTORED`), `degraded` is the cleaned text of
    the copy. Only what the repair says is claimed: a name is restored where one stretch copied from the base holds all of it.
    """
    copied = [_Copied(place, row) for row in spans if (place := copied_span(row))]
    copied.sort(key=lambda each: (each.base.start, each.base.end))
    starts = [each.base.start for each in copied]
    reach = list(accumulate((each.base.end for each in copied), max))  # stretches that moved can overlap
    for mention in mentions:
        place = Span(mention["start"], mention["end"])
        near = copied[bisect_right(reach, place.start) : bisect_left(starts, place.end)]
        whole = next((each for each in near if each.base.start <= place.start and place.end <= each.base.end), None)
        if whole is None:
            met = any(each.base.overlaps(place) for each in near)
            yield Loss(mention, "in-part" if met else "missing", place, None, 0.0)
        elif mention["form"] not in degraded[whole.row["degraded_start"] : whole.row["degraded_end"]]:
            at = place.shift(whole.row["start"] - whole.base.start)
            yield Loss(mention, "restored", place, at, whole.row["certainty"])

"""Told: the names of a document in words, and those that it lost, for `corpusnorm explain`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

Row = Mapping[str, Any]
_FATES = {
    "restored": "as its base has them",
    "in-part": "of which only a part came back",
    "missing": "of which nothing stands in it",
}


def mentioned(names: Sequence[Row], limit: int | None) -> Iterator[RenderableType]:
    """Who is named, in which forms, and by which rule; then what was left as it is, and why."""
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, heading

    if not names:
        return
    yield heading(f"Who is named: {len(names):,}")
    rows = columns("entity", "type", "times", "as", "by", right=(2,))
    for entity, of_one in _by_entity(names)[:limit]:
        forms = Counter(row["form"] for row in of_one)
        rules = Counter(row["rule"] for row in of_one)
        listed = ", ".join(f"{escape(form)} ({count:,})" if len(forms) > 1 else escape(form) for form, count in _most(forms))
        kind = escape(of_one[0]["type"] or "")
        rows.add_row(f"  {escape(entity)}", kind, f"{len(of_one):,}", listed, ", ".join(escape(rule) for rule, _ in _most(rules)))
    yield rows
    yield from _more(len(_by_entity(names)), limit, "entities")
    yield from _left([row for row in names if row["held"] or row["question"]], limit)


def _left(names: Sequence[Row], limit: int | None) -> Iterator[RenderableType]:
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, heading

    if not names:
        return
    yield heading(f"Names kept as they are, or left open: {len(names):,}")
    rows = columns("at", "form", "instead of", "why", right=(0,))
    for row in names[:limit]:
        why = f"{row['reason']} ({row['date']})" if row["reason"] else row["held"] or row["question"].removeprefix("names:")
        rows.add_row(str(row["start"]), escape(row["form"]), escape(row["proposed"]), escape(why))
    yield rows
    yield from _more(len(names), limit, "names")


def lost(names: Sequence[Row], limit: int | None) -> Iterator[RenderableType]:
    """What became of the names that a degraded copy lost."""
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, heading

    if not names:
        return
    yield heading(f"Names of its base that it lost: {len(names):,}")
    rows = columns("", "", "", right=(1,))
    for fate, words in _FATES.items():
        forms = Counter(row["form"] for row in names if row["fate"] == fate)
        shown = ", ".join(f"{escape(form)} ({count:,})" if count > 1 else escape(form) for form, count in _most(forms)[:limit])
        more = f" and {len(forms) - limit:,} more" if limit and len(forms) > limit else ""
        rows.add_row(f"  {fate}", f"{forms.total():,}", f"{words}: {shown}{more}" if forms else words)
    yield rows


def _by_entity(names: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The mentions of each entity, the most frequent first; those whose entity is open under what they may be."""
    found: dict[str, list[Row]] = {}
    for row in names:
        found.setdefault(row["entity"] or " or ".join(row["candidates"]), []).append(row)
    return sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, those of one number by name."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _more(count: int, limit: int | None, what: str) -> Iterator[RenderableType]:
    from corpusnorm.cli.looks import indented

    if limit and count > limit:
        yield indented((f"… and {count - limit:,} more {what}; --all shows them", "dim"))

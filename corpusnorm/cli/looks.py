"""Looks: how the commands lay out what they found. All text that comes from outside passes `escape` here or before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpusnorm.cli.escaping import escape
from corpusnorm.cli.wording import RELATIONS
from corpusnorm.edits import Span

TIERS = {"witness": "green", "lexical": "cyan", "conjecture": "yellow", "kept": "", "gap": "red"}
_CUT = 80  # characters of one side of a change that are shown: a repaired stretch can be as long as a paragraph
_FEW = 4


def heading(words: str) -> Text:
    """A heading, an empty line before it."""
    return Text.assemble("\n", (escape(words), "bold"))


def indented(*words: str | tuple[str, str], by: int = 2) -> Padding:
    """A paragraph, indented; pairs are words with a style."""
    return Padding(Text.assemble(*words), (0, 0, 0, by))


def columns(*headers: str, right: Iterable[int] = (), whole: Iterable[int] = ()) -> Table:
    """A table without lines; an empty header row is not shown. The columns numbered in `right` are numbers, those in `whole` are
    never broken into lines."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=any(headers))
    numbers, unbroken = set(right), {*right, *whole}
    for number, header in enumerate(headers):
        side: Literal["left", "right"] = "right" if number in numbers else "left"
        table.add_column(header, justify=side, overflow="fold", no_wrap=number in unbroken)
    return table


def change(before: str, old: str, new: str, after: str) -> Text:
    """A change in its context: `[Turkey → Türkiye]`; what comes in is `[+ ,]`, what goes out `[- ,]`."""
    gone, come = (escape(_cut(side)) for side in (old, new))
    signs = ("", " → ", "") if old and new else ("- ", "", "") if old else ("", "+ ", "")
    parts = [(f"{signs[0]}{gone}", "red"), (signs[1], "dim"), (come, "green")]
    return Text.assemble(
        (f"…{escape(before)}" if before else "", "dim"),
        ("[", "bold"),
        *(part for part in parts if part[0]),
        ("]", "bold"),
        (f"{escape(after)}…" if after else "", "dim"),
    )


def _cut(text: str) -> str:
    """A long text without its middle."""
    return text if len(text) <= _CUT else f"{text[: _CUT * 2 // 3]} … {text[-_CUT // 3 :]}"


def relation(a: str, kind: str, b: str, evidence: str, places: Sequence[tuple[Span, Span]] = ()) -> Padding:
    """What one document is to another, on what evidence, and where what they share stands in each (characters)."""
    words = RELATIONS.get(kind, kind)
    at = "; ".join(f"{in_a.start:,}-{in_a.end:,} is {in_b.start:,}-{in_b.end:,}" for in_a, in_b in places[:_FEW])
    where = f"\n  characters {at}{more(places)}" if places else ""
    return indented((escape(a), "bold"), f" {escape(words)} ", (escape(b), "bold"), ("\n  " + escape(evidence) + where, "dim"))


def more(listed: Sequence[object]) -> str:
    """What stands behind the first few of a list that is longer."""
    return f"; and {len(listed) - _FEW:,} more" if len(listed) > _FEW else ""


def share(part: float) -> str:
    """A share as a person reads it.

    >>> share(0.854), share(1.0), share(0.0004)
    ('85.4%', '100%', '<0.1%')
    """
    if 0 < part < 0.001:
        return "<0.1%"
    return "100%" if part == 1 else f"{part:.1%}"


def few(words: Sequence[str]) -> str:
    """The first few of many.

    >>> few("abcdefg")
    'a, b, c, d and 3 more'
    """
    more = len(words) - _FEW
    return ", ".join(words[:_FEW]) + (f" and {more:,} more" if more > 0 else "")


def number(count: int, singular: str, plural: str = "") -> str:
    """A count with its noun.

    >>> number(1, "work"), number(7087, "token"), number(2, "copy", "copies")
    ('1 work', '7,087 tokens', '2 copies')
    """
    return f"{count:,} {singular if count == 1 else plural or f'{singular}s'}"

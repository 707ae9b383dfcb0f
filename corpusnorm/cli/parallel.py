"""Parallel: an alignment for a person (side by side), for a spreadsheet and for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from corpusnorm.alignment import Alignment
from corpusnorm.cli.escaping import escape
from corpusnorm.cli.looks import number, share
from corpusnorm.edits import Span

_COLUMNS = ("clean_start", "clean_end", "clean", "degraded_start", "degraded_end", "degraded", "moved")
_MOVED = "magenta"
_LONGEST = 30  # words on one side only beyond which the middle is left out
_KEPT = 10  # words of them shown on either end


class Step(NamedTuple):
    """Tokens that stand at one place of both sides: one of each, or some of one side only. Half-open token numbers.

    `moved` is the number of the passage, from 1 on, if these tokens stand elsewhere on the other side.
    """

    a: range
    b: range
    moved: int = 0

    @property
    def paired(self) -> bool:
        return len(self.a) == len(self.b) == 1


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two texts and their alignment."""

    a: str
    b: str
    alignment: Alignment

    def steps(self) -> Iterator[Step]:
        """All tokens of both sides, in order."""
        at_a = at_b = 0
        ends = (len(self.alignment.a_tokens), len(self.alignment.b_tokens))
        for i, j in (*self.alignment.pairs, ends):
            if i > at_a or j > at_b:
                yield from self._alone(range(at_a, i), range(at_b, j))
            if (i, j) != ends:
                yield Step(range(i, i + 1), range(j, j + 1))
            at_a, at_b = i + 1, j + 1

    def _alone(self, a: range, b: range) -> Iterator[Step]:
        """What stands between two pairs, one side after the other: two lone tokens are no pair."""
        for part, moved in _parts(a, [block.a for block in self.alignment.moved]):
            yield Step(part, range(b.start, b.start), moved)
        for part, moved in _parts(b, [block.b for block in self.alignment.moved]):
            yield Step(range(a.stop, a.stop), part, moved)

    def data(self) -> dict[str, Any]:
        """Shares, pairs, and the tokens of both sides."""
        found = self.alignment
        return {
            "share_clean": round(found.share_a, 4),
            "share_degraded": round(found.share_b, 4),
            "pairs": found.pairs,
            "moved": found.moved,
            "clean_tokens": found.a_tokens,
            "degraded_tokens": found.b_tokens,
        }

    def tsv(self) -> str:
        """A line a pair or lone token, under a line of column names. A token has no tab and no line break.

        The last column is the number of the passage, if the token is of one that stands elsewhere on the other side.
        """
        lines = ["\t".join(_COLUMNS)]
        for step in self.steps():
            if step.paired:
                lines.append("\t".join((*self._cells("a", step.a[0]), *self._cells("b", step.b[0]), "")))
            else:
                moved = str(step.moved or "")
                lines += ["\t".join((*self._cells("a", i), "", "", "", moved)) for i in step.a]
                lines += ["\t".join(("", "", "", *self._cells("b", j), moved)) for j in step.b]
        return "\n".join(lines) + "\n"

    def _cells(self, side: str, token: int) -> tuple[str, str, str]:
        text, tokens = (self.a, self.alignment.a_tokens) if side == "a" else (self.b, self.alignment.b_tokens)
        span = tokens[token]
        return str(span.start), str(span.end), span.of(text)

    def view(self, name_a: str, name_b: str, width: int) -> Iterator[RenderableType]:
        """The two texts side by side in so many columns, pairs on the same line."""
        found = self.alignment
        rows = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, header_style="bold")
        for name, part, tokens in ((name_a, found.share_a, found.a_tokens), (name_b, found.share_b, found.b_tokens)):
            found_here = f"{number(len(tokens), 'word')}, {share(part)} with a partner"
            rows.add_column(f"{escape(name)}\n{found_here}", ratio=1, overflow="fold")
        parts = ((self._part("a", step.a, step), self._part("b", step.b, step)) for step in self.steps())
        for left, right in _rows(parts, (width - 2) // 2 - 2):
            rows.add_row(left, right)
        yield rows
        if found.moved:
            yield Text("{1: ...} is a passage that stands elsewhere on the other side, under the same number", _MOVED)

    def _part(self, side: str, numbers: range, step: Step) -> Text:
        words = [escape(self._cells(side, number)[2]) for number in numbers]
        if step.paired or not words:
            return Text(" ".join(words))
        if len(words) > _LONGEST:
            words = [*words[:_KEPT], f"… {len(words) - 2 * _KEPT:,} words …", *words[-_KEPT:]]
        text = " ".join(words)
        return Text(f"{{{step.moved}: {text}}}", _MOVED) if step.moved else Text(f"[{text}]", "red")


def _parts(tokens: range, passages: Sequence[Span]) -> Iterator[tuple[range, int]]:
    """The tokens, cut where a passage that moved begins or ends, each part with the number of its passage or 0."""
    cuts = {edge for span in passages for edge in (span.start, span.end) if tokens.start < edge < tokens.stop}
    for start, stop in pairwise(sorted({tokens.start, tokens.stop, *cuts})):
        inside = (number for number, span in enumerate(passages, 1) if span.start <= start < span.end)
        yield range(start, stop), next(inside, 0)


def _rows(steps: Iterable[tuple[Text, Text]], width: int) -> Iterator[tuple[Text, Text]]:
    """Steps joined to rows as long as a column is wide; what is longer than that is a row of its own."""
    row: list[tuple[Text, Text]] = []
    used = [0, 0]
    for step in steps:
        lengths = [each.cell_len + 1 if each else 0 for each in step]
        if row and any(taken + length > width + 1 for taken, length in zip(used, lengths, strict=True)):
            yield _joined(row)
            row, used = [], [0, 0]
        row.append(step)
        used = [taken + length for taken, length in zip(used, lengths, strict=True)]
    if row:
        yield _joined(row)


def _joined(row: Sequence[tuple[Text, Text]]) -> tuple[Text, Text]:
    left, right = (Text(" ").join(step[side] for step in row if step[side]) for side in (0, 1))
    return left, right

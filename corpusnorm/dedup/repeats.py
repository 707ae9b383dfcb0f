"""Repeats: passages that stand again, in a later document or later in the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, overload

import pyarrow as pa

from corpusnorm.columns import Utf8, utf8
from corpusnorm.dedup.find import Documents, as_table
from corpusnorm.dedup.passages import Found, found_passages, repeated_runs
from corpusnorm.edits import Span

_LEAST = 10  # words of a passage, at the least: shorter ones would not all be met

REPEATS = pa.schema(
    [
        ("id", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("first_id", pa.string()),
        ("first_start", pa.int64()),
        ("first_end", pa.int64()),
        ("words", pa.int64()),
        ("similarity", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """`span` of the document `id` stands before: at `first_span` of `first_id`, which may be the same (code points, half-open).

    `words` of it are equal, and they are the share `similarity` of all; the spans are equal word for word where that is 1.
    """

    id: str
    span: Span
    first_id: str
    first_span: Span
    words: int
    similarity: float


@overload
def find_passages(documents: Documents, least: int = 20) -> list[Repeat]: ...
@overload
def find_passages(documents: pa.Table | pa.RecordBatch, least: int = 20) -> pa.Table: ...


def find_passages(documents: Documents | pa.Table | pa.RecordBatch, least: int = 20) -> list[Repeat] | pa.Table:
    """The passages of `least` and more equal words that stand before, in an earlier document or in the same one.

    `documents` are as for `find_duplicates`; a table is answered by a table of `id`, `start`, `end`, `first_id`, `first_start`,
    `first_end`, `words` and `similarity`. The first document keeps a passage: cut `start` to `end` out of `id` for each row whose
    `similarity` is 1, and every word is still there once. Between equal runs up to 4 words at a time may differ. Upper and lower
    case and marks do not count. No two rows of a document overlap. Of passages that stand in many places, 16 are looked at.

    Nothing of `least` equal words is missed that has ten of them in a row. Cost: linear, one pass; memory some 30 bytes a word.

    >>> story = "The wars of the mountainous countries were long, and their armies fought for the cities of the coast. " * 2
    >>> again, = find_passages(["Once upon a time. " + story, "They say: " + story], least=30)
    >>> again.id, again.first_id, again.first_span, again.span.of("They say: " + story) == story.strip()
    ('1', '0', Span(start=18, end=221), True)
    """
    if least < _LEAST:
        raise ValueError(f"least must be {_LEAST} or more, not {least}: shorter passages are phrases of the language")
    given = as_table(documents)
    table = _table(given["id"], _repeats(utf8(given["text"]), least))
    return table if isinstance(documents, pa.Table | pa.RecordBatch) else [_repeat(row) for row in table.to_pylist()]


def _repeats(texts: Utf8, least: int) -> Found:
    """The passages that stand before."""
    offsets, runs, sides = repeated_runs(texts, least)
    return found_passages(texts, offsets, runs, sides[:, 0], sides, least)


def _table(ids: pa.Array | pa.ChunkedArray, found: Found) -> pa.Table:
    names = ids.cast(pa.string())
    columns = [
        names.take(pa.array(found.sides[:, 0])),
        *map(pa.array, found.spans.T[:2]),
        names.take(pa.array(found.sides[:, 1])),
        *map(pa.array, found.spans.T[2:]),
        pa.array(found.equal),
        pa.array(found.similarity),
    ]
    return pa.table(columns, REPEATS)


def _repeat(row: Mapping[str, Any]) -> Repeat:
    span, first = Span(row["start"], row["end"]), Span(row["first_start"], row["first_end"])
    return Repeat(row["id"], span, row["first_id"], first, row["words"], row["similarity"])

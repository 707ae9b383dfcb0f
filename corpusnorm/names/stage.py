"""The names stage: record batch to record batch, a document to a row of the names in it and how the policy writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from corpusnorm.columns import utf8
from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import When, date_of
from corpusnorm.names.match import Match
from corpusnorm.names.model import Sense
from corpusnorm.names.policy import Policy
from corpusnorm.names.registry import Registry
from corpusnorm.names.regularizer import regularizer_for
from corpusnorm.tables import EDIT, edit_rows

MENTION = pa.struct(
    [
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("form", pa.string()),
        ("entity", pa.string()),
        ("candidates", pa.list_(pa.string())),
        ("kind", pa.string()),
        ("certainty", pa.float64()),
        ("rule", pa.string()),
    ]
)
NAMED = pa.schema(
    [("id", pa.string()), ("mentions", pa.list_(MENTION)), ("edits", pa.list_(EDIT)), ("open", pa.int64()), ("fault", pa.string())]
)

_TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ].*", re.DOTALL)  # a day is all that a policy asks for
_DATES = 4096  # how many are kept
_TELLING = 20  # words below which the language is a guess, and names are all that it is guessed from


def names_batch(batch: pa.RecordBatch, policy: Policy, registry: Registry | None = None) -> pa.RecordBatch:
    """The names of prepared documents as rows of `NAMED`; `open` counts those left for a person to decide.

    Reads the columns `id`, `text`, `meta`, `language` and `words`. A date in `meta` that is none counts as none.
    """
    stage = regularizer_for(policy, registry)
    metas, languages, words = (batch.column(name).to_pylist() for name in ("meta", "language", "words"))
    mentions = _Mentions([0] * batch.num_rows)
    edits: list[list[dict[str, Any]]] = [[] for _ in range(batch.num_rows)]
    left_open = [0] * batch.num_rows
    for row, text, matches in stage.matcher.find_all(utf8(batch.column("text"))):
        date = _date_in(metas[row])
        language = None if languages[row] == "und" or words[row] < _TELLING else languages[row]
        senses = stage.left(matches, date, language)
        if senses is None:
            found = stage.regularized(text, matches, date, language)
            senses = mentions.same([mention.sense for mention in found.mentions])
            edits[row], left_open[row] = edit_rows(found.edits), len(found.queue)
        mentions.add(row, matches, senses)
    columns = {
        "id": batch.column("id"),
        "mentions": mentions.column(),
        "edits": pa.array(edits, NAMED.field("edits").type),
        "open": pa.array(left_open, pa.int64()),
        "fault": pa.array([""] * batch.num_rows, pa.string()),
    }
    return pa.RecordBatch.from_pydict(columns, NAMED)


def unnamed(faults: Iterable[tuple[str, str]]) -> pa.Table:
    """The rows of documents in which no names were looked for: their ids, and why."""
    return pa.Table.from_pylist(
        [{"id": document, "mentions": [], "edits": [], "open": 0, "fault": fault} for document, fault in faults], NAMED
    )


def _date_in(meta: str) -> When | None:
    return _days(json.loads(meta).get("date", ""))


@lru_cache(_DATES)
def _days(date: str) -> When | None:
    try:
        return date_of(_TIME.sub("", date) or None)
    except ConfigError:
        return None


@dataclass(frozen=True, eq=False, slots=True)
class _Mentions:
    """The mentions of a batch, in the order of its rows: where each stands, and which of `senses` it has."""

    counts: list[int]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    senses: list[Sense] = field(default_factory=list)
    _number: dict[int, int] = field(default_factory=dict)
    _same: dict[Sense, Sense] = field(default_factory=dict)

    def add(self, row: int, matches: Sequence[Match], senses: Sequence[Sense]) -> None:
        """Add the mentions of the next row that has any."""
        self.counts[row] = len(matches)
        self.starts.extend([match[0] for match in matches])
        self.ends.extend([match[1] for match in matches])
        for sense in senses:  # known by identity, which costs less than comparing them
            if id(sense) not in self._number:
                self._number[id(sense)] = len(self.senses)
                self.senses.append(sense)
            self.numbers.append(self._number[id(sense)])

    def same(self, senses: Sequence[Sense]) -> list[Sense]:
        """Equal senses as one object."""
        return [self._same.setdefault(sense, sense) for sense in senses]

    def column(self) -> pa.Array:
        """The column `mentions` of `NAMED`."""
        numbers, senses = pa.array(self.numbers, pa.int64()), [sense._replace(entity=sense.entity or "") for sense in self.senses]
        fields = [
            pa.array([getattr(sense, field.name) for sense in senses], field.type).take(numbers) for field in list(MENTION)[2:]
        ]
        places = [pa.array(self.starts, pa.int64()), pa.array(self.ends, pa.int64())]
        offsets = np.concatenate(([0], np.cumsum(self.counts)))
        return pa.ListArray.from_arrays(
            pa.array(offsets, pa.int32()),
            pa.StructArray.from_arrays(places + fields, fields=list(MENTION)),
            NAMED.field("mentions").type,
        )

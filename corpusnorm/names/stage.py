"""The names stage: record batch to record batch, a document to a row of the names in it and how the policy writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from corpusnorm.columns import utf8
from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import When, date_of
from corpusnorm.names.match import Match
from corpusnorm.names.model import Regularized, Sense
from corpusnorm.names.registry import Registry
from corpusnorm.names.regularizer import Regularizer
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
        ("name", pa.string()),
        ("type", pa.string()),
        ("written", pa.string()),
        ("proposed", pa.string()),
        ("held", pa.string()),
        ("question", pa.string()),
    ]
)
"""A mention and its fate: `written` is the form that takes its place, `proposed` one that would but for what `held` it, and
`question` what is open about it for a person to decide. All are empty where there is none."""

NAMED = pa.schema(
    [
        ("id", pa.string()),
        ("mentions", pa.list_(MENTION)),
        ("edits", pa.list_(EDIT)),
        ("decided", pa.list_(pa.string())),
        ("fault", pa.string()),
    ]
)

_TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ].*", re.DOTALL)  # a day is all that a policy asks for
_DATES = 4096  # how many are kept
_TELLING = 20  # words below which the language is a guess, and names are all that it is guessed from


def names_batch(batch: pa.RecordBatch, stage: Regularizer) -> pa.RecordBatch:
    """The names of prepared documents as rows of `NAMED`; `decided` has the keys of the decisions that had something to say.

    Reads the columns `id`, `name`, `text`, `meta`, `language` and `words`. A date in `meta` that is none counts as none.
    """
    columns = (batch.column(name).to_pylist() for name in ("meta", "language", "words", "id", "name"))
    metas, languages, words, *names = columns
    documents = list(zip(*names, strict=True)) if stage.decisions else [()] * batch.num_rows
    mentions = _Mentions(stage.registry, [0] * batch.num_rows)
    edits: list[list[dict[str, Any]]] = [[] for _ in range(batch.num_rows)]
    decided: list[tuple[str, ...]] = [()] * batch.num_rows
    texts = utf8(batch.column("text"))
    for row, text, matches in stage.verdicts.among(stage.matcher.find_all(texts), texts, documents):
        date = _date_in(metas[row])
        language = None if languages[row] == "und" or words[row] < _TELLING else languages[row]
        senses = stage.left(matches, date, language, documents[row])
        if senses is None:
            found = stage.regularized(text, matches, date, language, documents[row])
            edits[row], decided[row] = edit_rows(found.edits), found.decided
            mentions.looked_at(row, found)
        else:
            mentions.add(row, matches, senses)
    made = {
        "id": batch.column("id"),
        "mentions": mentions.column(),
        "edits": pa.array(edits, NAMED.field("edits").type),
        "decided": pa.array(decided, NAMED.field("decided").type),
        "fault": pa.array([""] * batch.num_rows, pa.string()),
    }
    return pa.RecordBatch.from_pydict(made, NAMED)


def unnamed(faults: Iterable[tuple[str, str]]) -> pa.Table:
    """The rows of documents in which no names were looked for: their ids, and why."""
    return pa.Table.from_pylist(
        [{"id": document, "mentions": [], "edits": [], "decided": [], "fault": fault} for document, fault in faults], NAMED
    )


def _date_in(meta: str) -> When | None:
    return _days(json.loads(meta).get("date", ""))


@lru_cache(_DATES)
def _days(date: str) -> When | None:
    try:
        return date_of(_TIME.sub("", date) or None)
    except ConfigError:
        return None


class _Fate(NamedTuple):
    """What becomes of a mention; see `MENTION`."""

    written: str = ""
    proposed: str = ""
    held: str = ""
    question: str = ""


_Said = tuple[Sense, _Fate]


@dataclass(frozen=True, eq=False, slots=True)
class _Mentions:
    """The mentions of a batch, in the order of its rows: where each stands, and which of `said` is said of it."""

    registry: Registry
    counts: list[int]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    said: list[_Said] = field(default_factory=list)
    _number: dict[int, int] = field(default_factory=dict)
    _same: dict[_Said, int] = field(default_factory=dict)

    def add(self, row: int, matches: Sequence[Match], senses: Sequence[Sense]) -> None:
        """Add the mentions of the next row that has any, all of which stay as they are."""
        self.counts[row] = len(matches)
        self.starts.extend([match[0] for match in matches])
        self.ends.extend([match[1] for match in matches])
        for sense in senses:  # known by identity, which costs less than comparing them
            if id(sense) not in self._number:
                self._number[id(sense)] = self._numbered((sense, _LEFT))
            self.numbers.append(self._number[id(sense)])

    def looked_at(self, row: int, found: Regularized) -> None:
        """Add the mentions of the next row that has any, as the exact rules left them."""
        fates = {edit.span: _Fate(written=edit.text) for edit in found.edits}
        fates |= {kept.mention.span: _Fate(proposed=kept.form, held=kept.guard) for kept in found.kept}
        for review in found.queue:  # what was not rewritten for want of certainty may have two questions
            before = fates.get(review.mention.span, _LEFT)
            question = before.question or review.question
            fates[review.mention.span] = before._replace(proposed=review.proposal or before.proposed, question=question)
        self.counts[row] = len(found.mentions)
        for mention in found.mentions:
            self.starts.append(mention.span.start)
            self.ends.append(mention.span.end)
            self.numbers.append(self._numbered((mention.sense, fates.get(mention.span, _LEFT))))

    def _numbered(self, said: _Said) -> int:
        number = self._same.setdefault(said, len(self.said))
        if number == len(self.said):
            self.said.append(said)
        return number

    def column(self) -> pa.Array:
        """The column `mentions` of `NAMED`."""
        rows = pa.Table.from_pylist([self._row(*said) for said in self.said], pa.schema(list(MENTION)[2:]))
        told = rows.take(pa.array(self.numbers, pa.int64())).combine_chunks()
        places = [pa.array(self.starts, pa.int64()), pa.array(self.ends, pa.int64())]
        columns = [column.combine_chunks() for column in told.columns]
        offsets = np.concatenate(([0], np.cumsum(self.counts)))
        return pa.ListArray.from_arrays(
            pa.array(offsets, pa.int32()),
            pa.StructArray.from_arrays([*places, *columns], fields=list(MENTION)),
            NAMED.field("mentions").type,
        )

    def _row(self, sense: Sense, fate: _Fate) -> dict[str, Any]:
        """What is said of a mention; the type of its entity, or the one that all it may be have in common."""
        types = {self.registry.entities[one].type for one in ((sense.entity,) if sense.entity else sense.candidates)}
        kind = types.pop() if len(types) == 1 else ""
        return {**sense._asdict(), "entity": sense.entity or "", "type": kind, **fate._asdict()}


_LEFT = _Fate()

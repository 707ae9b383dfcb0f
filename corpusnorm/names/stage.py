"""The names stage: record batch to record batch, a document to a row of the names in it and how the policy writes them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from corpusnorm.columns import utf8
from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import When, date_of
from corpusnorm.names.decisions import DECISION
from corpusnorm.names.match import Match, matcher_for
from corpusnorm.names.model import Regularized, Sense
from corpusnorm.names.policy import AS_WRITTEN, RANK
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
        ("damaged", pa.string()),
        ("fault", pa.string()),
    ]
)
"""`decided` has the keys of the decisions that had something to say; `damaged` says what of a degraded text may be names."""

_TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ].*", re.DOTALL)  # a day is all that a policy asks for
_NOTHING: dict[str, Any] = {"mentions": [], "edits": [], "decided": [], "damaged": "", "fault": ""}
_LISTED = 8  # forms of a damaged text that are named
CONTESTED = "contested"
"""The question about a contested name that stays because nobody has said what is to become of it."""
_DATES = 4096  # how many are kept
TELLING = 20  # words below which the language is a guess, and names are all that it is guessed from


def names_batch(batch: pa.RecordBatch, stage: Regularizer) -> pa.RecordBatch:
    """The names of prepared documents as rows of `NAMED`.

    Reads the columns `id`, `name`, `text`, `meta`, `language` and `words`. A date in `meta` that is none counts as none.
    """
    columns = (batch.column(name).to_pylist() for name in ("meta", "language", "words", "id", "name"))
    metas, languages, words, *names = columns
    documents = list(zip(*names, strict=True)) if stage.decisions else [()] * batch.num_rows
    mentions = _Mentions(stage, [0] * batch.num_rows)
    edits: list[list[dict[str, Any]]] = [[] for _ in range(batch.num_rows)]
    decided: list[tuple[str, ...]] = [()] * batch.num_rows
    texts = utf8(batch.column("text"))
    for row, text, matches in stage.verdicts.among(stage.matcher.find_all(texts), texts, documents):
        date = _date_in(metas[row])
        language = None if languages[row] == "und" or words[row] < TELLING else languages[row]
        senses = stage.left(matches, date, language, documents[row])
        if senses is None:
            found = stage.regularized(text, matches, date, language, documents[row])
            edits[row], decided[row] = edit_rows(found.edits), found.decided
            mentions.looked_at(row, found, language)
        else:
            mentions.add(row, matches, senses, language)
    made = {
        "id": batch.column("id"),
        "mentions": mentions.column(),
        "edits": pa.array(edits, NAMED.field("edits").type),
        "decided": pa.array(decided, NAMED.field("decided").type),
        "damaged": pa.array([""] * batch.num_rows, pa.string()),
        "fault": pa.array([""] * batch.num_rows, pa.string()),
    }
    return pa.RecordBatch.from_pydict(made, NAMED)


def unnamed(faults: Iterable[tuple[str, str]]) -> pa.Table:
    """The rows of documents in which no names were looked for: their ids, and why."""
    return pa.Table.from_pylist([{**_NOTHING, "id": document, "fault": fault} for document, fault in faults], NAMED)


def damaged_batch(batch: pa.RecordBatch, stage: Regularizer) -> pa.RecordBatch:
    """The rows of degraded documents, whose names are not marked: without its case "turkey" may be the bird. What may be a name is
    counted and told, for their names may be all that a witness is missed for."""
    matcher, texts = matcher_for(stage.registry, caseless=True), utf8(batch.column("text"))
    said = {row: told(matches) for row, _, matches in matcher.find_all(texts)}
    rows = [
        {**_NOTHING, "id": document, "damaged": said.get(row, "")} for row, document in enumerate(batch.column("id").to_pylist())
    ]
    return pa.RecordBatch.from_pylist(rows, NAMED)


def told(matches: Sequence[Match]) -> str:
    """Which forms in a text that has lost its case may be names, the most frequent first.

    >>> from corpusnorm.names.match import Reading
    >>> told([Match(0, 6, Reading("turkey", ("Turkey",), 0.3)), Match(9, 13, Reading("baku", ("Baku",), 0.3))])
    '2 places that may be names are not marked: baku, turkey'
    """
    counts = Counter(match.reading.surface for match in matches)
    forms = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    listed = ", ".join(f"{form} ({count})" if count > 1 else form for form, count in forms[:_LISTED])
    more = f" and {len(forms) - _LISTED} more" if len(forms) > _LISTED else ""
    return f"{counts.total()} places that may be names are not marked: {listed}{more}"


def _date_in(meta: str) -> When | None:
    return days(json.loads(meta).get("date", ""))


@lru_cache(_DATES)
def days(date: str) -> When | None:
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


_Said = tuple[Sense, _Fate, bool]
"""What is said of a mention, and whether the policy has a say in its text."""


@dataclass(frozen=True, eq=False, slots=True)
class _Mentions:
    """The mentions of a batch, in the order of its rows: where each stands, and which of `said` is said of it."""

    stage: Regularizer
    counts: list[int]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    said: list[_Said] = field(default_factory=list)
    _number: dict[tuple[int, bool], int] = field(default_factory=dict)
    _same: dict[_Said, int] = field(default_factory=dict)

    def add(self, row: int, matches: Sequence[Match], senses: Sequence[Sense], lang: str | None) -> None:
        """Add the mentions of the next row that has any, all of which stay as they are."""
        self.counts[row] = len(matches)
        self.starts.extend([match[0] for match in matches])
        self.ends.extend([match[1] for match in matches])
        speaks = self.stage.speaks(lang)
        for sense in senses:  # known by identity, which costs less than comparing them
            if (id(sense), speaks) not in self._number:
                self._number[id(sense), speaks] = self._numbered((sense, _LEFT, speaks))
            self.numbers.append(self._number[id(sense), speaks])

    def looked_at(self, row: int, found: Regularized, lang: str | None) -> None:
        """Add the mentions of the next row that has any, as the exact rules left them."""
        fates = {edit.span: _Fate(written=edit.text) for edit in found.edits}
        fates |= {kept.mention.span: _Fate(proposed=kept.form, held=kept.guard) for kept in found.kept}
        for review in found.queue:  # what was not rewritten for want of certainty may have two questions
            before = fates.get(review.mention.span, _LEFT)
            question = before.question or review.question
            fates[review.mention.span] = before._replace(proposed=review.proposal or before.proposed, question=question)
        self.counts[row], speaks = len(found.mentions), self.stage.speaks(lang)
        for mention in found.mentions:
            self.starts.append(mention.span.start)
            self.ends.append(mention.span.end)
            self.numbers.append(self._numbered((mention.sense, fates.get(mention.span, _LEFT), speaks)))

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

    def _row(self, sense: Sense, fate: _Fate, speaks: bool) -> dict[str, Any]:
        """What is said of a mention; the type of its entity, or the one that all it may be have in common."""
        types = {self.stage.registry.entities[one].type for one in ((sense.entity,) if sense.entity else sense.candidates)}
        kind = types.pop() if len(types) == 1 else ""
        if fate == _LEFT and speaks and self._is_contested(sense):
            fate = _Fate(question=CONTESTED)
        return {**sense._asdict(), "entity": sense.entity or "", "type": kind, **fate._asdict()}

    def _is_contested(self, sense: Sense) -> bool:
        """Whether a name stays as it is only because it is contested, and no rule of the policy or decision speaks of it."""
        registry, policy = self.stage.registry, self.stage.policy
        if not sense.entity or sense.kind not in RANK or sense.rule.startswith(DECISION) or policy.profile == AS_WRITTEN:
            return False
        contested = any(name.status == "contested" for name in registry.rows(sense.entity, sense.name))
        return contested and policy.rule_for(registry, sense.entity)[1] is None


_LEFT = _Fate()

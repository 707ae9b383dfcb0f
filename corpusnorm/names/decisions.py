"""Decisions: what persons decided about names, each with its date and reason, in a CSV file that stands beside the policy.

    is          this form means that entity: everywhere, in one document, or at one place of it
    not-a-name  it is no name there
    keep        it is a name, and stays as it is written
    never       these forms are never one name, these entities never one; or this form never means that entity
    same        these forms are names of one entity: of the one given, or of a new one

A decision goes before every rule of the policy and every row of the registry. Their order means nothing, and rows without a
decision (the questions of a queue that nobody has answered yet) are passed over: a queue that a person has filled in is a file of
decisions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import when
from corpusnorm.names.sheets import items, listed, read_sheet

Act = Literal["is", "not-a-name", "keep", "never", "same"]
Scope = Literal["corpus", "document", "mention"]

ACTS: tuple[Act, ...] = get_args(Act)
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""Widest first; of two decisions about a form the narrower one holds."""
COLUMNS = ("decision", "forms", "entity", "preferred", "type", "scope", "document", "start", "end", "reason", "date", "by")
"""What a decision says. A file may have the columns of a queue, too (`queue.ASKED`); they say nothing to a run."""
DECISION = "decision"
"""How a record names one: `decision:KEY`."""
ASKED = ("question", "proposal", "candidates", "count", "documents", "contexts")
"""What a queue says beside a question, for the person who decides it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. Offsets are code points of the cleaned text, half-open; -1 where it is about no one place.

    `document` is the id of a document, or the name of its source. `preferred`, of the forms of a new entity, is the one that stands
    for it, and `type` what kind of thing it is (`city`, `person` ...). `row` is where it was read, and is no part of what it says.
    """

    decision: Act
    forms: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    preferred: str = ""
    type: str = ""
    scope: Scope = "corpus"
    document: str = ""
    start: int = -1
    end: int = -1
    reason: str = ""
    date: str = ""
    by: str = ""
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """What it is called by in a record: the beginning of the SHA-256 of what it says."""
        said = [getattr(self, each.name) for each in fields(self) if each.name != "row"]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:8]

    @property
    def why(self) -> str:
        """Its date and reason, and who decided."""
        return f"decided {self.date}{f' by {self.by}' if self.by else ''}: {self.reason}"

    def cells(self) -> dict[str, str]:
        """It as a row of `COLUMNS`."""
        plain = {
            name: getattr(self, name) for name in ("decision", "preferred", "type", "scope", "document", "reason", "date", "by")
        }
        place = {"start": str(self.start), "end": str(self.end)} if self.start >= 0 else {}
        return {**plain, "forms": listed(self.forms), "entity": listed(self.entities), **place}


@dataclass(frozen=True, eq=False)
class Decisions:
    """Decisions that do not contradict each other, in an order of their own. Equal where they say the same.

    >>> decided = parse_decisions("decision,forms,reason,date\\nnever,Georgia | Gorgia,another place,2026-11-20")
    >>> [sorted(pair) for pair in decided.apart]
    [['Georgia', 'Gorgia']]
    """

    rows: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Decision], where: str = "") -> Decisions:
        """Order and check decisions. Raises `ConfigError` that names every two that contradict each other."""
        ordered = tuple(sorted(set(rows), key=lambda row: (row.key, row.row)))
        problems = tuple(_contradictions(ordered))
        if problems:
            raise ConfigError(problems, where=where, hint="of two decisions that contradict each other one must go")
        return cls(ordered)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decisions) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def by(self, *acts: Act) -> tuple[Decision, ...]:
        """Those of some kinds."""
        return tuple(row for row in self.rows if row.decision in acts)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what they say, for the record of a run; empty where there are none."""
        return hashlib.sha256("\n".join(row.key for row in self.rows).encode()).hexdigest() if self.rows else ""

    @cached_property
    def apart(self) -> frozenset[frozenset[str]]:
        """The pairs of forms that are never one name."""
        return frozenset(frozenset(pair) for row in self.by("never") for pair in combinations(row.forms, 2))


NONE = Decisions()


def load_decisions(path: str | Path | None) -> Decisions:
    """The decisions in a file; without one, none. Raises `ConfigError` with every fault of it, and its row."""
    if not path:
        return NONE
    try:
        return parse_decisions(Path(path).read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise ConfigError((f"no decisions: {error.strerror}",), where=str(path)) from None
    except UnicodeDecodeError:
        raise ConfigError(("not UTF-8",), where=str(path), hint="save it as CSV UTF-8") from None


def parse_decisions(text: str, where: str = "") -> Decisions:
    """Read decisions from CSV text; see `load_decisions`.

    >>> parse_decisions("decision,forms,reason\\nkeep,Kiev,")
    Traceback (most recent call last):
    corpusnorm.errors.ConfigError: E301 row 2: reason: missing; row 2: date: missing (see docs/guides/names-review.md)
    """
    rows = read_sheet(text, where)
    unknown = sorted({column for _, row in rows for column in row} - {*COLUMNS, *ASKED, ""})
    problems = [f"column {column!r}: unknown" for column in unknown]
    found = []
    for number, row in rows:
        cells = {column: row.get(column, "").strip() for column in COLUMNS}
        if not cells["decision"]:
            continue
        faults = [f"row {number}: {fault}" for fault in _faults(cells)]
        problems += faults
        if not faults:
            found.append(_decision(cells, number))
    if problems:
        raise ConfigError(tuple(problems), where=where, hint="see docs/guides/names-review.md")
    return Decisions.of(found, where)


def _decision(cells: Mapping[str, str], row: int) -> Decision:
    plain = {name: cells[name] for name in ("preferred", "type", "document", "reason", "date", "by")}
    forms, entities = (tuple(dict.fromkeys(items(cells[name]))) for name in ("forms", "entity"))
    start, end = (int(cells[name] or -1) for name in ("start", "end"))
    scope, act = cells["scope"] or "corpus", cells["decision"]
    return Decision(act, forms, entities, **plain, scope=scope, start=start, end=end, row=row)  # type: ignore[arg-type]


def _faults(cells: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one row by itself."""
    act, scope = cells["decision"], cells["scope"] or "corpus"
    if act not in ACTS:
        yield f"decision: {act!r} is none of {', '.join(ACTS)}"
        return
    yield from (f"{name}: missing" for name in ("reason", "date") if not cells[name])
    yield from _date_faults(cells["date"])
    if scope not in SCOPES:
        yield f"scope: {scope!r} is none of {', '.join(SCOPES)}"
    elif act in ("never", "same") and scope != "corpus":
        yield f"scope: {act!r} holds for the whole corpus"
    elif scope != "corpus" and not cells["document"]:
        yield f"document: missing; the scope is {scope!r}"
    elif scope == "mention":
        yield from _place_faults(cells["start"], cells["end"])
    yield from _object_faults(act, items(cells["forms"]), items(cells["entity"]), cells["preferred"])


def _date_faults(date: str) -> Iterator[str]:
    try:
        if date:
            when(date)
    except ConfigError as error:
        yield f"date: {error.problems[0]}; write YYYY-MM-DD (a spreadsheet may have changed it: format the column as text)"


def _place_faults(start: str, end: str) -> Iterator[str]:
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        yield f"start, end: {start or '?'}-{end or '?'} is no place; the scope is 'mention'"


def _object_faults(act: str, forms: tuple[str, ...], entities: tuple[str, ...], preferred: str) -> Iterator[str]:
    """Whether it says what the decision is about."""
    if act != "never" and not forms:
        yield "forms: missing"
    if act == "is" and len(entities) != 1:
        yield f"entity: 'is' names one entity, not {len(entities)}"
    if act == "same" and len(entities) > 1:
        yield f"entity: 'same' names one entity or none, not {len(entities)}"
    if act == "same" and not entities and (len(set(forms)) < 2 or not preferred):
        yield "forms, preferred: a new entity has two forms or more, and one of them is preferred"
    if act == "same" and not entities and preferred and preferred not in forms:
        yield f"preferred: {preferred!r} is none of the forms"
    if act == "never" and max(len(set(forms)), len(set(entities)), 2 * (len(forms) == len(entities) == 1)) < 2:
        yield "forms, entity: 'never' names two forms, two entities, or a form and an entity"


def _contradictions(rows: tuple[Decision, ...]) -> Iterator[str]:
    """What two rows say of one thing and cannot both hold."""
    said: dict[tuple[str, ...], list[Decision]] = {}
    for row in rows:
        if row.decision in ("is", "not-a-name", "keep"):
            for form in row.forms:
                said.setdefault((form, row.scope, row.document, str(row.start), str(row.end)), []).append(row)
    for (form, *_), of_form in sorted(said.items()):
        for one, other in combinations(of_form, 2):
            acts = {one.decision, other.decision}
            if ("not-a-name" in acts and len(acts) > 1) or (acts == {"is"} and one.entities != other.entities):
                yield _both(one, other, f"{form!r}: {_of(one)} and {_of(other)}")
    for never in (row for row in rows if row.decision == "never"):
        for other in rows:
            if other.decision == "same" and (both := set(never.forms) & {*other.forms, other.preferred}) and len(both) > 1:
                yield _both(never, other, f"{' and '.join(sorted(both))}: never, and the same")
            if other.decision in ("is", "same") and len(never.forms) == 1 and never.entities == other.entities:
                yield from (
                    _both(never, other, f"{form!r}: never {other.entities[0]}, and {_of(other)}")
                    for form in never.forms
                    if form in other.forms
                )


def _both(one: Decision, other: Decision, what: str) -> str:
    first, second = sorted((one.row, other.row))
    return f"rows {first} and {second}: {what}"


def _of(row: Decision) -> str:
    return " ".join([row.decision, *row.entities])

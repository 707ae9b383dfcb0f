"""Two releases of a corpus: which works and documents came and went, and what reads differently."""

from __future__ import annotations

import operator
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpusnorm.job.collation.differences import differences
from corpusnorm.job.reconstruct import Package
from corpusnorm.job.workspace import LEDGER

What = Literal["added", "removed", "edited", "moved"]
_FETCHED = 1024  # documents at a time

# A row a document of either release, with its place in both.
_PAIRS = """
WITH old AS (SELECT d.*, f.sha256 AS whole, base.name AS base FROM read_parquet($old || '/documents.parquet') d
             LEFT JOIN read_parquet($old || '/documents.parquet') base ON d.work = base.document
             LEFT JOIN read_parquet($old || '/files.parquet') f ON f.file = d.name),
     new AS (SELECT d.*, f.sha256 AS whole, base.name AS base FROM read_parquet($new || '/documents.parquet') d
             LEFT JOIN read_parquet($new || '/documents.parquet') base ON d.work = base.document
             LEFT JOIN read_parquet($new || '/files.parquet') f ON f.file = d.name)
SELECT name, old.document AS before, new.document AS after,
       (old.sha256, old.whole) IS NOT DISTINCT FROM (new.sha256, new.whole) AS same,
       old.work AS work_before, new.work AS work_after,
       old.kind AS was, new.kind AS is_now, old.base AS base_before, new.base AS base_after
FROM old FULL JOIN new USING (name) ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A document that is not as it was: `added` or `removed`; `edited`, its source is another one; or `moved`, it is something else
    to its work (`was`, `now`: its kind and the name of the work's base document)."""

    name: str
    what: What
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A place where a work reads differently: where in the old reading text (code points, half-open), both readings, and the
    characters around them. `work` is the work in the new release, `name` that of its base document."""

    work: str
    name: str
    start: int
    end: int
    old: str
    new: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two releases; `works` counts those of the old and of the new one. `rebased` are the works that have
    another base than before and so another id: the names of both bases."""

    works: tuple[int, int]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    rebased: tuple[tuple[str, str], ...]
    documents: tuple[Change, ...]
    readings: tuple[Reading, ...]

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.removed or self.rebased or self.documents or self.readings)


def compare(old: str | os.PathLike[str], new: str | os.PathLike[str], context: int = 30) -> Comparison:
    """Compare two packages, two releases of a corpus.

    Documents are the same by the name of their source, works by that of their base document; `added` and `removed` are such names.
    A work whose base became a copy of a document that came with the new release is the same work under another base.
    Readings are those of the reading text: names as the policy of each release writes them, errors corrected. `context` is how
    many characters to give on each side. Raises `PackageError` for what is no package. Cost: the tables of documents, and every
    work whose file is another one.
    """
    packages = Package(Path(old)), Package(Path(new))
    bases: tuple[set[str], set[str]] = set(), set()
    successors: dict[str, str] = {}
    changes: list[Change] = []
    readings: list[Reading] = []
    for row in _pairs(*packages):
        for side, kind in zip(bases, (row["was"], row["is_now"]), strict=True):
            if kind == "base":
                side.add(row["name"])
        if row["was"] == "base" and row["work_after"] and row["is_now"] != "base":
            successors[row["name"]] = row["base_after"]
        changes += _change(row)
        if row["was"] == "base" and row["work_after"]:
            readings += _readings(row, *packages, context)
    for package in packages:
        package.ledger.close()
    rebased = _rebased(successors, bases[0])
    added = tuple(sorted(bases[1] - bases[0] - {now for _, now in rebased}))
    removed = tuple(sorted(bases[0] - bases[1] - {was for was, _ in rebased}))
    return Comparison((len(bases[0]), len(bases[1])), added, removed, rebased, tuple(changes), tuple(readings))


def _rebased(successors: Mapping[str, str], before: Set[str]) -> tuple[tuple[str, str], ...]:
    """The bases whose work goes on under another one: it was no base before, and no other work has come to it."""
    times = Counter(successors.values())
    return tuple(sorted((was, now) for was, now in successors.items() if now not in before and times[now] == 1))


def _pairs(old: Package, new: Package) -> Iterator[Mapping[str, Any]]:
    """The rows of `_PAIRS`; where the works among them stand is looked up for all that are fetched at once."""
    import duckdb

    tables = {side: str(package.folder / LEDGER) for side, package in (("old", old), ("new", new))}
    with duckdb.connect(config={"threads": 1}) as connection:
        found = connection.execute(_PAIRS, tables)
        columns = [column[0] for column in found.description or ()]
        while fetched := found.fetchmany(_FETCHED):
            rows = [dict(zip(columns, row, strict=True)) for row in fetched]
            both = [row for row in rows if row["was"] == "base" and row["work_after"]]
            old.works.find([row["work_before"] for row in both])
            new.works.find([row["work_after"] for row in both])
            yield from rows


def _change(row: Mapping[str, Any]) -> Iterator[Change]:
    if row["before"] is None:
        yield Change(row["name"], "added", now=_place(row["is_now"], row["base_after"]))
    elif row["after"] is None:
        yield Change(row["name"], "removed", was=_place(row["was"], row["base_before"]))
    else:
        was, now = _place(row["was"], row["base_before"]), _place(row["is_now"], row["base_after"])
        if not row["same"]:
            yield Change(row["name"], "edited", was, now)
        elif was != now:
            yield Change(row["name"], "moved", was, now)


def _place(kind: str, base: str | None) -> str:
    """What a document is to which work."""
    return kind if kind == "base" or not kind else f"{kind} {base}"


def _readings(row: Mapping[str, Any], old: Package, new: Package, context: int) -> Iterator[Reading]:
    works = (old, row["work_before"]), (new, row["work_after"])
    if operator.eq(*(package.works.xml(work) for package, work in works)):
        return
    before, after = ("\n".join(package.works.blocks(work, "regular")) for package, work in works)
    for start, end, text in differences(before, after):
        around = before[max(0, start - context) : start], before[end : end + context]
        yield Reading(row["work_after"], row["base_after"], start, end, before[start:end], text, *around)

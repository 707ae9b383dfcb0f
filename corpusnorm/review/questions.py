"""The questions about names that a package leaves open, each put once for all places that have it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from corpusnorm.job.reconstruct import Package
from corpusnorm.names.queue import Question
from corpusnorm.names.stage import CONTESTED

By = Literal["corpus", "document", "mention"]
BYS: tuple[By, ...] = get_args(By)
AROUND = 60  # characters of context on either side
FEW = 3  # contexts of a question
WORDS = {
    "ambiguous": "it may be one of several",
    "ambiguous-surname": "a surname that several have, and the text has no full name",
    "bare-surname": "a surname, and the text has no full name",
    "other-person": "it may be part of another person's name",
    "elsewhere": "the place named beside it has none of that name",
    CONTESTED: "the name is contested, and no rule of the policy speaks of it",
}
"""What the questions ask, by their codes; others say it themselves."""

_GROUPED = r"""
SELECT form, question, candidates, max(proposed) AS proposed, {about}, count(*) AS places, count(DISTINCT document) AS documents,
       list({{'document': document, 'start': start, 'end': "end"}} ORDER BY source, document, start)[1:{few}] AS examples
FROM (SELECT m.*, d.name AS source FROM (SELECT * REPLACE (
        trim(regexp_replace(form, '\s+', ' ', 'g')) AS form,
        list_sort(CASE WHEN entity <> '' THEN [entity] ELSE candidates END) AS candidates) FROM mentions WHERE question <> '') m
      JOIN documents d USING (document))
GROUP BY form, question, candidates, {by} ORDER BY places DESC, form, question, candidates, {by}
"""
_BY: Mapping[By, tuple[str, str]] = {  # what a question is about, and by what it is put
    "corpus": ("'' AS about, -1 AS starts, -1 AS ends", "question"),
    "document": ("any_value(source) AS about, -1 AS starts, -1 AS ends", "document"),
    "mention": ('any_value(source) AS about, any_value(start) AS starts, any_value("end") AS ends', "document, start"),
}
_ENTITIES = "SELECT entity, type, label, wikidata, geonames FROM entities"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a name: what stands before it, it, and what stands after it, and in which document, of which date."""

    source: str
    date: str
    before: str
    form: str
    after: str

    @property
    def line(self) -> str:
        """It as one line for a table."""
        where = f"{self.source}, {self.date}" if self.date else self.source
        return " ".join(f"…{self.before}[{self.form}]{self.after}… ({where})".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with a few of its places and what is known of the entities that may be meant."""

    question: Question
    code: str
    places: tuple[Place, ...]
    entities: tuple[Mapping[str, Any], ...]


def questions(package: str | os.PathLike[str], by: By = "corpus") -> list[Asked]:
    """What a package leaves open about names, the most frequent first.

    `by` is for what one answer holds: the corpus, one document, or one place. Raises `PackageError` where no package is there.
    Costs a query of the ledger, and the reading of the texts that contexts are taken from.
    """
    source = Package(Path(package))
    about, group = _BY[by]
    rows = source.ledger.rows(_GROUPED.format(about=about, few=FEW, by=group))
    entities = {row["entity"]: row for row in source.ledger.rows(_ENTITIES)}
    texts = _Texts(source)
    found = [_asked(row, by, texts, entities) for row in rows]
    source.ledger.close()
    return found


class _Texts:
    """The texts of a package, of which the last ones are kept."""

    def __init__(self, source: Package) -> None:
        self._source = source
        self._text = lru_cache(maxsize=64)(source.clean_text)

    def place(self, example: Mapping[str, Any]) -> Place:
        """A place with what stands around it."""
        text, row = self._text(example["document"]), self._source.document(example["document"])
        start, end = example["start"], example["end"]
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        before = before if start <= AROUND else before[before.find(" ") + 1 :]  # a word that is cut says nothing
        after = after if end + AROUND >= len(text) else after[: after.rfind(" ") + 1] or after
        return Place(row["name"], str(json.loads(row["meta"]).get("date", "")), before, text[start:end], after.rstrip())


def _asked(row: Mapping[str, Any], by: By, texts: _Texts, known: Mapping[str, Mapping[str, Any]]) -> Asked:
    places = tuple(map(texts.place, row["examples"]))
    code = row["question"].removeprefix("names:")
    proposed = row["proposed"]
    proposal = "keep" if code == CONTESTED else f"write {proposed}" if proposed else ""
    candidates = tuple(row["candidates"])
    question = Question(
        (row["form"],),
        WORDS.get(code, code),
        proposal,
        candidates[0] if len(candidates) == 1 else "",
        candidates=candidates,
        count=row["places"],
        documents=row["documents"],
        contexts=tuple(place.line for place in places),
        scope=by,
        document=row["about"],
        start=row["starts"],
        end=row["ends"],
    )
    return Asked(question, code, places, tuple(known[one] for one in candidates if one in known))

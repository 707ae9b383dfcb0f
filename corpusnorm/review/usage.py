"""Usage: which forms of a name a corpus uses, by source and year, as its texts were written. What is preferred says who speaks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpusnorm.job.reconstruct import Package
from corpusnorm.names.sheets import write_sheet

UNDATED = ""
"""The year of documents without a date."""
COLUMNS = ("entity", "label", "word", "contested", "form", "source", "year", "places", "documents")

# The source of a document, by the first that is known: what its metadata say, the host of its address, the folder or JSONL file
# that it came in. What they call its source may be its address. A year is the first four digits of its date.
_SOURCE = r"""
SELECT document, kind,
       coalesce(CASE WHEN host = '' THEN nullif(said, '') END, nullif(trim(meta->>'$.publisher'), ''), nullif(host, ''),
                nullif(trim(meta->>'$.collection'), ''),
                nullif(regexp_extract(name, '^(.*)[#/][^#/]*$', 1), ''), '') AS source,
       regexp_extract(coalesce(meta->>'$.date', ''), '^\d{4}') AS year
FROM (SELECT *, trim(coalesce(meta->>'$.source', '')) AS said, regexp_extract(said, '^[a-z]+://(?:www\.)?([^/:?#]+)', 1) AS host
      FROM documents WHERE work <> '')
"""
_USED = """
WITH told AS ({told}),
     words AS (SELECT DISTINCT entity, form AS name, series FROM names)
SELECT m.entity, e.label, e.type, coalesce(w.series, m.form) AS word, trim(regexp_replace(m.form, '\\s+', ' ', 'g')) AS form,
       told.source, told.year, count(*) AS places, count(DISTINCT document) AS documents
FROM mentions m JOIN told USING (document) JOIN entities e USING (entity) LEFT JOIN words w USING (entity, name)
WHERE m.entity <> '' AND m.kind <> 'demonym' AND ($copies OR told.kind = 'base')
GROUP BY ALL ORDER BY m.entity, word, form, source, year
"""
_CONTESTED = "SELECT DISTINCT entity, series FROM names WHERE status = 'contested'"
_DOCUMENTS = """
SELECT count(*) AS documents, count(*) FILTER (year = '') AS undated, count(*) FILTER (source = '') AS unnamed
FROM ({told}) told WHERE $copies OR kind = 'base'
"""

Counts = Mapping[str, Counter[str]]
"""By source or year, how often each form stands there."""


@dataclass(frozen=True, slots=True)
class Word:
    """The forms that a corpus uses of one word for one entity: `Stepanakert`, `Khankendi`. `rows` are those of `COLUMNS`."""

    entity: str
    label: str
    type: str
    word: str
    contested: bool
    rows: Sequence[Mapping[str, Any]] = field(repr=False)

    @property
    def forms(self) -> Counter[str]:
        """How often each form stands in the corpus."""
        return _sum(self.rows, "form")

    def by(self, what: str) -> Counts:
        """The same by `source` or `year`, in their order, what is unknown last."""
        names = sorted({row[what] for row in self.rows}, key=lambda name: (not name, name))
        return {name: _sum([row for row in self.rows if row[what] == name], "form") for name in names}


@dataclass(frozen=True, slots=True)
class Usage:
    """What a corpus calls whom: its documents, those of them without a date or a source, and the words, contested ones first."""

    documents: int
    undated: int
    unnamed: int
    words: tuple[Word, ...]


def usage(
    package: str | os.PathLike[str], *, copies: bool = False, entities: Collection[str] = (), everything: bool = False
) -> Usage:
    """Which forms a package uses of each name, as written and not as regularized.

    Words of which one form alone is used are left out, but with `everything`; with `entities` only words for those are told. With
    `copies` what was folded away is counted too: a text that two papers print is then a use by both. Raises `PackageError` where no
    package is there. Costs one pass of DuckDB over the ledger, and memory for the answer.
    """
    source = Package(Path(package))
    rows = source.ledger.rows(_USED.format(told=_SOURCE), copies=copies)
    contested = {(row["entity"], row["series"]) for row in source.ledger.rows(_CONTESTED)}
    told = source.ledger.rows(_DOCUMENTS.format(told=_SOURCE), copies=copies)[0]
    source.ledger.close()
    words = [word for word in _words(rows, contested) if not entities or word.entity in entities]
    shown = [word for word in words if everything or entities or len(word.forms) > 1]
    shown.sort(key=lambda word: (not word.contested, -word.forms.total(), word.entity, word.word))
    return Usage(told["documents"], told["undated"], told["unnamed"], tuple(shown))


def usage_sheet(found: Usage) -> str:
    """The usage as CSV: one row a form, source and year."""
    rows = ({**row, "contested": "yes" if word.contested else ""} for word in found.words for row in word.rows)
    return write_sheet(COLUMNS, [{name: str(row[name]) for name in COLUMNS} for row in rows])


def _words(rows: Sequence[Mapping[str, Any]], contested: Collection[tuple[str, str]]) -> Iterator[Word]:
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["entity"], row["word"]), []).append(row)
    for (entity, word), found in grouped.items():
        yield Word(entity, found[0]["label"], found[0]["type"], word, (entity, word) in contested, found)


def _sum(rows: Sequence[Mapping[str, Any]], what: str) -> Counter[str]:
    """The places of rows by what they say, the most frequent first and those of one number by name."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row[what]] += row["places"]
    return Counter(dict(sorted(counts.items(), key=lambda each: (-each[1], each[0]))))

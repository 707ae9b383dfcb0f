"""The summary of a run, counted in its ledger: `report.json`, the counts of the corpus header, the lines on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpusnorm.errors import PackageError
from corpusnorm.report import Report

_quoted = json.encoder.encode_basestring

_COUNTS = {  # step and code of each count, as a query over the ledger tables
    "ingest": "SELECT 'files', count(*) FROM files UNION ALL SELECT 'bytes', sum(size) FROM files"
    " UNION ALL SELECT 'records', count(*) FROM records UNION ALL SELECT 'quarantined', count(*) FROM records WHERE code <> ''",
    "clean": "SELECT rule, count(*) FROM edits WHERE layer = 'clean' GROUP BY rule"
    " UNION ALL SELECT code, count(*) FROM findings GROUP BY code"
    " UNION ALL SELECT 'dropped', count(*) FROM documents WHERE dropped <> ''",
    "language": "SELECT language, count(*) FROM documents WHERE language IS NOT NULL GROUP BY language",
    "diagnose": "SELECT 'degraded', count(*) FROM documents WHERE degraded"
    " UNION ALL SELECT kind, count(*) FROM (SELECT unnest(damage) AS kind FROM documents WHERE degraded) GROUP BY kind",
    "relate": "SELECT kind, count(*) FROM relations GROUP BY kind",
    "align": "SELECT 'tokens', sum(tokens) FROM documents WHERE degradation <> ''"
    " UNION ALL SELECT 'aligned', sum(aligned) FROM documents WHERE degradation <> ''",
    "repair": "SELECT tier, count(*) FROM restorations GROUP BY tier",
    "names": "SELECT 'mentions', count(*) FROM mentions UNION ALL SELECT 'open', count(*) FROM mentions WHERE entity = ''"
    " UNION ALL SELECT 'regularized', count(*) FROM edits WHERE layer = 'names'"
    " UNION ALL SELECT 'lost-' || fate, count(*) FROM lost_names GROUP BY fate"
    " UNION ALL SELECT 'decisions', count(*) FROM decisions HAVING count(*) > 0"
    " UNION ALL SELECT 'stale-decisions', count(*) FROM decisions WHERE stale HAVING count(*) > 0",
    "dedup": "SELECT 'works', count(*) FROM documents WHERE kind = 'base'"
    " UNION ALL SELECT 'folded', count(*) FROM documents WHERE kind NOT IN ('base', '')"
    " UNION ALL SELECT 'shared-passages', count(*) FROM passages",
}
_MEMORY, _ROW_GROUP = "256MB", 4_096  # of a sort, and rows
LISTED = 10_000  # works, documents and relations that the report lists; the ledger has all


SOURCES = (
    "(SELECT d.* REPLACE (coalesce(nullif(d.sha256, ''), f.sha256) AS sha256)"
    " FROM documents d LEFT JOIN files f ON f.file = d.name)"
)
"""The documents, each with the sha256 of its source: of one that is a whole file it stands there."""


def damaged(error: Exception, folder: Path) -> PackageError:
    """What is wrong with a ledger that DuckDB cannot read."""
    from duckdb import BinderException

    fault = str(error).partition("\n")[0]
    hint = "was it written by another version of corpusnorm?" if isinstance(error, BinderException) else ""
    return PackageError(f"the ledger is damaged: {fault}", where=str(folder), hint=hint, code="E603")


class Ledger:
    """The tables of a ledger, to be asked."""

    def __init__(self, folder: Path) -> None:
        import duckdb
        from pyarrow import ArrowInvalid, dataset

        self._folder = folder
        self._connection = duckdb.connect(config={"threads": 1})
        for path in sorted(folder.glob("*.parquet")):
            try:
                self._connection.register(path.stem, dataset.dataset(path))
            except (ArrowInvalid, OSError) as error:
                raise PackageError("the table cannot be read", where=str(path), code="E603") from error

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a query over the tables. Raises `PackageError` where a table or column is missing or damaged."""
        with self._told():
            found: list[dict[str, Any]] = self._connection.sql(query, params=parameters or None).to_arrow_table().to_pylist()
        return found

    def written(self, query: str, target: Path) -> Path:
        """The rows of a query in a Parquet file of small row groups, so that it can be read with little memory; sorts on disk."""
        with self._told():
            self._connection.execute(f"SET temp_directory = '{target.parent}'; SET memory_limit = '{_MEMORY}'")
            self._connection.sql(query).write_parquet(str(target), compression="lz4", row_group_size=_ROW_GROUP)
        return target

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What is wrong with the tables, in our words."""
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            raise damaged(error, self._folder) from error

    def close(self) -> None:
        self._connection.close()


def count(ledger: Ledger) -> Report:
    """The counts of all steps."""
    counts = {}
    for step, query in _COUNTS.items():
        for code, number in (tuple(row.values()) for row in ledger.rows(query)):
            counts[step, str(code)] = int(number or 0)
    return Report(counts)


def report(ledger: Ledger, counts: Report, header: dict[str, Any]) -> dict[str, Any]:
    """The content of `report.json`."""
    documents = ledger.rows(
        "SELECT document, name, work, kind, containment, language, degraded, damage FROM documents ORDER BY name LIMIT $n", n=LISTED
    )
    relations = ledger.rows("SELECT a, b, kind, containment, evidence, degradation FROM relations ORDER BY a, b LIMIT $n", n=LISTED)
    return {
        **header,
        "counts": counts.by_step(),
        "works": _works(documents),
        "documents": documents,
        "relations": [{**row, "degradation": json.loads(row["degradation"]) if row["degradation"] else None} for row in relations],
    }


def written(content: object, gap: str = "\n") -> str:
    r"""The content of a report as JSON with an indent of one, as `json` writes it; that takes three times as long.

    >>> written({"a": [1, "é"], "b": {}})
    '{\n "a": [\n  1,\n  "é"\n ],\n "b": {}\n}'
    """
    if isinstance(content, str):
        return _quoted(content)
    inner = f"{gap} "
    if isinstance(content, dict) and content:
        members = [f"{_quoted(key)}: {written(value, inner)}" for key, value in content.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{gap}}}"
    if isinstance(content, list | tuple) and content:
        return f"[{inner}{f',{inner}'.join([written(value, inner) for value in content])}{gap}]"
    return json.dumps(content)


def _works(documents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each work with its documents, its base first."""
    works: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(documents, key=lambda row: (row["kind"] != "base", row["name"])):
        if row["work"]:
            works.setdefault(row["work"], []).append({key: row[key] for key in ("document", "name", "kind", "containment")})
    return [{"work": work, "documents": members} for work, members in sorted(works.items(), key=lambda each: each[1][0]["name"])]

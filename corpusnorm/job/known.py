"""What was known of the names in a corpus: the rows of the registry that were used, and the decisions, as tables of the ledger.

With them the package says who is who without the registry that made it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpusnorm.engine import Part
from corpusnorm.job.authorities import is_usual
from corpusnorm.job.summary import Ledger
from corpusnorm.names.dates import When, w3c
from corpusnorm.names.decisions import Decisions
from corpusnorm.names.registry import Registry

Row = dict[str, Any]
_S, _I = pa.string(), pa.int64()
KNOWN: Mapping[str, pa.Schema] = {
    "entities": pa.schema(
        [
            (name, _S)
            for name in (
                *("entity", "type", "label", "wikidata", "geonames", "iso"),
                *("from", "to", "part_of", "successor_of", "source"),
            )
        ]
    ),
    "names": pa.schema(
        [
            *((name, _S) for name in ("entity", "form", "lang", "script", "kind", "of", "series", "scheme", "from", "to")),
            ("status", _S),
            ("used_by", pa.list_(_S)),
            ("source", _S),
            ("licence", _S),
        ]
    ),
    "decisions": pa.schema(
        [
            ("decision", _S), ("key", _S), ("forms", pa.list_(_S)), ("entities", pa.list_(_S)), ("preferred", _S), ("scope", _S),
            ("document", _S), ("start", _I), ("end", _I), ("reason", _S), ("date", _S), ("by", _S), ("documents", _I),
            ("stale", pa.bool_()),
        ]
    ),
}  # fmt: skip
_USED = "SELECT DISTINCT entity FROM (SELECT entity FROM mentions UNION SELECT unnest(candidates) FROM mentions) WHERE entity <> ''"
_FOUND = """
SELECT DISTINCT entity, unnest([name, written]) AS name FROM (
  SELECT entity, name, written FROM mentions WHERE entity <> ''
  UNION SELECT unnest(candidates), name, '' FROM mentions WHERE entity = '')
"""
_FORMS = "SELECT form, count(DISTINCT document) AS documents FROM mentions GROUP BY form"


def write_known(folder: Path, registry: Registry, decisions: Decisions, named: Sequence[Path]) -> None:
    """Write the tables beside the others of a ledger in `folder`. `named` are the files of the stage that found the names."""
    ledger = Ledger(folder)
    used = {row["entity"] for row in ledger.rows(_USED)}
    used |= {above for entity in used for above in registry.ancestors(entity)}
    rows = {
        "entities": list(_entities(registry, used)),
        "names": list(_names(registry, used, _found(ledger, registry))),
        "decisions": list(_decisions(decisions, ledger, named)),
    }
    ledger.close()
    for name, schema in KNOWN.items():
        pq.write_table(pa.Table.from_pylist(rows[name], schema), folder / f"{name}.parquet", compression="zstd")


def _entities(registry: Registry, used: set[str]) -> Iterator[Row]:
    for each in (registry.entities[entity] for entity in sorted(used)):
        plain = {name: getattr(each, name) for name in KNOWN["entities"].names if hasattr(each, name)}
        yield {**plain, "entity": each.id, **_bounds(each.period.start, each.period.end)}


def _names(registry: Registry, used: set[str], found: set[tuple[str, str]]) -> Iterator[Row]:
    """The names of the entities used: those that were found or written, the usual ones, and what each is a way to write."""
    wanted = {(each.entity, each.form) for each in registry.names if each.entity in used and is_usual(each)} | found
    for entity, form in list(wanted):
        while (above := registry.rows(entity, form)[0].of) and (entity, above) not in wanted:
            wanted.add((entity, form := above))
    for each in registry.names:
        if (each.entity, each.form) in wanted:
            plain = {name: getattr(each, name) for name in KNOWN["names"].names if hasattr(each, name)}
            yield {**plain, "series": registry.root(each), **_bounds(each.period.start, each.period.end)}


def _found(ledger: Ledger, registry: Registry) -> set[tuple[str, str]]:
    """The names of the registry that mentions are, or are written as."""
    found = ((row["entity"], row["name"]) for row in ledger.rows(_FOUND))
    return {each for each in found if registry.rows(*each)}


def _bounds(start: When | None, end: When | None) -> dict[str, str]:
    return {"from": w3c(start) if start else "", "to": w3c(end) if end else ""}


def _decisions(decisions: Decisions, ledger: Ledger, named: Sequence[Path]) -> Iterator[Row]:
    """Each decision, and in how many documents it had something to say; what only forbids is never stale."""
    if not decisions:
        return
    applied: Counter[str] = Counter()
    for path in named:
        applied.update(pc.list_flatten(Part(path).read()["decided"]).to_pylist())
    forms = {row["form"]: row["documents"] for row in ledger.rows(_FORMS)}
    for each in decisions.rows:
        plain = {name: getattr(each, name) for name in KNOWN["decisions"].names if hasattr(each, name)}
        documents = max((forms.get(form, 0) for form in each.forms), default=0) if each.decision == "same" else applied[each.key]
        yield {**plain, "documents": documents, "stale": not documents and each.decision != "never"}

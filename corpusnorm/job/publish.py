"""Publishing: the tables of a run to the files of its package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from corpusnorm.engine.task import ROW_GROUP
from corpusnorm.job.authorities import entries
from corpusnorm.job.flow import Outputs
from corpusnorm.job.summary import Ledger
from corpusnorm.names.registry import default_registry
from corpusnorm.tei import Counts, authorities_xml, corpus_xml
from corpusnorm.tei.model import CorpusRecord

LEDGER = "ledger"
_LEDGER_TABLES = {"relations": "relations", "passages": "shared"}  # besides those of `ledger.SCHEMAS`, named after their stage


def ledger(outputs: Outputs, folder: Path) -> None:
    """The ledger tables, each merged from its parts and sorted, so that the bytes do not depend on how the work was cut."""
    tables = {name.removeprefix("ledger-"): name for name in outputs if name.startswith("ledger-")}
    for name, stage in {**tables, **_LEDGER_TABLES}.items():
        merge(outputs[stage], folder / LEDGER / f"{name}.parquet")


def merge(sources: Sequence[Path], target: Path) -> None:
    """One Parquet file of all rows, sorted by all columns that can be compared. Sorts on disk where memory is short."""
    import duckdb
    from pyarrow import dataset

    schema = pq.read_schema(sources[0])
    order = ", ".join(f'"{field.name}"' for field in schema if not pa.types.is_nested(field.type))
    target.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": 1, "memory_limit": "512MB", "temp_directory": str(target.parent)}) as connection:
        rows = connection.from_arrow(dataset.dataset(list(sources), schema=schema))
        with pq.ParquetWriter(target, schema, compression="zstd") as sink:
            for batch in rows.order(order).to_arrow_reader(ROW_GROUP):
                sink.write_batch(batch.cast(schema), row_group_size=ROW_GROUP)


def works(outputs: Outputs, folder: Path) -> tuple[list[str], Counts]:
    """The work files; their ids, and what was counted in them."""
    ids, counts = [], Counts()
    for row in _work_rows(outputs["works"]):
        path = folder / row["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(row["xml"])
        ids.append(row["id"])
        counts += Counts(json.loads(row["elements"]), json.loads(row["extent"]))
    return ids, counts


# Every entity that a mention in the TEI means or may mean, with the form that the policy most often writes for it.
_ENTITIES = """
WITH marked AS (SELECT mentions.* FROM mentions JOIN documents USING (document) WHERE documents.kind = 'base'),
     meant AS (SELECT document, start, "end", entity FROM marked WHERE entity <> ''),
     written AS (SELECT entity, new AS form, count(*) AS times FROM meant JOIN edits USING (document, start, "end")
                 WHERE layer = 'names' GROUP BY ALL)
SELECT entity, first(form ORDER BY times DESC, form) AS form
FROM (SELECT DISTINCT entity FROM meant
      UNION SELECT unnest(candidates) FROM marked WHERE entity = '') LEFT JOIN written USING (entity)
GROUP BY entity ORDER BY entity
"""


def authorities(ledger: Ledger, folder: Path) -> None:
    """The authority lists, of the entities that the mentions in base texts mean or may mean."""
    preferred = {row["entity"]: row["form"] or "" for row in ledger.rows(_ENTITIES)}
    with (folder / "authorities.xml").open("wb") as sink:
        sink.writelines(authorities_xml(entries(preferred, default_registry())))


def corpus(record: CorpusRecord, ids: Sequence[str], counts: Counts, folder: Path) -> None:
    """The corpus document."""
    with (folder / "corpus.xml").open("wb") as sink:
        sink.writelines(corpus_xml(record, ids, counts))


def _work_rows(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=16):
            yield from batch.to_pylist()

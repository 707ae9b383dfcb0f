"""Publishing: the tables of a run to the files of its package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from corpusnorm.engine import Part
from corpusnorm.job.authorities import entries
from corpusnorm.job.flow import Outputs
from corpusnorm.job.known import write_known
from corpusnorm.job.means import Means
from corpusnorm.job.schemas import ROW_GROUP, SCHEMAS, encodings
from corpusnorm.job.summary import Ledger
from corpusnorm.job.workfiles import WorkFiles
from corpusnorm.job.workspace import LEDGER
from corpusnorm.names.registry import Registry
from corpusnorm.tei import Division, authorities_xml, corpus_xml
from corpusnorm.tei.model import CorpusRecord
from corpusnorm.tei.pointers import AUTHORITIES, CORPUS
from corpusnorm.tei.schema import write_schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LEDGER_TABLES = {"files": "survey", "relations": "relations", "passages": "shared"}  # and the others of `SCHEMAS`, by their stage


def ledger(outputs: Outputs, means: Means, folder: Path) -> None:
    """The ledger tables, each merged from its parts and sorted, so that the bytes do not depend on how the work was cut."""
    import duckdb

    tables = {name.removeprefix("ledger-"): name for name in outputs if name.startswith("ledger-")}
    (folder / LEDGER).mkdir(parents=True)
    with duckdb.connect(config={"threads": 1, "memory_limit": "512MB", "temp_directory": str(folder / LEDGER)}) as connection:
        for name, stage in {**tables, **_LEDGER_TABLES}.items():
            merge(outputs[stage], folder / LEDGER / f"{name}.parquet", SCHEMAS.get(name), connection)
    write_known(folder / LEDGER, means.registry, means.decisions, outputs["names"])


def merge(sources: Sequence[Path], target: Path, columns: pa.Schema | None, connection: DuckDBPyConnection) -> None:
    """One Parquet file of all rows, sorted by all columns that can be compared. Sorts on disk where memory is short."""
    from pyarrow import dataset

    schema = columns or Part(sources[0]).read().schema
    order = ", ".join(f'"{field.name}"' for field in schema if not pa.types.is_nested(field.type))
    rows = connection.from_arrow(dataset.dataset([str(path) for path in sources], schema=schema, format="ipc"))
    with pq.ParquetWriter(target, schema, **encodings(target.stem, schema)) as sink:
        for batch in rows.order(order).to_arrow_reader(ROW_GROUP):
            sink.write_batch(batch.cast(schema), row_group_size=ROW_GROUP)


def works(outputs: Outputs, division: Division, partitions: int, title: str, folder: Path) -> WorkFiles:
    """The files of the works, and the ledger table of where each work stands."""
    files = WorkFiles(folder, division, title)
    files.write(outputs["works"], partitions, folder / LEDGER / "works.parquet")
    return files


# Every entity that a mention in the TEI means or may mean, with the form that the policy most often writes for it, and the forms
# in which it stands there.
_ENTITIES = """
WITH marked AS (SELECT mentions.* FROM mentions JOIN documents USING (document) WHERE documents.kind = 'base'),
     meant AS (SELECT document, start, "end", entity FROM marked WHERE entity <> ''),
     written AS (SELECT entity, new AS form, count(*) AS times FROM meant JOIN edits USING (document, start, "end")
                 WHERE layer = 'names' GROUP BY ALL)
SELECT entity, first(form ORDER BY times DESC, form) AS form, any_value(forms) AS forms
FROM (SELECT DISTINCT entity FROM meant
      UNION SELECT unnest(candidates) FROM marked WHERE entity = '') LEFT JOIN written USING (entity)
     LEFT JOIN (SELECT entity, list(DISTINCT form ORDER BY form) AS forms FROM marked GROUP BY entity) USING (entity)
GROUP BY entity ORDER BY entity
"""


def authorities(ledger: Ledger, registry: Registry, folder: Path) -> None:
    """The authority lists, of the entities that the mentions in base texts mean or may mean."""
    rows = ledger.rows(_ENTITIES)
    preferred = {row["entity"]: row["form"] or "" for row in rows}
    written = {row["entity"]: row["forms"] or () for row in rows}
    with (folder / AUTHORITIES).open("wb") as sink:
        sink.writelines(authorities_xml(entries(preferred, written, registry)))


def corpus(record: CorpusRecord, works: WorkFiles, folder: Path) -> None:
    """The corpus document, and the schema that it and all other documents name."""
    write_schema(folder)
    with (folder / CORPUS).open("wb") as sink:
        sink.writelines(corpus_xml(record, works.files, works.counts))

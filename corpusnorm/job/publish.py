"""Publishing: the tables of a run to the files of its package."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corpusnorm.columns import utf8
from corpusnorm.engine import Part
from corpusnorm.job.authorities import entries
from corpusnorm.job.flow import Outputs
from corpusnorm.job.known import write_known
from corpusnorm.job.means import Means
from corpusnorm.job.schemas import SCHEMAS
from corpusnorm.job.summary import Ledger
from corpusnorm.job.workspace import LEDGER
from corpusnorm.names.registry import Registry
from corpusnorm.tei import Counts, authorities_xml, corpus_xml
from corpusnorm.tei.model import CorpusRecord
from corpusnorm.tei.pointers import WORKS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW_GROUP = 16_384  # rows; fixed, so that the same rows give the same bytes
_SORTED = {"files.file", "records.file", "records.name"}  # each begins as the one before it
_IDS = {"document", "work", "base", "a", "b", "copy", "keeper", "sha256"}
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


def encodings(table: str, schema: pa.Schema) -> dict[str, Any]:
    """How the columns of a table of the ledger are written: ids, hashes and places one after the other, all others, words that
    come again and again, by a dictionary. That is a fifth less than dictionaries for all."""
    found = {field.name: _encoding(table, field) for field in schema}
    plain = {name: encoding for name, encoding in found.items() if encoding}
    others = [path for field in schema if field.name not in plain for path in _leaves(field.name, field.type)]
    return {"compression": "zstd", "column_encoding": plain, "use_dictionary": others}


def _encoding(table: str, field: pa.Field) -> str:
    if f"{table}.{field.name}" in _SORTED:
        return "DELTA_BYTE_ARRAY"
    if field.name in _IDS or f"{table}.{field.name}" == "documents.name":
        return "DELTA_LENGTH_BYTE_ARRAY"
    return "DELTA_BINARY_PACKED" if pa.types.is_integer(field.type) else ""


def _leaves(path: str, kind: pa.DataType) -> Iterator[str]:
    """What Parquet calls the columns that a column is made of."""
    if pa.types.is_list(kind):
        yield from _leaves(f"{path}.list.element", kind.value_type)
    elif pa.types.is_struct(kind):
        for field in kind:
            yield from _leaves(f"{path}.{field.name}", field.type)
    else:
        yield path


def works(outputs: Outputs, folder: Path) -> tuple[list[str], Counts]:
    """The work files; their ids, sorted, and what was counted in them."""
    ids: list[str] = []
    elements: Counter[str] = Counter()
    extent: Counter[str] = Counter()
    (folder / WORKS).mkdir()
    for path in outputs["works"]:
        table = Part(path).read()
        ids += table["id"].to_pylist()
        elements.update(_summed(table, "elements", "occurs"))
        extent.update(_summed(table, "units", "amounts"))
        for name, xml in zip(table["path"].to_pylist(), _contents(table["xml"]), strict=True):
            file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # a third of the time of a file object
            while xml := xml[os.write(file, xml) :]:
                pass
            os.close(file)
    return sorted(ids), Counts(dict(elements), dict(extent))


def _contents(column: pa.ChunkedArray) -> Iterator[memoryview]:
    """The values of a column of bytes, where they lie."""
    for chunk in column.chunks:
        data, offsets = utf8(chunk)
        view = memoryview(data.data)
        for start, end in pairwise(offsets.tolist()):
            yield view[start:end]


def _summed(table: pa.Table, names: str, numbers: str) -> dict[str, int]:
    """The sum of numbers by the names beside them, over all rows."""
    flat = pa.table({name: pc.list_flatten(table[name]) for name in (names, numbers)})
    sums = flat.group_by(names).aggregate([(numbers, "sum")])
    return dict(zip(sums[names].to_pylist(), sums[f"{numbers}_sum"].to_pylist(), strict=True))


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
    with (folder / "authorities.xml").open("wb") as sink:
        sink.writelines(authorities_xml(entries(preferred, written, registry)))


def corpus(record: CorpusRecord, ids: Sequence[str], counts: Counts, folder: Path) -> None:
    """The corpus document."""
    with (folder / "corpus.xml").open("wb") as sink:
        sink.writelines(corpus_xml(record, ids, counts))

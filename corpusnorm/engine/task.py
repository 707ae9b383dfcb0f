"""Tasks: pure functions from Parquet files to one Parquet file, safe to run again.

A task whose output stands is skipped: that is resume. A task writes beside its output and renames: a killed one leaves nothing
half done. Its bytes depend on its inputs and options alone, never on who runs it: that is "same bytes".
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Rows = Callable[[pa.Table, Mapping[str, Any]], pa.Table]

ROW_GROUP = 16_384  # rows; fixed, so that the same rows give the same bytes
PARTITION = "partition"  # a column of this name says which row group of an exchange a row goes to


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file as an input: the whole of it, or one partition of an exchange."""

    path: Path
    partition: int | None = None

    def read(self) -> pa.Table:
        """The rows."""
        file = pq.ParquetFile(self.path)
        return file.read() if self.partition is None else file.read_row_group(self.partition)


@dataclass(frozen=True, slots=True)
class Task:
    """`function(rows of the inputs, options)` written to `output`. The function is one of a module, so it can be sent away."""

    function: Rows
    inputs: tuple[Part, ...]
    output: Path
    options: Mapping[str, Any] = field(default_factory=dict)
    partitions: int = 0

    def run(self) -> Path:
        """Do the work unless the output stands already."""
        if not self.output.exists():
            tables = [part.read() for part in self.inputs]
            table = pa.concat_tables(tables) if tables else pa.table({})
            write(self.function(table, self.options), self.output, self.partitions)
        return self.output


def write(table: pa.Table, path: Path, partitions: int = 0) -> None:
    """Write a table so that the same rows give the same bytes, and the file appears whole or not at all.

    With `partitions`, row group `j` holds the rows whose `PARTITION` is `j`, in order: an exchange that a later task reads by
    partition.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    groups = [table] if not partitions else list(_grouped(table, partitions))
    schema = groups[0].schema.remove_metadata()
    with pq.ParquetWriter(beside, schema, compression="zstd", store_schema=True) as sink:
        for group in groups:
            rows = group.combine_chunks().replace_schema_metadata(None)
            sink.write_table(rows, row_group_size=max(1, rows.num_rows) if partitions else ROW_GROUP)
    beside.replace(path)


def _grouped(table: pa.Table, partitions: int) -> Sequence[pa.Table]:
    import pyarrow.compute as pc

    rows = table.drop_columns([PARTITION])
    return [rows.filter(pc.equal(table[PARTITION], number)) for number in range(partitions)]

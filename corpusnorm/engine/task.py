"""Tasks: pure functions from Parquet files to one Parquet file, safe to run again.

A task whose output stands is skipped: that is resume. A task writes beside its output and renames: a killed one leaves nothing
half done. Its bytes depend on its inputs and options alone, never on who runs it: that is "same bytes".
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROW_GROUP = 16_384  # rows; fixed, so that the same rows give the same bytes
PARTITION = "partition"  # a column of this name says which row group of an exchange a row goes to


@dataclass(frozen=True, slots=True)
class Part:
    """A Parquet file as an input: the whole of it, one partition of an exchange, or a range of its rows."""

    path: Path
    partition: int | None = None
    rows: tuple[int, int] | None = None

    def read(self, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows; only some columns where they are named."""
        file = pq.ParquetFile(self.path)
        wanted = list(columns) if columns else None
        table = file.read(wanted) if self.partition is None else file.read_row_group(self.partition, wanted)
        return table.slice(self.rows[0], self.rows[1] - self.rows[0]) if self.rows else table


@dataclass(frozen=True, slots=True)
class Inputs:
    """The named inputs of a task, read when asked for."""

    parts: Mapping[str, tuple[Part, ...]]

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows of an input."""
        return pa.concat_tables([part.read(columns) for part in self.parts[name]])

    def where(self, name: str, column: str, values: Iterable[Any], columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of an input with one of `values` in `column`, in order; holds one file of it in memory at a time."""
        wanted = pa.array(sorted(set(values)), pa.string())
        tables = (part.read(columns) for part in self.parts[name])
        return pa.concat_tables([table.filter(pc.is_in(table[column], wanted)) for table in tables])


Function = Callable[[Inputs, Mapping[str, Any]], pa.Table]


@dataclass(frozen=True, slots=True)
class Task:
    """`function(inputs, options)` written to `output`. The function is one of a module, so it can be sent elsewhere.

    With `partitions` the output is an exchange: row group `j` holds the rows whose column `partition` is `j`.
    """

    function: Function
    inputs: Mapping[str, tuple[Part, ...]]
    output: Path
    options: Mapping[str, Any] = field(default_factory=dict)
    partitions: int = 0

    def run(self) -> Path:
        """Do the work unless the output stands already."""
        if not self.output.exists():
            write(self.function(Inputs(self.inputs), self.options), self.output, self.partitions)
        return self.output


def parts(paths: Iterable[Path], partition: int | None = None) -> tuple[Part, ...]:
    """Files as inputs, in their order."""
    return tuple(Part(path, partition) for path in paths)


def slices(paths: Sequence[Path], size: int) -> tuple[Part, ...]:
    """Files as ranges of at most `size` rows; one empty range where there are no rows at all."""
    found = []
    for path in paths:
        rows = pq.read_metadata(path).num_rows
        found += [Part(path, None, (start, min(start + size, rows))) for start in range(0, rows, size)]
    return tuple(found) or tuple(Part(path, None, (0, 0)) for path in paths[:1])


def write(table: pa.Table, path: Path, partitions: int = 0) -> None:
    """Write a table so that the same rows give the same bytes, and the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    groups = _groups(table, partitions) if partitions else [table]
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with pq.ParquetWriter(beside, groups[0].schema.remove_metadata(), compression="zstd") as sink:
        for group in groups:
            size = max(1, group.num_rows) if partitions else ROW_GROUP
            sink.write_table(group.combine_chunks().replace_schema_metadata(None), row_group_size=size)
    beside.replace(path)


def _groups(table: pa.Table, partitions: int) -> list[pa.Table]:
    rows = table.drop_columns([PARTITION])
    return [rows.filter(pc.equal(table[PARTITION], number)) for number in range(partitions)]

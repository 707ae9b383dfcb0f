"""Tasks: pure functions from Arrow files to one Arrow file, safe to run again.

A task whose output stands is skipped: that is resume. A task writes beside its output and renames: a killed one leaves nothing
half done. Its bytes depend on its inputs and options alone, never on who runs it: that is "same bytes".

The files are in Arrow's own format, as it is in memory, and are mapped, not read: to write one costs a copy, to look into one costs
the pages that are looked at. So a table of documents is searched by its ids without its texts ever being loaded. The price is the
space of uncompressed text in the workspace while a run goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BATCH = 16_384  # rows; fixed, so that the same rows give the same bytes
PARTITION = "partition"  # a column of this name says which batch of an exchange a row goes to


@dataclass(frozen=True, slots=True)
class Part:
    """An Arrow file as an input: the whole of it, one partition of an exchange, or a range of its rows."""

    path: Path
    partition: int | None = None
    rows: tuple[int, int] | None = None

    def read(self, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows; only some columns where they are named. Nothing is copied: the table is the file."""
        with pa.ipc.open_file(pa.memory_map(str(self.path))) as file:
            table = file.read_all() if self.partition is None else pa.Table.from_batches([file.get_batch(self.partition)])
        table = table.select(columns) if columns else table
        return table.slice(self.rows[0], self.rows[1] - self.rows[0]) if self.rows else table


@dataclass(frozen=True, slots=True)
class Inputs:
    """The named inputs of a task, read when asked for."""

    parts: Mapping[str, tuple[Part, ...]]

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows of an input."""
        return pa.concat_tables([part.read(columns) for part in self.parts[name]])

    def where(self, name: str, column: str, values: Iterable[Any], columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of an input with one of `values`, a column or any strings, in `column`, in order.

        Costs a look at `column` of all rows (some ten nanoseconds each), and of the other columns a copy of the rows found.
        """
        wanted = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else pa.array(list(values), pa.string())
        found = []
        for part in self.parts[name]:
            table = part.read()
            looked = len(wanted) and table.num_rows  # of a column without chunks `is_in` fails in pyarrow 25
            rows = pc.indices_nonzero(pc.is_in(table[column], wanted)) if looked else pa.array([], pa.uint64())
            found.append((table.select(columns) if columns else table).take(rows))
        return pa.concat_tables(found)


Function = Callable[[Inputs, Mapping[str, Any]], pa.Table]


@dataclass(frozen=True, slots=True)
class Task:
    """`function(inputs, options)` written to `output`. The function is one of a module, so it can be sent elsewhere.

    With `partitions` the output is an exchange: batch `j` holds the rows whose column `partition` is `j`.
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
        rows = Part(path).read().num_rows
        found += [Part(path, None, (start, min(start + size, rows))) for start in range(0, rows, size)]
    return tuple(found) or tuple(Part(path, None, (0, 0)) for path in paths[:1])


def write(table: pa.Table, path: Path, partitions: int = 0) -> None:
    """Write a table so that the same rows give the same bytes, and the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    batches = _partitioned(table, partitions) if partitions else table.combine_chunks().to_batches(max_chunksize=BATCH)
    schema = table.drop_columns([PARTITION]).schema if partitions else table.schema
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with pa.OSFile(str(beside), "wb") as sink, pa.ipc.new_file(sink, schema.remove_metadata()) as writer:
        for batch in batches:
            writer.write_batch(batch.replace_schema_metadata(None))
    beside.replace(path)


def _partitioned(table: pa.Table, partitions: int) -> list[pa.RecordBatch]:
    """A batch for each partition, in order, an empty one too; inside of it the rows keep their order."""
    numbers = table[PARTITION].to_numpy()
    rows = table.drop_columns([PARTITION]).take(np.argsort(numbers, kind="stable"))
    ends = np.cumsum(np.bincount(numbers, minlength=partitions))
    empty = pa.RecordBatch.from_pylist([], rows.schema)
    found = []
    for start, end in zip([0, *ends], ends, strict=False):
        [batch] = rows.slice(start, end - start).combine_chunks().to_batches() or [empty]
        found.append(batch)
    return found

"""The order of the stages, in one place.

    records -> documents (clean, language, diagnose)                    a chunk of documents at a time
            -> sketches, probes -> found                                the keys of all; of degraded ones, and where they stand
            -> pairs -> candidates -> recipes -> relations -> ties      the corpus, by the hash of a key, then pair by pair
            -> repairs -> names                                         a chunk of documents at a time
            -> shared -> works -> ledger                                the corpus, then a chunk of works or documents at a time

Every arrow is a set of tasks from Parquet files to Parquet files (see `corpusnorm.engine`); nothing else passes between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from corpusnorm.config import Config
from corpusnorm.engine import Function, Inputs, Part, Runner, Task, parts, slices
from corpusnorm.job import candidates, ledger, tasks, works

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""

Outputs = Mapping[str, Sequence[Path]]
"""The files that each stage wrote."""

_PAIRS = 64  # candidate pairs a task verifies
_WORKS = 256  # works a task writes
_PARTITION_BYTES = 64_000_000  # bytes of input for which one partition of the keys is enough
RECORDED_STEPS = ("align", "repair", "names", "dedup")  # the steps of the corpus header beside those of the cleaning


class Flow:
    """The stages of one run, each a method that adds its outputs."""

    def __init__(self, folder: Path, config: Config, runner: Runner, progress: Progress) -> None:
        self._folder, self._config, self._runner, self._progress = folder, config, runner, progress
        self.outputs: dict[str, list[Path]] = {}

    def run(self, files: Sequence[tuple[str, Path]]) -> Outputs:
        """All stages, in order, on the files named."""
        chunks = list(_chunks(files, self._config.run.chunk_bytes))
        partitions = 1 + sum(path.stat().st_size for _, path in files) // _PARTITION_BYTES
        self._prepare(chunks)
        self._relate(partitions)
        self._restore()
        self._write()
        return self.outputs

    def _prepare(self, chunks: Sequence[Sequence[tuple[str, Path]]]) -> None:
        ingest, clean = asdict(self._config.ingest), asdict(self._config.clean)
        listed = [{**ingest, "files": [(name, str(path)) for name, path in chunk]} for chunk in chunks]
        self._stage("records", tasks.ingest, [({}, options) for options in listed])
        how = {**clean, "header": ingest["header"]}
        self._stage("documents", tasks.prepare, [(self._chunk(k, "records"), how) for k in range(len(chunks))])

    def _relate(self, partitions: int) -> None:
        options = {**asdict(self._config.sketch), "partitions": partitions}
        each = range(partitions)
        self._stage("sketches", candidates.sketch, [(chunk, options) for chunk in self._chunks("documents")], partitions)
        self._stage("probes", candidates.probes, [(chunk, options) for chunk in self._chunks("documents")], partitions)
        sought = [({**chunk, "probes": self._all("probes")}, options) for chunk in self._chunks("documents")]
        self._stage("found", candidates.found, sought, partitions)
        met = [({name: self._all(name, p) for name in ("sketches", "probes", "found")}, options) for p in each]
        self._stage("pairs", candidates.pairs, met, partitions)
        self._stage("candidates", candidates.candidates, [({"pairs": self._all("pairs", p)}, options) for p in each])
        self._stage("recipes", candidates.recipes, [(self._alls("candidates", "probes", "documents"), {})])
        limits, known = asdict(self._config.relate), self._alls("documents", "recipes")
        ranges = slices(self.outputs["candidates"], _PAIRS)
        self._stage("relations", tasks.relations, [({**known, "candidates": (rows,)}, limits) for rows in ranges])
        self._stage("ties", tasks.ties, [(self._alls("documents", "relations"), {})])

    def _restore(self) -> None:
        everything = {**self._alls("ties", "relations"), "witnesses": self._all("documents")}
        options = asdict(self._config.repair)
        self._stage("repairs", tasks.repairs, [({**chunk, **everything}, options) for chunk in self._chunks("documents")])
        self._stage("names", tasks.names, [(chunk, asdict(self._config.names)) for chunk in self._chunks("documents")])

    def _write(self) -> None:
        self._stage("shared", tasks.shared, [(self._alls("documents", "relations", "ties"), {})])
        steps = [*self._config.clean.steps, *RECORDED_STEPS]
        inputs = self._alls("documents", "ties", "repairs", "names", "shared")
        ids = self.works()
        groups = [ids[start : start + _WORKS] for start in range(0, len(ids), _WORKS)] or [[]]
        self._stage("works", works.works, [(inputs, {"works": group, "steps": steps}) for group in groups])
        everywhere = {f"all_{name}": self._all(name) for name in ("documents", "repairs", "names")}
        for name in ledger.SCHEMAS:
            chunks = self._chunks("records", "documents", "repairs", "names")
            given = [({**chunk, **everywhere, "ties": self._all("ties")}, {"table": name}) for chunk in chunks]
            self._stage(f"ledger-{name}", ledger.table, given)

    def works(self) -> list[str]:
        """The ids of the works, sorted."""
        ties = Inputs(self._alls("ties")).table("ties", ["id", "kind"])
        return sorted(ties.filter(pc.equal(ties["kind"], "base"))["id"].to_pylist())

    def _stage(
        self,
        name: str,
        function: Function,
        given: Sequence[tuple[Mapping[str, tuple[Part, ...]], Mapping[str, Any]]],
        partitions: int = 0,
    ) -> None:
        """Run the tasks of a stage: one for each pair of inputs and options."""
        self._progress(name)
        folder = self._folder / name
        todo = [
            Task(function, inputs, folder / f"{number:06d}.parquet", options, partitions)
            for number, (inputs, options) in enumerate(given)
        ]
        self.outputs[name] = self._runner.run(todo)

    def _all(self, name: str, partition: int | None = None) -> tuple[Part, ...]:
        return parts(self.outputs[name], partition)

    def _alls(self, *names: str) -> dict[str, tuple[Part, ...]]:
        return {name: self._all(name) for name in names}

    def _chunk(self, number: int, *names: str) -> dict[str, tuple[Part, ...]]:
        return {name: (Part(self.outputs[name][number]),) for name in names}

    def _chunks(self, *names: str) -> list[dict[str, tuple[Part, ...]]]:
        return [self._chunk(number, *names) for number in range(len(self.outputs[names[0]]))]


def _chunks(files: Sequence[tuple[str, Path]], size: int) -> Iterator[list[tuple[str, Path]]]:
    """The files in groups of about `size` bytes, a file never split."""
    chunk: list[tuple[str, Path]] = []
    weight = 0
    for name, path in files:
        chunk.append((name, path))
        weight += path.stat().st_size
        if weight >= size:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk

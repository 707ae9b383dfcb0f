"""The order of the stages, in one place.

    survey -> records -> documents (clean, language, diagnose)          a chunk of documents at a time
            -> sketches, probes -> found                                the keys of all; of degraded ones, and where they stand
            -> pairs -> candidates -> recipes -> relations -> ties      the corpus, by the hash of a key, then pair by pair
            -> repairs -> names                                         a chunk of documents at a time
            -> shared -> deltas -> kept -> works -> ledger              the corpus, then a chunk of works or documents at a time

Every arrow is a set of tasks from Arrow files to Arrow files (see `corpusnorm.engine`); nothing else passes between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import pyarrow.compute as pc

from corpusnorm.config import Config
from corpusnorm.engine import Function, Inputs, Part, Runner, Task, parts, slices
from corpusnorm.ingest.records import Segment
from corpusnorm.ingest.survey import segments
from corpusnorm.job import candidates, ledger, tasks, works
from corpusnorm.tei.division import Division

Item = TypeVar("Item")
Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""

Outputs = Mapping[str, Sequence[Path]]
"""The files that each stage wrote."""

_PAIRS = 1_024  # candidate pairs a task verifies
_PARTITION_BYTES = 64_000_000  # bytes of input for which one partition of the keys is enough
RECORDED_STEPS = ("align", "repair", "names", "dedup")  # the steps of the corpus header beside those of the cleaning


def steps_of(config: Config) -> list[str]:
    """The names of the steps that marks may point to."""
    return [*config.clean.steps, *RECORDED_STEPS]


class Flow:
    """The stages of one run, each a method that adds its outputs; `partitions` and `division` say how the works are cut."""

    def __init__(self, folder: Path, config: Config, runner: Runner, progress: Progress) -> None:
        self._folder, self._config, self._runner, self._progress = folder, config, runner, progress
        self.outputs: dict[str, list[Path]] = {}
        self.partitions = 1
        self.division = Division()

    def run(self, files: Sequence[tuple[str, Path]]) -> None:
        """All stages, in order, on the files named."""
        size = sum(path.stat().st_size for _, path in files)
        self.partitions = 1 + size // _PARTITION_BYTES
        self._prepare(self._survey(files))
        self._relate(self.partitions)
        self._restore()
        self._write(size)

    def _survey(self, files: Sequence[tuple[str, Path]]) -> list[list[Segment]]:
        """The chunks of the input: what of which files a task reads."""
        size = self._config.run.chunk_bytes
        groups = _grouped(files, lambda file: file[1].stat().st_size, size)
        listed = [{"files": [(name, str(path)) for name, path in group], "chunk_bytes": size} for group in groups]
        self._stage("survey", tasks.survey, [({}, options) for options in listed])
        found = Inputs(self._alls("survey")).table("survey").to_pylist()
        return list(_grouped([each for row in found for each in segments(row)], lambda each: each.end - each.start, size))

    def _prepare(self, chunks: Sequence[Sequence[Segment]]) -> None:
        ingest, clean = asdict(self._config.ingest), asdict(self._config.clean)
        listed = [{**ingest, "segments": [each.listed() for each in chunk]} for chunk in chunks]
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

    def _write(self, size: int) -> None:
        kinds = Inputs(self._alls("ties")).table("ties", ["kind"])["kind"]
        self.division = Division.of(self._config.tei.layout, pc.sum(pc.equal(kinds, "base")).as_py() or 0, size)
        self._stage("shared", tasks.shared, [(self._alls("documents", "relations", "ties"), {})])
        steps = steps_of(self._config)
        everywhere = {**self._alls("ties", "shared"), "all_documents": self._all("documents"), "all_repairs": self._all("repairs")}
        self._stage("deltas", works.deltas, [({**chunk, **everywhere}, {}) for chunk in self._chunks("documents")])
        chunks = [{**chunk, **everywhere} for chunk in self._chunks("documents", "names", "deltas")]
        self._stage("kept", works.kept, [(chunk, {}) for chunk in chunks])
        marked = {"sentences": self._config.tei.sentences, "tokens": self._config.tei.tokens}
        how = {"steps": steps, "digits": self.division.digits, "partitions": self.partitions, "marked": marked}
        self._stage("works", works.works, [({**chunk, **self._alls("kept")}, how) for chunk in chunks], self.partitions)
        everywhere = {**self._alls("ties"), "all_names": self._all("names")}
        chunks = [{**chunk, **everywhere} for chunk in self._chunks("records", "documents", "repairs", "names", "deltas")]
        for name in ledger.TABLES:
            self._stage(f"ledger-{name}", ledger.table, [(chunk, {"table": name}) for chunk in chunks])

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
            Task(function, inputs, folder / f"{number:06d}.arrow", options, partitions)
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


def _grouped(items: Iterable[Item], weigh: Callable[[Item], int], size: int) -> Iterator[list[Item]]:
    """Items in groups of about `size`, none split."""
    group: list[Item] = []
    weight = 0
    for item in items:
        group.append(item)
        weight += weigh(item)
        if weight >= size:
            yield group
            group, weight = [], 0
    if group:
        yield group

"""How fast is a whole run, from JSONL to TEI and ledger, where does its time go, and how much memory does it take?

    python -m benchmarks.speed.job [DOCUMENTS]

Beside it stands what comes nearest to it in datatrove: ftfy, a filter for quality, and the four steps of its min-hash
deduplication, from JSONL to JSONL; and two limits: to parse and write the same JSONL with orjson, and to count its words with `wc`.
Every row is a process of its own, on one core, that has done a small corpus before: what is compiled or loaded once is not
counted. The files stand in shared memory where there is any, because a run writes a file a work, and a disk that takes
long for a new file would be all that is measured; what that costs is a row of its own.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.corpora import DOCUMENTS, with_copies
from benchmarks.speed.measuring import peer, show

_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only where the benchmark stands while it is measured
_SMALL = 200  # documents that are done before


class Taken(NamedTuple):
    """Processor seconds, peak memory in megabytes, how many documents were left, and seconds by stage."""

    seconds: float
    memory: float
    left: int
    stages: dict[str, float]


def corpusnorm_run(source: Path, folder: Path) -> Taken:
    """A run of corpusnorm; what is left are works."""
    import corpusnorm

    stages: dict[str, float] = {}
    now = ["", time.process_time()]

    def progress(stage: str) -> None:
        before, since = now
        stages[before] = stages.get(before, 0.0) + time.process_time() - since
        now[:] = [stage, time.process_time()]

    start = time.process_time()
    result = corpusnorm.run(source, folder / "package", progress=progress)
    progress("")
    return _taken(start, result.counts.counts["dedup", "works"], {name: took for name, took in stages.items() if name})


def datatrove_run(source: Path, folder: Path) -> Taken:
    """The nearest that datatrove does; what is left are documents."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.filters import GopherQualityFilter
    from datatrove.pipeline.formatters import FTFYFormatter
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter
    from loguru import logger

    logger.remove()
    clean, signatures, buckets, removed, left = (
        str(folder / name) for name in ("clean", "signatures", "buckets", "removed", "left")
    )
    config = MinhashConfig()
    steps = [
        [JsonlReader(str(source.parent), glob_pattern=source.name), FTFYFormatter(), GopherQualityFilter(), JsonlWriter(clean)],
        [JsonlReader(clean), MinhashDedupSignature(signatures, config)],
        [MinhashDedupBuckets(signatures, buckets, config=config)],
        [MinhashDedupCluster(buckets, removed, config=config)],
        [JsonlReader(clean), MinhashDedupFilter(removed), JsonlWriter(left)],
    ]
    start, stages = time.process_time(), {}
    for number, pipeline in enumerate(steps):
        since = time.process_time()
        tasks = config.num_buckets if number == 2 else 1
        for rank in range(tasks):
            executor = LocalPipelineExecutor(pipeline, tasks=tasks, logging_dir=str(folder / f"log{number}"))
            executor._run_for_rank(rank)  # noqa: SLF001 - in this process, so that its time is that of this process
        stages[("ftfy and filter", "signatures", "buckets", "cluster", "filter")[number]] = time.process_time() - since
    lines = sum(gzip.decompress(path.read_bytes()).count(b"\n") for path in Path(left).glob("*.gz"))
    return _taken(start, lines, stages)


def orjson_run(source: Path, folder: Path) -> Taken:
    """Parse every line and write it again."""
    import orjson

    start = time.process_time()
    with source.open("rb") as lines, (folder / "out.jsonl").open("wb") as sink:
        number = sum(bool(sink.write(orjson.dumps(orjson.loads(line)) + b"\n")) for line in lines)
    return _taken(start, number, {})


def wc_run(source: Path, _: Path) -> Taken:
    """Count the words."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["wc", "-w", str(source)], check=True, capture_output=True)  # noqa: S603, S607
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(taken, after.ru_maxrss / 1024, 0, {})


def files_run(source: Path, folder: Path) -> Taken:
    """Write every line to a file of its own: what a package with a file a work cannot be cheaper than."""
    start = time.process_time()
    with source.open("rb") as lines:
        for number, line in enumerate(lines):
            file = os.open(folder / str(number), os.O_WRONLY | os.O_CREAT, 0o666)
            os.write(file, line)
            os.close(file)
    return _taken(start, number + 1, {})


def _taken(start: float, left: int, stages: dict[str, float]) -> Taken:
    return Taken(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, left, stages)


def _measured(work: Callable[[Path, Path], Taken], small: Path, source: Path, root: Path) -> Taken:
    """Both corpora in this process; of the second what it took."""
    with tempfile.TemporaryDirectory(dir=root) as first:
        work(small, Path(first))
    with tempfile.TemporaryDirectory(dir=root) as second:
        return work(source, Path(second))


def _written(path: Path, documents: int) -> Path:
    path.parent.mkdir()
    texts, _ = with_copies(documents)
    with path.open("w", encoding="utf-8") as sink:
        sink.writelines(
            json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n" for number, text in enumerate(texts)
        )
    return path


def main(documents: int) -> None:
    root = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=root) as given:
        small, source = _written(Path(given, "small", "in.jsonl"), _SMALL), _written(Path(given, "all", "in.jsonl"), documents)
        size = source.stat().st_size / 1e6
        runs: dict[str, Callable[[Path, Path], Taken]] = {
            "corpusnorm run": corpusnorm_run,
            peer("datatrove"): datatrove_run,
            f"limit: {peer('orjson')}, parse and write": orjson_run,
            "limit: wc -w": wc_run,
            "limit: a file a document": files_run,
        }
        rows: list[tuple[str, float, float, float, int]] = []
        stages: list[tuple[str, str, float, str]] = []
        for name, work in runs.items():
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                taken = process.submit(partial(_measured, work, small, source, Path(given))).result()
            rows.append((name, size / taken.seconds, taken.seconds, taken.memory, taken.left))
            whole = sum(taken.stages.values())
            stages += [(name, stage, took, f"{took / whole:.0%}") for stage, took in taken.stages.items() if took >= 0.005 * whole]
        speeds = [(name, speed, speed / rows[1][1], *rest) for name, speed, *rest in rows]
        title = f"{documents} documents, {size:.0f} MB of JSONL"
        show(title, ("", "MB/s per core", "times datatrove", "CPU s", "peak MB", "documents left"), speeds)
        show("Where the time goes", ("", "stage", "CPU s", "share"), stages)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)

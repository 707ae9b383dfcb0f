"""How fast is a package validated, how fast does its input come out of it, and in how much memory?

    python -m benchmarks.speed.validate [DOCUMENTS]

Packages of articles of which a fifth are copies, of articles full of names, and of short documents, each once and four times as
large. Every row is a process of its own, on one core; what takes a second to load is in it. The limits beside it: to parse the same
files with lxml, and to judge them by the schema.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.speed.corpora import english, with_copies
from benchmarks.speed.measuring import peer, show

_DOCUMENTS = 2_000
_SHORT = 300  # bytes of a short document
_NAMES = ("Turkey", "Erdogan", "Nagorno-Karabakh", "Stepanakert", "Nakhichevan", "Mardakert")


class Taken(NamedTuple):
    """Processor seconds, peak memory in megabytes, and megabytes of XML."""

    seconds: float
    memory: float
    size: float


def named(count: int) -> list[str]:
    """Articles in which every tenth word or so is a name that the policy writes otherwise."""
    random = Random(7)  # noqa: S311
    texts = english(count)
    return [
        " ".join(f"{word} {random.choice(_NAMES)}" if random.random() < 0.1 else word for word in text.split(" ")) for text in texts
    ]


def validated(package: Path) -> None:
    """All that `corpusnorm validate` looks at."""
    from corpusnorm.job.validation.check import check

    found = check(package).problems
    if found:
        raise AssertionError(found[:3])


def parsed(package: Path) -> None:
    """The works parsed, and nothing else."""
    from lxml import etree

    for path in (package / "works").iterdir():
        etree.parse(path)


def judged(package: Path) -> None:
    """The works parsed and judged by our schema."""
    from importlib.resources import files

    from lxml import etree

    schema = etree.RelaxNG(etree.fromstring(files("corpusnorm.tei").joinpath("schema/corpusnorm.rng").read_bytes()))
    for path in (package / "works").iterdir():
        schema.assertValid(etree.parse(path))


def _measured(work: Callable[[Path], None], package: Path) -> Taken:
    start = time.process_time()
    work(package)
    taken = time.process_time() - start
    size = sum(path.stat().st_size for path in (package / "works").iterdir()) / 1e6
    return Taken(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size)


def _package(texts: Iterable[str], folder: Path) -> Path:
    """The package of some texts; made in a process of its own, so that its memory is not counted."""
    import corpusnorm

    folder.mkdir()
    with (folder / "in.jsonl").open("w", encoding="utf-8") as sink:
        sink.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    return corpusnorm.run(folder / "in.jsonl", folder / "out").output


def main(documents: int) -> None:
    """Print the table."""
    corpora: dict[str, Callable[[int], list[str]]] = {
        "articles, a fifth of them copies": lambda count: with_copies(count)[0],
        "articles full of names": named,
        f"documents of {_SHORT} bytes": lambda count: english(count, _SHORT),
    }
    works = {"corpusnorm validate": validated, f"limit: {peer('lxml')} parses": parsed, "limit: lxml judges by the schema": judged}
    rows: list[tuple[str, str, float, float, float, float]] = []

    def alone(work: Callable[..., object], *given: object) -> object:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            return process.submit(work, *given).result()

    with tempfile.TemporaryDirectory() as folder:
        for place, (name, texts) in enumerate(corpora.items()):
            for times in (1, 4):
                given = texts(documents * times)
                size = sum(len(text.encode()) for text in given) / 1e6
                package = alone(_package, given, Path(folder, f"{place}-{times}"))
                for what, work in works.items() if times == 1 else [*works.items()][:1]:
                    taken = alone(partial(_measured, work), package)
                    assert isinstance(taken, Taken)
                    said = f"{name}, {len(given)}"
                    rows.append((said, what, taken.size / taken.seconds, size / taken.seconds, taken.seconds, taken.memory))
    show("Validation of a package", ("package", "", "MB/s of XML", "MB/s of input", "CPU s", "peak MB"), rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _DOCUMENTS)

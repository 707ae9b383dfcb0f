"""How fast is the TEI written, and how much memory does it take?

    python -m benchmarks.speed.tei [DOCUMENTS]

The first table: records to the bytes of their TEI documents, checks included, in megabytes of reading text a processor second;
beside it the same trees built and written with lxml, and the same paragraphs written as TEI by trafilatura, which marks nothing.
The second: what of a whole run writes (the stage `works`, the ledger, publishing), and the peak of memory, at 1 and 4 times the
input.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from lxml import etree

from benchmarks.speed.corpora import english
from benchmarks.speed.measuring import megabytes, peer, seconds, show
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.tei.model import Correction, NameMark, Piece, Text, Variant, Witness, Work, Written
from corpusnorm.tei.steps import Steps
from corpusnorm.tei.validate import check_written
from corpusnorm.tei.writer import work_xml

DOCUMENTS = 5_000
STEPS = Steps(frozenset({"encoding", "names", "align", "repair", "dedup"}))
_WRITING = ("deltas", "kept", "works", "publish")  # and the tables of the ledger
_SHORT = 500  # characters
_SMALL = 200  # documents that are done before

Tree = tuple[str, dict[str, str], str, str, list[Any]]  # tag, attributes, text, tail, children


class Taken(NamedTuple):
    """Processor seconds of the stages that write, and of all, and the peak of memory in megabytes."""

    writing: float
    whole: float
    memory: float


def near_clean(count: int) -> list[Work]:
    """Articles of 3 kB, with three names and a correction each."""
    return [_work(number, text, 3, 1) for number, text in enumerate(english(count))]


def marked_up(count: int) -> list[Work]:
    """The same with a name every hundred characters, every third of them rewritten, ten corrections, and a near copy that reads
    something else in ten places."""
    return [_work(number, text, len(text) // 100, 10, 10) for number, text in enumerate(english(count))]


def short(count: int) -> list[Work]:
    """Texts of 500 characters with a name."""
    cut = "".join(english(1 + count * _SHORT // 2_500, seed=5)).replace("\n\n", "\n")
    return [_work(number, cut[number * _SHORT : (number + 1) * _SHORT].strip(), 1, 0) for number in range(count)]


def _work(number: int, text: str, names: int, corrections: int, readings: int = 0) -> Work:
    """A text whose words are marked at random places, never two marks at one word."""
    random, id_ = Random(number), f"d{number * 0x9E3779B97F4A7C15 % 2**64:016x}"  # noqa: S311
    words = [span for span in _words(text) if len(span) > 3]
    chosen = random.sample(words, min(len(words), names + corrections + readings))
    named, corrected, varied = chosen[:names], chosen[names : names + corrections], chosen[names + corrections :]
    edits = Edits([Edit(span, span.of(text)) for span in sorted(corrected)])  # as many characters as were there
    marks = tuple(_name(span, rewritten=at % 3 == 2) for at, span in enumerate(sorted(named)))
    fixes = tuple(Correction(span, "Ã¤" + span.of(text)[2:], span, "encoding", 0.97, "mojibake") for span in sorted(corrected))
    other = (Witness(f"{id_[:-1]}w", f"{number}b.txt", "0" * 64, "near", 0.98),) if varied else ()
    variants = tuple(Variant(span, other[0].id, (Piece("otherwise"),)) for span in sorted(varied))
    base = Text(text, "en", fixes, marks)
    return Work(id_, text[:40].strip(), base, (Witness(id_, f"{number}.txt", "0" * 64, edits=edits), *other), variants)


def _words(text: str) -> Iterator[Span]:
    at = 0
    for word in text.replace("\n", " ").split(" "):
        yield Span(at, at + len(word))
        at += len(word) + 1


def _name(span: Span, *, rewritten: bool) -> NameMark:
    written = Written("names:renaming", 0.95, "default@1 rules[0]") if rewritten else None
    return NameMark(span, "Q43", "place", "Elsewhere" if rewritten else "", 0.93, "names:exact", (), written)


def ours(works: Sequence[Work]) -> int:
    """The bytes of all, each checked."""
    size = 0
    for work in works:
        written = work_xml(work, STEPS)
        assert not check_written(written)
        size += len(written.xml)
    return size


def trees(works: Sequence[Work]) -> list[Tree]:
    """What we write, as plain data."""
    return [_tree(etree.fromstring(work_xml(work, STEPS).xml)) for work in works]


def _tree(node: Any) -> Tree:
    return str(node.tag), dict(node.attrib), node.text or "", node.tail or "", [_tree(child) for child in node]


def by_lxml(written: Sequence[Tree]) -> int:
    """The same trees built element by element, and serialised."""
    return sum(len(etree.tostring(_built(tree, None), encoding="utf-8", xml_declaration=True)) for tree in written)


def _built(tree: Tree, parent: Any) -> Any:
    tag, attributes, text, tail, children = tree
    map_ = {None: "http://www.tei-c.org/ns/1.0"}
    node = etree.Element(tag, attributes, map_) if parent is None else etree.SubElement(parent, tag, attributes)
    node.text, node.tail = text, tail
    for child in children:
        _built(child, node)
    return node


def by_trafilatura(works: Sequence[Work]) -> int:
    """The paragraphs alone, through the writer of TEI of trafilatura, without its validation against a DTD."""
    from trafilatura.settings import Document, Extractor
    from trafilatura.xml import control_xml_output

    options, size = Extractor(output_format="xmltei"), 0
    for work in works:
        body = etree.Element("body")
        for line in filter(None, work.base.text.split("\n")):
            etree.SubElement(body, "p").text = line
        document = Document(title=work.title, body=body, commentsbody=etree.Element("body"), language="en")
        size += len(control_xml_output(document, options).encode())
    return size


def speeds(count: int) -> Iterator[tuple[str, str, int, float, float, float]]:
    """Of each kind of works and each writer: works, megabytes of text, those a second, and microseconds a work."""
    for kind, make in (("near-clean", near_clean), ("marked up", marked_up), ("500 characters", short)):
        works = make(count if make is not short else 4 * count)
        size = megabytes(work.base.text for work in works)
        writers: dict[str, Callable[[], int]] = {"corpusnorm, with its checks": lambda works=works: ours(works)}
        built = trees(works)
        writers[f"{peer('lxml')}, the same trees"] = lambda built=built: by_lxml(built)
        if find_spec("trafilatura"):
            writers[f"{peer('trafilatura')}, paragraphs only"] = lambda works=works: by_trafilatura(works)
        ours(works[:_SMALL])
        for name, write in writers.items():
            took, _ = seconds(write, 3)
            yield kind, name, len(works), size, size / took, took / len(works) * 1e6


def runs(count: int) -> Iterator[tuple[str, int, float, float, float, float]]:
    """Of whole runs at 1 and 4 times the input: documents, megabytes a second of what writes, its share, and the peak."""
    for kind, size in (("articles", 0), ("500 characters", _SHORT)):
        for times in (1, 4):
            number = count * times if not size else 4 * count * times
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                text, taken = process.submit(_run, number, size).result()
            yield kind, number, text / taken.writing, number / taken.writing, taken.writing / taken.whole, taken.memory


def _run(count: int, size: int) -> tuple[float, Taken]:
    """A run on documents of a length, after a small one."""
    with tempfile.TemporaryDirectory() as folder:
        _measured(Path(folder, "small"), _SMALL, size)
        return _measured(Path(folder, "all"), count, size)


def _measured(folder: Path, count: int, size: int) -> tuple[float, Taken]:
    import corpusnorm

    folder.mkdir()
    text = _source(folder / "in.jsonl", count, size)
    stages: dict[str, float] = {}
    now = ["", time.process_time()]

    def progress(stage: str) -> None:
        stages[now[0]] = time.process_time() - now[1]
        now[:] = [stage, time.process_time()]

    corpusnorm.run(folder / "in.jsonl", folder / "package", progress=progress)
    progress("")
    writing = sum(took for stage, took in stages.items() if stage in _WRITING or stage.startswith("ledger-"))
    return text, Taken(writing, sum(stages.values()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _source(path: Path, count: int, size: int) -> float:
    """Write the documents; their text in megabytes."""
    total = 0
    with path.open("w", encoding="utf-8") as sink:
        for first in range(0, count, 1_000):
            texts = english(min(1_000, count - first), size or 2_950, seed=first + 1)
            total += sum(len(text.encode()) for text in texts)
            sink.writelines(json.dumps({"id": str(first + number), "text": text}) + "\n" for number, text in enumerate(texts))
    return total / 1e6


def main(documents: int) -> None:
    """Print the tables."""
    columns = ("", "", "works", "MB of text", "MB/s of text", "µs a work")
    show("Records to TEI documents, one core", columns, speeds(documents))
    columns = ("", "documents", "MB/s of text, writing", "documents/s, writing", "share of the run", "peak MB")
    show("Whole runs: what of them writes, and their memory", columns, runs(documents))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)

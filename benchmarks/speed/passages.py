"""How fast repeated passages are found in a whole corpus, beside the document sketch: `python -m benchmarks.speed.passages`.

Two corpora of English: documents of sentences each of which stands once, and documents of sentences drawn at random, so that most
of their long sentences stand again somewhere. How many passages of 20 words and more are found, and how many of them are right,
`benchmarks.quality.dedup` measures.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from functools import partial

import pyarrow as pa

from benchmarks.quality.dedup import _unrepeated
from benchmarks.speed.corpora import english
from benchmarks.speed.measuring import megabytes, seconds, show
from corpusnorm import find_passages
from corpusnorm.columns import utf8
from corpusnorm.segmentation import word_hashes
from corpusnorm.sketch.sketch import SketchOptions, sketch_batch


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="documents")
    count = parser.parse_args().count
    corpora = {"each sentence once": [" ".join(words) for words in _unrepeated(count)], "sentences drawn at random": english(count)}
    rows = []
    for name, texts in corpora.items():
        table = pa.table(
            {"id": pa.array([f"{number:07}" for number in range(len(texts))]), "text": pa.array(texts, pa.large_string())}
        )
        size = megabytes(texts)
        for what, work in _WORKS.items():
            work(table.slice(0, 10))
            cost, found = seconds(partial(work, table), runs=2)
            rows.append((name, what, len(texts), size, cost, size / cost, found))
    show("Repeated passages", ("corpus", "what", "documents", "MB", "CPU s", "MB/s", "passages"), rows)


def _hashed(table: pa.Table) -> None:
    word_hashes(utf8(table["text"]))


def _sketched(table: pa.Table) -> None:
    options = SketchOptions()
    for batch in table.to_batches(max_chunksize=1024):
        sketch_batch(batch, options.scale, options.floor)


def _found(table: pa.Table) -> int:
    return len(find_passages(table)["id"])


_WORKS: Mapping[str, Callable[[pa.Table], int | None]] = {
    "hashes of all words": _hashed,
    "document sketch": _sketched,
    "find_passages": _found,
}


if __name__ == "__main__":
    main()

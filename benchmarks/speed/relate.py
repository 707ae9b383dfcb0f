"""How fast near copies are found beside other packages, and how well: text to pairs, on documents of which a fifth are copies.

    python -m benchmarks.speed.relate [documents]

Every row is measured in one process, in processor seconds. A pair is right if both documents were made from the same one; recall is
that of the copies with their originals, by the share of words edited. The peers compare word 5-grams as their documentation
recommends, 128 hashes in bands of four where they let one choose, and keep the pairs whose estimated Jaccard similarity is .35 or
more: below that precision falls, above it recall does. Ours is `find_duplicates` on a table, with every pair verified on the texts
and its passages.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa

from benchmarks.speed.corpora import DOCUMENTS, Copy, with_copies
from benchmarks.speed.measuring import megabytes, peer, seconds, show

_HASHES, _ROWS, _LEAST = 128, 4, 0.35
_WORDS = 5  # of a shingle
_FIRST = 100  # documents of the first call, each with a copy: it compiles and loads
Pairs = Iterable[tuple[int, int]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=int, default=DOCUMENTS)
    parser.add_argument("--only", default="", help="only the systems whose name holds this")
    count = parser.parse_args()
    texts, copies = with_copies(count.documents)
    size = megabytes(texts)
    edits = sorted({copy.edited for copy in copies})
    speeds = {}
    rows = []
    for name, find in SYSTEMS.items():
        if count.only not in name:
            continue
        find([*texts[:_FIRST], *(f"{text} More." for text in texts[:_FIRST])])
        spent, found = seconds(lambda find=find: find(texts))
        precision, recalls = judged({(min(pair), max(pair)) for pair in found}, copies)
        speeds[name] = size / spent
        rows.append((name, speeds[name], precision, *(recalls[edit] for edit in edits)))
    fastest = max((speed for name, speed in speeds.items() if "corpusnorm" not in name), default=1.0)
    named = [(name, speed, speed / fastest, *quality) for name, speed, *quality in rows]
    columns = ("system", "MB/s", "of the fastest peer", "precision", *(f"recall, {edit:.0%} edited" for edit in edits))
    show(f"Text to pairs of copies, {len(texts):,} documents, {size:.0f} MB", columns, named)


def judged(found: set[tuple[int, int]], copies: Sequence[Copy]) -> tuple[float, dict[float, float]]:
    """The precision of pairs, and their recall by the share of words edited."""
    family = {copy.copy: copy.original for copy in copies}
    right = sum(family.get(a, a) == family.get(b, b) for a, b in found)
    recalls = defaultdict(list)
    for copy in copies:
        recalls[copy.edited].append((min(copy.copy, copy.original), max(copy.copy, copy.original)) in found)
    return right / max(len(found), 1), {edit: float(np.mean(each)) for edit, each in recalls.items()}


def ours(texts: Sequence[str]) -> Pairs:
    """Every relation that makes two documents witnesses of one work, or one a part of the other."""
    from corpusnorm import find_duplicates

    found = find_duplicates(pa.table({"id": [f"{n:08d}" for n in range(len(texts))], "text": texts}), passages=False)
    return zip(map(int, found["a"].to_pylist()), map(int, found["b"].to_pylist()), strict=True)


def candidates(texts: Sequence[str]) -> Pairs:
    """The pairs that are worth verifying, by their sketches alone."""
    from corpusnorm.sketch.candidates import find_candidates

    table = pa.table({"id": [f"{n:08d}" for n in range(len(texts))], "text": texts})
    found = find_candidates(table, passages=False)
    return zip(map(int, found["a"].to_pylist()), map(int, found["b"].to_pylist()), strict=True)


def _shingles(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[at : at + _WORDS]) for at in range(max(len(words) - _WORDS + 1, 1))}


def _alike(signatures: np.ndarray, pairs: Pairs) -> Iterator[tuple[int, int]]:  # type: ignore[type-arg]
    """The pairs whose signatures agree enough."""
    a, b = np.array(sorted(set(pairs)), np.int64).reshape(-1, 2).T
    kept = (signatures[a] == signatures[b]).mean(axis=1) >= _LEAST
    yield from zip(a[kept].tolist(), b[kept].tolist(), strict=True)


def by_datasketch(texts: Sequence[str]) -> Pairs:
    """https://ekzhu.com/datasketch/lsh.html"""
    from datasketch import MinHash, MinHashLSH

    sketches = list(MinHash.generator(([shingle.encode() for shingle in _shingles(text)] for text in texts), num_perm=_HASHES))
    index = MinHashLSH(num_perm=_HASHES, params=(_HASHES // _ROWS, _ROWS))
    found = []
    for number, sketch in enumerate(sketches):
        found += [(other, number) for other in index.query(sketch)]
        index.insert(number, sketch)
    return _alike(np.array([sketch.hashvalues for sketch in sketches]), found)


def by_rensa(texts: Sequence[str]) -> Pairs:
    """https://github.com/beowolx/rensa: bulk digests, then its index."""
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets((list(_shingles(text)) for text in texts), _HASHES, 42)
    index = RMinHashLSH(threshold=_LEAST, num_perm=_HASHES, num_bands=_HASHES // _ROWS)
    index.insert_many(sketches)
    met = {(other, n) for n, others in enumerate(index.query_all(sketches)) for other in others if other < n}
    return _alike(np.array([sketch.digest() for sketch in sketches]), met)


def by_gaoya(texts: Sequence[str]) -> Pairs:
    """https://gaoya.readthedocs.io: the index estimates the similarity itself."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=_LEAST,
        num_bands=_HASHES // _ROWS,
        band_size=_ROWS,
        analyzer="word",
        lowercase=True,
        ngram_range=(_WORDS, _WORDS),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
    return [(other, n) for n, others in enumerate(index.par_bulk_query(list(texts))) for other in others if other < n]


def by_daft(texts: Sequence[str]) -> Pairs:
    """https://docs.daft.ai/en/stable/examples/minhash-dedupe: signatures in bands, grouped by band."""
    import daft
    from daft import col
    from daft.functions import minhash

    frame = daft.from_arrow(pa.table({"doc": pa.array(range(len(texts))), "text": texts}))
    frame = frame.with_column("text", col("text").normalize(remove_punct=True, lowercase=True, white_space=True))
    frame = frame.with_column("hashes", minhash(col("text"), num_hashes=_HASHES, ngram_size=_WORDS, hash_function="xxhash"))
    frame = frame.select("doc", "hashes").collect()
    signatures = np.array(frame.to_arrow()["hashes"].combine_chunks().flatten()).reshape(len(texts), _HASHES)
    bands = frame.with_column("bands", col("hashes").chunk(_ROWS)).with_column("number", daft.lit(list(range(_HASHES // _ROWS))))
    grouped = bands.explode("bands", "number").groupby("number", "bands").agg(col("doc").list_agg())
    docs = grouped.where(col("doc").list_count() > 1).select("doc").to_pydict()["doc"]
    return _alike(signatures, (pair for group in docs for pair in combinations(sorted(set(group)), 2)))


SYSTEMS: dict[str, Callable[[Sequence[str]], Pairs]] = {
    "corpusnorm, verified": ours,
    "corpusnorm, candidates": candidates,
    peer("daft"): by_daft,
    peer("rensa"): by_rensa,
    peer("gaoya"): by_gaoya,
    peer("datasketch"): by_datasketch,
}

if __name__ == "__main__":
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    main()

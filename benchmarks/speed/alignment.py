"""How fast long sequences are aligned, and how completely: `python -m benchmarks.speed.alignment`.

One row a case: tokens on both sides, processor seconds of `align_sequences`, how many times as long it took rapidfuzz
(`LCSseq.opcodes`, an exact alignment that needs a bit for each pair of tokens) and difflib, the matches found as a share of a
longest common subsequence (`LCSseq.similarity`), and the memory that the alignment added at its peak. Each case runs in a process
of its own, on sequences drawn with a fixed seed. A peer is left out (-) where it would need over a gigabyte, or minutes.

`zipf`: words as frequent as 1/rank of 50,000, of which the share named stays, in order; of the others half are replaced, a quarter
dropped, and as many new ones come in. `uniform`: the same with 50 words, all as frequent: no short run is unique. `text`: real
English (`../shared/data/text`, beside the repository). `align`: two such texts as strings, words found and keys made as well.
"""

from __future__ import annotations

import argparse
import difflib
import multiprocessing
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from corpusnorm.alignment import align, align_sequences

TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "text"
SIMILARITIES = (40, 60, 80, 95, 99)
_WORDS = 50_000
_LINE, _BLOCK = 12, 5000  # tokens of a boilerplate line, and of a block that comes ten times
_EXACT, _DIFFLIB, _SCORED = 50_000, 10_000, 200_000  # tokens up to which the peers run
Sides = tuple[list[str], list[str]]


class Row(NamedTuple):
    """What was measured; ratios and the share are None where the peer was left out."""

    tokens: int
    seconds: float
    rapidfuzz: float | None
    difflib: float | None
    share: float | None
    megabytes: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000], help="tokens on either side")
    parser.add_argument("--only", default="", help="only the cases whose name holds this")
    arguments = parser.parse_args()
    print(f"{'case':28}{'tokens':>10}{'seconds':>9}{'rapidfuzz':>11}{'difflib':>9}{'of LCS':>8}{'MB':>8}")
    for size in arguments.sizes:
        for name, make in cases(size):
            if arguments.only in name:
                with multiprocessing.get_context("fork").Pool(1) as pool:
                    row = pool.apply(measured, (name, make[0], make[1:]))
                cells = (_cell(row.rapidfuzz, 11, ".1f"), _cell(row.difflib, 9, ".0f"), _cell(row.share, 8, ".4f"))
                print(f"{name:28}{row.tokens:>10}{row.seconds:>9.3f}{''.join(cells)}{row.megabytes:>8.0f}", flush=True)


def _cell(value: float | None, width: int, form: str) -> str:
    return f"{'-' if value is None else format(value, form):>{width}}"


def cases(size: int) -> Iterator[tuple[str, tuple[Callable[..., Sides], *tuple[object, ...]]]]:
    """The names of the cases, and what makes each."""
    for similarity in SIMILARITIES:
        yield f"zipf {similarity} %", (zipf, size, similarity)
    for similarity in SIMILARITIES:
        yield f"uniform {similarity} %", (uniform, size, similarity)
    if TEXTS.exists():
        for similarity in SIMILARITIES:
            yield f"text {similarity} %", (text, size, similarity)
            yield f"align: text {similarity} %", (text, size, similarity)
    for similarity in (80, 99):
        yield f"block of 5,000 x 10, {similarity} %", (blocks, size, similarity)
        yield f"one line, {similarity} %", (lines, size, similarity)
    yield "all equal", (equal, size)
    yield "nothing in common", (different, size)
    yield "the same words, shuffled", (shuffled, size)


def measured(name: str, make: Callable[..., Sides], options: tuple[object, ...]) -> Row:
    """Run one case: the alignment, then its peers."""
    a, b = make(*options)
    texts = (" ".join(a), " ".join(b)) if name.startswith("align") else None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = len(align(*texts).pairs if texts else align_sequences(a, b))
    seconds = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    if texts:
        return Row(len(a), seconds, None, None, None, memory)
    longest = max(len(a), len(b))
    share = found / (LCSseq.similarity(a, b) or 1) if longest <= _SCORED else None
    exact = _times(lambda: LCSseq.opcodes(a, b), seconds) if longest <= _EXACT else None
    simple = longest <= _DIFFLIB * 1.2 and "equal" not in name and "line" not in name
    plain = _times(lambda: difflib.SequenceMatcher(None, a, b).get_opcodes(), seconds) if simple else None
    return Row(len(a), seconds, exact, plain, share, memory)


def _times(peer: Callable[[], object], seconds: float) -> float:
    start = time.process_time()
    peer()
    return (time.process_time() - start) / seconds


def _revised(words: list[str], similarity: int, pool: list[str]) -> Sides:
    random = Random(similarity)  # noqa: S311
    revised: list[str] = []
    for word in words:
        chance = random.random() * 100
        if chance < similarity:
            revised.append(word)
        elif chance < (100 + similarity) / 2:
            revised.append(random.choice(pool))
        elif chance < 100 - (100 - similarity) / 4:
            revised += [word, random.choice(pool)]
    return words, revised


@lru_cache(maxsize=1)
def _frequent(size: int) -> list[str]:
    weights = 1 / np.arange(1, _WORDS + 1)
    drawn = np.random.default_rng(0).choice(_WORDS, size, p=weights / weights.sum())
    return [f"w{number}" for number in drawn.tolist()]


def zipf(size: int, similarity: int) -> Sides:
    """Words in no order, as frequent as in a text."""
    words = _frequent(size)
    return _revised(words, similarity, words)


def uniform(size: int, similarity: int) -> Sides:
    """Few words, in no order."""
    random = Random(0)  # noqa: S311
    words = [f"w{random.randrange(50)}" for _ in range(size)]
    return _revised(words, similarity, words)


def text(size: int, similarity: int) -> Sides:
    """Real English, as often as it takes."""
    words: list[str] = []
    for name in ("abc", "state_union", "inaugural", "webtext", "movie_reviews"):
        with zipfile.ZipFile(TEXTS / f"{name}.zip") as archive:
            for member in sorted(archive.namelist()):
                if len(words) < size and member.endswith(".txt"):
                    words += archive.read(member).decode("latin-1").split()
    return _revised(words[:size], similarity, words[:size])


def blocks(size: int, similarity: int) -> Sides:
    """A text in which one block comes ten times."""
    words = list(_frequent(size))
    step = max(size // 10, 1)
    for at in range(0, size, step):
        words[at : at + min(_BLOCK, step // 2)] = [f"b{n}" for n in range(min(_BLOCK, step // 2))]
    return _revised(words, similarity, words)


def lines(size: int, similarity: int) -> Sides:
    """One line of boilerplate again and again."""
    line = [f"l{n}" for n in range(_LINE)]
    return _revised((line * (size // _LINE + 1))[:size], similarity, _frequent(1000))


def equal(size: int) -> Sides:
    """One word again and again, a tenth more on one side."""
    return ["w"] * size, ["w"] * (size * 11 // 10)


def different(size: int) -> Sides:
    """Two texts without a word in common."""
    return _frequent(size), [f"other {word}" for word in _frequent(size)]


def shuffled(size: int) -> Sides:
    """Two texts with nothing but their words in common."""
    words = list(_frequent(size))
    Random(0).shuffle(words)  # noqa: S311
    return _frequent(size), words


if __name__ == "__main__":
    main()

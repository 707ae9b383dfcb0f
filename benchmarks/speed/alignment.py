"""How fast long sequences are aligned, and how completely: `python -m benchmarks.speed.alignment [TOKENS ...]`.

One row a case, as Markdown. Tokens on the first side; processor seconds of `align_numbers`, on arrays of integers, and of
`align_sequences`, on the same as lists of words, with the numbering of the words and pairs as tuples; how many times as long as
`align_numbers` rapidfuzz (`LCSseq.opcodes`, exact) took on lists of integers, and difflib on the words; the pairs found as a share
of a longest common subsequence (`LCSseq.similarity`); and the memory that `align_numbers` added at its peak. Each case runs in a
process of its own, on sequences drawn with a fixed seed, after a first call that compiles. A peer is left out (-) where it needs
gigabytes or minutes; with `--patient` the score of 1,000,000 tokens, without its pairs, stands for rapidfuzz.

`zipf`: words as frequent as 1/rank of 50,000, of which the share named stays, in order; of the others half are replaced, a quarter
dropped, and as many new ones come in. `uniform`: the same with 50 words, all as frequent: no short run is unique. `text`: real
English (`../shared/data/text`, beside the repository). The second table: `align` on pairs of documents, of which the second has one
word in twenty changed, and its parts.
"""

from __future__ import annotations

import argparse
import difflib
import multiprocessing
import resource
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from random import Random
from typing import Any, TypeVar

import numpy as np
from rapidfuzz.distance import LCSseq

from benchmarks.speed.corpora import TEXTS, edited, english
from benchmarks.speed.measuring import peer, seconds, show
from corpusnorm.alignment import align, align_numbers, align_sequences
from corpusnorm.alignment.sequences import numbers_of

SIMILARITIES = (40, 60, 80, 95, 99)
_WORDS = 50_000
_LINE, _BLOCK = 12, 5000  # tokens of a boilerplate line, and of a block that comes ten times
_EXACT, _DIFFLIB, _SCORED = 150_000, 10_000, 200_000  # tokens up to which the peers run
Sides = tuple[list[str], list[str]]
Result = TypeVar("Result")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000], help="tokens on either side")
    parser.add_argument("--only", default="", help="only the cases whose name holds this")
    parser.add_argument("--patient", action="store_true", help="also what takes minutes")
    arguments = parser.parse_args()
    columns = ("case", "tokens", "s, integers", "s, words", f"{peer('rapidfuzz')}, times", "difflib, times", "of LCS", "MB")
    rows = (
        _apart(measured, name, make, options, arguments.patient)
        for size in arguments.sizes
        for name, (make, *options) in cases(size)
        if arguments.only in name
    )
    show("Long sequences", columns, rows)
    show("Documents of 3 kB, microseconds a pair", ("what", "us"), _apart(documents))


def _apart(work: Callable[..., Result], *options: object) -> Result:
    """The result of work in a process of its own."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(work, options)


def cases(size: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The names of the cases, and what makes each."""
    for similarity in SIMILARITIES:
        yield f"zipf {similarity} %", (zipf, size, similarity)
    for similarity in SIMILARITIES:
        yield f"uniform {similarity} %", (uniform, size, similarity)
    if TEXTS.exists():
        for similarity in SIMILARITIES:
            yield f"text {similarity} %", (text, size, similarity)
    for similarity in (80, 99):
        yield f"block of 5,000 x 10, {similarity} %", (blocks, size, similarity)
        yield f"one line, {similarity} %", (lines, size, similarity)
    yield "zipf 80 %, in five parts, shuffled", (moved, size)
    yield "zipf, one side a tenth of the other", (thinned, size)
    yield "all equal", (equal, size)
    yield "nothing in common", (different, size)
    yield "the same words, shuffled", (shuffled, size)


def measured(name: str, make: Callable[..., Sides], options: tuple[Any, ...], patient: bool) -> tuple[Any, ...]:
    """Run one case: the alignment, then its peers. The row of the table."""
    a, b = make(*options)
    left, right = numbers_of(a, b)
    align_numbers(left[:99], right[:99])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours, (found, _) = seconds(lambda: align_numbers(left, right), 3)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    words, _ = seconds(lambda: align_sequences(a, b), 3)
    longest = max(len(a), len(b))
    share = exact = plain = None
    if longest <= _SCORED or patient:
        scored, score = seconds(lambda: LCSseq.similarity(left.tolist(), right.tolist()))
        share, exact = len(found) / (score or 1), scored / ours
    if longest <= _EXACT:
        exact = seconds(lambda: LCSseq.opcodes(left.tolist(), right.tolist()))[0] / ours
    if longest <= _DIFFLIB * 1.2 and "equal" not in name and "line" not in name:
        plain = seconds(lambda: difflib.SequenceMatcher(None, a, b).get_opcodes())[0] / ours
    return name, len(a), ours, words, exact, plain, f"{share:.5f}" if share is not None else None, round(memory)


def documents() -> list[tuple[str, float]]:
    """What a pair of documents costs, from strings to blocks, and on the way."""
    random = Random(0)  # noqa: S311
    pairs = [(each, edited(each, 0.05, random)) for each in english(300)]
    words = [(a.split(), b.split()) for a, b in pairs]
    numbers = [numbers_of(a, b) for a, b in words]
    rows = []
    for name, work, sides in (
        ("align, two strings, new words", align, pairs),
        ("align, two strings", align, pairs),
        ("align_sequences, lists of words", align_sequences, words),
        ("align_numbers, arrays of integers", align_numbers, numbers),
        (f"{peer('rapidfuzz')}: LCSseq.opcodes, lists of integers", LCSseq.opcodes, [(a.tolist(), b.tolist()) for a, b in numbers]),
    ):
        work(*sides[0])
        rows.append((name, seconds(partial(_each, work, sides))[0] / len(sides) * 1e6))
    return rows


def _each(work: Callable[..., object], sides: list[Any]) -> None:
    for a, b in sides:
        work(a, b)


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


def moved(size: int) -> Sides:
    """A revision whose parts stand in another order."""
    words, revised = zipf(size, 80)
    cuts = [len(revised) * n // 5 for n in range(6)]
    return words, [word for n in (3, 0, 1, 4, 2) for word in revised[cuts[n] : cuts[n + 1]]]


def thinned(size: int) -> Sides:
    """A text, and every tenth or so of its words."""
    random = Random(0)  # noqa: S311
    words = _frequent(size)
    return words, [word for word in words if random.randrange(10) == 0]


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

"""Shared passages: stretches of words that two documents, or two places of one, have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, column, utf8
from corpusnorm.edits import Span
from corpusnorm.segmentation import Words, find_words, word_hashes

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]
Slots = NDArray[np.int32]
Number = int | np.int64

SEED = 5  # words: shorter runs are phrases of the language
PLACES = 16  # places of one run of words that are looked at: boilerplate must not cost its square
_BYTES = 1 << 21  # of texts whose words are found at a time
GAP = 4  # words that may differ between two runs of one passage

# Words of a gram, and of how many grams one is noted in a whole corpus: all runs of 10 words are met, and of a passage of 20 with a
# word changed one half has 10.
_WORDS, _STEP = 6, 5


@dataclass(frozen=True, slots=True)
class Passage:
    """`a` of one text also stands at `b` of the other (code points, half-open), the share `similarity` of its words equal.

    `runs` are the stretches that are the same word for word, as pairs of spans.
    """

    a: Span
    b: Span
    similarity: float
    runs: tuple[tuple[Span, Span], ...]


class Found(NamedTuple):
    """Passages as arrays, pair of texts after pair, in the order of the first text.

    `pairs` has the pair of each, `sides` its two texts; `spans` four columns, start and end on either side in code points. Passage
    `n` has the runs from `bounds[n]` to `bounds[n + 1]`, whose spans are in `runs`, and `equal[n]` equal words of `longest[n]`,
    those of its longer side.
    """

    pairs: Numbers
    sides: Numbers
    spans: Numbers
    equal: Numbers
    longest: Numbers
    bounds: Numbers
    runs: Numbers

    @property
    def similarity(self) -> NDArray[np.float64]:
        """The share of the words of each that are equal."""
        return np.round(self.equal / np.maximum(self.longest, 1), 4)


def found_passages(texts: Utf8, offsets: Numbers, runs: Numbers, pairs: Numbers, sides: Numbers, least: int) -> Found:
    """The passages of at least `least` equal words that runs make, whose places are in all words of the texts, from `offsets` on.

    `pairs` are the pairs of texts of each run, `sides` their two texts. Marks that agree around a run, quotes before it, a full
    stop after it, belong to it.
    """
    if not len(runs):
        return Found(*(np.zeros(shape, np.int64) for shape in (0, (0, 2), (0, 4), 0, 0, 1, (0, 4))))
    firsts = np.flatnonzero((np.diff(runs[:, 3], prepend=-1) != 0) | (np.diff(pairs, prepend=-1) != 0))
    lengths = np.diff(np.append(firsts, len(runs)))
    firsts, lengths = (each[np.add.reduceat(runs[:, 2], firsts) >= least] for each in (firsts, lengths))
    order = np.lexsort((runs[firsts, 1], runs[firsts, 0], pairs[firsts]))
    firsts, lengths = firsts[order], lengths[order]
    bounds = np.append(0, np.cumsum(lengths))
    kept = np.repeat(firsts - bounds[:-1], lengths) + np.arange(bounds[-1])
    runs, first, last = runs[kept], bounds[:-1], bounds[1:] - 1
    spans = _spans_of(texts, offsets, runs, pairs[kept], sides[kept])
    whole = np.column_stack([spans[first, 0], spans[last, 1], spans[first, 2], spans[last, 3]])
    longest = np.maximum(*(runs[last, side] + runs[last, 2] - runs[first, side] for side in (0, 1)))
    equal = np.add.reduceat(runs[:, 2], first) if len(first) else first
    return Found(pairs[firsts], sides[firsts], whole, equal, longest, bounds, spans)


def in_blocks(texts: Utf8, sides: Numbers) -> list[slice]:
    """Rows of two texts in blocks of two megabytes of text, or one row where that is larger.

    What is found in so few at a time fits the memory of the block before; new pages would cost more than to find it.
    """
    new = np.ones(sides.shape, np.bool_)
    new[1:] = sides[1:] != sides[:-1]
    sizes = (np.diff(texts.offsets)[sides] * new).sum(axis=1)
    cuts = np.flatnonzero(np.diff(np.cumsum(sizes) // _BYTES)) + 1
    return [slice(start, stop) for start, stop in pairwise((0, *cuts.tolist(), len(sides))) if start < stop]


def only(texts: Utf8, sides: Numbers) -> tuple[Utf8, Numbers]:
    """The texts that are among `sides`, the bytes of the others left out, and their places among these."""
    wanted, places = np.unique(sides, return_inverse=True)
    buffers = [None, *map(pa.py_buffer, (texts.offsets, texts.data))]
    array = pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(texts.offsets) - 1, buffers)
    return utf8(array.take(pa.array(wanted))), places.reshape(sides.shape)


def _spans_of(texts: Utf8, offsets: Numbers, runs: Numbers, pairs: Numbers, sides: Numbers) -> Numbers:
    """For each run four columns: start and end on either side, in code points.

    Marks between two runs of a pair belong to the first where nothing else stands between them in one of the texts.
    """
    follows = np.zeros(len(runs), np.bool_)
    for side in (0, 1):
        follows[1:] |= runs[1:, side] == runs[:-1, side] + runs[:-1, 2]
    follows[1:] &= pairs[1:] == pairs[:-1]
    spans = np.empty((len(runs), 4), np.int64)
    for block in in_blocks(texts, sides):
        chosen, places = only(texts, sides[block])
        words = find_words(chosen)
        first = runs[block, :2] + words.offsets[places] - offsets[sides[block]]
        last = first + runs[block, 2:3] - 1
        marks = _marks(chosen, words, first, last, places, follows[block])
        spans[block, 0::2] = words.first[first] - marks[:, :1]
        spans[block, 1::2] = words.last[last] + marks[:, 1:]
    return spans


def _marks(texts: Utf8, words: Words, first: Numbers, last: Numbers, sides: Numbers, follows: Marks) -> Numbers:
    """For each run from its `first` to its `last` words on either side, how many marks agree before it and after it.

    Of a run that `follows` the one before it those before it are that one's.
    """
    from corpusnorm.dedup.kernels import agreeing_marks

    begins, ends = first == words.offsets[sides], last + 1 == words.offsets[sides + 1]
    before = np.where(begins, texts.offsets[sides], words.ends[first - 1])
    after = np.where(ends, texts.offsets[sides + 1], words.starts[np.minimum(last + 1, len(words.starts) - 1)])
    bounds = np.hstack([words.starts[first], before, words.ends[last], after])
    bounds[follows, 2] = bounds[follows, 0]
    found = np.zeros((len(first), 2), np.int64)
    agreeing_marks(texts.data, bounds, _spaces(), found)
    return found


@lru_cache(maxsize=1)
def _spaces() -> Marks:
    """Which characters are white space, up to the last that is."""
    return np.array([chr(code).isspace() for code in range(0x3001)])


def shared_passages(a: str, b: str, least: int = 20) -> tuple[Passage, ...]:
    """The passages of at least `least` equal words that two texts share, in the order of `a`.

    Runs of equal words (case-folded) are grown from shared word 5-grams and joined where they follow each other on both sides
    with at most 4 words different between. Of a 5-gram that repeats, the first 16 places are looked at. Linear.

    >>> text = "one two three four five six seven eight"
    >>> [passage.b.of("zero " + text + " nine") for passage in shared_passages(text, "zero " + text + " nine", least=8)]
    ['one two three four five six seven eight']
    """
    texts = utf8(column([a, b]))
    offsets, hashes = word_hashes(texts)
    runs, _, _ = runs_of_pairs(hashes, offsets, np.array([0]), np.array([1]))
    count = len(runs)
    return passages_of(found_passages(texts, offsets, runs, np.zeros(count, np.int64), np.tile([0, 1], (count, 1)), least))


def runs_of_pairs(words: Hashes, offsets: Numbers, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The runs that the texts `a[n]` and `b[n]` share, pair after pair; how many each pair has; how many words of `a[n]` they pair.

    A run is four numbers: its first word in either text, its words, its passage. Pairs of one `a` should follow each other.
    """
    runs, ends = _met(words, offsets, (a, b), False, (SEED, 1, SEED), int(np.diff(offsets).max(initial=0)))
    counts = np.diff(ends)
    return runs[:, [1, 0, 2, 3]], counts, _paired(runs, np.repeat(np.arange(len(a)), counts), len(a))


def _met(
    words: Hashes, offsets: Numbers, pairs: tuple[Numbers, Numbers], repeats: bool, grams: tuple[int, int, int], entries: int
) -> tuple[Numbers, Numbers]:
    """The runs of pairs of texts, and where those of each pair end; an index has room for so many entries.

    `grams` are the words of one, of how many in a row one is noted, and the least words of a passage.
    """
    from corpusnorm.dedup.kernels import met

    slots = np.zeros((1 << max(4, (2 * entries - 1).bit_length()), 4), np.int32)
    room = int(np.diff(offsets).max(initial=0)) + 1
    places, hashes, anchors = np.zeros((entries, 2), np.int64), np.zeros(room, np.uint64), np.zeros(room, np.int64)
    state, ends = np.array([0, 0, -1, 0, len(slots) - 1]), np.zeros(len(pairs[0]) + 1, np.int64)
    runs = np.empty((1 << 10, 4), np.int64)
    while state[0] < len(pairs[0]):
        runs = np.concatenate([runs, np.empty_like(runs)])
        met(words, offsets, *pairs, repeats, *grams, slots, places, hashes, anchors, state, runs, ends)
    return runs[: ends[-1]], ends


def _paired(runs: Numbers, pairs: Numbers, count: int) -> Numbers:
    """How many words of the earlier text of each pair stand in runs, each word counted once."""
    shift = int(runs[:, 1:3].max(initial=0)) * 2 + 1  # puts the pairs apart
    starts = runs[:, 1] + pairs * shift
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], (starts + runs[:, 2])[order]
    before = np.maximum.accumulate(np.append(0, ends))[:-1]
    words = np.maximum(ends - np.maximum(starts, before), 0)
    return np.bincount(pairs[order], words, count).astype(np.int64)


def repeated_runs(texts: Utf8, least: int) -> tuple[Numbers, Numbers, Numbers]:
    """The runs of passages of `least` equal words that stand before, in an earlier text or in the same one; and their two texts.

    First come the `offsets` of the texts among all words. A run is as in `runs_of_pairs`, the later text first.
    """
    offsets, hashes = word_hashes(texts)
    every = np.arange(len(offsets) - 1)
    runs, _ = _met(hashes, offsets, (every, every), True, (_WORDS, _STEP, least), len(hashes) // 2 + 1)  # a third of all is noted
    return offsets, runs, np.searchsorted(offsets, runs[:, :2], "right") - 1


def passages_of(found: Found) -> tuple[Passage, ...]:
    """The passages as objects."""
    runs = [_spans(run) for run in found.runs.tolist()]
    bounds = found.bounds.tolist()
    similarity = found.similarity.tolist()
    return tuple(
        Passage(*_spans(whole), share, tuple(runs[start:end]))
        for whole, share, start, end in zip(found.spans.tolist(), similarity, bounds[:-1], bounds[1:], strict=True)
    )


def _spans(ends: list[int]) -> tuple[Span, Span]:
    return Span(ends[0], ends[1]), Span(ends[2], ends[3])


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(find_words(utf8(column([text]))).hashes)

"""Kernels that compare what stands between two anchors: exactly, or, where that is too much, in a band around the diagonal."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

WORDS = 1 << 20  # of 64 cells, which are kept at a time: 8 MB
_WHOLE = 512  # words for each item: some .7 us; sequences of 65,000 items have that many
_NARROWEST = 32  # words of a row that are computed at first where that is too much, times how much longer the other side is
_GAIN = 2048  # of so many pairs a band twice as wide must add one
_HEAD, _COUNT, _MASK = 0, 1, 2  # columns of `Work.places`
_ONE, _ALL = np.uint64(1), np.uint64(0xFFFFFFFFFFFFFFFF)
Numbers = NDArray[np.int32]
Bits = NDArray[np.uint64]


class Work(NamedTuple):
    """Room that all comparisons of two sequences share, so that a gap costs no allocation."""

    places: NDArray[np.int32]  # by symbol: its first column, how many it has, the number of its mask; -1, 0, -1 between calls
    following: Numbers  # by column: the next one with the same symbol, or -1
    rows: Bits
    masks: Bits
    pairs: NDArray[np.int32]  # what was found: places in `a` and in `b`, the last ones first


class Band(NamedTuple):
    """The part of a table that is computed: `width` words in each row, from a word on that rises with the rows."""

    rows: int
    words: int
    width: int
    steps: int  # rows that are kept at a time


@kernel
def work_for(size_a: int, size_b: int, symbols: int) -> Work:
    """Room for two sequences, and for every part of them."""
    places = np.empty((symbols, 3), np.int32)
    for symbol in range(symbols):
        places[symbol, _HEAD], places[symbol, _COUNT], places[symbol, _MASK] = -1, 0, -1
    words = (max(size_a, size_b) + 63) >> 6
    kept = min(kept_words(size_a, size_b), max(WORDS, 2 * words))
    pairs = np.empty((min(size_a, size_b), 2), np.int32)
    return Work(places, np.empty(64 * words, np.int32), np.empty(kept, np.uint64), np.empty(kept, np.uint64), pairs)


@kernel
def kept_words(size_a: int, size_b: int) -> int:
    """How many words of 64 cells the table of two sequences has."""
    return (min(size_a, size_b) + 1) * ((max(size_a, size_b) + 63) >> 6)


@kernel
def longest(a: Numbers, a0: int, a1: int, b: Numbers, b0: int, b1: int, work: Work) -> int:
    """Fill `work.pairs` with a longest common subsequence of `a[a0:a1]` and `b[b0:b1]`, and say how long it is.

    A table that would cost more than `_WHOLE` words an item is computed in a band from corner to corner instead, twice as wide each
    time, until that adds hardly a pair. `a` should be the shorter side.
    """
    rows, words, before = a1 - a0, (b1 - b0 + 63) >> 6, int(np.int64(0))
    width = _NARROWEST * max((b1 - b0) // rows, 1)
    if kept_words(a1 - a0, b1 - b0) <= _WHOLE * (a1 - a0 + b1 - b0):
        width = words
    while True:
        width = min(width, words)
        size = _within(a, a0, a1, b, b0, b1, Band(rows, words, width, max(WORDS // width - 1, 1)), work)
        if width == words or (size - before) * _GAIN <= size or size == rows:
            return size
        before, width = size, 2 * width


@kernel
def _within(a: Numbers, a0: int, a1: int, b: Numbers, b0: int, b1: int, band: Band, work: Work) -> int:
    """The same within a band.

    A bit for each cell of the table of prefixes, 0 where its score is one more than that of its left neighbour, and one addition
    for 64 cells of a row (Hyyrö 2004, after Crochemore and others 2001). The items of `a` are the rows. Of a large table a stretch
    of rows is kept at a time, and computed again on the way back, from the row above it.
    """
    stretches = (band.rows - 1) // band.steps + 1
    starts = np.empty((stretches, band.width), np.uint64)  # the row above each stretch
    for w in range(band.width):
        starts[0, w] = _ALL
    i, j, size = a1, b1, int(np.int64(0))
    for turn in range(2 * stretches - 1):  # all but the last one down, and all of them up
        stretch = turn if turn < stretches else 2 * stretches - 2 - turn
        rows = _fill(a, a0, i, b, b0, j, band, stretch, starts[stretch], work)
        if turn < stretches - 1:
            for w in range(band.width):
                starts[stretch + 1, w] = work.rows[rows * band.width + w]
        else:
            i, j, size = _way_back(a, a0, i, b, b0, j, band, stretch, work, size)
    return size


@kernel
def _first_word(band: Band, row: int) -> int:
    return min(max(row * band.words // band.rows - band.width // 2, 0), band.words - band.width)


@kernel
def _fill(a: Numbers, a0: int, a1: int, b: Numbers, b0: int, b1: int, band: Band, stretch: int, start: Bits, work: Work) -> int:
    """Compute the rows of a stretch of the band into `work.rows`, after the one above them, and say how many there are."""
    first, last = stretch * band.steps, min((stretch + 1) * band.steps, a1 - a0)
    left = _first_word(band, first)
    b1 = min(b0 + 64 * (_first_word(band, last) + band.width), b1)
    b0 = min(b0 + 64 * left, b1)
    for j in range(b1 - 1, b0 - 1, -1):
        work.following[j] = work.places[b[j], _HEAD]
        work.places[b[j], _HEAD] = j
        work.places[b[j], _COUNT] += 1
    words, masks = (b1 - b0 + 63) >> 6, 0
    for w in range(band.width):
        work.rows[w] = start[w]
    for r in range(first, last):
        at, symbol = (r - first) * band.width, a[a0 + r]
        offset = _first_word(band, r + 1) - left
        shift = offset + left - _first_word(band, r)
        row = work.rows[at + band.width : at + band.width + max(min(band.width, words - offset), 0)]
        for w in range(len(row)):
            row[w] = work.rows[at + shift + w] if shift + w < band.width else _ALL
        place, mask = work.places[symbol, _HEAD], work.places[symbol, _MASK]
        if mask < 0 and work.places[symbol, _COUNT] * 2 >= band.width and (masks + 1) * words <= len(work.masks):
            _fill_mask(work.masks[masks * words : (masks + 1) * words], place, b0, work.following)
            mask = work.places[symbol, _MASK] = masks
            masks += 1
        if mask >= 0:
            _advance(row, work.masks[mask * words + offset : (mask + 1) * words])
        else:
            _advance_sparse(row, place, b0, offset, work.following)
    for j in range(b0, b1):
        work.places[b[j], _HEAD], work.places[b[j], _COUNT], work.places[b[j], _MASK] = -1, 0, -1
    return last - first


@kernel
def _fill_mask(mask: Bits, place: int, b0: int, following: Numbers) -> None:
    """Set a bit for each column of a symbol, from its first one on."""
    for w in range(len(mask)):
        mask[w] = 0
    while place >= 0:
        mask[(place - b0) >> 6] |= _ONE << np.uint64((place - b0) & 63)
        place = following[place]


@kernel
def _advance(row: Bits, mask: Bits) -> None:
    """Make of a row the next one."""
    carry = np.uint64(0)
    for w in range(len(row)):
        old = row[w]
        matching = old & mask[w]
        total = old + matching
        more = total + carry
        carry = np.uint64(total < old) | np.uint64(more < carry)
        row[w] = more | (old - matching)


@kernel
def _advance_sparse(row: Bits, place: int, b0: int, offset: int, following: Numbers) -> None:
    """The same for a symbol of few columns: only the words that hold them, and those that a carry reaches, change."""
    b0 += 64 * offset
    while 0 <= place < b0:
        place = following[place]
    carry, end = np.uint64(0), b0 + 64 * len(row)
    while 0 <= place < end:
        w = (place - b0) >> 6
        mask = np.uint64(0)
        while place >= 0 and (place - b0) >> 6 == w:
            mask |= _ONE << np.uint64((place - b0) & 63)
            place = following[place]
        old = row[w]
        total = old + (old & mask)
        more = total + carry
        carry = np.uint64(total < old) | np.uint64(more < carry)
        row[w] = more | (old & ~mask)
        w += 1
        while carry and w < len(row) and (place < 0 or (place - b0) >> 6 != w):
            old = row[w]
            row[w] = old | (old + _ONE)
            carry = np.uint64(old == _ALL)
            w += 1


@kernel
def _way_back(
    a: Numbers, a0: int, i: int, b: Numbers, b0: int, j: int, band: Band, stretch: int, work: Work, size: int
) -> tuple[int, int, int]:
    """The matches from a cell to the first row of a stretch. Equal items are always a match: no way is longer."""
    top = a0 + stretch * band.steps
    while i > top and j > b0:
        if a[i - 1] == b[j - 1]:
            i, j = i - 1, j - 1
            work.pairs[size, 0], work.pairs[size, 1] = i, j
            size += 1
            continue
        word = ((j - 1 - b0) >> 6) - _first_word(band, i - a0)
        if word < 0:
            i -= 1
        elif word >= band.width or work.rows[(i - top) * band.width + word] >> np.uint64((j - 1 - b0) & 63) & _ONE:
            j -= 1
        else:
            i -= 1
    return i, j, size

"""Kernels that compare what stands between two anchors: exactly, or, where that is too much, in a band around the diagonal.

A bit for each cell of the table of prefixes, 0 where its score is one more than that of its left neighbour, and one addition for 64
cells of a row (Hyyrö 2004, after Crochemore and others 2001). The items from `a0` on are the rows, those from `b0` on the columns;
`words` of 64 columns make a row, of which `width` are computed, from one on that rises with the rows: the band.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

WORDS = 1 << 20  # of 64 cells, which are kept at a time: 8 MB
_HEAD, _COUNT, _MASK = 0, 1, 2  # columns of `places`, by symbol: its first column, how many it has, its mask from 1 on
_ONE, _ALL = np.uint64(1), np.uint64(0xFFFFFFFFFFFFFFFF)
Numbers = NDArray[np.int32]
Bits = NDArray[np.uint64]


@kernel
def compared(
    items: Numbers, at: Numbers, match: Numbers, gaps: Numbers, most: int, most_each: int,
    places: Numbers, following: Numbers, table: Bits, masks: Bits,
) -> int:  # fmt: skip
    """Pair the items of a longest common subsequence in each gap that costs no more than it may; how many are left, at the head.

    A gap may cost `WORDS`, and `most` and `most_each` item.
    """
    left, top = 0, int(np.int64(0))  # a plain 0 would be a type of its own, and what takes it be compiled twice
    for gap in range(len(gaps)):
        a0, b0 = int(gaps[gap, 0]), int(gaps[gap, 2])
        rows, columns = int(gaps[gap, 1]) - a0, int(gaps[gap, 3]) - b0
        if rows >= columns:
            rows, columns = columns, rows
            a0, b0 = b0, a0
        words = (columns + 63) >> 6
        cost = (rows + 1) * words
        if cost > WORDS or cost > most + most_each * (rows + columns):
            for side in range(4):
                gaps[left, side] = gaps[gap, side]
            left += 1
            continue
        fill(items, a0, rows, top, rows, b0, b0 + columns, words, words, places, following, table, masks)
        way_back(items, at, match, a0, rows, top, a0 + rows, b0, b0 + columns, words, words, table)
    return left


@kernel
def _first_word(row: int, rows: int, words: int, width: int) -> int:
    """Where the band is in a row."""
    return min(max(row * words // rows - width // 2, 0), words - width)


@kernel
def fill(
    items: Numbers, a0: int, rows: int, first: int, last: int, b0: int, b1: int, words: int, width: int,
    places: Numbers, following: Numbers, table: Bits, masks: Bits,
) -> None:  # fmt: skip
    """Compute the rows from `first` to `last` of the band into `table`, after the one above them, which is there but for the first.

    `places` is 0 between calls; `following` has for each column the next one with the same symbol, or -1.
    """
    left = _first_word(first, rows, words, width)
    b1 = min(b0 + 64 * (_first_word(last, rows, words, width) + width), b1)
    b0 = min(b0 + 64 * left, b1)
    for j in range(b1 - 1, b0 - 1, -1):
        symbol = items[j]
        following[j] = places[symbol, _HEAD] if places[symbol, _COUNT] else -1
        places[symbol, _HEAD] = j
        places[symbol, _COUNT] += 1
    if first == 0:
        for w in range(width):
            table[w] = _ALL
    held, kept, offset = (b1 - b0 + 63) >> 6, 0, 0
    for r in range(first, last):
        symbol, above, shift = items[a0 + r], (r - first) * width, offset
        offset = _first_word(r + 1, rows, words, width) - left
        shift, row = offset - shift, above + width
        size = min(width, held - offset)
        for w in range(size):
            table[row + w] = table[above + shift + w] if shift + w < width else _ALL
        count, mask = places[symbol, _COUNT], int(places[symbol, _MASK])
        place = int(places[symbol, _HEAD]) if count else -1
        if mask == 0 and count * 2 >= width and (kept + 1) * held <= len(masks):
            for w in range(kept * held, (kept + 1) * held):
                masks[w] = 0
            while place >= 0:
                masks[kept * held + ((place - b0) >> 6)] |= _ONE << np.uint64((place - b0) & 63)
                place = int(following[place])
            kept += 1
            mask = places[symbol, _MASK] = kept
        if mask:
            _advance(table, row, size, masks, (mask - 1) * held + offset)
        else:
            _advance_sparse(table, row, size, place, b0 + 64 * offset, following)
    for j in range(b0, b1):
        places[items[j], _COUNT], places[items[j], _MASK] = 0, 0


@kernel
def _advance(table: Bits, row: int, size: int, masks: Bits, mask: int) -> None:
    """Make of a row the next one."""
    carry = np.uint64(0)
    for w in range(size):
        old = table[row + w]
        matching = old & masks[mask + w]
        total = old + matching
        more = total + carry
        carry = np.uint64(total < old) | np.uint64(more < carry)
        table[row + w] = more | (old - matching)


@kernel
def _advance_sparse(table: Bits, row: int, size: int, place: int, b0: int, following: Numbers) -> None:
    """The same for a symbol of few columns: only the words that hold them, and those that a carry reaches, change."""
    while 0 <= place < b0:
        place = int(following[place])
    carry, end = np.uint64(0), b0 + 64 * size
    while 0 <= place < end:
        w = (place - b0) >> 6
        mask = np.uint64(0)
        while place >= 0 and (place - b0) >> 6 == w:
            mask |= _ONE << np.uint64((place - b0) & 63)
            place = int(following[place])
        old = table[row + w]
        total = old + (old & mask)
        more = total + carry
        carry = np.uint64(total < old) | np.uint64(more < carry)
        table[row + w] = more | (old & ~mask)
        w += 1
        while carry and w < size and (place < 0 or (place - b0) >> 6 != w):
            old = table[row + w]
            table[row + w] = old | (old + _ONE)
            carry = np.uint64(old == _ALL)
            w += 1


@kernel
def way_back(
    items: Numbers, at: Numbers, match: Numbers, a0: int, rows: int, first: int, i: int, b0: int, j: int,
    words: int, width: int, table: Bits,
) -> tuple[int, int, int]:  # fmt: skip
    """Pair the items on the way from a cell to row `first`: where it comes out, and how many pairs there are.

    Equal items are always a pair: no way is longer.
    """
    size = 0
    while i > a0 + first and j > b0:
        if items[i - 1] == items[j - 1]:
            i, j, size = i - 1, j - 1, size + 1
            if at[i] < at[j]:
                match[at[i]] = at[j]
            else:  # the rows are items of `b`
                match[at[j]] = at[i]
            continue
        word = ((j - 1 - b0) >> 6) - _first_word(i - a0, rows, words, width)
        if word < 0:
            i -= 1
        elif word >= width or table[(i - a0 - first) * width + word] >> np.uint64((j - 1 - b0) & 63) & _ONE:
            j -= 1
        else:
            i -= 1
    return i, j, size

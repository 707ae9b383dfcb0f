"""How strange a block of text is to a language: the share of its n-grams of three that langdetect's profile of it has not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel
from corpusnorm.language.kernels import GRAM_BITS, SPACE, SYMBOL_BITS, SYMBOLS, UPPER, Counts, slot_of


@kernel
def strangeness(
    data: NDArray[np.uint8], starts: Counts, ends: Counts, bits: NDArray[np.uint64], most: int, symbols: NDArray[np.uint16],
    slots: NDArray[np.uint64], known_to: NDArray[np.uint64], places: Counts, strange: Counts,
) -> None:  # fmt: skip
    """Of each block, in its first `most` characters: at how many places three symbols of a word end, and how many are not known.

    `bits` has the bit of the language of each block, as in `known_to`. Words and symbols are those of `known_grams`. What is no
    whole character of UTF-8 counts as a symbol that nobody knows.
    """
    for block in range(len(starts)):
        at, seen, before, last = starts[block], 0, 0, SPACE
        while at < ends[block] and seen < most:
            byte = int(data[at])
            more = (byte >= 0xC0) + (byte >= 0xE0) + (byte >= 0xF0)
            point = byte & (0x7F if byte < 0x80 else 0x3F >> more)
            at += 1
            while more and at < ends[block]:
                point, at, more = (point << 6) | (int(data[at]) & 0x3F), at + 1, more - 1
            seen += 1
            symbol = int(symbols[point]) & (UPPER - 1) if point < SYMBOLS else 0
            if last == SPACE:
                before = 0
            if before:
                key = (((before << SYMBOL_BITS) | last) << SYMBOL_BITS) | symbol
                gram = int(np.int64(slots[slot_of(key, slots)])) & ((1 << GRAM_BITS) - 1)
                places[block] += 1
                strange[block] += gram == 0 or known_to[gram >> 2] & bits[block] == 0
            before, last = last, symbol

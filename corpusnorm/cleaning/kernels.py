"""The loops of the cleaning that no automaton does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.automata.kernels import character
from corpusnorm.cleaning.residue import BLANK, DASH, DIGIT, ENDS, HEADING_WORDS, LETTER, LONGEST_FRAGMENT, ORPHAN
from corpusnorm.columns import Bytes, Offsets
from corpusnorm.kernel import kernel

_LINE_FEED = 10


@kernel
def common_codecs(data: Bytes, codecs: NDArray[np.int64], every: int) -> int:
    """The bits that `codecs` has for every character, of the bits `every`."""
    at = 0
    while at < len(data) and every:
        code, at = character(data, at, len(data))
        every &= codecs[code]
    return every


@kernel
def with_residue(data: Bytes, starts: Offsets, ends: Offsets, marks: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each text whether it has prose, and beside it a line that can be a fragment, a row of a table or an empty heading."""
    found = np.zeros(len(starts), np.bool_)
    for text in range(len(starts)):
        at, end, lines = starts[text], ends[text], 0
        prose: bool | np.bool_ = False
        fragment: bool | np.bool_ = False
        heading: bool | np.bool_ = False
        while at < end:
            first, last, length, words, numbers, joined, at = _line(data, at, end, marks)
            if words:
                ended = last & ENDS != 0
                short = length <= LONGEST_FRAGMENT
                prose |= ended and not short
                fragment |= short and not ended and lines > 0 and first & ORPHAN != 0
                fragment |= short and joined and numbers >= 2 and words <= 3 * numbers
                heading = short and not ended and lines > 0 and words <= HEADING_WORDS
                lines += 1
        found[text] = prose and (fragment or heading)
    return found


@kernel
def _line(
    data: Bytes, at: int, end: int, marks: NDArray[np.uint8]
) -> tuple[np.int64, np.int64, int, np.int64, np.int64, np.bool_, int]:
    """The marks of a line's first and last character; its characters, words and numbers (of `1,000` two), and whether a digit
    follows a letter or a dash in it; where the next line starts."""
    first = last = words = numbers = np.int64(0)
    joined = np.bool_(False)
    length = 0
    while at < end and data[at] != _LINE_FEED:
        code, at = character(data, at, end)
        mark = np.int64(marks[code])
        if length == 0:
            first, last = mark, np.int64(BLANK)
        words += mark & BLANK == 0 and last & BLANK != 0
        if mark & DIGIT:
            numbers += last & DIGIT == 0
            joined |= np.bool_(last & (LETTER | DASH) != 0)
        last = mark
        length += 1
    return first, last, length, words, numbers, joined, at + 1

"""The loops of the cleaning that no automaton does."""

from __future__ import annotations

from typing import Any

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
    at: Any = np.int64(0)  # of Python, 0 would have `character` compiled once more
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
        prose, fragment, heading = False, False, False
        while at < end:
            stop = at
            while stop < end and data[stop] != _LINE_FEED:
                stop += 1
            first, last, length, words, numbers, joined = _line(data, at, stop, marks)
            if words:
                ended = last & ENDS != 0
                short = length <= LONGEST_FRAGMENT
                open_end = bool(short and not ended and lines > 0)
                prose = bool(prose or (ended and not short))
                fragment = bool(fragment or (open_end and first & ORPHAN != 0))
                fragment = bool(fragment or (short and joined and numbers >= 2 and words <= 3 * numbers))
                heading = bool(open_end and words <= HEADING_WORDS)
                lines += 1
            at = stop + 1
        found[text] = prose and (fragment or heading)
    return found


@kernel
def _line(data: Bytes, at: int, end: int, marks: NDArray[np.uint8]) -> tuple[np.int64, np.int64, int, int, int, bool]:
    """The marks of a line's first and last character; its characters, words and numbers (of `1,000` two), and whether a digit
    follows a letter or a dash in it. Of a line that is too long for a fragment by its bytes only the last mark is looked up."""
    first, last = np.int64(0), np.int64(BLANK)
    length, words, numbers = 0, 0, 0
    joined = False
    if end - at > 4 * LONGEST_FRAGMENT:
        start = end - 1
        while start > at and data[start] & 0xC0 == 0x80:
            start -= 1
        code, _ = character(data, start, end)
        last = np.int64(marks[code])
        if not last & BLANK:
            return first, last, end - at, 1, 0, False
        last = np.int64(BLANK)
    while at < end:
        code, at = character(data, at, end)
        mark = np.int64(marks[code])
        if length == 0:
            first = mark
        if last & BLANK and not mark & BLANK:
            words += 1
        if mark & DIGIT:
            numbers += 0 if last & DIGIT else 1
            joined = joined or last & (LETTER | DASH) != 0
        last = mark
        length += 1
    return first, last, length, words, numbers, joined


@kernel
def untidy(data: Bytes, starts: Offsets, ends: Offsets) -> NDArray[np.bool_]:
    """For each text whether its white space is not in order: at an edge, of the wrong kind, or more than a space, a LF or two LF.

    Every three neighbours are looked at in the same way, without a branch, so that the compiler can look at many at once.
    """
    found = np.zeros(len(starts), np.bool_)
    for text in range(len(starts)):
        each = data[starts[text] : ends[text]]
        if len(each):
            out = _blank(each[0]) | _blank(each[-1])
            if len(each) > 1:
                out |= _out_of_order(each[-2], each[-1], np.uint8(0))
            for at in range(len(each) - 2):
                out |= _out_of_order(each[at], each[at + 1], each[at + 2])
            found[text] = out
    return found


@kernel
def _blank(byte: np.uint8) -> Any:
    """Whether it is tab, LF, CR or space."""
    return (byte == 0x20) | (byte == 0x0A) | (byte == 0x09) | (byte == 0x0D)


@kernel
def _out_of_order(a: np.uint8, b: np.uint8, c: np.uint8) -> Any:
    """Whether white space that starts at the first of three bytes is not in order."""
    two_ends = (a == 0x0A) & (b == 0x0A)
    out = ((_blank(a) & _blank(b)) != two_ends) | (two_ends & (c == 0x0A))
    out |= (a == 0x09) | (a == 0x0D)  # tab, CR
    out |= (a == 0xC2) & (b == 0x85)  # U+0085
    out |= (a == 0xE1) & (b == 0x9A) & (c == 0x80)  # U+1680
    spaces = (c <= 0x8A) & (c != 0x87)  # U+2000 to U+200A without U+2007
    out |= (a == 0xE2) & (b == 0x80) & (spaces | (c == 0xA8) | (c == 0xA9))  # U+2028, U+2029
    out |= (a == 0xE2) & (b == 0x81) & (c == 0x9F)  # U+205F
    out |= (a == 0xE3) & (b == 0x80) & (c == 0x80)  # U+3000
    return out

"""What the measures count on the characters and lines of texts, which have one kind of line end.

The characters of a text are read once, into arrays with the code point of each, its bits, and for the first one of a word that
nothing inside counts of, which character is behind the word; 0 for others. A line end stands behind the last one, so that the next
one can always be looked at.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.diagnosis.characters import (
    BEHIND_MASK,
    BEHIND_SPACE,
    BRACKET,
    CAPITAL,
    CLOSING,
    DASH,
    DIGIT,
    FINAL,
    LETTER,
    LOWER,
    MARK,
    MASK_START,
    MASKING,
    OPENING,
    SENTENCE,
    SPACE,
    STOP,
    SYMBOL,
    UNIT,
    WORD,
    Table,
)
from corpusnorm.diagnosis.code_kernels import count_code
from corpusnorm.diagnosis.counts import LAYOUT
from corpusnorm.diagnosis.kernels import Number, Numbers, Places, Truth, character
from corpusnorm.diagnosis.types import UNITS as _UNITS
from corpusnorm.kernel import kernel

(MARKS, SENTENCES, BRACKETS, DASHES, SYMBOLS, STARTS, STARTED, SPACED, MASKS, UNITS, ORPHANS, LINES, CELLS, WIDE, ENDED, WRAPPED,
 AGAIN, INDENTED, CODE) = range(len(LAYOUT))  # fmt: skip

_LONGEST = 10  # characters of a unit or mask, and one to spare
_NEAR = 6  # characters around a unit in which its number stands
_CELLS = 8  # words of a line that is no item, cell or verse
_NEWLINE, _SPACE = ord("\n"), ord(" ")
_BEGINNING: Number = np.int64(0)  # Numba compiles what is called with a 0 of Python's once more
_COUNTED = MARK | SENTENCE | BRACKET | DASH | SYMBOL


def _rows(words: tuple[str, ...]) -> NDArray[np.uint8]:
    """Words of ASCII as rows of characters, zeros behind them."""
    return np.frombuffer(b"".join(word.encode().ljust(_LONGEST, b"\0") for word in words), np.uint8).reshape(-1, _LONGEST)


_MASK_WORDS = ("NUM", "_NUM_", "<number>", "<num>", "<NUM>")
_ROWS = _rows((*_MASK_WORDS, *_UNITS, "per cent"))
_FIRST_UNIT, _PER_CENT = len(_MASK_WORDS), np.int64(len(_ROWS) - 1)
# What a unit may begin with and how long it may be: of a thousand words some ten are looked at closer.
_LIKELY = np.zeros((256, _LONGEST), np.bool_)
for _unit in (*_UNITS, "per"):
    _LIKELY[ord(_unit[0]), len(_unit)] = True


@kernel
def read(
    data: Bytes,
    at: Number,
    high: Number,
    known: Table,
    starts: Places,
    skips: Places,
    word: Number,
    codes: Numbers,
    bits: Numbers,
    stops: Numbers,
    row: Places,
) -> Number:
    """Read the characters of a text, count marks and symbols, and return how many characters there are."""
    count, start = 0, starts[word]
    while at < high:
        if at == start:
            first, skip = count, skips[word]
            word += 1
            start = starts[word]
            while at < skip:
                code, width, each = character(data, at, high, known)
                codes[count], bits[count] = code, each
                at += width
                count += 1
            if first < count:
                stops[first] = count
                continue
        code, width, each = character(data, at, high, known)
        codes[count], bits[count], stops[count] = code, each, 0
        if each & _COUNTED:
            row[MARKS] += each & MARK != 0
            row[SENTENCES] += each & SENTENCE != 0
            row[BRACKETS] += each & BRACKET != 0
            row[DASHES] += each & DASH != 0
            row[SYMBOLS] += each & SYMBOL != 0
        at += width
        count += 1
    codes[count], bits[count], stops[count] = _NEWLINE, known[_NEWLINE], 0
    return count


@kernel
def has(codes: Numbers, at: Number, row: Number) -> Number:
    """Where a word of `_ROWS` ends that the text has at a character; 0 where it has another."""
    place = 0
    while _ROWS[row, place] and codes[at + place] == _ROWS[row, place]:
        place += 1
    return 0 if _ROWS[row, place] else at + place


@kernel
def unit_end(codes: Numbers, bits: Numbers, start: Number, end: Number) -> Number:
    """Where the name of a unit or a month ends, or `per cent`, that begins with a run of letters; 0 where none does."""
    for row in range(_FIRST_UNIT, _PER_CENT):
        if has(codes, start, row) == end:
            return end
    stop = has(codes, start, _PER_CENT)
    return 0 if bits[stop] & WORD else stop


@kernel
def is_mask(codes: Numbers, bits: Numbers, at: Number) -> Truth:
    """Whether what stands behind white space is a mask of a number: `#`, with the marks of numbers, or a word such as `<num>`; and
    white space, a mark or nothing is behind it."""
    for row in range(_FIRST_UNIT):
        stop = has(codes, at, row)
        if stop:
            return bits[stop] & (BEHIND_MASK | SPACE) != 0
    masked = False
    while bits[at] & MASKING:
        if masked and bits[at] & BEHIND_MASK:
            return True
        masked |= codes[at] == ord("#")
        at += 1
    return masked and bits[at] & (BEHIND_MASK | SPACE) != 0


@kernel
def count_signs(codes: Numbers, bits: Numbers, stops: Numbers, end: Number, row: Places) -> None:
    """Count what stands behind the end of a sentence, marks behind a space, masks, and units without numbers."""
    at, spaced = _BEGINNING, True  # behind white space
    # How far the end of a sentence was read: 0 none, 1 its mark and closing marks, 2 white space, 3 opening marks.
    ended = 0
    while at < end:
        each, start, unit = bits[at], at, 0  # where a unit ends
        if spaced and each & MASK_START and is_mask(codes, bits, at):
            row[MASKS] += 1
        if each & WORD:
            if ended >= 2 and each & LETTER:
                row[STARTS] += 1
                row[STARTED] += each & CAPITAL != 0
            if stops[at]:
                at = stops[at]
            else:
                while bits[at] & WORD:
                    at += 1
                if at - start < _LONGEST and codes[start] < len(_LIKELY) and _LIKELY[codes[start], at - start]:
                    unit = unit_end(codes, bits, start, at)
            if codes[at] == _SPACE and bits[at + 1] & BEHIND_SPACE:
                row[SPACED] += bits[at + 2] & SPACE != 0
            ended, spaced = 0, False
        elif each & SPACE:
            at, spaced, ended = at + 1, True, 2 if ended == 1 or ended == 2 else 0
        else:
            at, spaced = at + 1, False
            unit = at if each & UNIT else 0
            ended = 1 if each & STOP or (ended == 1 and each & CLOSING) else 3 if ended >= 2 and each & OPENING else 0
        if unit:
            row[UNITS] += 1
            near = start - _NEAR if start > _NEAR else 0
            while near < end and near < unit + _NEAR and not bits[near] & DIGIT:
                near += 1
            row[ORPHANS] += near == end or near == unit + _NEAR


@kernel
def count_lines(codes: Numbers, bits: Numbers, stops: Numbers, end: Number, row: Places) -> None:
    """Count the lines that are not empty, what they begin and end with, and how many words stand in wide ones."""
    at, last_start, last_length = _BEGINNING, _BEGINNING, _BEGINNING  # of the first word of the line before
    while at < end:
        start, first, length, cells, spaces = at, -1, -1, 1, 0
        opening: Number = 0
        closing: Number = 0
        while codes[at] != _NEWLINE:
            each = bits[at]
            if each & SPACE:
                spaces += codes[at] == _SPACE
                if first >= 0 and length < 0:
                    length = at - first
            elif first < 0:
                first, opening, closing, spaces = at, each, each, 0
            else:
                closing = each
                cells += spaces
                spaces = 0
            at = stops[at] or at + 1
        if first >= 0:
            length = length if length >= 0 else at - first
            same = 0
            while same < length and length == last_length and codes[first + same] == codes[last_start + same]:
                same += 1
            row[AGAIN] += same == length
            last_start, last_length = first, length
            row[LINES] += 1
            row[CELLS] += cells
            row[WIDE] += cells * (cells >= _CELLS)
            row[ENDED] += closing & FINAL != 0
            row[WRAPPED] += opening & LOWER != 0
            row[INDENTED] += first > start
        at += 1


@kernel
def lay_out(data: Bytes, offsets: Offsets, known: Table, bounds: Places, starts: Places, skips: Places, found: Places) -> None:
    """Count all of it in every text, into columns. `starts` are those of the words of text `i` from `bounds[i]` on, and one number
    behind them that no text reaches; `skips` are where words end that nothing inside counts of, and 0 for others."""
    longest = 0
    for text in range(len(offsets) - 1):
        if offsets[text + 1] - offsets[text] > longest:
            longest = offsets[text + 1] - offsets[text]
    codes, bits, stops = np.empty(longest + 1, np.int32), np.empty(longest + 1, np.int32), np.empty(longest + 1, np.int32)
    for text in range(len(offsets) - 1):
        row = found[text]
        end = read(data, offsets[text], offsets[text + 1], known, starts, skips, bounds[text], codes, bits, stops, row)
        count_signs(codes, bits, stops, end, row)
        count_lines(codes, bits, stops, end, row)
        row[CODE] = count_code(codes, bits, stops, end)

"""What the measures count on the characters and lines of texts. Texts are read as UTF-8, with one kind of line end."""

from __future__ import annotations

import numpy as np

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.diagnosis.characters import (
    BRACKET,
    CAPITAL,
    CLOSING,
    DASH,
    DIGIT,
    FINAL,
    LETTER,
    LOWER,
    MARK,
    OPENING,
    SENTENCE,
    SPACE,
    STOP,
    SYMBOL,
    UNIT,
    WORD,
    Table,
)
from corpusnorm.diagnosis.code_kernels import byte_set, count_code
from corpusnorm.diagnosis.counts import LAYOUT
from corpusnorm.diagnosis.kernels import Number, Places, Truth, character
from corpusnorm.diagnosis.types import UNITS as _UNITS
from corpusnorm.kernel import kernel

(MARKS, SENTENCES, BRACKETS, DASHES, SYMBOLS, STARTS, STARTED, SPACED, MASKS, UNITS, ORPHANS, LINES, CELLS, WIDE, ENDED, WRAPPED,
 AGAIN, INDENTED, CODE) = range(len(LAYOUT))  # fmt: skip

_LONGEST = 10  # bytes of a unit or mask, and one to spare
_NEAR = 6  # characters around a unit in which its number stands
_CELLS = 8  # words of a line that is no item, cell or verse
_NEWLINE, _SPACE = ord("\n"), ord(" ")


def _rows(words: tuple[str, ...]) -> Bytes:
    """Words as rows of bytes, zeros behind them."""
    return np.frombuffer(b"".join(word.encode().ljust(_LONGEST, b"\0") for word in words), np.uint8).reshape(-1, _LONGEST)


_UNIT_ROWS, _PER_CENT = _rows(_UNITS), np.frombuffer(b"per cent\0", np.uint8)
_MASK_ROWS = _rows(("NUM", "_NUM_", "<number>", "<num>", "<NUM>"))
# What a unit may begin with and how long it may be: of a thousand words some ten are looked at closer.
_LIKELY = np.zeros((256, _LONGEST), np.bool_)
for _unit in (*_UNITS, "per"):
    _LIKELY[ord(_unit[0]), len(_unit)] = True
_MASKING, _MASK_START, _BEHIND_MASK = byte_set("#.,:/-"), byte_set("#.,:/-<N_"), byte_set(".,;:!?%)")
_BEHIND_SPACE = byte_set(".,:;!?")


@kernel
def has(data: Bytes, at: Number, end: Number, word: Bytes) -> Number:
    """Where a word ends that the text has at a byte; 0 where it has another."""
    for place in range(len(word)):
        if not word[place]:
            return at + place
        if at + place >= end or data[at + place] != word[place]:
            return 0
    return 0


@kernel
def is_unit(data: Bytes, start: Number, end: Number) -> Truth:
    """Whether a run of letters is the name of a unit or a month."""
    found = False
    for row in range(len(_UNIT_ROWS)):
        found |= has(data, start, end, _UNIT_ROWS[row]) == end
    return found


@kernel
def is_orphan(data: Bytes, start: Number, end: Number, low: Number, high: Number, known: Table) -> Truth:
    """Whether no digit stands within some characters of a unit, in the text from `low` to `high`."""
    for _ in range(_NEAR):
        if start > low:
            start -= 1
            while start > low and data[start] & 0xC0 == 0x80:
                start -= 1
    at, beyond = start, 0
    while at < high and beyond < _NEAR:
        beyond += at >= end
        _, width, bits = character(data, at, high, known)
        if bits & DIGIT:
            return False
        at += width
    return True


@kernel
def is_mask(data: Bytes, at: Number, end: Number, known: Table) -> Truth:
    """Whether what stands behind white space is a mask of a number: `#`, with the marks of numbers, or a word such as `<num>`; and
    white space, a mark or nothing is behind it."""
    if not _MASK_START[data[at]]:
        return False
    for row in range(len(_MASK_ROWS)):
        stop = has(data, at, end, _MASK_ROWS[row])
        if stop:
            return stop == end or _BEHIND_MASK[data[stop]] or character(data, stop, end, known)[2] & SPACE != 0
    masked = False
    while at < end and _MASKING[data[at]]:
        if masked and _BEHIND_MASK[data[at]]:
            return True
        masked |= data[at] == ord("#")
        at += 1
    return masked and (at == end or _BEHIND_MASK[data[at]] or character(data, at, end, known)[2] & SPACE != 0)


@kernel
def count_signs(
    data: Bytes, low: Number, high: Number, known: Table, starts: Places, skips: Places, word: Number, row: Places
) -> None:
    """Count marks and symbols, what stands behind the end of a sentence, marks behind a space, masks, and units without numbers."""
    at, spaced = low, True  # behind white space
    # How far the end of a sentence was read: 0 none, 1 its mark and closing marks, 2 white space, 3 opening marks.
    ended = 0
    while at < high:
        _, width, bits = character(data, at, high, known)
        if spaced and _MASK_START[data[at]] and is_mask(data, at, high, known):
            row[MASKS] += 1
        if bits & WORD:
            if ended >= 2 and bits & LETTER:
                row[STARTS] += 1
                row[STARTED] += bits & CAPITAL != 0
            while starts[word] < at:
                word += 1
            skip = skips[word] if starts[word] == at else 0
            at = skip or count_run(data, low, at, high, known, row)
            if at + 1 < high and data[at] == _SPACE and _BEHIND_SPACE[data[at + 1]]:
                row[SPACED] += at + 2 == high or character(data, at + 2, high, known)[2] & SPACE != 0
            ended, spaced = 0, False
            continue
        spaced = bits & SPACE != 0
        if spaced:
            ended = 2 if ended == 1 or ended == 2 else 0
        else:
            count_mark(bits, row)
            if bits & UNIT:
                row[UNITS] += 1
                row[ORPHANS] += is_orphan(data, at, at + width, low, high, known)
            ended = 1 if bits & STOP or (ended == 1 and bits & CLOSING) else 3 if ended >= 2 and bits & OPENING else 0
        at += width


@kernel
def count_mark(bits: Number, row: Places) -> None:
    """Count a character that is no letter, no digit and no white space."""
    row[MARKS] += bits & MARK != 0
    row[SENTENCES] += bits & SENTENCE != 0
    row[BRACKETS] += bits & BRACKET != 0
    row[DASHES] += bits & DASH != 0
    row[SYMBOLS] += bits & SYMBOL != 0


@kernel
def count_run(data: Bytes, low: Number, start: Number, high: Number, known: Table, row: Places) -> Number:
    """Count the symbols and units of a run of letters, digits and `_`, and return where it ends."""
    at, symbols = start, 0
    while at < high:
        _, width, bits = character(data, at, high, known)
        if not bits & WORD:
            break
        symbols += bits & SYMBOL != 0
        at += width
    row[SYMBOLS] += symbols
    if at - start < _LONGEST and _LIKELY[data[start], at - start]:
        stop = at if is_unit(data, start, at) else per_cent(data, start, high, known)
        if stop:
            row[UNITS] += 1
            row[ORPHANS] += is_orphan(data, start, stop, low, high, known)
    return at


@kernel
def per_cent(data: Bytes, start: Number, end: Number, known: Table) -> Number:
    """Where `per cent` ends, if it is what begins with a word; else 0."""
    stop = has(data, start, end, _PER_CENT)
    return stop if stop >= end or not character(data, stop, end, known)[2] & WORD else 0


@kernel
def count_lines(
    data: Bytes, at: Number, end: Number, known: Table, starts: Places, skips: Places, word: Number, row: Places
) -> None:
    """Count the lines that are not empty, what they begin and end with, and how many words stand in wide ones."""
    last_start, last_length = 0, 0  # of the first word of the line before
    while at < end:
        start, first, length, opening, closing = at, -1, -1, 0, 0
        cells, spaces = 1, 0
        while at < end and data[at] != _NEWLINE:
            _, width, bits = character(data, at, end, known)
            if bits & SPACE:
                spaces += data[at] == _SPACE
                if first >= 0 and length < 0:
                    length = at - first
            elif first < 0:
                first, opening, closing, spaces = at, bits, bits, 0
            else:
                closing = bits
                cells += spaces
                spaces = 0
            if bits & WORD:
                while starts[word] < at:
                    word += 1
                width = skips[word] - at if starts[word] == at and skips[word] else width
            at += width
        if first >= 0:
            length = length if length >= 0 else at - first
            row[AGAIN] += row[LINES] > 0 and length == last_length and is_same(data, first, last_start, length)
            last_start, last_length = first, length
            row[LINES] += 1
            row[CELLS] += cells
            row[WIDE] += cells * (cells >= _CELLS)
            row[ENDED] += closing & FINAL != 0
            row[WRAPPED] += opening & LOWER != 0
            row[INDENTED] += first > start
        at += 1


@kernel
def is_same(data: Bytes, one: Number, other: Number, length: Number) -> Truth:
    """Whether two stretches have the same bytes."""
    place = 0
    while place < length and data[one + place] == data[other + place]:
        place += 1
    return place == length


@kernel
def lay_out(data: Bytes, offsets: Offsets, known: Table, bounds: Places, starts: Places, skips: Places, found: Places) -> None:
    """Count all of it in every text, into columns. `starts` are those of the words of text `i` from `bounds[i]` on, and one number
    behind them that no text reaches; `skips` are where words end that nothing inside counts of, and 0 for others."""
    for text in range(len(offsets) - 1):
        at, end, word, row = offsets[text], offsets[text + 1], bounds[text], found[text]
        count_signs(data, at, end, known, starts, skips, word, row)
        count_lines(data, at, end, known, starts, skips, word, row)
        row[CODE] = count_code(data, at, end, known, starts, skips, word)

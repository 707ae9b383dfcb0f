"""The words of texts, found in one pass over their bytes.

Most words are ASCII. Eight of their bytes are looked at in one register (SWAR; Mycroft 1987, Lamport 1975): which are letters or
digits, how many come before the first that is not, and what they are in lower case. A word that goes on with another character is
read anew, one character at a time.
"""

from __future__ import annotations

import numpy as np

from corpusnorm.columns import Bytes
from corpusnorm.kernel import kernel
from corpusnorm.segmentation.characters import ALONE, APOSTROPHE, EXTEND, SEPARATOR, WORD, Characters
from corpusnorm.segmentation.words import PRIME, SEED, Hashes, Places

Number = int | np.int64
_0, _1, _7, _8 = (np.uint64(number) for number in (0, 1, 7, 8))
_PRIME, _SEED, _HALF = np.uint64(PRIME), np.uint64(SEED), np.uint64(32)
_ASCII, _QUOTE = np.uint8(0x80), np.uint8(ord("'"))
_BYTES, _BITS, _LAST = np.uint64(8), np.uint64(64), np.uint64(56)
_EACH = np.uint64(0x0101010101010101)  # a number times this has it in each of eight bytes
_HIGH, _CASE, _UNDERSCORE = _EACH * np.uint64(0x80), _EACH * np.uint64(0x20), _EACH * np.uint64(ord("_"))
_LOW = ~_HIGH
# Added to bytes below 128, these set the high bit of those from the character on.
_FROM_A, _PAST_Z, _FROM_0, _PAST_9 = (_EACH * np.uint64(0x80 - code) for code in (ord("a"), ord("z") + 1, ord("0"), ord("9") + 1))


@kernel
def loaded(data: Bytes, at: Number, end: Number) -> np.uint64:
    """Eight bytes of a text from byte `at` on, the first the lowest; 0 for those after its end."""
    place = np.uint64(at)  # of an index without sign the compiler makes one load
    if end - at >= 8:
        low = (
            np.uint64(data[place])
            | np.uint64(data[place + _1]) << np.uint64(8)
            | np.uint64(data[place + np.uint64(2)]) << np.uint64(16)
        )
        low |= np.uint64(data[place + np.uint64(3)]) << np.uint64(24) | np.uint64(data[place + np.uint64(4)]) << np.uint64(32)
        low |= np.uint64(data[place + np.uint64(5)]) << np.uint64(40) | np.uint64(data[place + np.uint64(6)]) << np.uint64(48)
        return low | np.uint64(data[place + _7]) << np.uint64(56)
    block = _0
    for number in range(end - at):
        block |= np.uint64(data[at + number]) << np.uint64(8 * number)
    return block


@kernel
def mixed(number: np.uint64, block: np.uint64) -> np.uint64:
    """A hash with one more block of up to eight bytes."""
    number = (number ^ block) * _PRIME
    return number ^ number >> _HALF


@kernel
def plain(data: Bytes, at: Number, end: Number) -> tuple[Number, np.uint64]:
    """Where the run of ASCII letters, digits and `_` at byte `at` ends, and its hash, in lower case."""
    number = _SEED
    while True:
        block = loaded(data, at, end)
        low = block & _LOW
        lower = low | _CASE
        letters = (lower + _FROM_A) & ~(lower + _PAST_Z)
        digits = (low + _FROM_0) & ~(low + _PAST_9)
        others = (low ^ _UNDERSCORE) + _LOW
        stops = ~(letters | digits | ~others) & _HIGH | block & _HIGH
        before = ((stops & (_0 - stops)) >> _7) - _1  # all bits of the bytes before the first stop
        inside = ((before & _EACH) * _EACH) >> _LAST  # how many bytes these are
        if inside:
            number = mixed(number, (block | (letters & _HIGH) >> np.uint64(2)) & before)
        at += np.int64(inside)
        if inside < _BYTES:
            return at, number


@kernel
def decoded(data: Bytes, at: Number, end: Number) -> tuple[Number, Number]:
    """The code point at byte `at`, and its bytes; 0, a separator of one byte, where none begins or the text breaks it off."""
    first = np.int64(data[at])
    width = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if at + width > end or 0x80 <= first < 0xC0 or first >= 0xF8:
        return 0, 1
    if width == 1:
        return first, 1
    code = first & (0x7F >> width)
    for place in range(at + 1, at + width):
        code = code << 6 | np.int64(data[place]) & 0x3F
    return code, width


@kernel
def kind_at(data: Bytes, at: Number, end: Number, known: Characters) -> tuple[Number, Number, Number]:
    """What the character at byte `at` does to a word, its code point and its bytes; a separator after the end."""
    if at >= end:
        return SEPARATOR, 0, 0
    code, width = decoded(data, at, end)
    return (np.int64(known.kinds[code]) if code < len(known.kinds) else SEPARATOR), code, width


@kernel
def any_word(data: Bytes, at: Number, end: Number, known: Characters) -> tuple[Number, Number, np.uint64]:
    """Where the word at byte `at` ends, how many of its bytes begin no character, and its hash: the same as `plain` where both can.

    The word ends where it begins if no word begins there.
    """
    number, block, filled = _SEED, _0, _0
    inner: Number = 0
    first, code, width = kind_at(data, at, end, known)
    going = first in (WORD, ALONE)
    while going:
        size = np.uint64(known.sizes[code])
        block |= known.folded[code] << filled
        filled += size * _8
        if filled >= _BITS:
            number, filled = mixed(number, block), filled - _BITS
            block = known.folded[code] >> (size * _8 - filled) if filled else _0
        at, inner = at + width, inner + width - 1
        after, code, width = kind_at(data, at, end, known)
        going = after == EXTEND or (after == WORD and first == WORD)
        if after == APOSTROPHE and first == WORD:
            going = kind_at(data, at + width, end, known)[0] == WORD
    return at, inner, mixed(number, block) if filled else number


@kernel
def find(data: Bytes, bounds: Places, known: Characters, spans: bool, counts: Places, hashes: Hashes, places: Places) -> None:
    """Write the words of all texts one after the other; `counts[i + 1]` is how many words the texts up to `i` have.

    With `spans`, four columns of `places` are written: the first and after the last byte of `data`, the first and after the last
    character of the text.
    """
    count = counts[0]
    for text in range(len(bounds) - 1):
        at, end, skipped = bounds[text], bounds[text + 1], bounds[text]  # so many bytes from 0 on begin no character of this text
        while at < end:
            byte = data[np.uint64(at)]
            if byte < _ASCII and known.kinds[byte] != WORD:
                at += 1
                continue
            stop, number, more = at, _SEED, bounds[0] * 0
            if byte < _ASCII:
                stop, number = plain(data, at, end)
            if stop < end and (data[np.uint64(stop)] >= _ASCII or data[np.uint64(stop)] == _QUOTE):
                stop, more, number = any_word(data, at, end, known)
                if stop == at:
                    width = decoded(data, at, end)[1]
                    at, skipped = at + width, skipped + width - 1
                    continue
            hashes[np.uint64(count)] = number
            if spans:
                places[count, 0], places[count, 1], places[count, 2] = at, stop, at - skipped
                places[count, 3] = stop - skipped - more
            count += 1
            at, skipped = stop, skipped + more
        counts[text + 1] = count

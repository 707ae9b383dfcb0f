"""The words of texts for the measures: found, numbered by type, and counted. All places are bytes of the column's data."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.diagnosis.characters import BREAK, KNOWN, WORD, Table
from corpusnorm.diagnosis.counts import TALLIES
from corpusnorm.diagnosis.types import CHANGED, ELIGIBLE, FLAGS, FUNCTION, LETTERS, LOWERED, MARKED, STUMP, SUMMED, UNKNOWN
from corpusnorm.kernel import kernel
from corpusnorm.segmentation.kernels import decoded, mixed
from corpusnorm.segmentation.words import SEED

_SEED = np.uint64(SEED)
_NONE: Number = np.int64(0)  # Numba compiles what is called with a 0 of Python's once more
_APOSTROPHES = ord("'"), ord("’")
_BREAKS = np.array([0x0B, 0x0D - 0x0B, 0x1C, 0x1E - 0x1C], np.uint8)  # ASCII: VT to CR, FS to RS; ranges as first and length
_TOP = 10  # words whose share is that of the most common
_TYPES = 400  # types that lemmatizers and stemmers are tried on: a share is known to some two points then
_FIRST = 60  # of them, after which a tool that changes more than `_MANY` is given up: that text has not been through it
_MANY = 0.5
_PREFIX, _BYTE = 8, np.uint64(8)  # bytes of a word that are compared at once

Number = Any  # an integer of Python or NumPy: compiled they are one
Truth = Any
Places = NDArray[np.int64]
Numbers = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Rows = NDArray[np.int64]
WORDS, FORMS, ONCE, TOP, ALL_LETTERS, ACCENTED, FUNCTIONS, UNKNOWNS, ELIGIBLES, STUMPS, SAMPLED, LEMMA_CHANGED, STEM_CHANGED = (
    range(SUMMED, len(TALLIES))
)


@kernel
def character(data: Bytes, at: Number, end: Number, known: Table) -> tuple[Number, Number, Number]:
    """The code point at a byte, its width, and its bits."""
    if data[at] < 0x80:
        return np.int64(data[at]), 1, np.int64(known[data[at]])
    code, width = decoded(data, at, end)
    return (code, width, np.int64(known[code])) if code < len(known) else (0, width, np.int64(known[0]))


@kernel
def scan(data: Bytes, offsets: Offsets, known: Table, first: Number, points: Places, breaks: Places) -> tuple[Number, Number]:
    """Write how many code points and odd line ends each text has, from text `first` on.

    Stops at a code point whose bits are not known yet; returns the text in which it is, and the code point, or -1 at the end.
    """
    for text in range(first, len(offsets) - 1):
        at, end = offsets[text], offsets[text + 1]
        odd, high = 0, np.uint8(0)
        for byte in data[at:end]:  # without branches, so that sixteen bytes are looked at in one step
            odd += (byte - _BREAKS[0] <= _BREAKS[1]) | (byte - _BREAKS[2] <= _BREAKS[3])
            high |= byte
        points[text], breaks[text] = end - at, odd
        while high >= 0x80 and at < end:
            if data[at] < 0x80:
                at += 1
                continue
            code, width, bits = character(data, at, end, known)
            if not bits & KNOWN:
                return text, code
            breaks[text] += bits & BREAK != 0
            points[text] -= width - 1
            at += width
    return len(offsets) - 1, -1


@kernel
def count_words(data: Bytes, at: Number, end: Number, known: Table) -> Number:
    """How many words a text has: as `find` finds them."""
    words, stop = 0, -1
    while at < end:
        code, width, bits = character(data, at, end, known)
        if bits & WORD:
            words += stop < 0
            stop = at + width
        elif stop != at or (code != _APOSTROPHES[0] and code != _APOSTROPHES[1]):
            stop = -1
        at += width
    return words


@kernel
def find(data: Bytes, offsets: Offsets, known: Table, bounds: Places, starts: Places, ends: Places, hashes: Hashes) -> None:
    r"""Write the words (`\w+(?:['’]\w+)*`) of all texts one after the other, with a hash of each, capitals apart, made
    of its code points. Text `i` has those from `bounds[i]` to `bounds[i + 1]`."""
    count = 0
    for text in range(len(offsets) - 1):
        at, end = offsets[text], offsets[text + 1]
        # Where the word ends as far as it was read, -1 outside of words; behind it may stand an apostrophe.
        stop, apostrophe, number = -1, 0, _SEED
        while at < end:
            code, width, bits = character(data, at, end, known)
            if bits & WORD:
                if stop < 0:
                    starts[count], number = at, _SEED
                elif stop < at:
                    number = mixed(number, np.uint64(apostrophe))
                while bits & WORD:
                    number = mixed(number, np.uint64(code))
                    at += width
                    if at >= end:
                        break
                    code, width, bits = character(data, at, end, known)
                stop = at
                continue
            if stop == at and (code == _APOSTROPHES[0] or code == _APOSTROPHES[1]):
                apostrophe = code
            elif stop >= 0:
                ends[count], hashes[count], stop = stop, number, -1
                count += 1
            at += width
        if stop >= 0:
            ends[count], hashes[count] = stop, number
            count += 1
        bounds[text + 1] = count


@kernel
def number_types(
    hashes: Hashes, word: Number, keys: Hashes, slots: Numbers, numbers: Numbers, new: Places, types: Number
) -> tuple[Number, Number]:
    """Write the number of the type of each word, from one on. A type that the table (open addressing, linear probing) does not have
    gets the next number, and `new` its first word. Returns where it stopped, at the end or half full, and how many types there are.
    """
    mask = len(slots) - 1
    while word < len(hashes):
        slot = np.int64(hashes[word] & np.uint64(mask))
        while slots[slot] >= 0 and keys[slot] != hashes[word]:
            slot = (slot + 1) & mask
        if slots[slot] < 0:
            if 2 * types >= mask:
                break
            keys[slot], slots[slot], new[types] = hashes[word], types, word
            types += 1
        numbers[word] = slots[slot]
        word += 1
    return word, types


@kernel
def tally(
    data: Bytes,
    bounds: Places,
    starts: Places,
    ends: Places,
    numbers: Numbers,
    types: Rows,
    lemmatizers: Number,
    stemmers: Number,
    found: Places,
) -> None:
    """Count the words of each text by type, into the columns of `counts`. So many bits of `CHANGED` are lemmatizers, and so many
    after them stemmers."""
    counts, firsts, order = np.zeros(len(types), np.int32), np.empty(len(types), np.int64), np.empty(len(types), np.int32)
    seen, top = np.zeros(len(types), np.int32), np.zeros(_TOP, np.int64)
    chosen, keys = np.empty(len(types), np.int64), np.empty(len(types), np.uint64)
    for text in range(len(bounds) - 1):
        forms, row = _NONE, found[text]
        for word in range(bounds[text], bounds[text + 1]):
            number = numbers[word]
            if not counts[number]:
                order[forms], firsts[number] = number, word
                forms += 1
            counts[number] += 1
        count_types(order, forms, counts, types, seen, text + 1, top, row)
        count = _NONE
        for place in range(forms):
            if types[order[place], FLAGS] & ELIGIBLE:
                chosen[count] = firsts[order[place]]
                count += 1
        if count > _FIRST:  # of fewer all are looked at, in any order
            sort(data, starts, ends, chosen, keys, count)
        step = (count + _TYPES - 1) // _TYPES + (count == 0)
        sampled = (count + step - 1) // step
        for place in range(sampled):
            chosen[place] = types[numbers[chosen[place * step]], CHANGED]
        row[ELIGIBLES], row[SAMPLED] = count, sampled
        row[LEMMA_CHANGED] = least_changed(chosen, sampled, _NONE, lemmatizers)
        row[STEM_CHANGED] = least_changed(chosen, sampled, lemmatizers, lemmatizers + stemmers)


@kernel
def count_types(
    order: Numbers, forms: Number, counts: Numbers, types: Rows, seen: Numbers, text: Number, top: Places, row: Places
) -> None:
    """The sums over the types of a text; sets `counts` to 0. `seen` has the text in which a lower-case form was last met, `top`
    room for the highest counts."""
    words: Number = 0
    once, letters, marked = 0, 0, 0
    for place in range(_TOP):
        top[place] = 0
    for each in range(forms):
        number = order[each]
        count, flags, lowered = np.int64(counts[number]), types[number, FLAGS], types[number, LOWERED]
        counts[number] = 0
        words += count
        once += count == 1
        letters += count * types[number, LETTERS]
        marked += count * types[number, MARKED]
        bits, bit = flags & ((1 << SUMMED) - 1), 0
        while bits:
            row[bit] += count * (bits & 1)
            bits >>= 1
            bit += 1
        row[STUMPS] += flags & STUMP != 0
        if flags & (FUNCTION | UNKNOWN) and seen[lowered] != text:
            seen[lowered] = text
            row[FUNCTIONS] += flags & FUNCTION != 0
            row[UNKNOWNS] += flags & UNKNOWN != 0
        place = 0
        while place < _TOP and top[place] < count:  # the least of them comes first
            if place:
                top[place - 1] = top[place]
            top[place] = count
            place += 1
    row[WORDS], row[FORMS], row[ONCE], row[ALL_LETTERS], row[ACCENTED] = words, forms, once, letters, marked
    for place in range(_TOP):
        row[TOP] += top[place]


@kernel
def sort(data: Bytes, starts: Places, ends: Places, words: Places, keys: Hashes, count: Number) -> None:
    """Put words in the order of strings: by their first bytes, then by all that follows. Shell's method: insertion at shrinking
    distances, for NumPy's sort is slow to compile."""
    for place in range(count):
        at, end, key = starts[words[place]], ends[words[place]], np.uint64(0)
        for byte in range(at, at + _PREFIX):
            key = key << _BYTE | np.uint64(data[byte] if byte < end else 0)
        keys[place] = key
    gap = 1
    while gap < count // 3:
        gap = 3 * gap + 1
    while gap:
        for place in range(gap, count):
            word, key, at = words[place], keys[place], place - gap
            while at >= 0 and (keys[at] > key or (keys[at] == key and is_before(data, starts, ends, word, words[at]))):
                words[at + gap], keys[at + gap] = words[at], keys[at]
                at -= gap
            words[at + gap], keys[at + gap] = word, key
        gap //= 3


@kernel
def is_before(data: Bytes, starts: Places, ends: Places, one: Number, other: Number) -> Truth:
    """Whether a word stands before another one in the order of code points, which is that of the bytes of UTF-8."""
    at, start = starts[one], starts[other]
    while at < ends[one] and start < ends[other]:
        if data[at] != data[start]:
            return data[at] < data[start]
        at += 1
        start += 1
    return at == ends[one] and start < ends[other]


@kernel
def least_changed(changed: Places, count: Number, first: Number, last: Number) -> Number:
    """How many words the tool changes that changes fewest; of one that changes more than half of the first, an estimate."""
    least = count
    step = (count + _FIRST - 1) // _FIRST + (count == 0)
    sample = (count + step - 1) // step
    for bit in range(first, last):
        every: Number = 0
        for place in range(sample):
            every += changed[place * step] >> bit & 1
        if every > _MANY * sample:
            every = np.int64(np.rint(every / sample * count))
        else:
            every = 0
            for place in range(count):
                every += changed[place] >> bit & 1
        if every < least:
            least = every
    return least

"""The words of texts for the measures: found, numbered by type, and counted. All places are bytes of the column's data."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.diagnosis.characters import BREAK, KNOWN, WORD, Table
from corpusnorm.diagnosis.counts import TALLIES
from corpusnorm.diagnosis.types import CHANGED, ELIGIBLE, FLAGS, FUNCTION, LETTERS, LOWERED, MARKED, STUMP, SUMMED, UNKNOWN, Words
from corpusnorm.kernel import kernel
from corpusnorm.segmentation.kernels import decoded, mixed
from corpusnorm.segmentation.words import SEED

_SEED = np.uint64(SEED)
_APOSTROPHES = ord("'"), ord("’")
_FIRST_BYTE, _FEW = np.uint64(56), 64  # of a sorting key; keys up to which a group is sorted by insertion
_BREAKS = np.array([0x0B, 0x0D - 0x0B, 0x1C, 0x1E - 0x1C], np.uint8)  # ASCII: VT to CR, FS to RS; ranges as first and length
_TOP = 10  # words whose share is that of the most common
_TYPES = 400  # types that lemmatizers and stemmers are tried on: a share is known to some two points then
_FIRST = 60  # of them, after which a tool that changes more than `_MANY` is given up: that text has not been through it
_MANY = 0.5
_PREFIX, _WIDTH, _PLACE = 6, np.uint64(16), np.uint64(0xFFFF)  # bytes of a word that sort, with its place behind them

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
    """How many words a text has."""
    words, is_open = 0, False
    while at < end:
        code, width, bits = character(data, at, end, known)
        words += bits & WORD != 0 and not is_open
        is_open = bits & WORD != 0 or (is_open and joins(code, data, at + width, end, known))
        at += width
    return words


@kernel
def joins(code: Number, data: Bytes, after: Number, end: Number, known: Table) -> Truth:
    """Whether a character behind a letter is an apostrophe with another letter behind it, so that the word goes on."""
    if (code != _APOSTROPHES[0] and code != _APOSTROPHES[1]) or after >= end:
        return False
    return character(data, after, end, known)[2] & WORD != 0


@kernel
def find(data: Bytes, offsets: Offsets, known: Table, bounds: Places, starts: Places, ends: Places, hashes: Hashes) -> None:
    r"""Write the words (`\w+(?:['’]\w+)*`) of all texts one after the other, with a hash of each, capitals apart, made
    of its code points. Text `i` has those from `bounds[i]` to `bounds[i + 1]`."""
    count = 0
    for text in range(len(offsets) - 1):
        at, end = offsets[text], offsets[text + 1]
        while at < end:
            code, width, bits = character(data, at, end, known)
            if bits & WORD:
                starts[count] = at
                number = _SEED
                while bits & WORD or joins(code, data, at + width, end, known):
                    number = mixed(number, np.uint64(code))
                    at += width
                    if at >= end:
                        break
                    code, width, bits = character(data, at, end, known)
                ends[count], hashes[count] = at, number
                count += 1
            else:
                at += width
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
def rehash(old_keys: Hashes, old_slots: Numbers, keys: Hashes, slots: Numbers) -> None:
    """Move the types of one table to a larger one."""
    mask = len(slots) - 1
    for old in range(len(old_slots)):
        if old_slots[old] >= 0:
            slot = np.int64(old_keys[old] & np.uint64(mask))
            while slots[slot] >= 0:
                slot = (slot + 1) & mask
            keys[slot], slots[slot] = old_keys[old], old_slots[old]


@kernel
def tally(data: Bytes, words: Words, numbers: Numbers, types: Rows, tools: tuple[int, int], found: Places) -> None:
    """Count the words of each text by type, into the columns of `counts`. `tools` are how many bits of `CHANGED` are lemmatizers,
    and how many stemmers after them."""
    counts, firsts = np.zeros(len(types), np.int32), np.empty(len(types), np.int64)
    order, seen = np.empty(len(types), np.int32), np.full(len(types), -1, np.int32)
    for text in range(len(words.bounds) - 1):
        forms = 0
        for word in range(words.bounds[text], words.bounds[text + 1]):
            number = numbers[word]
            if not counts[number]:
                order[forms], firsts[number] = number, word
                forms += 1
            counts[number] += 1
        row = found[text]
        count_types(order[:forms], counts, types, seen, text, row)
        eligible = sorted_words(data, words, order[:forms], firsts, types)
        row[ELIGIBLES] = len(eligible)
        chosen = eligible[:: max(-(-len(eligible) // _TYPES), 1)]
        changed = np.empty(len(chosen), np.int64)
        for place in range(len(chosen)):
            changed[place] = types[numbers[chosen[place]], CHANGED]
        row[SAMPLED] = len(chosen)
        row[LEMMA_CHANGED] = least_changed(changed, 0, tools[0])
        row[STEM_CHANGED] = least_changed(changed, tools[0], tools[0] + tools[1])


@kernel
def count_types(order: Numbers, counts: Numbers, types: Rows, seen: Numbers, text: Number, row: Places) -> None:
    """The sums over the types of a text; sets `counts` to 0. `seen` has the text in which a lower-case form was last met."""
    top, sums = np.zeros(_TOP, np.int64), np.zeros(SUMMED, np.int64)
    once: Number = 0
    words, letters, marked = 0, 0, 0
    for number in order:
        count: Number = np.int64(counts[number])
        flags = types[number, FLAGS]
        counts[number] = 0
        words += count
        once += count == 1
        letters += count * types[number, LETTERS]
        marked += count * types[number, MARKED]
        bits, bit = flags & ((1 << SUMMED) - 1), 0
        while bits:
            sums[bit] += count * (bits & 1)
            bits >>= 1
            bit += 1
        row[STUMPS] += flags & STUMP != 0
        if flags & (FUNCTION | UNKNOWN) and seen[types[number, LOWERED]] != text:
            seen[types[number, LOWERED]] = text
            row[FUNCTIONS] += flags & FUNCTION != 0
            row[UNKNOWNS] += flags & UNKNOWN != 0
        if count > top[0]:
            top[0] = count
            for place in range(_TOP - 1):
                if top[place] > top[place + 1]:
                    top[place], top[place + 1] = top[place + 1], top[place]
    row[:SUMMED] = sums
    row[WORDS], row[FORMS], row[ONCE], row[TOP] = words, len(order), once, top.sum()
    row[ALL_LETTERS], row[ACCENTED] = letters, marked


@kernel
def sorted_words(data: Bytes, words: Words, order: Numbers, firsts: Places, types: Rows) -> Places:
    """The first words of the eligible types of a text, sorted as strings are: by their first bytes, then by all that follows."""
    chosen, keys, count = np.empty(len(order), np.int64), np.empty(len(order), np.uint64), 0
    for number in order:
        if types[number, FLAGS] & ELIGIBLE:
            word = firsts[number]
            start, end = words.starts[word], words.ends[word]
            key = np.uint64(0)
            for at in range(start, start + _PREFIX):
                key = key << np.uint64(8) | np.uint64(data[at] if at < end else 0)
            chosen[count], keys[count] = word, key << _WIDTH | np.uint64(count)
            count += 1
    keys = sort(keys[:count])
    result = np.empty(count, np.int64)
    for place in range(count):
        word = chosen[np.int64(keys[place] & _PLACE)]
        at = place
        while at > 0 and keys[at - 1] >> _WIDTH == keys[place] >> _WIDTH and is_before(data, words, word, result[at - 1]):
            result[at] = result[at - 1]
            at -= 1
        result[at] = word
    return result


@kernel
def sort(keys: Hashes) -> Hashes:
    """The keys in order: put into groups by their first byte, and each group sorted by insertion, a large one by NumPy's sort."""
    ends, result = np.zeros(257, np.int64), np.empty_like(keys)
    for key in keys:
        ends[np.int64(key >> _FIRST_BYTE) + 1] += 1
    for group in range(256):
        ends[group + 1] += ends[group]
    starts = ends[:256].copy()
    for key in keys:
        byte: Number = np.int64(key >> _FIRST_BYTE)
        at = starts[byte]
        starts[byte] += 1
        while ends[byte] < at <= ends[byte] + _FEW and result[at - 1] > key:
            result[at] = result[at - 1]
            at -= 1
        result[at] = key
    for group in range(256):
        if ends[group + 1] - ends[group] > _FEW:
            result[ends[group] : ends[group + 1]].sort()
    return result


@kernel
def is_before(data: Bytes, words: Words, one: Number, other: Number) -> Truth:
    """Whether a word stands before another one in the order of code points, which is that of the bytes of UTF-8."""
    at, start = words.starts[one], words.starts[other]
    while at < words.ends[one] and start < words.ends[other]:
        if data[at] != data[start]:
            return data[at] < data[start]
        at, start = at + 1, start + 1
    return at == words.ends[one] and start < words.ends[other]


@kernel
def least_changed(changed: Places, first: Number, last: Number) -> Number:
    """How many words the tool changes that changes fewest; of one that changes more than half of the first, an estimate."""
    least: Number = len(changed)
    sample = changed[:: max(-(-len(changed) // _FIRST), 1)]
    for bit in range(first, last):
        early: Number = 0
        every: Number = 0
        for bits in sample:
            early += bits >> bit & 1
        if early > _MANY * len(sample):
            every = np.int64(np.rint(early / len(sample) * len(changed)))
        else:
            for bits in changed:
                every += bits >> bit & 1
        least = min(least, every)
    return least

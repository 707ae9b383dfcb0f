"""Sketches of texts, from the hashes of their words, and the join of the documents that share keys.

Kernels write into arrays that they are given. Where there may be too little room they stop between two documents and say where, to
be called again with more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.kernel import kernel
from corpusnorm.segmentation.kernels import mixed
from corpusnorm.segmentation.words import Hashes
from corpusnorm.sketch.content import UNKNOWN
from corpusnorm.sketch.probes import PAIRS, REACH

Number = int | np.int64
Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int32]

_FACTOR, _HALF, _ONE = np.uint64(0x9E3779B97F4A7C15), np.uint64(32), np.uint64(1)  # 2^64 / golden ratio (Knuth, TAOCP 6.4)
_SPACE, _DOT, _COMMA, _SEMICOLON, _COLON, _STRONG, _ASK, _A, _Z, _OTHER = (np.uint8(code) for code in b" .,;:!?AZ\x80")


@kernel
def sketched(
    hashes: Hashes,
    offsets: Numbers,
    most: Hashes,
    length: int,
    seen: Hashes,
    slots: Hashes,
    keys: Hashes,
    ends: Numbers,
    wholes: Hashes,
) -> None:
    """Write for each text the hashes up to `most` of its runs of `length` words, or of all words where they are fewer, each once,
    in their order; where its keys end, and a hash of all runs.

    A hash is a polynomial, rolled from run to run (Karp and Rabin 1987), and scattered. `seen` is an empty hash table (linear
    probing; Knuth, TAOCP 6.4), which is left empty; `slots` says where it was filled.
    """
    leaving, mask, end = _ONE, np.uint64(len(seen) - 1), ends[0]
    for _ in range(length):
        leaving *= _FACTOR
    for text in range(len(offsets) - 1):
        start, stop, begin = offsets[text], offsets[text + 1], end
        first = start + length - 1 if start + length <= stop else stop - 1
        rolled, whole = np.uint64(0), np.uint64(stop - start)
        for at in range(start, stop):
            rolled = rolled * _FACTOR + hashes[at]
            if at >= start + length:
                rolled -= leaving * hashes[at - length]
            if at < first:
                continue
            number = (rolled ^ rolled >> _HALF) * _FACTOR
            number ^= number >> _HALF
            whole += number
            if number <= most[text]:
                slot = number & mask
                while seen[slot] and seen[slot] != number:
                    slot = slot + _ONE & mask
                if not seen[slot]:
                    seen[slot], keys[end], slots[end - begin] = number, number, slot
                    end += 1
        for entry in range(end - begin):
            seen[slots[entry]] = 0
        ends[text + 1], wholes[text] = end, whole


@kernel
def by_digit(
    keys: Hashes, rows: Places, shift: np.uint64, mask: np.uint64, places: Numbers, ordered: Hashes, their_rows: Places
) -> None:
    """Write keys and their rows in the order of one digit of the keys, those with the same digit as they stand.

    One pass of a radix sort (Knuth, TAOCP 5.2.5). `places` are zeros, one for each digit and one more.
    """
    for at in range(len(keys)):
        places[(keys[at] >> shift & mask) + _ONE] += 1
    for digit in range(len(places) - 1):
        places[digit + 1] += places[digit]
    for at in range(len(keys)):
        digit = keys[at] >> shift & mask
        place = places[digit]
        ordered[place], their_rows[place] = keys[at], rows[at]
        places[digit] = place + 1


@kernel
def settled(keys: Hashes, rows: Places, mask: np.uint64) -> None:
    """Sort by the whole keys what is sorted by their lower bits: the few that look equal by these are exchanged."""
    for at in range(1, len(keys)):
        place = at
        while place and keys[place] & mask == keys[place - 1] & mask and keys[place] < keys[place - 1]:
            key, row = keys[place], rows[place]
            keys[place], rows[place] = keys[place - 1], rows[place - 1]
            place -= 1
            keys[place], rows[place] = key, row


@kernel
def met(begins: Flags, rows: Places, docs: Places, sizes: Places, hottest: int, fullest: int, stretches: Places) -> None:
    """Note for each row which stretch of its group its document meets: all of it; of a large group, only the fullest few.

    The rows of the largest documents are brought to the front of a large group, of equal ones those that come first.
    """
    start = 0
    for stop in range(1, len(rows) + 1):
        if stop < len(rows) and not begins[stop]:
            continue
        few = stop
        if stop - start > hottest:
            few = start + fullest
            for front in range(start, few):
                best = front
                for at in range(front + 1, stop):
                    if sizes[docs[rows[at]]] > sizes[docs[rows[best]]]:
                        best = at
                row = rows[best]
                for at in range(best, front, -1):
                    rows[at] = rows[at - 1]
                rows[front] = row
        for at in range(start, stop):
            stretches[rows[at], 0], stretches[rows[at], 1] = start, stop if at < few else few
        start = stop


@kernel
def comparable(size_a: Number, size_b: Number, ratio: float) -> Number:
    """How many keys the smaller of two documents would have if the hashes of both had been sampled alike, halves to even.

    `ratio` is the share of its hashes that the first one kept by that of the second one.
    """
    a, b = np.float64(size_a), np.float64(size_b)
    if ratio > 1:
        a *= 1 / ratio
    else:
        b *= ratio
    least = a if a < b else b
    whole = np.int64(least)
    if least - whole > 0.5 or (least - whole == 0.5 and whole & 1):
        whole += 1
    return whole if whole > 1 else 1


@kernel
def counted(
    docs: Places,
    posted: Places,
    stretches: Places,
    sizes: Places,
    shares: Shares,
    wanted: Shares,
    counts: Places,
    others: Places,
    at: Number,
    written: Number,
    pairs: Numbers,
) -> tuple[Number, Number]:
    """Write the pairs of documents that share enough keys: the two, how many they share, and how many the smaller one has.

    `docs` are sorted. From row `at` on, one document after the other is compared with all before it, in one array of counts
    (ScanCount; Li, Lu and Lu 2008). `wanted` are the keys that are enough, and what is of a smaller document: so many keys, and
    such a share. Returns the row and the number of pairs before the document that found no room; the end if all did.
    """
    while at < len(docs):
        doc, many, begin = docs[at], 0, at
        while at < len(docs) and docs[at] == doc:
            for place in range(stretches[at, 0], stretches[at, 1]):
                other = posted[place]
                if other < doc:
                    if not counts[other]:
                        others[many] = other
                        many += 1
                    counts[other] += 1
            at += 1
        room = written + many <= len(pairs)
        for number in range(many):
            other = others[number]
            shared, counts[other] = np.int64(counts[other]), 0
            smaller = comparable(sizes[other], sizes[doc], shares[other] / shares[doc])
            some = shared >= smaller or shared >= wanted[1]
            if room and (shared >= wanted[0] or (some and shared >= wanted[2] * smaller)):
                pairs[written, 0], pairs[written, 1], pairs[written, 2], pairs[written, 3] = other, doc, shared, smaller
                written += 1
        if not room:
            return begin, written
    return at, written


@kernel
def slot_of(key: np.uint64, table: Hashes) -> np.uint64:
    """Where a key stands in an open hash table, or would (linear probing; Knuth, TAOCP 6.4)."""
    mask = np.uint64(len(table) - 1)
    slot = (key ^ key >> _HALF) & mask
    while table[slot] and table[slot] != key:
        slot = slot + _ONE & mask
    return slot


@kernel
def entered(keys: Hashes, values: Hashes, table: Hashes, its_values: Hashes) -> None:
    """Enter keys and their values into an open hash table."""
    for at in range(len(keys)):
        slot = slot_of(keys[at], table)
        table[slot], its_values[slot] = keys[at], values[at]


@kernel
def looked_up(keys: Hashes, table: Hashes, its_values: Hashes, values: Hashes) -> bool:
    """Write the values of keys, `UNKNOWN` for one that is not in the table. Whether there was one."""
    missing = False
    for at in range(len(keys)):
        slot = slot_of(keys[at], table)
        values[at] = its_values[slot] if table[slot] else UNKNOWN
        missing |= not table[slot]
    return missing


@kernel
def sought(
    offsets: Numbers,
    numbers: Hashes,
    passing_starts: Flags,
    starts: Hashes,
    passing_keys: Flags,
    keys: Hashes,
    text: Number,
    last: Places,
    found: Hashes,
    ends: Numbers,
) -> Number:
    """Write of each text the keys of a set that are three of its numbers in order, each at most `REACH` after the last, each once.

    A filter by the lowest bits passes what may be in a set, and then its hash table is asked. `last` has for each key of the set
    the text that had it last, from 1 on. Returns the first text that may have no room; the number of texts if all had.
    """
    some_starts, some_keys = np.uint64(len(passing_starts) - 1), np.uint64(len(passing_keys) - 1)
    while text < len(offsets) - 1:
        end, count = offsets[text + 1], ends[text]
        if count + PAIRS * (end - offsets[text]) > len(found) and count + len(keys) > len(found):
            break
        for at in range(offsets[text], end):
            first = mixed(np.uint64(0), numbers[at])
            for second in range(at + 1, at + REACH + 1 if at + REACH < end else end):
                start = mixed(first, numbers[second])
                if not passing_starts[start & some_starts] or starts[slot_of(start, starts)] != start:
                    continue
                for third in range(second + 1, second + REACH + 1 if second + REACH < end else end):
                    key = mixed(start, numbers[third])
                    if not passing_keys[key & some_keys]:
                        continue
                    slot = slot_of(key, keys)
                    if keys[slot] == key and last[slot] != text + 1:
                        last[slot], found[count] = text + 1, key
                        count += 1
        text += 1
        ends[text] = count
    return text


@kernel
def written(data: Bytes, bounds: Offsets, found: Numbers) -> None:
    """Write how many spaces, sentence marks, capitals and bytes beyond ASCII each text has."""
    for text in range(len(bounds) - 1):
        spaces = marks = capitals = others = 0
        for at in range(bounds[text], bounds[text + 1]):
            byte = data[np.uint64(at)]
            spaces += byte == _SPACE
            marks += byte == _DOT or byte == _COMMA or byte == _SEMICOLON or byte == _COLON or byte == _STRONG or byte == _ASK
            capitals += _A <= byte <= _Z
            others += byte >= _OTHER
        found[text, 0], found[text, 1], found[text, 2], found[text, 3] = spaces, marks, capitals, others

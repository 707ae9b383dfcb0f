"""Sketches of texts, read from their bytes, and the join of the documents that share keys."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.kernel import kernel
from corpusnorm.segmentation.characters import Characters
from corpusnorm.segmentation.kernels import mixed, words_of
from corpusnorm.segmentation.words import Hashes
from corpusnorm.sketch.candidates import Limits
from corpusnorm.sketch.content import UNKNOWN

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
Marks = NDArray[np.uint32]
Flags = NDArray[np.bool_]
Places = NDArray[np.int32]

_FACTOR, _HALF, _ONE = np.uint64(0x9E3779B97F4A7C15), np.uint64(32), np.uint64(1)  # 2^64 / golden ratio (Knuth, TAOCP 6.4)
_ALL = np.uint64(2**64 - 1)
_DIGIT, _DIGITS, _SORTED = 11, 2048, 33  # bits of a digit of the radix sort, how many digits there are, and bits sorted by
_FEW = 500  # keys that are sorted by insertion

_REACH = 6  # content words: how far from one survivor to the next a clean text is looked at; at .4 survivors 95 % are nearer

_SPACE, _DOT, _COMMA, _SEMICOLON, _COLON, _STRONG, _ASK, _A, _Z, _OTHER = (np.uint8(code) for code in b" .,;:!?AZ\x80")


@kernel
def rolled_over(words: Hashes, length: int, most: np.uint64, shingles: Hashes) -> tuple[int, np.uint64]:
    """Write the hashes up to `most` of the runs of `length` words, or of all words where they are fewer, in their order.

    A hash is a polynomial, rolled from run to run (Karp and Rabin 1987), and scattered. Returns how many were written, and a hash
    of all runs.
    """
    leaving, rolled, count = _ONE, np.uint64(0), 0
    for _ in range(length):
        leaving *= _FACTOR
    whole = np.uint64(len(words))
    for at in range(min(length - 1, len(words) - 1)):
        rolled = rolled * _FACTOR + words[at]
    for at in range(max(min(length, len(words)) - 1, 0), len(words)):
        old = words[at - length] if at >= length else np.uint64(0)
        rolled = rolled * _FACTOR + (words[at] - leaving * old)
        number = (rolled ^ rolled >> _HALF) * _FACTOR
        number ^= number >> _HALF
        whole += number
        if number <= most:
            shingles[count] = number
            count += 1
    return count, whole


@kernel
def of_bytes(data: Bytes, start: int, end: int) -> np.uint64:
    """A hash of bytes."""
    number = _FACTOR
    for at in range(start, end):
        number = (number ^ np.uint64(data[at])) * _FACTOR
        number ^= number >> _HALF
    return number


@kernel
def different(shingles: Hashes, seen: Hashes, keys: Hashes, begin: int) -> int:
    """Write the hashes that are new, in their order, from place `begin` on; `seen` is room for a set of twice as many.

    Returns the place after the last.
    """
    mask, end = np.uint64(len(seen) - 1), begin
    seen[:] = 0
    for shingle in shingles:
        slot = shingle & mask
        while seen[slot] and seen[slot] != shingle:
            slot = slot + _ONE & mask
        if not seen[slot]:
            seen[slot] = keys[end] = shingle
            end += 1
    return end


@kernel
def power_of_two(least: int) -> int:
    """The first power of two that is no smaller."""
    size = 1
    while size < least:
        size *= 2
    return size


@kernel
def sketched(
    data: Bytes, bounds: Offsets, known: Characters, length: int, scale: int, floor: int, wholes: Hashes, shares: Shares
) -> tuple[Numbers, Hashes, Marks]:
    """The sketches of texts: where each begins, the keys, and of each key a mark of the one that follows it, 0 for none.

    Of the hashes of a text the lowest share is kept, written to `shares`: one in `scale`, or so many that `floor` are expected.
    """
    room = 1
    for text in range(len(bounds) - 1):
        room = max(room, bounds[text + 1] - bounds[text])
    words, shingles, seen = np.empty(room, np.uint64), np.empty(room, np.uint64), np.empty(power_of_two(2 * room), np.uint64)
    keys, offsets, nowhere = np.empty(1024, np.uint64), np.zeros(len(bounds), np.int64), np.empty((0, 4), np.int64)
    for text in range(len(bounds) - 1):
        many = words_of(data, bounds[text], bounds[text + 1], known, False, 0, words, nowhere)
        shares[text] = min(1.0, max(1 / scale, floor / max(many, 1)))
        most = _ALL if shares[text] == 1.0 else np.uint64(shares[text] * np.float64(2.0**64))
        count, wholes[text] = rolled_over(words[:many], length, most, shingles)
        if not many:
            wholes[text] = of_bytes(data, bounds[text], bounds[text + 1])
        if offsets[text] + count > len(keys):
            keys = np.append(keys, np.empty(len(keys) + count, np.uint64))
        offsets[text + 1] = different(shingles[:count], seen[: power_of_two(2 * count)], keys, offsets[text])
    marks = np.zeros(offsets[-1], np.uint32)
    for text in range(len(bounds) - 1):
        for at in range(offsets[text], offsets[text + 1] - 1):
            marks[at] = np.uint32(keys[at + 1])
    return offsets, keys[: offsets[-1]].copy(), marks


@kernel
def by_digit(keys: Hashes, rows: Places, shift: int, ordered: Hashes, their_rows: Places) -> None:
    """Write keys and their rows in the order of one digit of the keys, those with the same digit as they stand."""
    places, shifted, mask = np.zeros(_DIGITS + 1, np.int64), np.uint64(shift), np.uint64(_DIGITS - 1)
    for key in keys:
        places[(key >> shifted & mask) + _ONE] += 1
    for digit in range(_DIGITS):
        places[digit + 1] += places[digit]
    for at in range(len(keys)):
        digit = keys[at] >> shifted & mask
        ordered[places[digit]], their_rows[places[digit]] = keys[at], rows[at]
        places[digit] += 1


@kernel
def together(keys: Hashes, rows: Places) -> tuple[Hashes, Places]:
    """Keys and their rows in an order in which equal keys stand together, as they stood.

    Many are sorted by three digits from the lowest up (radix sort; Knuth, TAOCP 5.2.5), and the few that then look equal by the
    rest; few keys by insertion.
    """
    alike = np.uint64(0)
    if len(keys) > _FEW:
        alike = np.uint64(2**_SORTED - 1)
        odd, even = (np.empty_like(keys), np.empty_like(rows)), (np.empty_like(keys), np.empty_like(rows))
        by_digit(keys, rows, 0, odd[0], odd[1])
        by_digit(odd[0], odd[1], _DIGIT, even[0], even[1])
        by_digit(even[0], even[1], 2 * _DIGIT, odd[0], odd[1])
        keys, rows = odd
    else:
        keys, rows = keys.copy(), rows.copy()
    for at in range(1, len(keys)):
        place = at
        while place and keys[place] & alike == keys[place - 1] & alike and keys[place] < keys[place - 1]:
            keys[place], keys[place - 1] = keys[place - 1], keys[place]
            rows[place], rows[place - 1] = rows[place - 1], rows[place]
            place -= 1
    return keys, rows


@kernel
def fullest_first(rows: Places, docs: Places, sizes: Places, fullest: int) -> None:
    """Bring the rows of the largest documents to the front of a group, of equal ones those that come first."""
    for front in range(min(fullest, len(rows))):
        best = front
        for at in range(front + 1, len(rows)):
            if sizes[docs[rows[at]]] > sizes[docs[rows[best]]]:
                best = at
        row = rows[best]
        for at in range(best, front, -1):
            rows[at] = rows[at - 1]
        rows[front] = row


@kernel
def met_by(rows: Places, start: int, stop: int, docs: Places, sizes: Places, limits: Limits, stretches: Places) -> None:
    """Note for each row of a group which stretch of it its document meets: all of it; of a large group, only the fullest few."""
    few = start + limits.fullest if stop - start > limits.hottest else stop
    if few < stop:
        fullest_first(rows[start:stop], docs, sizes, limits.fullest)
    for at in range(start, stop):
        stretches[rows[at], 0], stretches[rows[at], 1] = start, stop if at < few else few


@kernel
def grouped(keys: Hashes, marks: Marks, docs: Places, sizes: Places, limits: Limits) -> tuple[Places, Places]:
    """The documents in an order in which those of one key stand together, and for each row the stretch that its document meets.

    A key of more than `hottest` documents is boilerplate: there only documents meet in which the same key follows it too.
    """
    ordered, rows = together(keys, np.arange(np.int32(len(keys)), dtype=np.int32))
    stretches, start = np.empty((len(keys), 2), np.int32), 0
    for stop in range(1, len(keys) + 1):
        if stop < len(keys) and ordered[stop] == ordered[start]:
            continue
        if stop - start <= limits.hottest:
            met_by(rows, start, stop, docs, sizes, limits, stretches)
        else:
            _, rows[start:stop] = together(marks[rows[start:stop]].astype(np.uint64), rows[start:stop])
            inner = start
            for end in range(start + 1, stop + 1):
                if end == stop or marks[rows[end]] != marks[rows[inner]]:
                    met_by(rows, inner, end, docs, sizes, limits, stretches)
                    inner = end
        start = stop
    return docs[rows], stretches


@kernel
def comparable(a: int, b: int, sizes: Places, shares: Shares) -> int:
    """How many keys the smaller of two documents would have if the hashes of both had been sampled alike."""
    ratio = shares[a] / shares[b]
    return int(max(1.0, np.rint(min(sizes[a] * min(1.0, 1 / ratio), sizes[b] * min(1.0, ratio)))))


@kernel
def counted(docs: Places, posted: Places, stretches: Places, sizes: Places, shares: Shares, limits: Limits) -> Numbers:
    """The pairs of documents that share enough keys: rows of the two, how many they share, and how many the smaller one has.

    `docs` are sorted. One document after the other is compared with all before it, in one array of counts (ScanCount; Li, Lu and
    Lu 2008).
    """
    counts, met = np.zeros(len(sizes), np.int32), np.empty(len(sizes), np.int32)
    pairs, written, at = np.empty((1024, 4), np.int64), 0, 0
    while at < len(docs):
        doc, many = docs[at], 0
        while at < len(docs) and docs[at] == doc:
            for place in range(stretches[at, 0], stretches[at, 1]):
                other = posted[place]
                if other < doc:
                    if not counts[other]:
                        met[many] = other
                        many += 1
                    counts[other] += 1
            at += 1
        if written + many > len(pairs):
            larger = np.empty((2 * (written + many), 4), np.int64)
            larger[:written] = pairs[:written]
            pairs = larger
        for other in met[:many]:
            shared, smaller = np.int64(counts[other]), comparable(other, doc, sizes, shares)
            counts[other] = 0
            if shared >= limits.passage or (shared >= min(limits.shared, smaller) and shared >= limits.containment * smaller):
                pairs[written, 0], pairs[written, 1], pairs[written, 2], pairs[written, 3] = other, doc, shared, smaller
                written += 1
    return pairs[:written]


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
def kept(offsets: Numbers, values: Hashes) -> tuple[Numbers, Hashes]:
    """The values that are not 0, and their offsets."""
    found, left, count = np.zeros_like(offsets), np.empty_like(values), 0
    for text in range(len(offsets) - 1):
        for at in range(offsets[text], offsets[text + 1]):
            left[count] = values[at]
            count += values[at] != 0
        found[text + 1] = count
    return found, left[:count]


@kernel
def probed(offsets: Numbers, numbers: Hashes, scale: int, floor: int) -> tuple[Numbers, Hashes, Hashes, Shares]:
    """The sampled keys of texts, three numbers in a row, without those that come again; and their starts, the first two."""
    keys, starts, count = np.empty(len(numbers), np.uint64), np.empty(len(numbers), np.uint64), 0
    begins, shares = np.zeros_like(offsets), np.ones(len(offsets) - 1, np.float64)
    for text in range(len(offsets) - 1):
        many = offsets[text + 1] - offsets[text]
        shares[text] = min(1.0, max(1 / scale, floor / max(many, 1)))
        most = _ALL if shares[text] == 1.0 else np.uint64(shares[text] * np.float64(2.0**64))
        seen = np.zeros(power_of_two(2 * many), np.uint64)
        for at in range(offsets[text], offsets[text + 1] - 2):
            start = mixed(mixed(np.uint64(0), numbers[at]), numbers[at + 1])
            key = mixed(start, numbers[at + 2])
            slot = slot_of(key, seen)
            if key <= most and seen[slot] != key:
                seen[slot] = keys[count] = key
                starts[count] = start
                count += 1
        begins[text + 1] = count
    return begins, keys[:count], starts[:count], shares


@kernel
def sought(
    offsets: Numbers, numbers: Hashes, passing_starts: Flags, starts: Hashes, passing_keys: Flags, keys: Hashes
) -> tuple[Numbers, Hashes]:
    """Of each text the keys of a set that are three of its numbers in order, each at most `_REACH` after the last, each key once.

    A filter by the lowest bits passes what may be in a set, and then its hash table is asked.
    """
    found, count, ends, found_in = np.empty(1024, np.uint64), 0, np.zeros_like(offsets), np.zeros(len(keys), np.int32)
    some_starts, some_keys = np.uint64(len(passing_starts) - 1), np.uint64(len(passing_keys) - 1)
    for text in range(len(offsets) - 1):
        end = offsets[text + 1]
        for at in range(offsets[text], end):
            first = mixed(np.uint64(0), numbers[at])
            for second in range(at + 1, min(at + _REACH + 1, end)):
                start = mixed(first, numbers[second])
                if not passing_starts[start & some_starts] or starts[slot_of(start, starts)] != start:
                    continue
                for third in range(second + 1, min(second + _REACH + 1, end)):
                    key = mixed(start, numbers[third])
                    if not passing_keys[key & some_keys]:
                        continue
                    slot = slot_of(key, keys)
                    if keys[slot] == key and found_in[slot] != text + 1:
                        found_in[slot] = text + 1
                        if count == len(found):
                            found = np.append(found, np.empty(count, np.uint64))
                        found[count] = key
                        count += 1
        ends[text + 1] = count
    return ends, found[:count]


@kernel
def written(data: Bytes, bounds: Offsets) -> Numbers:
    """How many spaces, sentence marks, capitals and bytes beyond ASCII each text has."""
    found = np.zeros((len(bounds) - 1, 4), np.int64)
    for text in range(len(bounds) - 1):
        spaces = marks = capitals = others = 0
        for byte in data[bounds[text] : bounds[text + 1]]:
            spaces += byte == _SPACE
            marks += (
                (byte == _DOT) | (byte == _COMMA) | (byte == _SEMICOLON) | (byte == _COLON) | (byte == _STRONG) | (byte == _ASK)
            )
            capitals += (byte >= _A) & (byte <= _Z)
            others += byte >= _OTHER
        found[text, 0], found[text, 1], found[text, 2], found[text, 3] = spaces, marks, capitals, others
    return found

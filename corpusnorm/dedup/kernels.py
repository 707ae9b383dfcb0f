"""Stretches of words that texts share, found on the hashes of their words.

Words stand in one array, text after text; a place is a number in that array. A run is four numbers: its first place in the later
text, in the earlier one, its words, and the number of its passage. A passage begins and ends with runs of `SEED` words or more;
between them fewer may agree, as long as no more than `GAP` words at a time differ on either side.

An index says where grams, some words in a row, stand. A slot has part of the hash of a gram, its first and last entry and how many
it has (open addressing; Knuth, TAOCP 6.4); an entry its place and the next entry of its gram. Kernels write into arrays that they
are given: where there is no room for runs they stop before a text, to be called again with more.
"""

from __future__ import annotations

import numpy as np

from corpusnorm.columns import Bytes
from corpusnorm.dedup.passages import GAP, PLACES, SEED, Hashes, Marks, Number, Numbers, Slots
from corpusnorm.kernel import kernel
from corpusnorm.segmentation.kernels import decoded

_FACTOR, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)  # 2^64 / golden ratio (Knuth, TAOCP 6.4)
# With a type: Numba would compile what a bare number is given to once more.
_NONE: Number = np.int64(0)
_ON: Number = np.int64(1)
_BACK: Number = np.int64(-1)


@kernel
def anchored(words: Hashes, start: Number, stop: Number, gram: Number, step: Number, grams: Hashes, anchors: Numbers) -> Number:
    """Write the hashes of all grams of a text, and the places of those that are noted: how many these are.

    Of `step` in a row it is the smallest, of equal ones the last (winnowing, Schleimer and others 2003), so that two texts with
    `gram + step - 1` equal words in a row have one of them in common.
    """
    count, least, last = 0, start, stop - gram
    for at in range(start, last + 1):
        number = np.uint64(0)
        for place in range(at, at + gram):
            number = number * _FACTOR + words[place]
        number = (number ^ number >> _HALF) * _FACTOR
        grams[at - start] = number
        if least <= at - step:
            least += 1
            for other in range(least + 1, at + 1):
                if grams[other - start] <= grams[least - start]:
                    least = other
        elif number <= grams[least - start]:
            least = at
        if (at >= start + step - 1 or at == last) and (count == 0 or anchors[count - 1] != least):
            anchors[count] = least
            count += 1
    return count


@kernel
def slot_of(slots: Slots, last: Number, gram: np.uint64) -> Number:
    """The slot of a gram, or where it would be, up to slot `last`."""
    slot = np.int64(gram >> _HALF) & last
    while slots[slot, 3] and slots[slot, 0] != np.int32(gram):
        slot = slot + 1 & last
    return slot


@kernel
def indexed(
    slots: Slots, last: Number, entries: Numbers, noted: Number, grams: Hashes, anchors: Numbers, count: Number, start: Number
) -> Number:
    """Note where the grams of a text that begins at `start` stand, of equal ones the first `PLACES`: how many are noted now."""
    for anchor in range(count):
        gram = grams[anchors[anchor] - start]
        slot = slot_of(slots, last, gram)
        known = slots[slot, 3]
        if known == PLACES or noted == len(entries):
            continue
        if known == 0:
            slots[slot, 0], slots[slot, 1] = np.int32(gram), noted
        else:
            entries[slots[slot, 2], 1] = noted
        slots[slot, 2], slots[slot, 3] = noted, known + 1
        entries[noted, 0] = anchors[anchor]
        noted += 1
    return noted


@kernel
def agreeing(words: Hashes, i: Number, j: Number, step: Number, most: Number) -> Number:
    """How many words agree, `most` at most, from there on or, with a `step` of -1, back."""
    length = 0
    while length < most and words[i] == words[j]:
        i, j, length = i + step, j + step, length + 1
    return length


@kernel
def longest(
    words: Hashes,
    offsets: Numbers,
    low: Number,
    high: Number,
    slots: Slots,
    entries: Numbers,
    slot: Number,
    gram: Number,
    at: Number,
    start: Number,
    stop: Number,
    begun: Number,
    used: Number,
) -> tuple[Number, Number, Number, Number]:
    """Of the places of a gram the one with the longest run around place `at`, of equal ones the first from place `used` on.

    Answers with where the run begins, here and there, its words, and where it may end there. The text of `at` goes from `start` to
    `stop`; what begins before `begun` was found already. A run that a text shares with itself ends before it begins again. The
    texts indexed are those from `low` to `high`.
    """
    best_i, best_j, best, best_end, best_after = at, at, _NONE, _NONE, False
    entry = np.int64(slots[slot, 1])
    for _ in range(slots[slot, 3]):
        j, entry = entries[entry, 0], entries[entry, 1]
        begins, j_begin, j_end = begun, start, at
        if start <= j < stop:
            if at - j < gram:
                continue
            begins = j + gram if begun < j + gram else begun
        else:
            first, text = low, high
            while text - first > 1:
                middle = (first + text) // 2
                if offsets[middle] <= j:
                    first = middle
                else:
                    text = middle
            j_begin, j_end = offsets[first], offsets[text]
        before = agreeing(words, at - 1, j - 1, _BACK, at - begins if at - begins < j - j_begin else j - j_begin)
        if start <= j < stop:
            j_end = at - before
        length = before + agreeing(words, at, j, _ON, stop - at if stop - at < j_end - j else j_end - j)
        if length > best or (length == best and j >= used and not best_after):
            best_i, best_j, best, best_end, best_after = at - before, j - before, length, j_end, j >= used
    return best_i, best_j, best, best_end


@kernel
def resumed(words: Hashes, i: Number, j: Number, i_end: Number, j_end: Number) -> tuple[Number, Number, Number]:
    """Where and for how many words two texts agree again, at most `GAP` words on: the longest run, less what it leaves out."""
    best, best_i, best_j, most = _NONE - GAP, i, j, _NONE
    for left_out in range(1, 2 * GAP + 1):
        for x in range(left_out - GAP if left_out > GAP else 0, (left_out if left_out < GAP else GAP) + 1):
            y = left_out - x
            room = i_end - i - x if i_end - i - x < j_end - j - y else j_end - j - y
            length = agreeing(words, i + x, j + y, _ON, room)
            if length and length - (x if x > y else y) > best:
                best, best_i, best_j, most = length - (x if x > y else y), i + x, j + y, length
        if most >= SEED:
            break
    return best_i, best_j, most


@kernel
def scanned(
    words: Hashes,
    offsets: Numbers,
    low: Number,
    high: Number,
    text: Number,
    slots: Slots,
    last: Number,
    entries: Numbers,
    gram: Number,
    grams: Hashes,
    anchors: Numbers,
    noted: Number,
    least: Number,
    runs: Numbers,
    count: Number,
) -> Number:
    """Write the runs of all passages of `least` equal words that a text shares with what is indexed: how many there are now.

    One more than there is room for where there is none.
    """
    start, stop = offsets[text], offsets[text + 1]
    at, begun, used, passage = start, start, _NONE, runs[count - 1, 3] + 1 if count else _NONE
    for anchor in range(noted):
        if anchors[anchor] < at:
            continue
        at = anchors[anchor]
        slot = slot_of(slots, last, grams[at - start])
        i, j, length, j_end = longest(words, offsets, low, high, slots, entries, slot, gram, at, start, stop, begun, used)
        if length < SEED:
            continue
        written, sure, equal, enough = count, count, _NONE, _NONE
        while length:
            if written == len(runs):
                return written + 1
            runs[written, 0], runs[written, 1], runs[written, 2], runs[written, 3] = i, j, length, passage
            written, equal = written + 1, equal + length
            if length >= SEED:
                sure, enough = written, equal
            i, j, length = resumed(words, i + length, j + length, stop, j_end)
        after = runs[sure - 1, 0] + runs[sure - 1, 2]
        at = after if after > at else at + 1
        if enough >= least:
            used, begun, count, passage = runs[sure - 1, 1] + runs[sure - 1, 2], at, sure, passage + 1
    return count


@kernel
def met(
    words: Hashes,
    offsets: Numbers,
    a: Numbers,
    b: Numbers,
    repeats: bool,
    gram: Number,
    step: Number,
    least: Number,
    slots: Slots,
    entries: Numbers,
    grams: Hashes,
    anchors: Numbers,
    state: Numbers,
    runs: Numbers,
    ends: Numbers,
) -> None:
    """Write the runs that the texts `a[n]` and `b[n]` share, for each `n`, and where those of each pair end.

    Pairs of one `a` should follow each other: it is indexed for all of them. With `repeats`, `a` and `b` are all texts, and each is
    compared with itself and all before it. `state` has the pair to begin with, the runs found, the text indexed last, the entries
    and the last slot: where there is too little room, what the next call begins with.
    """
    count, known, noted, last = state[1], state[2], state[3], state[4]
    for n in range(state[0], len(a)):
        one, other, fresh = a[n], b[n], a[n] != known
        if fresh:
            if not repeats:
                noted, last = 0, 15
                while last + 1 < 2 * (offsets[one + 1] - offsets[one]):
                    last = 2 * last + 1
                for slot in range(last + 1):
                    slots[slot, 3] = 0
            many = anchored(words, offsets[one], offsets[one + 1], gram, step, grams, anchors)
            noted, known = indexed(slots, last, entries, noted, grams, anchors, many, offsets[one]), one
        if not fresh or one != other:
            many = anchored(words, offsets[other], offsets[other + 1], gram, step, grams, anchors)
        low, high = (0, len(offsets) - 1) if repeats else (one, one + 1)
        written = scanned(words, offsets, low, high, other, slots, last, entries, gram, grams, anchors, many, least, runs, count)
        if written > len(runs):
            state[0], state[1], state[2], state[3], state[4] = n, count, known, noted, last
            return
        count = written
        ends[n + 1] = count
    state[0] = len(a)


@kernel
def agreeing_marks(data: Bytes, bounds: Numbers, spaces: Marks, found: Numbers) -> None:
    """Write how many marks, which are no spaces, agree before and after each run, where no word stands: in characters.

    `bounds` are for each run, in bytes: where the run begins in either text and how far before it marks may stand; then where it
    ends and how far after it they may stand. `spaces` says which code points are white space.
    """
    for run in range(len(bounds)):
        a, b, a_first, b_first = bounds[run, 0], bounds[run, 1], bounds[run, 2], bounds[run, 3]
        same = True
        while same and a > a_first and b > b_first:
            width = _ON
            while width < 4 and width < a - a_first and data[a - width] & 0xC0 == 0x80:
                width += 1
            code = decoded(data, a - width, a)[0]
            same = b - width >= b_first and not (code < len(spaces) and spaces[code])
            for at in range(1, width + 1):
                same = same and data[a - at] == data[b - at]
            if same:
                a, b, found[run, 0] = a - width, b - width, found[run, 0] + 1
        a, b, a_end, b_end = bounds[run, 4], bounds[run, 5], bounds[run, 6], bounds[run, 7]
        same = True
        while same and a < a_end and b < b_end:
            code, width = decoded(data, a, a_end)
            same = b + width <= b_end and not (code < len(spaces) and spaces[code])
            for at in range(width):
                same = same and data[a + at] == data[b + at]
            if same:
                a, b, found[run, 1] = a + width, b + width, found[run, 1] + 1

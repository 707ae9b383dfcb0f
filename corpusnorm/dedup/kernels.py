"""Stretches of words that texts share, found on the hashes of their words.

Words stand in one array, text after text; a place is a number in that array. A run is four numbers: its first place in the later
text, in the earlier one, its words, and the number of its passage. A passage begins and ends with runs of `SEED` words or more;
between them fewer may agree, as long as no more than `GAP` words at a time differ on either side.
"""

from __future__ import annotations

import numpy as np

from corpusnorm.columns import Bytes, Utf8
from corpusnorm.dedup.passages import GAP, PLACES, SEED, Anchors, Hashes, Index, Marks, Number, Numbers, Region
from corpusnorm.kernel import kernel
from corpusnorm.segmentation import Words
from corpusnorm.segmentation.kernels import decoded

_FACTOR, _HALF, _ONE = np.uint64(0x9E3779B97F4A7C15), np.uint64(32), np.uint64(1)  # 2^64 / golden ratio (Knuth, TAOCP 6.4)
_NONE: Number = np.int64(0)  # with a type: Numba would compile what a bare 0 is given to once more


@kernel
def gram_of(words: Hashes, at: Number, length: Number) -> np.uint64:
    """A hash of so many words in a row."""
    number = np.uint64(0)
    for place in range(at, at + length):
        number = number * _FACTOR + words[place]
    return (number ^ number >> _HALF) * _FACTOR


@kernel
def anchored(words: Hashes, start: Number, stop: Number, index: Index, anchors: Anchors) -> Number:
    """Write the hashes of all grams of a text, and the places of those that are noted: how many these are.

    Of `step` in a row it is the smallest, of equal ones the last (winnowing, Schleimer and others 2003), so that two texts with
    `words + step - 1` equal words in a row have one of them in common.
    """
    count, least, grams = _NONE, _NONE, anchors.grams
    size = stop - start - index.words + 1
    for at in range(size):
        grams[at] = gram_of(words, start + at, index.words)
        if least <= at - index.step:
            least += 1
            for other in range(least + 1, at + 1):
                least = other if grams[other] <= grams[least] else least
        elif grams[at] <= grams[least]:
            least = at
        full = at >= index.step - 1 or at == size - 1
        if full and (count == 0 or anchors.places[count - 1] != start + least):
            anchors.places[count] = start + least
            count += 1
    return count


@kernel
def slot_of(index: Index, gram: np.uint64) -> Number:
    """The slot of a gram, or where it would be (open addressing, Knuth, TAOCP 6.4)."""
    slot, last = np.int64(gram >> _HALF) & len(index.slots) - 1, len(index.slots) - 1
    while index.slots[slot, 3] and index.slots[slot, 0] != np.int32(gram):
        slot = slot + 1 & last
    return slot


@kernel
def indexed(index: Index, start: Number, anchors: Anchors, count: Number) -> None:
    """Note where the grams of a text stand: of equal ones the first `PLACES`."""
    for anchor in range(count):
        at, entry = anchors.places[anchor], index.noted[0]
        slot = slot_of(index, anchors.grams[at - start])
        known = index.slots[slot, 3]
        if known == PLACES or entry == len(index.places):
            continue
        if known == 0:
            index.slots[slot, 0], index.slots[slot, 1] = np.int32(anchors.grams[at - start]), entry
        else:
            index.following[index.slots[slot, 2]] = entry
        index.slots[slot, 2], index.slots[slot, 3] = entry, known + 1
        index.places[entry] = at
        index.noted[0] += 1


@kernel
def agreeing(words: Hashes, i: Number, j: Number, i_end: Number, j_end: Number) -> Number:
    """How many words agree from there on."""
    length = 0
    while i + length < i_end and j + length < j_end and words[i + length] == words[j + length]:
        length += 1
    return length


@kernel
def agreeing_before(words: Hashes, i: Number, j: Number, i_begin: Number, j_begin: Number) -> Number:
    """How many words agree up to there."""
    length = 0
    while i - length > i_begin and j - length > j_begin and words[i - length - 1] == words[j - length - 1]:
        length += 1
    return length


@kernel
def text_of(texts: Numbers, at: Number) -> Number:
    """The number of the text that has a place (a binary search)."""
    low, high = 0, len(texts) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if texts[middle] <= at else (low, middle)
    return low


@kernel
def longest(
    words: Hashes, at: Number, slot: Number, index: Index, texts: Numbers, start: Number, stop: Number, begun: Number, used: Number
) -> Region:
    """Of the places of a gram the one with the longest run around place `at`, of equal ones the first from place `used` on.

    The text of `at` goes from `start` to `stop`; what begins before `begun` was found already. A run that a text shares with itself
    ends before it begins again.
    """
    best, best_after = Region(at, 0, 0, 0), False
    entry = index.slots[slot, 1]
    for _ in range(index.slots[slot, 3]):
        j = index.places[entry]
        entry = index.following[entry]
        if start <= j < stop and at - j < index.words:
            continue
        text = text_of(texts, j)
        begins = max(begun, j + index.words) if start <= j < stop else begun
        before = agreeing_before(words, at, j, begins, texts[text])
        j_end = at - before if start <= j < stop else texts[text + 1]
        length = before + agreeing(words, at, j, stop, j_end)
        if length > best.words or (length == best.words and j >= used and not best_after):
            best, best_after = Region(at - before, j - before, length, j_end), j >= used
    return best


@kernel
def resumed(words: Hashes, i: Number, j: Number, i_end: Number, j_end: Number) -> tuple[Number, Number, Number]:
    """Where and for how many words two texts agree again, at most `GAP` words on: the longest run, less what it leaves out."""
    best, best_i, best_j, most = _NONE - GAP, i, j, _NONE
    for left_out in range(1, 2 * GAP + 1):
        for x in range(max(0, left_out - GAP), min(left_out, GAP) + 1):
            y = left_out - x
            length = agreeing(words, i + x, j + y, i_end, j_end)
            if length and length - max(x, y) > best:
                best, best_i, best_j, most = length - max(x, y), i + x, j + y, length
        if most >= SEED:
            break
    return best_i, best_j, most


@kernel
def with_run(runs: Numbers, count: Number, i: Number, j: Number, length: Number, passage: Number) -> Numbers:
    """The runs with one more at `count`, in a larger array where there was no room."""
    if count == len(runs):
        larger = np.empty((2 * count, 4), np.int64)
        for run in range(count):
            larger[run, 0], larger[run, 1], larger[run, 2], larger[run, 3] = runs[run, 0], runs[run, 1], runs[run, 2], runs[run, 3]
        runs = larger
    runs[count, 0], runs[count, 1], runs[count, 2], runs[count, 3] = i, j, length, passage
    return runs


@kernel
def with_passage(
    words: Hashes, runs: Numbers, count: Number, first: Region, stop: Number, passage: Number
) -> tuple[Numbers, Number, Number]:
    """The runs with those of the passage that begins with `first`, how many there are now, and how many words of it are equal."""
    runs = with_run(runs, count, first.i, first.j, first.words, passage)
    written, count, equal, sure = count + 1, count + 1, first.words, first.words
    i, j, length = first.i, first.j, first.words
    while length:
        i, j, length = resumed(words, i + length, j + length, stop, first.j_end)
        if length:
            runs = with_run(runs, written, i, j, length, passage)
            written, equal = written + 1, equal + length
            if length >= SEED:
                count, sure = written, equal
    return runs, count, sure


@kernel
def scanned(
    words: Hashes,
    start: Number,
    stop: Number,
    index: Index,
    anchors: Anchors,
    found: Number,
    texts: Numbers,
    least: Number,
    runs: Numbers,
    count: Number,
) -> tuple[Numbers, Number]:
    """The runs with those of all passages of `least` equal words that a text shares with what is indexed; and how many they are."""
    at = begun = start
    used, passage = _NONE, runs[count - 1, 3] + 1 if count else _NONE
    for anchor in range(found):
        if anchors.places[anchor] < at:
            continue
        at = anchors.places[anchor]
        slot = slot_of(index, anchors.grams[at - start])
        first = longest(words, at, slot, index, texts, start, stop, begun, used)
        if first.words >= SEED:
            runs, written, equal = with_passage(words, runs, count, first, stop, passage)
            last = written - 1
            at = max(at + 1, runs[last, 0] + runs[last, 2])
            if equal >= least:
                count, passage, begun, used = written, passage + 1, at, runs[last, 1] + runs[last, 2]
    return runs, count


@kernel
def emptied(index: Index, words: Number) -> Index:
    """The index, empty, of the size for so many words."""
    size = 16
    while size < 2 * words:
        size *= 2
    index.slots[:size] = 0
    index.noted[0] = 0
    return Index(index.slots[:size], index.places, index.following, index.noted, index.words, index.step)


@kernel
def in_pairs(
    words: Hashes, offsets: Numbers, a: Numbers, b: Numbers, index: Index, anchors: Anchors, used: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """The runs that the texts `a[n]` and `b[n]` share, for each `n`; where those of each pair end; how many words they pair.

    A word is paired once. Pairs of one `a` should follow each other: it is indexed for all of them.
    """
    runs, count = np.empty((1024, 4), np.int64), _NONE
    ends, paired = np.zeros(len(a) + 1, np.int64), np.zeros(len(a), np.int64)
    known, here = -1, index
    for n in range(len(a)):
        texts, start, stop = offsets[a[n] : a[n] + 2], offsets[b[n]], offsets[b[n] + 1]
        if a[n] != known:
            known, here = a[n], emptied(index, texts[1] - texts[0])
            indexed(here, texts[0], anchors, anchored(words, texts[0], texts[1], here, anchors))
        found = anchored(words, start, stop, here, anchors)
        runs, count = scanned(words, start, stop, here, anchors, found, texts, SEED, runs, count)
        ends[n + 1] = count
        for run in range(ends[n], count):
            for j in range(runs[run, 1] - texts[0], runs[run, 1] - texts[0] + runs[run, 2]):
                paired[n] += used[j] != n
                used[j] = n
    return runs[:count], ends, paired


@kernel
def repeated(words: Hashes, offsets: Numbers, index: Index, anchors: Anchors, least: Number) -> Numbers:
    """The runs of all passages of `least` equal words that stand before in the same text, or in one before it."""
    runs, count = np.empty((1024, 4), np.int64), _NONE
    for text in range(len(offsets) - 1):
        start, stop = offsets[text], offsets[text + 1]
        found = anchored(words, start, stop, index, anchors)
        indexed(index, start, anchors, found)
        runs, count = scanned(words, start, stop, index, anchors, found, offsets, least, runs, count)
    return runs[:count]


@kernel
def equal_pairs(column: Utf8, a: Numbers, b: Numbers) -> Marks:
    """For each pair of texts whether they are equal, byte for byte."""
    found = np.zeros(len(a), np.bool_)
    for n in range(len(a)):
        i, j, size = column.offsets[a[n]], column.offsets[b[n]], column.offsets[a[n] + 1] - column.offsets[a[n]]
        if size == column.offsets[b[n] + 1] - j:
            at = 0
            while at < size and column.data[i + at] == column.data[j + at]:
                at += 1
            found[n] = at == size
    return found


@kernel
def is_space(code: Number) -> np.bool_ | bool:
    """Whether a character is white space (Unicode's list of them)."""
    if code < 0x80:
        return code == 0x20 or 0x09 <= code <= 0x0D or 0x1C <= code <= 0x1F
    return code in (0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000) or 0x2000 <= code <= 0x200A


@kernel
def marks_after(data: Bytes, a: Number, a_end: Number, b: Number, b_end: Number) -> Number:
    """How many marks, which are no spaces, agree from two places on, where no word stands: in characters."""
    count = 0
    while a < a_end and b < b_end:
        code, width = decoded(data, a, a_end)
        if is_space(code) or (code, width) != decoded(data, b, b_end):
            break
        a, b, count = a + width, b + width, count + 1
    return count


@kernel
def marks_before(data: Bytes, a: Number, a_begin: Number, b: Number, b_begin: Number) -> Number:
    """The same up to two places."""
    count = 0
    while a > a_begin and b > b_begin:
        width = 1
        while width < min(4, a - a_begin) and data[a - width] & 0xC0 == 0x80:
            width += 1
        if b - width < b_begin or is_space(decoded(data, a - width, a)[0]):
            break
        for at in range(1, width + 1):
            if data[a - at] != data[b - at]:
                return count
        a, b, count = a - width, b - width, count + 1
    return count


@kernel
def marked(column: Utf8, words: Words, runs: Numbers, pairs: Numbers, texts: Numbers) -> Numbers:
    """For each run how many marks agree before it and after it; those between two runs of a pair belong to the first where no
    word stands there. `texts` are the two texts of each run."""
    found = np.zeros((len(runs), 2), np.int64)
    for run in range(len(runs)):
        i, j, length, _ = runs[run]
        x, y = texts[run]
        i_begin = words.ends[i - 1] if i > words.offsets[x] else column.offsets[x]
        j_begin = words.ends[j - 1] if j > words.offsets[y] else column.offsets[y]
        last = runs[max(run - 1, 0)]
        if run == 0 or pairs[run - 1] != pairs[run] or (i != last[0] + last[2] and j != last[1] + last[2]):
            found[run, 0] = marks_before(column.data, words.starts[i], i_begin, words.starts[j], j_begin)
        i, j = i + length, j + length
        i_end = words.starts[i] if i < words.offsets[x + 1] else column.offsets[x + 1]
        j_end = words.starts[j] if j < words.offsets[y + 1] else column.offsets[y + 1]
        found[run, 1] = marks_after(column.data, words.ends[i - 1], i_end, words.ends[j - 1], j_end)
    return found

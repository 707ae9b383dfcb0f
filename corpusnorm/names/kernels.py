"""Places where a form of a registry may stand, found in one pass over the bytes of many texts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.kernel import kernel
from corpusnorm.names.letters import (
    APOSTROPHE,
    EXTEND,
    FORMAT,
    FREE,
    JOINT,
    KANA,
    KIND,
    LOWER,
    MARK,
    OUTSIDE,
    PREPOSED,
    PROCLITIC,
    UPPER,
    WORD,
)
from corpusnorm.names.trie import (
    ATTACHED,
    ELIDED,
    GRAM,
    INFLECTS,
    MASKED,
    PLAIN,
    POSSESSED,
    RECASED,
    STEM,
    UNSURE,
    WHOLE,
    Ints,
    Trie,
)
from corpusnorm.segmentation.kernels import Number, decoded

ATTACHED_LETTERS = 4
ENDING = 16  # letters that what is asked about may go on for
FEW = 8  # children up to which they are looked through in a row


@kernel
def visible_at(data: Bytes, at: Number, classes: Bytes) -> tuple[Number, Number]:
    """What the next visible character from a byte on is, and where it ends; outside of words after the end."""
    while at < len(data):
        code, width = decoded(data, at, len(data))
        found = np.int64(classes[code]) if code < len(classes) else np.int64(FREE)
        at += width
        if found & KIND != FORMAT:
            return found, at
    return np.int64(OUTSIDE), at


@kernel
def letter_at(data: Bytes, at: Number, classes: Bytes, compositions: NDArray[np.int64]) -> tuple[Number, Number, Number]:
    """The letter at a byte, composed with the marks on it (others are passed over), its bytes and code points."""
    code, width = decoded(data, at, len(data))
    count = 1
    while at + width < len(data) and data[at + width] >= 0xCC:  # the first byte of the first combining mark
        mark, more = decoded(data, at + width, len(data))
        if mark >= len(classes) or classes[mark] & KIND != MARK:
            break
        wanted, low, high = code << 21 | mark, 0, len(compositions)
        while low < high:
            middle = (low + high) >> 1
            if compositions[middle, 0] < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(compositions) and compositions[low, 0] == wanted:
            code = compositions[low, 1]
        width, count = width + more, count + 1
    return code, width, count


@kernel
def goes_on(left: Number, right: Number) -> bool:
    """Whether two characters that stand side by side, marks aside, are of one word."""
    before, after = left & KIND, right & KIND
    if after in (EXTEND, MARK):
        return before != OUTSIDE and before != JOINT
    return (before == after and (after == WORD or after == KANA)) or (left & PREPOSED != 0 and after == FREE)


@kernel
def may_begin(data: Bytes, at: Number, turn: Number, small: Bytes, grams: Bytes) -> bool:
    """Whether some pattern begins as a text does at a byte, by a table of the first letters, where these are ASCII."""
    one, two, three, four = data[at], data[at + 1], data[at + 2], data[at + 3]
    if (one | two | three | four) >= 0x80:
        return True
    key = np.int64(small[one]) ^ (turn << 5)
    for byte in (two, three, four):
        key = key << 5 | np.int64(small[byte] & 31)
    return bool(grams[key >> 3] >> (key & 7) & 1)


@kernel
def place_at(
    data: Bytes, at: Number, depth: Number, pattern: Number, mask: np.uint64, any_case: bool, flags: Number, neighbours: Number,
    kinds: Bytes, bounds: Ints, cases: NDArray[np.uint64], classes: Bytes,
) -> Number:  # fmt: skip
    """What is to be asked of a place where a pattern ends before byte `at`, or -1 where it is none.

    `neighbours` are the last letter and, shifted by eight bits, what stands before the first.
    """
    last, before = neighbours & 0xFF, neighbours >> 8
    after, end = visible_at(data, at, classes)
    inside = goes_on(last, after)
    if depth == 1 and last & KIND == FREE and (after & KIND != OUTSIDE or before & KIND != OUTSIDE):
        inside = True  # one letter of a script without spaces is a name where it stands alone
    if inside:
        flags |= INFLECTS
    elif after & APOSTROPHE and visible_at(data, end, classes)[0] & KIND == WORD:
        flags |= POSSESSED
    cased = False
    for name in range(bounds[pattern], bounds[pattern + 1]):
        cased |= cases[name] == mask
    wanted = STEM if inside else WHOLE | STEM if flags & ATTACHED else WHOLE
    if not kinds[pattern] & wanted or not (cased or any_case):
        return -1
    return flags if cased else flags | RECASED


@kernel
def places(data: Bytes, offsets: Offsets, trie: Trie, caseless: bool, found: NDArray[np.int64]) -> int:
    """How many places there are; what `found` has rows for is written: text, start, end (code points), pattern, what to ask.

    From each place where a word begins, the trie (Fredkin 1960) is walked down as far as it goes; most walks end at the second
    letter. Within a word of Arabic or Hebrew one begins behind letters that are written onto names. Where the longest name that
    begins at a place is ASCII and nothing is to be asked of it, those within it are not looked for, unless an earlier place that
    is asked about could take letters from it.
    """
    opening, other, symbols, nodes, letters, starts, kinds, bounds, cases, classes, compositions, small, grams = trie
    count = 0
    for text in range(len(offsets) - 1):
        characters = data[offsets[text] : offsets[text + 1]]
        size = len(characters)
        at, start, attached, sure, asked_to = np.int64(0), np.int64(0), np.int64(0), np.int64(0), np.int64(0)
        before, earlier = np.int64(OUTSIDE), np.int64(OUTSIDE)
        while at < size:
            code: Number = np.int64(characters[at])
            width: Number = np.int64(1)
            if code >= 0x80:
                code, width = decoded(characters, at, size)
            here = np.int64(classes[code]) if code < len(classes) else np.int64(FREE)
            kind = here & KIND
            if code < 0x80 and before & ~UPPER & ~LOWER == OUTSIDE and not caseless and at + GRAM <= size:
                if kind == OUTSIDE and not opening[code]:
                    earlier, before = before, here
                    at, start, attached = at + 1, start + 1, np.int64(0)
                    continue
                if kind == WORD and not may_begin(characters, at, 0, small, grams):
                    earlier, before = before, here
                    at, start, attached = at + 1, start + 1, np.int64(0)
                    while at < size and characters[at] < 0x80 and classes[characters[at]] & KIND == WORD:
                        at, start, earlier = at + 1, start + 1, before
                    continue
            if kind == MARK or kind == FORMAT:
                at, start = at + width, start + 1
                continue
            joined = goes_on(before, here)
            first = code
            if at + width < size and characters[at + width] >= 0xCC:
                first = letter_at(characters, at, classes, compositions)[0]
            if start >= sure and (not joined or attached) and first < len(opening):
                flags = ATTACHED if joined else ELIDED if before & APOSTROPHE and earlier & KIND == WORD else 0
                known, longest, doubted = count, np.int64(0), asked_to
                for turn in range(2 if caseless else 1):
                    node = np.int64(other[first] if turn else opening[first])
                    if turn and node == opening[first]:
                        break
                    if node and at + GRAM <= size and not may_begin(characters, at, turn, small, grams):
                        continue
                    stop, depth, length, tail = at, np.int64(0), np.int64(0), np.int64(-1)
                    mask, uppers, lower, last, beyond = np.uint64(0), 0, False, np.int64(OUTSIDE), np.int64(0)
                    while node and stop < size:
                        letter: Number = np.int64(characters[stop])
                        wide: Number = np.int64(1)
                        long: Number = np.int64(1)
                        if letter >= 0x80 or (stop + 1 < size and characters[stop + 1] >= 0xCC):
                            letter, wide, long = letter_at(characters, stop, classes, compositions)
                        what = np.int64(classes[letter]) if letter < len(classes) else np.int64(FREE)
                        if depth and (what & KIND == FORMAT or what & KIND == JOINT):
                            stop, length, beyond = stop + wide, length + long, np.int64(1)
                            continue
                        if depth:
                            symbol = symbols[letter] if letter < len(symbols) else 0
                            if tail >= 0:
                                if letters[tail] != symbol:
                                    break
                                tail += 1
                            else:
                                child, end = np.int64(nodes[node, 1]), np.int64(nodes[node + 1, 1])
                                while end - child > FEW:
                                    middle = (child + end) >> 1
                                    if nodes[middle, 0] <= symbol:
                                        child = middle
                                    else:
                                        end = middle
                                while child < end and nodes[child, 0] != symbol:
                                    child += 1
                                if child == end:
                                    break
                                node = child
                        if what & UPPER:
                            uppers += 1
                            if depth < MASKED:
                                mask |= np.uint64(1) << np.uint64(depth)
                        lower |= what & LOWER != 0
                        beyond |= letter >> 7 | long >> 1 | depth >> 6
                        stop, length, depth = stop + wide, length + long, depth + 1
                        if what & KIND != EXTEND:
                            last = what
                        pattern = nodes[node, 2]
                        if pattern < 0:
                            continue
                        if tail < 0 and nodes[node, 1] == nodes[node + 1, 1]:
                            tail = starts[pattern] + depth
                        if tail >= 0 and tail < starts[pattern + 1]:
                            continue
                        any_case = caseless or (not lower and uppers > 1)
                        asked = place_at(
                            characters, stop, depth, pattern, mask, any_case, flags, last | before << 8,
                            kinds, bounds, cases, classes,
                        )  # fmt: skip
                        if asked >= 0:
                            if count < len(found):
                                found[count, 0], found[count, 1], found[count, 2] = text, start, start + length
                                found[count, 3], found[count, 4] = pattern, asked
                            count += 1
                            is_sure = asked == 0 and not beyond and kinds[pattern] & PLAIN and not caseless
                            if not is_sure and count <= len(found):
                                found[count - 1, 4] |= UNSURE
                            longest = length if is_sure else np.int64(0)
                            if not is_sure:
                                asked_to = max(asked_to, start + length + ENDING)
                        if tail >= 0:
                            break
                if longest and start >= doubted:
                    if known < count - 1 < len(found):
                        found[known] = found[count - 1]
                    count, sure, asked_to = known + 1, start + longest, doubted
            if kind != EXTEND:
                goes = here & PROCLITIC and (attached or not joined) and attached < ATTACHED_LETTERS
                attached = (attached + 1 if joined else np.int64(1)) if goes else np.int64(0)
                earlier, before = before, here
            at, start = at + width, start + 1
            if kind == WORD and not attached:
                while at < size and characters[at] < 0x80 and classes[characters[at]] & KIND == WORD:
                    at, start = at + 1, start + 1
                    earlier = before
    return count

"""The loops of the automata over UTF-8.

The arguments from `classes` on are the fields of `corpusnorm.automata.Automaton`. Any bytes are safe to read: what is no UTF-8 is
read as some character, never beyond its end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.automata.automaton import CLASS, KINDS, PLAIN, RESTING, STATE
from corpusnorm.columns import Bytes, Offsets
from corpusnorm.kernel import kernel

Classes = NDArray[np.uint16]
Entries = NDArray[np.uint32]
Flags = NDArray[np.bool_]


@kernel
def character(data: Bytes, at: int, end: int) -> tuple[np.int64, int]:
    """The code point that starts at `at`, and where the next one starts."""
    first = np.int64(data[at])
    if first < 0x80:
        return first, at + 1
    length = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if at + length > end:
        return np.int64(0xFFFD), end
    code = first & (0x7F >> length)
    for more in range(1, length):
        code = code << 6 | (data[at + more] & 0x3F)
    return min(code, np.int64(0x10FFFF)), at + length


@kernel
def kinds(data: Bytes, at: int, end: int, wanted: int, classes: Classes, step: Entries, back: int, line: int) -> np.int64:
    """The kinds of matches between `at` and `end`, as bits; as soon as one of `wanted` is among them, those found so far.

    Plain characters are run over while the automaton rests: no match consists of them alone, and after `back` of them its state
    depends on the last `back` only.
    """
    entry, found = np.int64(line), np.int64(0)
    while at < end:
        if entry & RESTING and classes[data[at]] & PLAIN:
            begin = at
            while at < end and classes[data[at]] & PLAIN:
                at += 1
            if at - begin > back:
                entry, begin = np.int64(0), at - back
            while begin < at:
                entry = np.int64(step[entry & STATE, classes[data[begin]] & CLASS])
                begin += 1
        else:
            code, at = character(data, at, end)
            entry = np.int64(step[entry & STATE, classes[code] & CLASS])
            found |= entry >> KINDS & 0xFF
            if found & wanted:
                return found
    return found


@kernel
def texts_with(
    data: Bytes, starts: Offsets, ends: Offsets, wanted: int, classes: Classes, step: Entries, back: int, line: int
) -> Flags:
    """For each text whether a match of a wanted kind is in it."""
    found = np.zeros(len(starts), np.bool_)
    for text in range(len(found)):
        found[text] = kinds(data, starts[text], ends[text], wanted, classes, step, back, line) & wanted != 0
    return found


@kernel
def byte_kinds(data: Bytes, classes: Classes, step: Entries, back: int, line: int) -> np.int64:  # noqa: ARG001 - as above
    """The kinds of matches in bytes that are one character each."""
    entry, found = np.int64(line), np.int64(0)
    for byte in data:
        entry = np.int64(step[entry & STATE, classes[byte] & CLASS])
        found |= entry >> KINDS & 0xFF
    return found

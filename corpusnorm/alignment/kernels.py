"""Kernels that get two sequences ready to be compared, and gather the pairs that were found.

All kernels of alignment see both sequences as one array, `a` before `b`, so that a place is one number, whichever side it is on.
Each is short and called from Python: what kernels call one another is compiled again in every caller.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.alignment.anchor_kernels import mixed
from corpusnorm.kernel import kernel

_IN_A, _IN_B = 0, 1  # columns of `seen`
Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]


@kernel
def numbered(values: Integers, items: Numbers) -> int:
    """Put values from 0 on that are small into `items` as they are, and say which number is above them; -1 if one is not small."""
    symbols = 0
    for at in range(len(values)):
        value = values[at]
        if value < 0 or value > len(values):
            return -1
        items[at] = value
        if value >= symbols:
            symbols = value + 1
    return symbols


@kernel
def hashed(values: Integers, items: Numbers, slots: Numbers) -> int:
    """Put numbers from 0 on for any values into `items`, and say how many they are.

    `slots` is the hash table, with linear probing: where each value stands first, -1 where none is; its size is a power of two.
    """
    symbols, last = 0, len(slots) - 1
    for at in range(len(values)):
        slot = int(np.int64(mixed(np.uint64(values[at])))) & last
        while slots[slot] >= 0 and values[slots[slot]] != values[at]:
            slot = (slot + 1) & last
        if slots[slot] < 0:
            slots[slot], items[at] = at, symbols
            symbols += 1
        else:
            items[at] = items[slots[slot]]
    return symbols


@kernel
def narrowed(
    items: Numbers, at: Numbers, match: Numbers, seen: Numbers, anchors: Numbers,
    a0: int, a1: int, b0: int, b1: int, number: int, gaps: Numbers,
) -> int:  # fmt: skip
    """Pair the items of anchors, and of the gaps between them the equal ends. How many gaps are left; `gaps` says where.

    A gap also loses the items that its other side has not, and those behind them move up: `at` says where each item stood. `seen`
    has, of each symbol and side, the `number` of the last gap that it was in; numbers from the given one on are new.
    """
    count = 0
    for anchor in range(len(anchors) + 1):
        i, j, length = a1, b1, 0
        if anchor < len(anchors):
            i, j, length = int(anchors[anchor, 0]), int(anchors[anchor, 1]), int(anchors[anchor, 2])
        end_a, end_b = i, j
        for turn in range(2):
            while a0 < end_a and b0 < end_b and items[a0] == items[b0]:
                match[at[a0]] = at[b0]
                a0, b0 = a0 + 1, b0 + 1
            while a0 < end_a and b0 < end_b and items[end_a - 1] == items[end_b - 1]:
                end_a, end_b = end_a - 1, end_b - 1
                match[at[end_a]] = at[end_b]
            if turn or a0 == end_a or b0 == end_b:
                break
            last_a, last_b = end_a, end_b
            end_a, end_b = a0, b0
            for place in range(b0, last_b):
                seen[items[place], _IN_B] = number + anchor
            for place in range(a0, last_a):
                seen[items[place], _IN_A] = number + anchor
                if seen[items[place], _IN_B] == number + anchor:
                    items[end_a], at[end_a] = items[place], at[place]
                    end_a += 1
            for place in range(b0, last_b):
                if seen[items[place], _IN_A] == number + anchor:
                    items[end_b], at[end_b] = items[place], at[place]
                    end_b += 1
        if a0 < end_a and b0 < end_b:
            gaps[count, 0], gaps[count, 1] = a0, end_a
            gaps[count, 2], gaps[count, 3] = b0, end_b
            count += 1
        for n in range(length):
            match[at[i + n]] = at[j + n]
        a0, b0 = i + length, j + length
    return count


@kernel
def gather(values: Integers, match: Numbers) -> None:
    """Move runs of pairs of which one side goes on where the run before ends to where both do, if the items there are the same."""
    start, after_a, after_b = 0, -1, -1
    last = len(match)
    while start < last:
        if match[start] < 0:
            start += 1
            continue
        first, end = int(match[start]), start + 1
        while end < last and match[end] == match[end - 1] + 1:
            end += 1
        size, same = end - start, 0
        if after_a >= 0 and (start == after_a) != (first == after_b):
            while same < size and values[after_a + same] == values[after_b + same]:
                same += 1
        if size == same:
            for n in range(start, end):
                match[n] = -1
            for n in range(size):
                match[after_a + n] = after_b + n
            after_a, after_b = after_a + size, after_b + size
        else:
            after_a, after_b = end, first + size
        start = end

"""Kernels that find anchors: runs of items that stand once on either side, in the order that keeps most of them."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

_SHORTEST, _LONGEST = 8, 64  # items of a run that is no chance, whatever the sequences are
_MARGIN = (
    1.25  # times log(n * m) / log(1 / p): as long the longest run by chance is, where a share p of all pairs of items is equal
)
_BEYOND_CHANCE = 4.0  # times sqrt(n) that must rise: of n places in random order about 2 * sqrt(n) do
_STRAIGHT, _MOST = 0.125, 256  # share of the shorter side that gaps may differ by, as after a move; the cost of doing without then
_ALIKE, _MOST_ALIKE = (
    0.05,
    512,
)  # share of pairs that are equal where items are few, as with 20 letters; the cost of doing without any
_BASE = np.uint64(0x9E3779B97F4A7C15)
_ODD = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_CHECK, _IN_A, _IN_B = 0, 1, 2  # columns of a table of runs: bits of the hash, and where the run starts; _NOWHERE, or _OFTEN
_NOWHERE, _OFTEN = -1, -2
Numbers = NDArray[np.int32]


@kernel
def mixed(value: int | np.uint64) -> np.uint64:
    """A 64-bit hash of a number (the finalizer of SplitMix64, Steele and others 2014)."""
    mixing = np.uint64(value) + _BASE
    mixing = (mixing ^ (mixing >> np.uint64(30))) * _ODD[0]
    mixing = (mixing ^ (mixing >> np.uint64(27))) * _ODD[1]
    return mixing ^ (mixing >> np.uint64(31))


@kernel
def filled(size: int, value: int) -> Numbers:
    """An array of one number, `size` times."""
    numbers = np.empty(size, np.int32)
    for at in range(size):
        numbers[at] = value
    return numbers


@kernel
def counted(size: int) -> Numbers:
    """The numbers from 0 on."""
    numbers = np.empty(size, np.int32)
    for at in range(size):
        numbers[at] = at
    return numbers


@kernel
def numbered(a: NDArray[np.int64], b: NDArray[np.int64]) -> tuple[Numbers, Numbers, int]:
    """The items of both sequences as numbers from 0 on, and how many these are; small items stay what they are."""
    capacity, symbols, small = 16, 0, True
    for items in (a, b):
        for item in items:
            small = small and 0 <= item <= len(a) + len(b)
            symbols = max(symbols, item + 1)
    if small:
        capacity = 0
    else:
        symbols = 0
        while capacity < 2 * (len(a) + len(b)):
            capacity *= 2
    numbers, values = filled(capacity, -1), np.empty(capacity, np.int64)
    left, right = np.empty(len(a), np.int32), np.empty(len(b), np.int32)
    for items, of_side in ((a, left), (b, right)):
        for at in range(len(items)):
            if small:
                of_side[at] = items[at]
                continue
            slot = np.int64(mixed(items[at])) & (capacity - 1)
            while numbers[slot] >= 0 and values[slot] != items[at]:
                slot = (slot + 1) & (capacity - 1)
            if numbers[slot] < 0:
                numbers[slot], values[slot] = symbols, items[at]
                symbols += 1
            of_side[at] = numbers[slot]
    return left, right, symbols


@kernel
def best_anchors(a: Numbers, a0: int, a1: int, b: Numbers, b0: int, b1: int, symbols: int, cost: float) -> NDArray[np.int32]:
    """Rows of (start in `a`, start in `b`, length): equal runs that rise on both sides and do not overlap; none if all are chance.

    First runs too long to be chance; where all of these come more than once, longer ones; then shorter ones. They may miss the
    longest common subsequence where a side has much that the other has elsewhere or not at all, and where items are so few that
    unrelated sequences have much in common. Then there are none, but where doing without them has a `cost` (words of 64 cells for
    each item) that is too high.
    """
    pairs = float(a1 - a0) * float(b1 - b0)
    share = _equal_pairs(a, a0, a1, b, b0, b1, symbols) / pairs
    alike = share > _ALIKE
    if alike and cost <= _MOST_ALIKE:
        return np.empty((0, 3), np.int32)
    telling = int(min(max(_SHORTEST, _MARGIN * log(pairs) / -log(min(share, 0.9))), _LONGEST))
    for length in (_LONGEST if alike else telling, 4 * telling, telling // 2, 1):
        found = _unique(a, a0, a1, b, b0, b1, length)
        if len(found):
            places, weights = np.empty(len(found), np.int32), np.empty(len(found), np.int64)
            for run in range(len(found)):
                places[run], weights[run] = found[run, 0] - a0, found[run, 2]
            chain = rising(places, weights, a1 - a0)
            if length >= telling or len(chain) > _BEYOND_CHANCE * sqrt(len(found)):
                kept = _apart(found, chain)
                skewed = _skew(kept, a0, a1, b0, b1) > _STRAIGHT * min(a1 - a0, b1 - b0)
                return kept[:0] if skewed and cost <= _MOST else kept
    return np.empty((0, 3), np.int32)


@kernel
def _skew(anchors: NDArray[np.int32], a0: int, a1: int, b0: int, b1: int) -> int:
    """By how many items the sides of the gaps between anchors differ, all together."""
    skew = 0
    for run in range(len(anchors)):
        skew += abs((anchors[run, 0] - a0) - (anchors[run, 1] - b0))
        a0, b0 = anchors[run, 0] + anchors[run, 2], anchors[run, 1] + anchors[run, 2]
    return skew + abs((a1 - a0) - (b1 - b0))


@kernel
def _equal_pairs(a: Numbers, a0: int, a1: int, b: Numbers, b0: int, b1: int, symbols: int) -> float:
    """How many pairs of an item of `a` and one of `b` are equal; one at least."""
    counts = filled(symbols, 0)
    for j in range(b0, b1):
        counts[b[j]] += 1
    equal = 1.0
    for i in range(a0, a1):
        equal += counts[a[i]]
    return equal


@kernel
def _apart(found: NDArray[np.int32], chain: Numbers) -> NDArray[np.int32]:
    """The runs of a chain; of two that overlap, on different diagonals, the second one without its beginning."""
    kept = np.empty((len(chain), 3), np.int32)
    size, i, j = 0, 0, 0
    for number in chain:
        cut = max(i - found[number, 0], j - found[number, 1], 0)
        if cut < found[number, 2]:
            kept[size, 0], kept[size, 1] = found[number, 0] + cut, found[number, 1] + cut
            kept[size, 2] = found[number, 2] - cut
            i, j = kept[size, 0] + kept[size, 2], kept[size, 1] + kept[size, 2]
            size += 1
    return kept[:size]


@kernel
def _unique(a: Numbers, a0: int, a1: int, b: Numbers, b0: int, b1: int, length: int) -> NDArray[np.int32]:
    """Runs that come once in `a[a0:a1]` and once in `b[b0:b1]`, in the order of `b`; those that overlap on one diagonal are one."""
    if a1 - a0 < length or b1 - b0 < length:
        return np.empty((0, 3), np.int32)
    table = _table(a, a0, a1, length)
    slots = np.empty(b1 - b0, np.int32)  # of the runs found, in the order of `b`
    size = 0
    gram, power = _first(b, b0, length)
    for j in range(b0, b1 - length + 1):
        slot = _slot(table, mixed(gram))
        if table[slot, _IN_A] >= 0:
            if table[slot, _IN_B] == _NOWHERE:
                table[slot, _IN_B] = j
                slots[size] = slot
                size += 1
            else:
                table[slot, _IN_B] = _OFTEN
        if j + length < b1:
            gram = gram * _BASE + mixed(b[j + length]) - mixed(b[j]) * power
    return _runs(a, b, table, slots[:size], length)


@kernel
def _runs(a: Numbers, b: Numbers, table: NDArray[np.int32], slots: Numbers, length: int) -> NDArray[np.int32]:
    """What is left of the slots when those that come twice in `b` are out, neighbours on one diagonal as one."""
    found = np.empty((len(slots), 3), np.int32)
    size = 0
    for slot in slots:
        i, j = table[slot, _IN_A], table[slot, _IN_B]
        if j < 0:
            continue
        last = size - 1
        goes_on = size > 0 and i - found[last, 0] == j - found[last, 1] == found[last, 2] - length + 1
        equal = length - 1 if goes_on else 0
        while equal < length and a[i + equal] == b[j + equal]:
            equal += 1
        if equal == length:  # else a collision of hashes
            if goes_on:
                found[last, 2] += 1
            else:
                found[size, 0], found[size, 1], found[size, 2] = i, j, length
                size += 1
    return found[:size]


@kernel
def _table(items: Numbers, start: int, end: int, length: int) -> NDArray[np.int32]:
    """Where each run of a sequence starts, by its hash."""
    capacity = 16
    while capacity < 2 * (end - start):
        capacity *= 2
    table = filled(3 * capacity, _NOWHERE).reshape(capacity, 3)
    gram, power = _first(items, start, length)
    for i in range(start, end - length + 1):
        mixing = mixed(gram)
        slot = _slot(table, mixing)
        if table[slot, _IN_A] == _NOWHERE:
            table[slot, _CHECK], table[slot, _IN_A] = mixing >> np.uint64(33), i
        else:
            table[slot, _IN_A] = _OFTEN
        if i + length < end:
            gram = gram * _BASE + mixed(items[i + length]) - mixed(items[i]) * power
    return table


@kernel
def _slot(table: NDArray[np.int32], mixing: np.uint64) -> int:
    """The slot of a run, or the free one where it would be."""
    last = len(table) - 1
    slot, check = int(np.int64(mixing)) & last, np.int32(mixing >> np.uint64(33))
    while table[slot, _IN_A] != _NOWHERE and table[slot, _CHECK] != check:
        slot = (slot + 1) & last
    return slot


@kernel
def _first(items: Numbers, start: int, length: int) -> tuple[np.uint64, np.uint64]:
    """The hash of the first run, its items as digits of a number (Karp and Rabin 1987), and the power by which one leaves it."""
    gram, power = np.uint64(0), np.uint64(1)
    for i in range(start, start + length):
        gram = gram * _BASE + mixed(items[i])
        power *= _BASE
    return gram, power


@kernel
def rising(places: Numbers, weights: NDArray[np.int64], limit: int) -> Numbers:
    """The numbers of the places, in order, that rise strictly and weigh most together; places are below `limit`.

    A Fenwick tree (1994) over the places holds the best chain that ends at or before each; ties to the one found first.
    """
    best = filled(limit + 1, -1)  # of a node: the number of the place at which its best chain ends
    totals = np.empty(len(places), np.int64)
    before = filled(len(places), -1)
    last = -1
    for number in range(len(places)):
        node = places[number]  # of the places before this one
        while node > 0:
            if best[node] >= 0 and (before[number] < 0 or totals[best[node]] > totals[before[number]]):
                before[number] = best[node]
            node -= node & -node
        totals[number] = weights[number] + (totals[before[number]] if before[number] >= 0 else 0)
        node = places[number] + 1
        while node <= limit:
            if best[node] < 0 or totals[number] > totals[best[node]]:
                best[node] = number
            node += node & -node
        if last < 0 or totals[number] > totals[last]:
            last = number
    size, number = 0, last
    while number >= 0:
        size, number = size + 1, before[number]
    chain = np.empty(size, np.int32)
    while last >= 0:
        size -= 1
        chain[size], last = last, before[last]
    return chain

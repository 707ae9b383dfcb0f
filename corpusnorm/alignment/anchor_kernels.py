"""Kernels that find anchors: runs of items that stand once on either side, in the order that keeps most of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

_BASE = np.uint64(0x9E3779B97F4A7C15)
_ODD = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_CHECK, _IN_A, _IN_B = 0, 1, 2  # columns of a table of runs: bits of the hash, and where the run starts; NOWHERE, or _OFTEN
NOWHERE, _OFTEN = -1, -2
Numbers = NDArray[np.int32]
Hashes = NDArray[np.uint64]


@kernel
def mixed(value: np.uint64) -> np.uint64:
    """A 64-bit hash of a number (the finalizer of SplitMix64, Steele and others 2014)."""
    mixing = value + _BASE
    mixing = (mixing ^ (mixing >> np.uint64(30))) * _ODD[0]
    mixing = (mixing ^ (mixing >> np.uint64(27))) * _ODD[1]
    return mixing ^ (mixing >> np.uint64(31))


@kernel
def hash_runs(items: Numbers, start: int, length: int, hashes: Hashes) -> None:
    """The hash of the run of `length` items from each place on, the items as digits of a number (Karp and Rabin 1987)."""
    gram, power = np.uint64(0), np.uint64(1)
    for i in range(start, start + length - 1):
        gram = gram * _BASE + mixed(np.uint64(items[i]))
        power *= _BASE
    for run in range(len(hashes)):
        gram = gram * _BASE + mixed(np.uint64(items[start + run + length - 1]))
        hashes[run] = mixed(gram)
        gram -= mixed(np.uint64(items[start + run])) * power


@kernel
def _slot(table: Numbers, mixing: np.uint64) -> int:
    """The slot of a run, or the free one where it would be."""
    last = len(table) - 1
    slot, check = int(np.int64(mixing)) & last, np.int32(mixing >> np.uint64(33))
    while table[slot, _IN_A] != NOWHERE and table[slot, _CHECK] != check:
        slot = (slot + 1) & last
    return slot


@kernel
def enter_runs(hashes: Hashes, table: Numbers) -> None:
    """Enter where each run of `a` starts into an empty table, by its hash; `_OFTEN` for those that come twice."""
    for i in range(len(hashes)):
        slot = _slot(table, hashes[i])
        if table[slot, _IN_A] == NOWHERE:
            table[slot, _CHECK], table[slot, _IN_A] = hashes[i] >> np.uint64(33), i
        else:
            table[slot, _IN_A] = _OFTEN


@kernel
def meet_runs(hashes: Hashes, table: Numbers, slots: Numbers) -> int:
    """Enter where runs of `b` start that come once in `a`. How many these are; `slots` says which, in the order of `b`."""
    size = 0
    for j in range(len(hashes)):
        slot = _slot(table, hashes[j])
        if table[slot, _IN_A] >= 0:
            if table[slot, _IN_B] == NOWHERE:
                table[slot, _IN_B] = j
                slots[size] = slot
                size += 1
            else:
                table[slot, _IN_B] = _OFTEN
    return size


@kernel
def unique_runs(items: Numbers, a0: int, b0: int, table: Numbers, slots: Numbers, length: int, found: Numbers) -> int:
    """Put the runs that come once on either side into `found`, neighbours on one diagonal as one, and say how many they are."""
    size = 0
    for number in range(len(slots)):
        i, j = a0 + table[slots[number], _IN_A], b0 + table[slots[number], _IN_B]
        if j < b0:
            continue
        goes_on = size > 0 and i - found[size - 1, 0] == j - found[size - 1, 1] == found[size - 1, 2] - length + 1
        equal = length - 1 if goes_on else 0
        while equal < length and items[i + equal] == items[j + equal]:
            equal += 1
        if equal < length:  # a collision of hashes
            continue
        if goes_on:
            found[size - 1, 2] += 1
        else:
            found[size, 0], found[size, 1], found[size, 2] = i, j, length
            size += 1
    return size


@kernel
def cut_apart(found: Numbers, chain: Numbers) -> int:
    """Leave the runs of a chain at the head of `found`; of two that overlap, on different diagonals, the second is cut."""
    size, i, j = 0, 0, 0
    for number in range(len(chain)):
        run = chain[number]
        cut = max(i - found[run, 0], j - found[run, 1], 0)
        length = found[run, 2] - cut
        if length > 0:
            found[size, 0], found[size, 1], found[size, 2] = found[run, 0] + cut, found[run, 1] + cut, length
            i, j = int(found[size, 0] + length), int(found[size, 1] + length)
            size += 1
    return size


@kernel
def heaviest(
    places: Numbers, weights: NDArray[np.int64], best: Numbers, totals: NDArray[np.int64], before: Numbers, chain: Numbers
) -> int:
    """Put the numbers of the places that rise strictly and weigh most together at the end of `chain`, and say where they start.

    A Fenwick tree (1994) over the places holds the best chain that ends at or before each; ties to the one found first. `best` has
    for each node the number of the place at which its best chain ends, -1 at first; `before` gets for each place the one before it.
    """
    last = -1
    for number in range(len(places)):
        node, earlier = int(places[number]), -1  # of the places before this one
        while node > 0:
            if best[node] >= 0 and (earlier < 0 or totals[best[node]] > totals[earlier]):
                earlier = int(best[node])
            node -= node & -node
        before[number] = earlier
        totals[number] = weights[number]
        if earlier >= 0:
            totals[number] += totals[earlier]
        node = int(places[number]) + 1
        while node < len(best):
            if best[node] < 0 or totals[number] > totals[best[node]]:
                best[node] = number
            node += node & -node
        if last < 0 or totals[number] > totals[last]:
            last = number
    start = len(chain)
    while last >= 0:
        start -= 1
        chain[start] = last
        last = int(before[last])
    return start

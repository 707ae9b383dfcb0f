"""Units by which the spellings of one name differ, learnt from pairs of names by expectation maximization over all alignments.

The joint model of Sherif and Kondrak (2007) with a noise model beside it (Sajjad et al. 2012): a pair is one name,
made of units, or two names, made of letters. Longer units pay for their length, and those that are seldom needed are dropped on
the way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit

from corpusnorm.names.discovery.spelling import SYMBOLS

SHAPES = [
    (1, 0),
    (0, 1),
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
    (2, 4),
    (4, 2),
    (3, 4),
    (4, 3),
]
_SHAPES = np.array(SHAPES, np.int64)
_LENGTHENING, _SELDOM, _BITS, _ROUNDS, _ROOM = 0.35, 8.0, 22, 5, 64
_LETTER = {number: letter for letter, number in SYMBOLS.items()}

Pair = tuple[str, str]
Units = dict[Pair, float]


def log_odds(pairs: Sequence[Pair], *, both: bool) -> Units:
    """The log-odds of each unit that is left: how much more often its two sides stand for each other than by chance.

    With `both`, a pair is as good as the pair turned round.
    """
    every = [*pairs, *((b, a) for a, b in pairs)] if both else list(pairs)
    a, a_at = _packed([first for first, _ in every])
    b, b_at = _packed([second for _, second in every])
    chance = np.bincount(np.concatenate([a, b]), minlength=128) + 1.0
    log_chance = np.log(chance / chance.sum())
    keys, counts = np.full(1 << _BITS, -1, np.int64), np.zeros(1 << _BITS)
    _collect(a, a_at, b, b_at, keys, counts, _SHAPES)
    sizes = np.zeros(1 << _BITS)
    for at in np.flatnonzero(keys != -1):
        sizes[at] = max(sum(map(len, _sides(int(keys[at])))) - 2, 0)
    odds, share = counts / counts.sum() / 2, 0.5
    for round_ in range(_ROUNDS):
        new = np.zeros(1 << _BITS)
        one_name = _expect(a, a_at, b, b_at, keys, odds, new, _SHAPES, log_chance, share)
        share = min(max(one_name / len(every), 0.05), 0.95)
        new = np.where(new < _SELDOM * (1 + 1.5 * sizes), 0, new)
        odds = new / new.sum() * _LENGTHENING**sizes
        odds /= odds.sum()
        print(f"round {round_}: {share:.3f} of the pairs are one name, {(new > 0).sum()} units", flush=True)
    found = {}
    for at in np.flatnonzero(odds > 0):
        x, y = _sides(int(keys[at]))
        found[x, y] = math.log(odds[at]) - sum(float(log_chance[SYMBOLS[letter]]) for letter in x + y)
    return found


def _packed(names: Sequence[str]) -> tuple[Any, Any]:
    codes = [np.array([SYMBOLS[letter] for letter in f"^{name}$"], np.int64) for name in names]
    return np.concatenate(codes), np.concatenate(([0], np.cumsum([len(code) for code in codes])))


def _sides(key: int) -> Pair:
    x, y = "", ""
    first, second = key >> 28, key & ((1 << 28) - 1)
    while first:
        x, first = _LETTER[first & 127] + x, first >> 7
    while second:
        y, second = _LETTER[second & 127] + y, second >> 7
    return x, y


@njit
def _key(a, i, m, b, j, n):  # type: ignore[no-untyped-def]
    first = 0
    for at in range(i - m, i):
        first = first * 128 + a[at]
    second = 0
    for at in range(j - n, j):
        second = second * 128 + b[at]
    return (np.int64(first) << 28) | np.int64(second)


@njit
def _slot(keys, key):  # type: ignore[no-untyped-def]
    mask = len(keys) - 1
    at = np.int64((np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(38)) & mask
    while keys[at] not in (-1, key):
        at = (at + 1) & mask
    return at


@njit
def _collect(a, a_at, b, b_at, keys, counts, shapes):  # type: ignore[no-untyped-def]
    """Every unit near the diagonal is counted, equal letters and short units most: where the rounds begin."""
    filled = 0
    for pair in range(len(a_at) - 1):
        x, y = a[a_at[pair] : a_at[pair + 1]], b[b_at[pair] : b_at[pair + 1]]
        for i in range(len(x) + 1):
            for j in range(len(y) + 1):
                if abs(i * len(y) - j * len(x)) > 2.5 * max(len(x), len(y)):
                    continue
                for m, n in shapes:
                    if m > i or n > j or (m == n and m > 1 and np.all(x[i - m : i] == y[j - n : j])):
                        continue
                    key = _key(x, i, m, y, j, n)
                    at = _slot(keys, key)
                    if keys[at] == -1:
                        if filled > 0.7 * len(keys):
                            continue
                        keys[at] = key
                        filled += 1
                    weight = 0.1 if m == 0 or n == 0 else (20.0 if m == 1 and n == 1 and x[i - 1] == y[j - 1] else 1.0)
                    counts[at] += weight * 0.3 ** (m + n)


@njit
def _expect(a, a_at, b, b_at, keys, odds, new, shapes, log_chance, share):  # type: ignore[no-untyped-def]
    """One round: forward, backward, and how often each unit is expected; how many pairs are expected to be one name."""
    forward, backward = np.zeros((_ROOM, _ROOM)), np.zeros((_ROOM, _ROOM))
    unit = np.zeros((_ROOM, _ROOM, len(shapes)))
    total = 0.0
    for pair in range(len(a_at) - 1):
        x, y = a[a_at[pair] : a_at[pair + 1]], b[b_at[pair] : b_at[pair + 1]]
        if len(x) >= _ROOM or len(y) >= _ROOM:
            continue
        for i in range(len(x) + 1):
            for j in range(len(y) + 1):
                value = 1.0 if i == 0 and j == 0 else 0.0
                for s in range(len(shapes)):
                    m, n = shapes[s]
                    if m > i or n > j:
                        continue
                    at = _slot(keys, _key(x, i, m, y, j, n))
                    unit[i, j, s] = odds[at] if keys[at] != -1 else 0.0
                    value += forward[i - m, j - n] * unit[i, j, s]
                forward[i, j] = value
                backward[i, j] = 0.0
        whole = forward[len(x), len(y)]
        if whole <= 0:
            continue
        by_chance = 0.0
        for letter in x:
            by_chance += log_chance[letter]
        for letter in y:
            by_chance += log_chance[letter]
        ratio = math.log(whole) - by_chance + math.log(share / (1 - share))
        one_name = 1 / (1 + math.exp(-min(max(ratio, -50.0), 50.0)))
        if one_name < 1e-3:
            continue
        total += one_name
        backward[len(x), len(y)] = 1.0
        for i in range(len(x), -1, -1):
            for j in range(len(y), -1, -1):
                if backward[i, j] == 0:
                    continue
                for s in range(len(shapes)):
                    m, n = shapes[s]
                    if m > i or n > j or unit[i, j, s] == 0:
                        continue
                    count = forward[i - m, j - n] * unit[i, j, s] * backward[i, j] / whole * one_name
                    backward[i - m, j - n] += unit[i, j, s] * backward[i, j]
                    if count > 1e-6:
                        new[_slot(keys, _key(x, i, m, y, j, n))] += count
    return total

"""Alignment of spellings with fitted costs, and the comparison of all names of a block.

A unit is up to four letters of one name for up to four of the other ("tsch" for "ch"); the cheapest way to go through both names by
units is found as in Wagner and Fischer (1974), and what it costs is judged word by word. Names are rows of flat arrays, see
`costs.Spelled`; positions are letters, the two ends of a name among them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from corpusnorm.kernel import kernel

LONGEST = 4
"""Letters of one side of a unit."""
ROOM = 64
"""Letters of the longest name that is compared, its ends included."""
_FAR = np.float32(1e9)
_BAND = 7
_ANOTHER = 0.9
"""Log-odds that each further word gives: the worst of several words looks worse than one word does."""
_NO_LEAST = -60.0


@kernel
def sides(letters: Any, offsets: Any, keys: Any, numbers: Any, found: Any) -> None:
    """For each place in each name and each length 0..4, the number of the side of a unit that ends there, or -1."""
    for name in range(len(offsets) - 1):
        first, size = offsets[name], offsets[name + 1] - offsets[name]
        for place in range(size + 1):
            row = first + name + place
            found[row, 0] = 0
            key: Any = 0
            for length in range(1, LONGEST + 1):
                found[row, length] = -1
                if length > place:
                    continue
                key += np.int64(letters[first + place - length]) << (7 * (length - 1))
                at = np.searchsorted(keys, key)
                if at < len(keys) and keys[at] == key:
                    found[row, length] = numbers[at]


@kernel
def _fill(x: Any, y: Any, costs: Any, letters: Any, most: Any, total: Any, back: Any) -> bool:
    """The cheapest cost of each pair of beginnings, and the unit that ends there. False if the whole costs more than `most`.

    `letters` is the corner of `costs` that units of a letter or none have, which stays in the fastest memory. A place more than
    `_BAND` letters from where it would stand in proportion is not looked at.
    """
    height, width = len(x), len(y)
    least_of_last = np.zeros(LONGEST, np.float32)  # of the rows that a unit can reach back to
    for i in range(height):
        middle = i * (width - 1) // max(height - 1, 1)
        first, last = max(0, middle - _BAND), min(width, middle + _BAND + 1)
        least = _FAR
        for j in range(width):
            if j < first or j >= last:
                total[i, j] = _FAR
                continue
            if i == 0 and j == 0:
                total[0, 0], least = 0, np.float32(0)
                continue
            best, unit = _FAR, 0
            for m in range(min(LONGEST, i) + 1):
                a = x[i, m]
                if a < 0:
                    continue
                for n in range(min(LONGEST, j) + 1):
                    b = y[j, n]
                    if b < 0 or m + n == 0:
                        continue
                    cost = total[i - m, j - n] + (letters[a, b] if m < 2 and n < 2 else costs[a, b])
                    if cost < best:
                        best, unit = cost, m * 8 + n
            total[i, j] = best
            back[i, j] = unit
            least = min(least, best)
        least_of_last[i % LONGEST] = least
        if i >= LONGEST and least_of_last.min() > most:
            return False
    return bool(total[height - 1, width - 1] <= most)


@kernel
def units(x: Any, y: Any, costs: Any, letters: Any, found: Any) -> int:
    """The units of the cheapest alignment, last first: where each begins and ends in both names; how many there are."""
    total, back = np.empty((len(x), len(y)), np.float32), np.empty((len(x), len(y)), np.int64)
    if not _fill(x, y, costs, letters, _FAR, total, back):
        return 0
    i, j, count = len(x) - 1, len(y) - 1, 0
    while i > 0 or j > 0:
        m, n = back[i, j] >> 3, back[i, j] & 7
        found[count] = i - m, i, j - n, j
        count += 1
        i -= m
        j -= n
    return count


@kernel
def _word_scores(spent: Any, words: Any, by: Any) -> float:
    """The least likely of the words of a name to be a way to write what stands for it; see `costs.Judgement`."""
    worst = np.inf
    for word in range(len(words)):
        cost, largest, initial, final, weight = spent[word]
        ratio = cost / words[word]
        score = by[0] + by[1] * cost + by[2] * words[word] + by[3] * ratio + by[4] * largest + by[5] * initial + by[6] * final
        worst = min(worst, score + weight, by[7] * (by[8] - ratio))
    return worst


@kernel
def _score(a: int, b: int, least: float, names: Any, table: Any, total: Any, back: Any, spent: Any) -> float:
    """How likely two names are one, as log-odds of the least likely of their words; some score under `least` where it is less."""
    sides_, offsets, word_of, words, word_offsets = names
    costs, letters, weights, by, space = table
    x = sides_[offsets[a] + a : offsets[a + 1] + a + 1]
    y = sides_[offsets[b] + b : offsets[b + 1] + b + 1]
    left, right = words[word_offsets[a] : word_offsets[a + 1]], words[word_offsets[b] : word_offsets[b + 1]]
    # What a unit costs is asked of a word of either name or of both, and no word may cost more than a share of what it says.
    most = (by[8] - (least - 2 * _ANOTHER) / by[7]) * (left.sum() + right.sum()) + len(x) + len(y)
    if not _fill(x, y, costs, letters, most, total, back):
        return least - 1
    spent[:, : max(len(left), len(right))] = 0
    i, j = len(x) - 1, len(y) - 1
    last_i, last_j = i, j
    while i > 0 or j > 0:
        m, n = back[i, j] >> 3, back[i, j] & 7
        p, q = x[i, m], y[j, n]
        cost = costs[p, q]
        if p != q and not ((p == space or p == 0) and (q == space or q == 0)):
            begins, ends = min(i - m, j - n) <= 1, i >= last_i - 1 and j >= last_j - 1
            for side in range(2):
                size, place, first = (m, i, offsets[a]) if side == 0 else (n, j, offsets[b])
                if size:
                    row = spent[side, word_of[first + place - 1]]
                    row[0] += cost
                    row[1] = max(row[1], cost)
                    row[2] += cost * begins
                    row[3] += cost * ends
                    row[4] += weights[p, q]
        i -= m
        j -= n
    worst = min(_word_scores(spent[0], left, by), _word_scores(spent[1], right, by))
    return worst + _ANOTHER * min(len(left) - 1, len(right) - 1, 2)


@kernel
def _pair(
    a: int, b: int, least: float, names: Any, abjad: Any, alphabetic: Any, mixed: Any, total: Any, back: Any, spent: Any
) -> float:
    """The score of two names by the table for them: `mixed` where one of the two leaves out vowels, the other name first."""
    if abjad[a] == abjad[b]:
        return _score(min(a, b), max(a, b), least, names, alphabetic, total, back, spent)
    if abjad[b]:
        return _score(a, b, least, names, mixed, total, back, spent)
    return _score(b, a, least, names, mixed, total, back, spent)


@kernel
def scores(pairs: Any, names: Any, abjad: Any, alphabetic: Any, mixed: Any, found: Any) -> None:
    """The log-odds of each pair."""
    total, back = np.empty((ROOM + 1, ROOM + 1), np.float32), np.empty((ROOM + 1, ROOM + 1), np.int64)
    spent = np.empty((2, ROOM, 5), np.float64)
    for row in range(len(pairs)):
        found[row] = _pair(pairs[row, 0], pairs[row, 1], _NO_LEAST, names, abjad, alphabetic, mixed, total, back, spent)


@kernel
def _met_before(a: int, b: int, block: int, blocks: Any, starts: Any, bounds: Any, window: int) -> bool:
    """Whether both are in an earlier block that is compared all with all."""
    i, j = starts[a], starts[b]
    while i < starts[a + 1] and j < starts[b + 1] and blocks[i] < block and blocks[j] < block:
        if blocks[i] < blocks[j]:
            i += 1
        elif blocks[i] > blocks[j]:
            j += 1
        elif bounds[blocks[i] + 1] - bounds[blocks[i]] <= window + 1:
            return True
        else:
            i += 1
            j += 1
    return False


@kernel
def alike(
    range_: Any, window: int, grouped: Any, names: Any, abjad: Any, alphabetic: Any, mixed: Any, least: float, found: Any, odds: Any
) -> int:
    """The pairs of each block of a range that score `least` or more, and their scores; how many, which may be more than have room.

    A member is compared with the `window` members behind it, so that a block costs no more than its size times the window.
    """
    members, bounds, blocks, starts = grouped
    total, back = np.empty((ROOM + 1, ROOM + 1), np.float32), np.empty((ROOM + 1, ROOM + 1), np.int64)
    spent = np.empty((2, ROOM, 5), np.float64)
    count = 0
    for block in range(range_[0], range_[1]):
        for one in range(bounds[block], bounds[block + 1]):
            for other in range(one + 1, min(one + 1 + window, bounds[block + 1])):
                a, b = min(members[one], members[other]), max(members[one], members[other])
                if _met_before(a, b, block, blocks, starts, bounds, window):
                    continue
                score = _pair(a, b, least, names, abjad, alphabetic, mixed, total, back, spent)
                if score >= least:
                    if count < len(found):
                        found[count, 0], found[count, 1], odds[count] = a, b, score
                    count += 1
    return count

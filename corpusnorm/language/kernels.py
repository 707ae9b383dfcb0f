"""langdetect's method over the bytes of a column: n-grams of a text, and what a random few of them say of its language.

The method is Nakatani Shuyo's (language-detection, 2010) in the port langdetect 1.0.9: the text without addresses, Vietnamese
letters composed, Latin letters left out of a text in another script; of each place in a word the n-grams of one to three
characters that any profile knows; then seven trials, each of which draws n-grams until one language is sure. All of it is the same
here, random numbers too, so that the answers are langdetect's; only the last of sixteen digits of a probability may differ.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

SYMBOLS = 0x20000  # code points with a symbol: no letter beyond has a case, or is in a profile
UPPER = 0x8000  # bit of a symbol: an upper-case letter
SPACE = 1  # symbol of all that parts words
SYMBOL_BITS, GRAM_BITS, SLOT_BITS = 13, 22, 18
HASH = np.uint64(0x9E3779B97F4A7C15)
_TRIALS, _DRAWN, _CHECKED, _SURE = 7, 1000, 5, 0.99999
_LARGE = 1e100
LANES = 64  # languages, rounded up
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


class Profiles(NamedTuple):
    """The n-grams of all languages. A symbol stands for a character as langdetect normalizes it, 0 for one in no profile.

    An n-gram of the symbols a, b, c has the key `a << 26 | b << 13 | c`, a shorter one has zeros before it. `slots` is a hash table
    with linear probing: of a key, the number of the n-gram and how many known n-grams it ends in, itself one of them, its suffixes.
    N-grams are numbered from those that most languages have. The first have a row of probabilities, by language, in `rows`; of
    every one the languages and their probabilities stand from `starts[gram]` to `starts[gram + 1]`.
    """

    symbols: NDArray[np.uint16]
    slots: NDArray[np.uint64]
    suffixes: NDArray[np.int32]  # of each n-gram from the shortest on, then how many
    rows: NDArray[np.float64]
    starts: NDArray[np.int32]
    languages: NDArray[np.uint8]
    probabilities: NDArray[np.float64]
    known_to: NDArray[np.uint64]  # the languages of each n-gram, a bit each
    composed: NDArray[np.int32]  # [letter, mark - 0x300] of Vietnamese; 0 where the two do not join
    classes: NDArray[np.uint8]  # of ASCII: what a character may be in an address
    drawn: NDArray[np.uint32]  # the random numbers of langdetect's generator, from its seed on
    smoothings: Floats  # [place, trial]: what a pair of trials that starts there in `drawn` multiplies probabilities by
    hangul: int  # the symbol that all Hangul syllables share


@kernel
def slot_of(key: int, slots: NDArray[np.uint64]) -> int:
    """The place of an n-gram in the hash table, or the free one where it belongs."""
    at = int(np.int64((np.uint64(key) * HASH) >> np.uint64(64 - SLOT_BITS)))
    while slots[at] != 0 and np.int64(slots[at] >> np.uint64(GRAM_BITS)) != key:
        at = (at + 1) & ((1 << SLOT_BITS) - 1)
    return at


@kernel
def fill(keys: NDArray[np.int64], sizes: NDArray[np.int32], slots: NDArray[np.uint64]) -> None:
    """Enter the n-grams, numbered in the order of `keys`; the first are found soonest."""
    for gram in range(len(keys)):
        slots[slot_of(keys[gram], slots)] = np.uint64((keys[gram] << GRAM_BITS) | (gram << 2) | sizes[gram])


@kernel
def known_grams(
    points: NDArray[np.int32], counts: Counts, symbols: NDArray[np.uint16], slots: NDArray[np.uint64], hangul: int,
    grams: NDArray[np.int32], scripts: Counts,
) -> None:  # fmt: skip
    """The n-grams of all places, one to three characters that end there; `counts` says how many, `scripts` if any is Hangul.

    A word has a blank on both sides. From its second capital in a row on a word of capitals gives none. A to z do not count where
    other letters are more than twice as many.
    """
    longest, known = len(points) // len(counts), (1 << GRAM_BITS) - 1
    for text in range(len(counts)):
        latin, other, first = 0, 0, text * longest
        for at in range(first, first + counts[text]):
            point = points[at]
            latin += (point >= 0x41) & (point <= 0x7A)
            other += (point >= 0x300) & ((point < 0x1E00) | (point > 0x1EFF))
        foreign, base, found = latin * 2 < other, text * (3 * longest + 3), 0
        before, last, last_upper, capitals, scripts[text] = 0, SPACE, 0, 0, 0
        for at in range(first, first + counts[text]):
            point = points[at]
            if foreign and 0x41 <= point <= 0x7A:
                continue
            entry = int(symbols[point]) if point < SYMBOLS else 0
            symbol, upper = entry & (UPPER - 1), entry // UPPER  # upper is 1 or 0
            if last == SPACE:
                before, capitals = 0, 0
            else:
                capitals = upper & (last_upper | capitals)
            if not (capitals or (last == SPACE and symbol == SPACE)):
                key = (((before << SYMBOL_BITS) | last) << SYMBOL_BITS) | symbol
                gram = int(np.int64(slots[slot_of(key, slots)])) & known
                while gram == 0 and key >> SYMBOL_BITS:  # the same without its first symbol
                    key &= (1 << 2 * SYMBOL_BITS) - 1 if key >> 2 * SYMBOL_BITS else (1 << SYMBOL_BITS) - 1
                    gram = int(np.int64(slots[slot_of(key, slots)])) & known
                for each in range(3):  # the next ones stand over those that are too many
                    grams[base + found + each] = (gram & ~3) | each
                found += gram & 3
                scripts[text] |= symbol == hangul
            before, last, last_upper = last, symbol, upper
        counts[text] = found


@kernel
def keep_allowed(
    allowed: np.uint64, grams: NDArray[np.int32], counts: Counts, suffixes: NDArray[np.int32], known_to: NDArray[np.uint64]
) -> None:
    """In place: only the n-grams that an allowed language has."""
    for text in range(len(counts)):
        kept = first = text * (len(grams) // len(counts))
        for at in range(first, first + counts[text]):
            if known_to[suffixes[grams[at] >> 2, grams[at] & 3]] & allowed:
                grams[kept] = grams[at]
                kept += 1
        counts[text] = kept - first


@kernel
def likeliest(
    grams: NDArray[np.int32], counts: Counts, scripts: Counts, numbers: NDArray[np.uint32], smoothings: Floats,
    suffixes: NDArray[np.int32], rows: Floats, starts: NDArray[np.int32], languages: NDArray[np.uint8], chances: Floats,
    priors: Floats, posterior: Floats, mean: Floats, answers: NDArray[np.int16], probabilities: Floats,
) -> None:  # fmt: skip
    """The language that is likeliest in the mean of the trials, and its probability, of each text that has n-grams."""
    mask = len(numbers) - 1
    for text in range(len(counts)):
        count, first, drawn, pair, bits = counts[text], text * (len(grams) // len(counts)), 0, 0, 0
        if count == 0:
            continue
        while count >> bits:
            bits += 1
        for language in range(LANES):
            mean[language] = 0.0
        for trial in range(_TRIALS):
            for language in range(LANES):
                posterior[language] = priors[scripts[text], language]
            if trial & 1 == 0:  # two normal variates at once
                pair = drawn & mask
                drawn += 4
            smoothing, total = smoothings[pair, trial & 1], 0.0
            for step in range(_DRAWN + 1):
                chosen = count
                while chosen >= count:
                    chosen = np.int64(numbers[drawn & mask]) >> (32 - bits)
                    drawn += 1
                gram = suffixes[grams[first + chosen] >> 2, grams[first + chosen] & 3]
                if gram < len(rows):
                    for language in range(LANES):
                        posterior[language] *= 1.0 + rows[gram, language] * smoothing
                else:
                    for each in range(starts[gram], starts[gram + 1]):
                        posterior[languages[each]] *= 1.0 + chances[each] * smoothing
                if step % _CHECKED == 0:
                    total, sure = _checked(posterior)
                    if sure:
                        break
            for language in range(LANES):
                mean[language] += posterior[language] / total / _TRIALS
        best = 0
        for language in range(LANES):
            if mean[language] > mean[best]:
                best = language
        answers[text], probabilities[text] = best, mean[best]


@kernel
def _checked(posterior: NDArray[np.float64]) -> tuple[float, bool]:
    """The sum, and whether one language has nearly all of it. In place: divided by their sum where the numbers grew large."""
    a, b, c, d = 0.0, 0.0, 0.0, 0.0  # four sums, that additions need not wait for each other
    for at in range(0, LANES, 4):
        a += posterior[at]
        b += posterior[at + 1]
        c += posterior[at + 2]
        d += posterior[at + 3]
    total = (a + b) + (c + d)
    sure = False
    for at in range(LANES):
        sure |= posterior[at] > _SURE * total
    if total > _LARGE:
        for at in range(LANES):
            posterior[at] /= total
        total = 1.0
    return total, sure

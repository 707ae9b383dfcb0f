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
from corpusnorm.language.preparation_kernels import LONGEST, prepared

SYMBOLS = 0x20000  # code points with a symbol: no letter beyond has a case, or is in a profile
UPPER = 0x8000  # bit of a symbol: an upper-case letter
SPACE = 1  # symbol of all that parts words
SYMBOL_BITS, GRAM_BITS, SLOT_BITS = 13, 22, 18
HASH = np.uint64(0x9E3779B97F4A7C15)
_TRIALS, _ALPHA, _ALPHA_WIDTH = 7, 0.5, 0.05
_DRAWN, _CHECKED, _SURE, _BASE = 1000, 5, 0.99999, 10_000.0
_LARGE = 1e100
LANES = 64  # languages, rounded up


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
    hangul: int  # the symbol that all Hangul syllables share


@kernel
def slot_of(key: np.int64, slots: NDArray[np.uint64]) -> np.int64:
    """The place of an n-gram in the hash table, or the free one where it belongs."""
    at = np.int64((np.uint64(key) * HASH) >> np.uint64(64 - SLOT_BITS))
    while np.int64(slots[at] >> np.uint64(GRAM_BITS)) != key and slots[at] != 0:
        at = (at + 1) & ((1 << SLOT_BITS) - 1)
    return at


@kernel
def fill(keys: NDArray[np.int64], sizes: NDArray[np.int32], slots: NDArray[np.uint64]) -> None:
    """Enter the n-grams, numbered in the order of `keys`; the first are found soonest."""
    for gram in range(len(keys)):
        slots[slot_of(keys[gram], slots)] = np.uint64((keys[gram] << GRAM_BITS) | (gram << 2) | sizes[gram])


@kernel
def _gram(key: np.int64, slots: NDArray[np.uint64]) -> np.int64:
    """The number of an n-gram, times four, and of how many known n-grams it is the longest; 0 where it is not known."""
    return np.int64(slots[slot_of(key, slots)]) & ((1 << GRAM_BITS) - 1)


@kernel
def known_grams(points: NDArray[np.int32], count: int, profiles: Profiles, grams: NDArray[np.int32]) -> tuple[np.int64, bool]:
    """The n-grams of all places, one to three characters that end there; how many, and whether one is a Hangul syllable.

    A word has a blank on both sides. From its second capital in a row on a word of capitals gives none.
    """
    symbols, slots = profiles.symbols, profiles.slots
    found, hangul, zero = np.int64(0), False, np.int64(0)
    before, last, last_upper, capitals = zero, np.int64(SPACE), zero, zero
    for at in range(count):
        entry = np.int64(symbols[points[at]] if points[at] < SYMBOLS else 0)
        symbol, upper, first = entry & (UPPER - 1), entry // UPPER, last == SPACE  # upper is 1 or 0
        before = zero if first else before
        capitals = zero if first else upper & (last_upper | capitals)
        if not (capitals or (first and symbol == SPACE)):
            gram = _gram((((before << SYMBOL_BITS) | last) << SYMBOL_BITS) | symbol, slots)
            if gram == 0 and before:
                gram = _gram((last << SYMBOL_BITS) | symbol, slots)
            if gram == 0 and last:
                gram = _gram(symbol, slots)
            for each in range(3):
                grams[found + each] = (gram & ~3) | each
            found += gram & 3
            hangul |= symbol == profiles.hangul
        before, last, last_upper = last, symbol, upper
    return found, hangul


@kernel
def _trials(
    grams: NDArray[np.int32], count: np.int64, profiles: Profiles, prior: NDArray[np.float64], mean: NDArray[np.float64]
) -> tuple[int, float]:
    """The language that is likeliest in the mean of the trials, and its probability."""
    numbers, suffixes, rows, starts = profiles.drawn, profiles.suffixes, profiles.rows, profiles.starts
    languages, probabilities, posterior = profiles.languages, profiles.probabilities, np.empty(LANES)
    mask, drawn, spare, bits = len(numbers) - 1, 0, 0.0, 0
    while count >> bits:
        bits += 1
    for language in range(LANES):
        mean[language] = 0.0
    for trial in range(_TRIALS):
        for language in range(LANES):
            posterior[language] = prior[language]
        normal = spare
        if trial % 2 == 0:  # two normal variates at once, as by Box and Muller
            angle = _uniform(numbers, drawn & mask, (drawn + 1) & mask) * 2.0 * np.pi
            radius = np.sqrt(-2.0 * np.log(1.0 - _uniform(numbers, (drawn + 2) & mask, (drawn + 3) & mask)))
            normal, spare = np.cos(angle) * radius, np.sin(angle) * radius
            drawn += 4
        smoothing = _BASE / (_ALPHA + normal * _ALPHA_WIDTH)
        total = 0.0
        for step in range(_DRAWN + 1):
            chosen = np.int64(count)
            while chosen >= count:
                chosen = np.int64(numbers[drawn & mask]) >> (32 - bits)
                drawn += 1
            gram = suffixes[grams[chosen] >> 2, grams[chosen] & 3]
            if gram < len(rows):
                for language in range(LANES):
                    posterior[language] *= 1.0 + rows[gram, language] * smoothing
            else:
                for each in range(starts[gram], starts[gram + 1]):
                    posterior[languages[each]] *= 1.0 + probabilities[each] * smoothing
            if step % _CHECKED == 0:
                total, sure = _checked(posterior)
                if sure:
                    break
        for language in range(LANES):
            mean[language] += posterior[language] / total / _TRIALS
    return _likeliest(mean)


@kernel
def _likeliest(mean: NDArray[np.float64]) -> tuple[int, float]:
    """The first of the greatest numbers, and its place."""
    best = 0
    for language in range(LANES):
        if mean[language] > mean[best]:
            best = language
    return best, mean[best]


@kernel
def _uniform(drawn: NDArray[np.uint32], high: int, low: int) -> float:
    """A random number from 0 to 1 of two random integers, as the Mersenne twister's authors make it."""
    return float((drawn[high] >> np.uint32(5)) * 67108864.0 + (drawn[low] >> np.uint32(6))) / 9007199254740992.0


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


@kernel
def _known_to(
    allowed: np.uint64, grams: NDArray[np.int32], count: np.int64, suffixes: NDArray[np.int32], known_to: NDArray[np.uint64]
) -> np.int64:
    """In place: only the n-grams that an allowed language has. How many are left."""
    kept = np.int64(0)
    for at in range(count):
        if known_to[suffixes[grams[at] >> 2, grams[at] & 3]] & allowed:
            grams[kept] = grams[at]
            kept += 1
    return kept


@kernel
def identify(
    data: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    profiles: Profiles,
    allowed: np.uint64,
    priors: NDArray[np.float64],
    languages: NDArray[np.int16],
    probabilities: NDArray[np.float64],
) -> None:
    """The most probable language of each text and its probability; -1 and 0 where no n-gram is known.

    Bit `n` of `allowed` stands for language `n`; n-grams that only others have are left out, as if there were no profiles of them.
    0 allows all. `priors` are the probabilities before anything is read, of texts without and with Hangul.
    """
    points, grams, mean, likely = np.empty(LONGEST, np.int32), np.empty(3 * LONGEST + 3, np.int32), np.empty(LANES), False
    for language in range(LANES):
        likely |= priors[0, language] > 0.0
    for text in range(len(offsets) - 1):
        languages[text], probabilities[text] = -1, 0.0
        count = prepared(data, offsets[text], offsets[text + 1], profiles.classes, profiles.composed, points)
        found, hangul = known_grams(points, count, profiles, grams)
        if allowed:
            found = _known_to(allowed, grams, found, profiles.suffixes, profiles.known_to)
        if found and (hangul or likely):
            languages[text], probabilities[text] = _trials(grams, found, profiles, priors[1 if hangul else 0], mean)

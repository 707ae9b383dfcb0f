"""The backend `langdetect`: its profiles and its method, compiled. 55 languages.

The answers are those of langdetect 1.0.9 with the seed 0, with two exceptions. A text without a Hangul syllable is not Korean:
langdetect's Korean profile has learnt Chinese characters, so that it takes most text in traditional Chinese for Korean. And
Armenian and Georgian letters say nothing: no profile is of these languages, but the Estonian one has learnt some of the letters, so
that langdetect takes every Armenian and Georgian text for Estonian.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8
from corpusnorm.language.backends import Guesses
from corpusnorm.language.kernels import LANES, Floats, keep_allowed, known_grams, likeliest
from corpusnorm.language.preparation_kernels import ADDRESSES, LONGEST, MAILS, MARKS, compose, decode, drop_mails, drop_urls
from corpusnorm.language.profiles import known

_TOGETHER = 1 << 16  # characters, so few that what is known of them stays near the processor
Room = tuple[NDArray[np.int32], NDArray[np.int32], Floats, Floats]  # code points, n-grams, two rows of probabilities


def codes() -> tuple[str, ...]:
    """The languages of langdetect's profiles."""
    return known().codes


def identify(texts: Utf8, allowed: frozenset[str] | None) -> Guesses:
    """The likeliest languages, as if there were profiles of the allowed ones only. Some 40 microseconds a text."""
    count = len(texts.offsets) - 1
    numbers, probabilities = np.full(count, -1, np.int16), np.zeros(count)
    if len(texts.data):
        longest = max(1, min(LONGEST, int((texts.offsets[1:] - texts.offsets[:-1]).max())))
        step = min(max(_TOGETHER // longest, 1), count)
        room = np.empty(step * longest, np.int32), np.empty(step * (3 * longest + 3), np.int32), np.empty(LANES), np.empty(LANES)
        for first in range(0, count, step):
            last = min(first + step, count)
            offsets = texts.offsets[first : last + 1]
            _identify(texts.data, offsets, longest, allowed, room, numbers[first:last], probabilities[first:last])
    return numbers, probabilities


def _identify(
    data: NDArray[np.uint8], offsets: NDArray[np.int64], longest: int, allowed: frozenset[str] | None, room: Room,
    numbers: NDArray[np.int16], probabilities: Floats,
) -> None:  # fmt: skip
    """Fill in the languages and probabilities of a few texts, one step for all of them after the other."""
    profiles, size, (bits, priors, korean) = known().profiles, len(offsets) - 1, _restriction(allowed)
    counts, signs, scripts = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    points, grams = room[0][: size * longest], room[1][: size * (3 * longest + 3)]
    found = decode(data, offsets, profiles.composed.shape[1], points, counts, signs)
    if found & ADDRESSES:
        drop_urls(points, counts, signs, profiles.classes)
    if found & MAILS:
        drop_mails(points, counts, signs, profiles.classes)
    if found & MARKS:
        compose(points, counts, signs, profiles.composed)
    known_grams(points, counts, profiles.symbols, profiles.slots, profiles.hangul, grams, scripts)
    if bits:
        keep_allowed(bits, grams, counts, profiles.suffixes, profiles.known_to)
    if korean:
        counts *= scripts
    tables = (profiles.suffixes, profiles.rows, profiles.starts, profiles.languages, profiles.probabilities)
    likeliest(
        grams, counts, scripts, profiles.drawn, profiles.smoothings, *tables, priors, room[2], room[3], numbers, probabilities
    )


@lru_cache(maxsize=64)
def _restriction(allowed: frozenset[str] | None) -> tuple[np.uint64, Floats, bool]:
    """The allowed languages as bits, 0 for all; their probabilities at first, without and with Hangul; whether Korean is alone."""
    every = codes()
    numbers = [number for number, code in enumerate(every) if allowed is None or code in allowed]
    priors = np.zeros((2, LANES))
    priors[:, numbers] = 1.0
    priors[0, every.index("ko")] = 0.0
    priors /= np.maximum(priors.sum(1, keepdims=True), 1.0)
    return np.uint64(0 if allowed is None else sum(1 << number for number in numbers)), priors, not priors[0].any()

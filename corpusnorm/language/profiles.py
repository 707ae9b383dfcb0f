"""langdetect's own profiles as the arrays that the kernels read."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import cos, log, pi, sin, sqrt
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.language.kernels import LANES, SLOT_BITS, SPACE, SYMBOL_BITS, SYMBOLS, UPPER, Profiles, fill

_SEED = 0  # langdetect draws n-grams; a fixed seed gives the same answer in every thread and run
_NUMBERS = 1 << 14  # drawn at most: 7 trials of 1,001 n-grams, for each of which two numbers on average, if many
_BASE, _ALPHA, _ALPHA_WIDTH = 10_000.0, 0.5, 0.05  # of smoothing
_WIDESPREAD = 12  # languages of an n-gram from which on a row with all languages is faster than a list
_MARKS = (0x300, 0x324)  # that Vietnamese letters are composed with
# What langdetect puts in the place of every character of a block (`NGram.normalize`)
_BLOCKS = {
    (0x00, 0x40): " ", (0x5B, 0x60): " ", (0x7B, 0x7F): " ", (0x2000, 0x206F): " ", (0x1EA0, 0x1EFF): "ể", (0x3040, 0x309F): "あ",
    (0x30A0, 0x30FF): "ア", (0x3100, 0x312F): "ㄅ", (0x31A0, 0x31BF): "ㄅ", (0xAC00, 0xD7AF): "가",
}  # fmt: skip
_STRAY = ((0x530, 0x58F), (0x10A0, 0x10FF))  # Armenian and Georgian: no profile is of them, the Estonian one has some letters
_ADDRESSES = ("-_.?&~;+=/#", "-_.", "-_")  # beside letters and digits: in a path, a local part, a host name


class Known(NamedTuple):
    """The languages that are known, in the order of their numbers, and their profiles."""

    codes: tuple[str, ...]
    profiles: Profiles


class Grams(NamedTuple):
    """A row for each n-gram of each language: its code points with zeros after them, the language, the probability."""

    points: NDArray[np.uint32]
    languages: NDArray[np.uint8]
    probabilities: NDArray[np.float64]


@cache
def known() -> Known:
    """Read the 55 profiles; once a process, a fifth of a second."""
    codes, grams = _read()
    symbols, ids = _symbols(grams.points)
    keys = np.zeros(len(grams.points), np.int64)
    for place in range(3):
        points = grams.points[:, place]
        keys = np.where(points != 0, (keys << SYMBOL_BITS) | ids[points], keys)
    different, numbers, spread = np.unique(keys, return_inverse=True, return_counts=True)
    order = np.argsort(-spread, kind="stable")  # the n-grams that most languages have come first
    place_of = np.empty_like(order)
    place_of[order] = np.arange(len(order))
    numbers = place_of[numbers]
    by_gram = np.lexsort((grams.languages, numbers))
    suffixes = _suffixes(different, place_of)[order]
    slots = np.zeros(1 << SLOT_BITS, np.uint64)
    fill(different[order], suffixes[:, 3], slots)
    rows = np.zeros((int((spread >= _WIDESPREAD).sum()), LANES))
    listed = numbers < len(rows)
    rows[numbers[listed], grams.languages[listed]] = grams.probabilities[listed]
    starts = np.append(0, np.cumsum(spread[order])).astype(np.int32)
    languages, probabilities = grams.languages[by_gram], grams.probabilities[by_gram]
    known_to = np.bitwise_or.reduceat(np.uint64(1) << languages.astype(np.uint64), starts[:-1])
    tables = (symbols, slots, suffixes, rows, starts, languages, probabilities, known_to)
    drawn = _random_numbers()
    return Known(codes, Profiles(*tables, _vietnamese(), _address_classes(), drawn, _smoothings(drawn), int(ids[ord("가")])))


def _read() -> tuple[tuple[str, ...], Grams]:
    """The profiles in the order of their names, which is langdetect's order of languages; without n-grams of stray scripts."""
    folder = files("langdetect").joinpath("profiles").iterdir()
    read = [json.loads(each.read_text(encoding="utf-8")) for each in sorted(folder, key=lambda each: each.name) if each.is_file()]
    points = _padded([gram for profile in read for gram in profile["freq"]])
    languages = np.repeat(np.arange(len(read), dtype=np.uint8), [len(profile["freq"]) for profile in read])
    totals = np.array([profile["n_words"] for profile in read], np.float64)[languages, (points != 0).sum(1) - 1]
    counts = np.fromiter((count for profile in read for count in profile["freq"].values()), np.float64, len(points))
    stray = np.logical_or.reduce([(first <= points) & (points <= last) for first, last in _STRAY]).any(1)
    return tuple(profile["name"] for profile in read), Grams(points[~stray], languages[~stray], (counts / totals)[~stray])


def _padded(grams: list[str]) -> NDArray[np.uint32]:
    """The code points of n-grams, a row each, zeros after those of less than three."""
    padded = "".join([gram.ljust(3, "\0") for gram in grams]).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(padded, np.uint32).reshape(-1, 3)


def _symbols(grams: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """The symbol of every code point as it is normalized, upper case marked; and of those in n-grams as they stand there."""
    as_read = normalized()
    ids = np.zeros(SYMBOLS, np.int64)
    used = np.setdiff1d(grams, [0, ord(" ")])
    ids[ord(" ")] = SPACE
    ids[used] = np.arange(SPACE + 1, SPACE + 1 + len(used))
    upper = np.fromiter((chr(point).isupper() for point in range(SYMBOLS)), np.bool_, SYMBOLS)
    return (ids[as_read] + upper[as_read] * UPPER).astype(np.uint16), ids


def normalized() -> NDArray[np.int64]:
    """What langdetect makes of each character."""
    from langdetect.utils.ngram import NGram

    points = np.arange(SYMBOLS)
    for (first, last), character in _BLOCKS.items():
        points[first : last + 1] = ord(character)
    for character in NGram.LATIN1_EXCLUDED:
        points[ord(character)] = ord(" ")
    for character, one in (("ș", "ş"), ("ț", "ţ"), ("ی", "ي"), *NGram.CJK_MAP.items()):
        points[ord(character)] = ord(one)
    return points


def _suffixes(keys: NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.int32]:
    """Of each n-gram the numbers of the known n-grams that it ends in, from the shortest, itself last; then how many they are."""
    found = np.zeros((len(keys), 4), np.int32)
    rows = np.arange(len(keys))
    for symbols in (1, 2, 3):
        ending = keys & ((1 << SYMBOL_BITS * symbols) - 1)
        at = np.minimum(np.searchsorted(keys, ending), len(keys) - 1)
        new = (keys[at] == ending) & (ending >> SYMBOL_BITS * (symbols - 1) != 0)
        found[rows[new], found[new, 3]] = numbers[at[new]]
        found[new, 3] += 1
    return found


def _vietnamese() -> NDArray[np.int32]:
    """What a letter and a mark after it become."""
    from langdetect.utils.ngram import NGram

    letters = NGram.TO_NORMALIZE_VI_CHARS
    composed = np.zeros((max(map(ord, letters)) + 1, _MARKS[1] - _MARKS[0]), np.int32)
    for mark, row in zip(NGram.DMARK_CLASS, NGram.NORMALIZED_VI_CHARS, strict=True):
        for letter, one in zip(letters, row, strict=True):
            composed[ord(letter), ord(mark) - _MARKS[0]] = ord(one)
    return composed


def _address_classes() -> NDArray[np.uint8]:
    """A bit for each part of an address, of the characters that may stand there."""
    parts = [[chr(point).isalnum() or chr(point) in marks for point in range(128)] for marks in _ADDRESSES]
    return np.array(parts, np.uint8).T @ np.array([1, 2, 4], np.uint8)


def _random_numbers() -> NDArray[np.uint32]:
    generator = Random(_SEED)  # noqa: S311 - langdetect's
    return np.array([generator.getrandbits(32) for _ in range(_NUMBERS)], np.uint32)


def _smoothings(drawn: NDArray[np.uint32]) -> NDArray[np.float64]:
    """langdetect's smoothing for two trials from each place in the random numbers on: two normal variates, as Python's `gauss`."""
    high, low = (drawn >> np.uint32(5)).astype(np.float64), (np.roll(drawn, -1) >> np.uint32(6)).astype(np.float64)
    uniform = ((high * 67108864.0 + low) / 9007199254740992.0).tolist()  # as the Mersenne twister's authors make it
    normal = np.empty((len(drawn), 2))
    for at, angle in enumerate(uniform):
        radius = sqrt(-2.0 * log(1.0 - uniform[(at + 2) % len(uniform)]))
        normal[at] = cos(angle * 2.0 * pi) * radius, sin(angle * 2.0 * pi) * radius
    return _BASE / (_ALPHA + normal * _ALPHA_WIDTH)

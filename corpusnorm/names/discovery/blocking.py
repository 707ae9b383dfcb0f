"""Which names are compared at all: those with one skeleton of consonant sounds, or skeletons one sound apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.discovery.spelling import LETTERS, Spelling

# The sounds that romanizations and the orthographies of Europe write alike: each a digit, the longest ways to write them first.
_SOUNDS = (
    ("1", "dzsch tsch dsch dzh tch tsh sch tsz dsh ch cz dj zh sh ts tz dz", "jczsxßşçšžčćśźżșț"),
    ("2", "ck kh gh", "kghqğ"),
    ("3", "ph", "pbvfw"),
    ("4", "th dh", "tdðþ"),
    ("5", "", "nmñń"),
    ("6", "", "lł"),
    ("7", "", "r"),
)
_SEVERAL = tuple((letters, digit) for digit, several, _ in _SOUNDS for letters in several.split())
_VOWEL = "0"
_SINGLE = str.maketrans(
    dict.fromkeys(LETTERS, _VOWEL) | {letter: digit for digit, _, letters in _SOUNDS for letter in letters} | {" ": None, "'": None}
)
_DOUBLE = tuple((digit * 2, digit) for digit, _, _ in _SOUNDS)
# `j` and `h` are often vowels or mute, and w is the vowel u of an abjad: names are also looked up without them.
_MUTE = re.compile("[jwh']|(?<=[gn])h?$")
_GERMAN = re.compile("(?<![st])ch")  # which is k or kh as often as it is sh
_LESS, _FIRST, _LAST = 1 << 44, 1 << 45, 1 << 46  # added to the keys of skeletons less one sound, and of single words
_LENGTH = 14  # sounds of a skeleton; longer ones go by their beginning
WINDOW = 12
"""Neighbours, in the order of letters, that a name of a large block is compared with."""


def skeleton(letters: str) -> int:
    """The consonant sounds of a spelling as one number, three bits each, doubled ones once.

    >>> skeleton("tchaikovsky") == skeleton("tschaikowski") != skeleton("omsk")
    True
    """
    for several, digit in _SEVERAL:
        if several in letters:
            letters = letters.replace(several, digit)
    sounds = letters.translate(_SINGLE)
    for double, digit in _DOUBLE:
        while double in sounds:
            sounds = sounds.replace(double, digit)
    return int("1" + sounds.replace(_VOWEL, "")[:_LENGTH], 8)


class Blocks(NamedTuple):
    """Spellings by blocks: block `i` has `members[bounds[i]:bounds[i + 1]]`, and spelling `j` is in
    `blocks[starts[j]:starts[j + 1]]`.
    """

    members: NDArray[np.int64]
    bounds: NDArray[np.int64]
    blocks: NDArray[np.int64]
    starts: NDArray[np.int64]


def grouped(spellings: Sequence[Spelling]) -> Blocks:
    """The blocks of spellings that are compared.

    A spelling is in some eight blocks: of its skeleton, of it less one sound, each for the spelling with and without mute letters;
    one of several words is in those of its first and last word too. In a block, members stand in the order of their letters, so
    that one too large to compare all with all is compared within a window; in the blocks of skeletons less one sound they stand in
    the order of their letters from the last, since it is often the first sounds that are lost.
    """
    keys: list[int] = []
    counts: list[int] = []
    for each in spellings:
        found = {skeleton(each.letters), skeleton(_MUTE.sub("", each.letters)), skeleton(_GERMAN.sub("kh", each.letters))}
        found |= {_LESS + shorter for key in found for shorter in (key, *_shorter(key))}
        first, _, rest = each.letters.partition(" ")
        if rest:
            found |= {_FIRST + skeleton(first), _LAST + skeleton(rest.rpartition(" ")[2])}
        keys += found
        counts.append(len(found))
    key_column = np.array(keys, np.int64)
    members = np.repeat(np.arange(len(spellings), dtype=np.int64), counts)
    backward = key_column >= _LESS
    rank = np.where(
        backward & (key_column < _FIRST), _rank([each.letters[::-1] for each in spellings])[members],
        _rank([each.letters for each in spellings])[members],
    )  # fmt: skip
    at = np.lexsort((rank, key_column))
    key_column, members = key_column[at], members[at]
    bounds = np.flatnonzero(np.diff(key_column, prepend=-1, append=-1)) if len(members) else np.zeros(1, np.int64)
    block = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    by_member = np.lexsort((block, members))
    return Blocks(members, bounds, block[by_member], np.concatenate(([0], np.cumsum(counts))).astype(np.int64))


def _rank(texts: list[str]) -> NDArray[np.int64]:
    rank = np.empty(len(texts), np.int64)
    rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
    return rank


def _shorter(key: int) -> set[int]:
    """The skeleton less one sound, for each of its sounds; a skeleton of two sounds or fewer is not shortened."""
    count = (key.bit_length() - 1) // 3
    if count < 3:
        return set()
    found = set()
    for place in range(count):
        low = key & ((1 << 3 * place) - 1)
        found.add((key >> 3 * (place + 1)) << 3 * place | low)
    return found

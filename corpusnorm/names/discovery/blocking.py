"""Which names are compared at all: those with one skeleton of consonant sounds, or skeletons one sound apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.discovery.spelling import Spelling

# The sounds that romanizations and the orthographies of Europe write alike, from the longest way to write them.
_SOUNDS = (
    ("S", "dzsch|tsch|dsch|dzh|tch|tsh|sch|tsz|dsh|ch|cz|dj|zh|sh|ts|tz|dz|[jczsxßşçšžčćśźżșț]"),
    ("K", "ck|kh|gh|[kghqğ]"),
    ("P", "ph|[pbvfw]"),
    ("T", "th|dh|[tdðþ]"),
    ("N", "[nmñń]"),
    ("L", "[lł]"),
    ("R", "r"),
)
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SOUNDS) + "|.")
_NUMBER = {name: number for number, (name, _) in enumerate(_SOUNDS, 1)}
# `j` and `h` are often vowels or mute, and w is the vowel u of an abjad: names are also looked up without them.
_MUTE = re.compile("[jwh']|(?<=[gn])h?$")
_FIRST, _LAST = -1, -(1 << 50)  # where the keys of single words begin, counted down
_LENGTH = 14  # sounds of a skeleton; longer ones go by their beginning
WINDOW = 24
"""Neighbours, in the order of letters, that a name of a large block is compared with."""


def skeleton(letters: str) -> int:
    """The consonant sounds of a spelling as one number, three bits each, doubled ones once.

    >>> skeleton("tchaikovsky") == skeleton("tschaikowski") != skeleton("omsk")
    True
    """
    key, before, count = 1, 0, 0
    for found in _PATTERN.finditer(letters):
        sound = _NUMBER.get(found.lastgroup or "", 0)
        if sound and sound != before:
            key = key << 3 | sound
            count += 1
            if count == _LENGTH:
                break
        before = sound or (before if found.group() in " '" else 0)
    return key


def candidates(spellings: Sequence[Spelling]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The blocks: `members` (numbers of spellings) in order of their keys, and the `bounds` of each block among them.

    A spelling is in some six blocks: of its skeleton, of it less one sound, each for the spelling with and without mute letters;
    one of several words is in those of its first and last word too. In a block, members stand in the order of their letters, so that one too large to compare all with all is compared within a window.
    """
    keys: list[int] = []
    of: list[int] = []
    order = sorted(range(len(spellings)), key=lambda number: spellings[number].letters)
    rank = np.empty(len(spellings), np.int64)
    rank[order] = np.arange(len(spellings))
    for number, each in enumerate(spellings):
        found = {skeleton(each.letters), skeleton(_MUTE.sub("", each.letters))}
        for key in tuple(found):
            found |= _shorter(key)
        first, _, rest = each.letters.partition(" ")
        if rest:
            found |= {_FIRST - skeleton(first), _LAST - skeleton(rest.rpartition(" ")[2])}
        keys += found
        of += [number] * len(found)
    key_column, members = np.array(keys, np.int64), np.array(of, np.int64)
    at = np.lexsort((rank[members] if len(members) else members, key_column))
    key_column, members = key_column[at], members[at]
    bounds = np.flatnonzero(np.diff(key_column, prepend=0, append=0)) if len(members) else np.zeros(1, np.int64)
    return members, bounds


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

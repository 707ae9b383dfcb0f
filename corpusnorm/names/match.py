"""Finding every name of a registry in texts, in one pass over their bytes.

A kernel walks the trie of all forms from every place where a word begins, comparing letters by what all ways to write them have in
common (`fold.shape`), and reports *all* places. Marks and word boundaries are then checked on the text itself, and of what is left
the leftmost-longest is taken. The check comes before the choice, so a longer form that fails it ("Nakhichevan ASSRs") does not hide
a shorter one that holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, column, utf8
from corpusnorm.names.fold import bare, fold, folded_codes, shape, shape_codes
from corpusnorm.names.registry import Registry
from corpusnorm.names.trie import Trie

_ROOM = 128  # bytes of text a place is made room for at first
READINGS = 65_536  # ways to write a name that are kept

EXACT, UNMARKED, CASELESS = 1.0, 0.9, 0.3
"""How sure a match is: letter by letter; with marks dropped ("Turkiye"); with case ignored, in text that has lost it."""


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """A way to write a name: the letters, the forms of the registry that they are, and how surely. One object for equal letters."""

    surface: str
    forms: tuple[str, ...]
    certainty: float


class Match(NamedTuple):
    """A name at a place of the text (code points, half-open)."""

    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, eq=False)
class Matcher:
    """Finds the forms of one registry. Building costs some milliseconds a thousand forms; `matcher_for` keeps the last ones.

    >>> from corpusnorm.names.registry import default_registry
    >>> matcher = matcher_for(default_registry())
    >>> [text[m.start:m.end] for text in ["Nakhichevanik, Stepanavan; Azerbaijan's Nakhichevan"] for m in matcher.find(text)]
    ['Nakhichevanik', 'Stepanavan', 'Azerbaijan', 'Nakhichevan']
    """

    trie: Trie
    patterns: tuple[tuple[str, ...], ...]
    """For each pattern of the trie, the forms that it stands for."""
    caseless: bool

    def find(self, text: str) -> tuple[Match, ...]:
        """The names in `text`, leftmost-longest, disjoint, in order.

        A match stands between non-letters and non-digits; "Azerbaijan's" and "Russia-Ukraine" hold names, "Agdaban" does not hold
        Agdam. Case must be that of the form, marks may be dropped but never added. A `caseless` matcher is for text that has lost
        its case.
        """
        return next((matches for _, _, matches in self.find_all(utf8(column([text])))), ())

    def find_all(self, texts: Utf8) -> Iterator[tuple[int, str, tuple[Match, ...]]]:
        """The texts that have names: the number of each, the text, and what `find` finds in it. Cost: some 2 ns a byte."""
        numbers, *places = self._places(texts).T.tolist()
        bounds = [at for at, number in enumerate(numbers) if not at or number != numbers[at - 1]]
        for first, last in pairwise([*bounds, len(numbers)]):
            text = texts.text(numbers[first])
            matches = self._chosen(text, zip(*(each[first:last] for each in places), strict=True))
            if matches:
                yield numbers[first], text, matches

    def _places(self, texts: Utf8) -> NDArray[np.int64]:
        """Text, start, end and pattern of every place where the letters of a form stand, by text and start."""
        from corpusnorm.names.kernels import places

        size = int(texts.offsets[-1] - texts.offsets[0])
        if not size:
            return np.empty((0, 4), np.int64)
        found = np.empty((size // _ROOM + 16, 4), np.int64)
        count = places(texts.data, texts.offsets, self.trie, found)
        if count > len(found):
            found = np.empty((count, 4), np.int64)
            places(texts.data, texts.offsets, self.trie, found)
        return found[:count]

    def _chosen(self, text: str, places: Iterable[tuple[int, int, int]]) -> tuple[Match, ...]:
        """The names at some of the places, leftmost-longest. Of those that begin together the kernel gives the shorter first."""
        found: list[Match] = []
        began, ended = -1, 0
        read, is_ascii = self._reading, text.isascii()
        for start, end, pattern in places:
            if start < ended and start != began:
                continue
            reading = read(pattern, text[start:end])
            if reading is None or not (is_ascii or _stands_alone(text, start, end)):
                continue
            if start == began:
                found.pop()
            found.append(Match(start, end, reading))
            began, ended = start, end
        return tuple(found)

    @cached_property
    def _reading(self) -> Callable[[int, str], Reading | None]:
        """Which of the forms of a pattern the letters in the text are. Kept, since names come again and again."""

        def reading(pattern: int, surface: str) -> Reading | None:
            forms = self.patterns[pattern]
            if exact := tuple(form for form in forms if is_form(surface, form)):
                return Reading(surface, exact, EXACT)
            if near := tuple(form for form in forms if is_form(surface, form, marks=False)):
                return Reading(surface, near, UNMARKED)
            return Reading(surface, forms, CASELESS) if self.caseless else None

        return lru_cache(READINGS)(reading)


@lru_cache(maxsize=4)
def matcher_for(registry: Registry, *, caseless: bool = False) -> Matcher:
    """The matcher of a registry; built once for each of the last four."""
    alike = fold if caseless else shape
    by_pattern: dict[str, list[str]] = {}
    for form in sorted(registry.forms):
        by_pattern.setdefault(alike(form), []).append(form)
    trie = Trie.of(list(by_pattern), folded_codes() if caseless else shape_codes())
    return Matcher(trie, tuple(map(tuple, by_pattern.values())), caseless)


def is_form(surface: str, form: str, *, marks: bool = True) -> bool:
    """Whether they agree letter by letter; punctuation and spaces only as folded. Without `marks`, the surface may lack them."""
    if surface == form or len(surface) != len(form):
        return surface == form
    return all(
        here == there or (not there.isalnum() and fold(here) == fold(there)) or (not marks and there != bare(there) == here)
        for here, there in zip(surface, form, strict=True)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on beyond either end of a place. In ASCII the kernel has seen to that."""
    if start > 0 and _in_word(text[start - 1]) and _in_word(text[start]):
        return False
    return end == len(text) or not ((_in_word(text[end]) and _in_word(text[end - 1])) or unicodedata.combining(text[end]))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"

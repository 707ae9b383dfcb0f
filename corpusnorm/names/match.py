"""Finding every name of a registry in a text in one pass.

The automaton (ahocorasick_rs, Aho and Corasick 1975) runs over the folded text and reports *all* matches; case, marks and word
boundaries are then checked on the text itself, and of what is left the leftmost-longest is taken. The check comes before the
choice, so a longer form that fails it ("Nakhichevan ASSRs") does not hide a shorter one that holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpusnorm.names.fold import bare, fold
from corpusnorm.names.registry import Registry

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

EXACT, UNMARKED, CASELESS = 1.0, 0.9, 0.3
"""How sure a match is: letter by letter; with marks dropped ("Turkiye"); with case ignored, in text that has lost it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A form of the registry at a place of the text (code points, half-open)."""

    start: int
    end: int
    forms: tuple[str, ...]
    certainty: float


@dataclass(frozen=True, eq=False)
class Matcher:
    """Finds the forms of one registry. Building costs a few milliseconds a thousand forms; `matcher_for` keeps the last ones.

    >>> from corpusnorm.names.registry import default_registry
    >>> matcher = matcher_for(default_registry())
    >>> [text[m.start:m.end] for text in ["Nakhichevanik, Stepanavan; Azerbaijan's Nakhichevan"] for m in matcher.find(text)]
    ['Nakhichevanik', 'Stepanavan', 'Azerbaijan', 'Nakhichevan']
    """

    automaton: AhoCorasick
    patterns: tuple[tuple[str, ...], ...]
    """For each pattern of the automaton, the forms that fold to it."""

    def find(self, text: str, *, caseless: bool = False) -> tuple[Match, ...]:
        """The names in `text`, leftmost-longest, disjoint, in order.

        A match stands between non-letters and non-digits; "Azerbaijan's" and "Russia-Ukraine" hold names, "Agdaban" does not hold
        Agdam. Case must be that of the form, marks may be dropped but never added. `caseless` is for text that has lost its case.
        """
        return tuple(_leftmost_longest(self._valid(text, caseless)))

    def _valid(self, text: str, caseless: bool) -> Iterator[Match]:
        for pattern, start, end in self.automaton.find_matches_as_indexes(fold(text), overlapping=True):
            if _inside_word(text, start, end):
                continue
            surface = text[start:end]
            exact = tuple(form for form in self.patterns[pattern] if is_form(surface, form))
            if exact:
                yield Match(start, end, exact, EXACT)
            elif near := tuple(form for form in self.patterns[pattern] if is_form(surface, form, marks=False)):
                yield Match(start, end, near, UNMARKED)
            elif caseless:
                yield Match(start, end, self.patterns[pattern], CASELESS)


@lru_cache(maxsize=4)
def matcher_for(registry: Registry) -> Matcher:
    """The matcher of a registry; built once for each of the last four."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    by_pattern: dict[str, list[str]] = {}
    for form in sorted(registry.forms):
        by_pattern.setdefault(fold(form), []).append(form)
    automaton = AhoCorasick(list(by_pattern), matchkind=MatchKind.Standard)
    return Matcher(automaton, tuple(map(tuple, by_pattern.values())))


def is_form(surface: str, form: str, *, marks: bool = True) -> bool:
    """Whether they agree letter by letter; punctuation and spaces only as folded. Without `marks`, the surface may lack them."""
    if surface == form or len(surface) != len(form):
        return surface == form
    return all(
        here == there or (not there.isalnum() and fold(here) == fold(there)) or (not marks and there != bare(there) == here)
        for here, there in zip(surface, form, strict=True)
    )


def _leftmost_longest(matches: Iterator[Match]) -> Iterator[Match]:
    end = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.start >= end:
            end = match.end
            yield match


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and _in_word(text[start - 1]) and _in_word(text[start])) or (
        end < len(text) and ((_in_word(text[end]) and _in_word(text[end - 1])) or unicodedata.combining(text[end]) > 0)
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"

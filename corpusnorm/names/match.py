"""Finding every name of a registry in texts, in one pass over their bytes.

A kernel walks the trie of all forms from every place where a word begins, comparing letters by what all ways to write them have in
common, and reports *all* places with what is still to be asked of them. What the letters are, what is written onto them and what
stands beside an apostrophe is then checked on the text itself, and of what is left the leftmost-longest is taken. The check comes
before the choice, so a longer form that fails it ("Nakhichevan ASSRs") does not hide a shorter one that holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from operator import le
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, column, utf8
from corpusnorm.names.caseless import Related, may_be_name, relations, supported
from corpusnorm.names.endings import Stem, is_after_apostrophe, is_before_apostrophe, is_proclitic, stems
from corpusnorm.names.fold import FORMATS, bare, capitals, fold, lowered, optional, reduced, same
from corpusnorm.names.registry import Registry
from corpusnorm.names.spellings import patterns
from corpusnorm.names.trie import ATTACHED, ELIDED, INFLECTS, POSSESSED, UNSURE, Trie

_ROOM = 16  # bytes of text a place is made room for at first
READINGS = 65_536  # ways to write a name that are kept

EXACT, UNMARKED, CAPITALS, INFLECTED, CASELESS = 1.0, 0.9, 0.85, 0.8, 0.75
"""How sure a match is: letter by letter; with marks dropped ("Turkiye"); in capitals among capitals; with an ending or a clitic
fused with it; with case ignored, in text that has lost it. `caseless.SUPPORTED` is that of one that may be a word."""

_NOTHING = frozenset({0, UNSURE})
_RECASED = frozenset({CAPITALS, CASELESS})
_ATTACHED_BEFORE = re.compile(r"([^\W\d_][\w\u0610-\u065f\u0591-\u05c7]*)$")
_FUSED_AFTER = re.compile(r"([^\W\d_]{1,12})(?![\w\u0300-\u036f])")
_APOSTROPHE_AFTER = re.compile(rf"[{FORMATS}]*['’‘＇][{FORMATS}]*(\w+)")
_APOSTROPHE_BEFORE = re.compile(rf"(\w+)[{FORMATS}]*['’‘＇][{FORMATS}]*$")
_DOTTED = "Iİıi"  # which of them stands for which in another case depends on the language
_REACH = 16  # characters that what stands beside a name is looked for in


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """A way to write a name: the letters, the forms of the registry that they are, and how surely. One object for equal letters."""

    surface: str
    forms: tuple[str, ...]
    certainty: float

    @property
    def is_recased(self) -> bool:
        """Whether only letters that have another case than the form say that it is a name."""
        return self.certainty in _RECASED


class Match(NamedTuple):
    """A name at a place of the text (code points, half-open)."""

    start: int
    end: int
    reading: Reading


_match: Callable[[tuple[int, int, Reading | None]], Match] = partial(tuple.__new__, Match)  # half the time of `Match(...)`


@dataclass(frozen=True, eq=False)
class Matcher:
    """Finds the forms of one registry. Building costs some microseconds a form; `matcher_for` keeps the last ones.

    >>> from corpusnorm.names.registry import default_registry
    >>> matcher = matcher_for(default_registry())
    >>> [text[m.start:m.end] for text in ["Nakhichevanik, Stepanavan; Azerbaijan's Nakhichevan"] for m in matcher.find(text)]
    ['Nakhichevanik', 'Stepanavan', 'Azerbaijan', 'Nakhichevan']
    """

    trie: Trie
    forms: Sequence[str]
    """The forms that the patterns stand for, those of pattern `p` from `trie.bounds[p]` on; empty where only a stem is meant."""
    stems: Mapping[int, tuple[Stem, ...]]
    """What patterns stand for where a word goes on."""
    related: Related
    """Which names make another one likely where case says nothing."""
    caseless: bool = False

    @classmethod
    def of(cls, forms: Mapping[str, Iterable[str]], related: Related = lambda _one, _other: True) -> Matcher:
        """A matcher of forms, each with the languages it is of, which say how it is declined, in whatever order."""
        found = patterns((form, stems(form, forms[form])) for form in sorted(forms))
        return cls(Trie.of(found.letters, found.kinds, found.bounds, found.spellings), found.forms, found.stems, related)

    def find(self, text: str) -> tuple[Match, ...]:
        """The names in `text`, leftmost-longest, disjoint, in order.

        A match stands between non-letters and non-digits; "Azerbaijan's" and "Russia-Ukraine" hold names, "Agdaban" does not hold
        Agdam. Case must be that of the form, or capitals throughout; marks may be dropped but never added. A `caseless` matcher is
        for text that has lost its case.
        """
        return next((matches for _, _, matches in self.find_all(utf8(column([text])))), ())

    def find_all(self, texts: Utf8) -> Iterator[tuple[int, str, tuple[Match, ...]]]:
        """The texts that have names: the number of each, the text, and what `find` finds in it. Cost: some 2 ns a byte."""
        found = self._places(texts)
        first = np.flatnonzero(np.diff(found[:, 0], prepend=-1))
        numbers = found[first, 0]
        begins, ends = texts.offsets[numbers].tolist(), texts.offsets[numbers + 1].tolist()
        data, columns, bounds = memoryview(texts.data.data), found[:, 1:].T.tolist(), pairwise([*first.tolist(), len(found)])
        for number, begin, end, (low, high) in zip(numbers.tolist(), begins, ends, bounds, strict=True):
            text = str(data[begin:end], "utf-8", "surrogatepass")
            places = [column[low:high] for column in columns]
            matches = self._disjoint(text, *places) or self._chosen(text, zip(*places, strict=True))
            if matches:
                yield number, text, matches

    def _disjoint(self, text: str, starts: list[int], ends: list[int], patterns: list[int], flags: list[int]) -> tuple[Match, ...]:
        """The names at places, if these do not overlap and all are names letter by letter, as mostly they are; else nothing."""
        if not _NOTHING.issuperset(flags) or not all(map(le, ends, starts[1:])):
            return ()
        surfaces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        readings = list(map(self._reading, patterns, surfaces))
        return tuple(map(_match, zip(starts, ends, readings, strict=True))) if all(readings) else ()

    def _places(self, texts: Utf8) -> NDArray[np.int64]:
        """Text, start, end, pattern and what to ask of every place where the letters of a form stand, by text and start."""
        from corpusnorm.names.kernels import places

        size = int(texts.offsets[-1] - texts.offsets[0])
        if not size:
            return np.empty((0, 5), np.int64)
        found = np.empty((size // _ROOM + 16, 5), np.int64)
        count = places(texts.data, texts.offsets, self.trie, self.caseless, found)
        if count > len(found):
            found = np.empty((count, 5), np.int64)
            places(texts.data, texts.offsets, self.trie, self.caseless, found)
        return found[:count]

    def _chosen(self, text: str, places: Iterable[tuple[int, int, int, int]]) -> tuple[Match, ...]:
        """The names at some of the places, leftmost-longest."""
        found: list[Match] = []
        began, ended, recased = -1, 0, False
        read, asked = self._reading, self._asked
        for start, end, pattern, flags in places:
            if start < ended and start != began:
                continue
            match: Match | None
            if flags & ~UNSURE:
                match = asked(text, start, end, pattern, flags)
            else:
                reading = read(pattern, text[start:end])
                match = _match((start, end, reading)) if reading else None
            if match is None or (start == began and match.end < ended):
                continue
            if start == began:
                earlier = found.pop()
                match = match if match.end > ended else _surer(earlier, match)
            found.append(match)
            if flags & ~UNSURE:
                recased |= match.reading.is_recased
            began, ended = start, match.end
        return supported(found, self.related) if recased else tuple(found)

    def _asked(self, text: str, start: int, end: int, pattern: int, flags: int) -> Match | None:
        """The name at a place of which something is to be asked, if it is one."""
        if flags & ELIDED and not is_before_apostrophe(_last(_APOSTROPHE_BEFORE, text, start)):
            return None
        if flags & POSSESSED and not is_after_apostrophe(_next(_APOSTROPHE_AFTER, text, end)):
            return None
        before = _last(_ATTACHED_BEFORE, text, start) if flags & ATTACHED else ""
        rest = _next(_FUSED_AFTER, text, end) if flags & INFLECTS else ""
        if flags & INFLECTS and not rest:
            return None
        surface = text[start:end]
        reading = self._fused(pattern, before, surface, rest) if before or rest else self._reading(pattern, surface)
        if reading is None or (reading.is_recased and not may_be_name(text, start, end, caseless=self.caseless)):
            return None
        return Match(start, end + len(rest), reading)

    @cached_property
    def _reading(self) -> Callable[[int, str], Reading | None]:
        """Which of the forms of a pattern the letters in the text are. Kept, since names come again and again."""

        def reading(pattern: int, surface: str) -> Reading | None:
            forms = self.forms[self.trie.bounds[pattern] : self.trie.bounds[pattern + 1]]
            by_certainty = {form: likeness(surface, form) for form in forms if form}
            whole = [stem for stem in self.stems.get(pattern, ()) if not stem.endings and not stem.behind]
            by_certainty |= {s.form: min(likeness(surface, s.letters), INFLECTED) for s in whole if s.form not in by_certainty}
            best = max(by_certainty.values(), default=0.0)
            if best <= CASELESS and not self.caseless:
                return None
            return Reading(surface, tuple(form for form, each in by_certainty.items() if each == best), best) if best else None

        return lru_cache(READINGS)(reading)

    @cached_property
    def _fused(self) -> Callable[[int, str, str, str], Reading | None]:
        """The same with what is written onto them before and behind."""

        def fused(pattern: int, before: str, surface: str, rest: str) -> Reading | None:
            front = reduced(before)
            whole = self._reading(pattern, surface) if not rest and is_proclitic(front) else None
            if whole:
                return Reading(surface, whole.forms, min(whole.certainty, INFLECTED))
            fits = [
                stem.form
                for stem in self.stems.get(pattern, ())
                if likeness(surface, stem.letters) > (0 if self.caseless else CASELESS)
                and (
                    re.fullmatch(stem.behind, front) if stem.behind else is_proclitic(front) and fold(reduced(rest)) in stem.endings
                )
            ]
            return Reading(surface + rest, tuple(dict.fromkeys(fits)), INFLECTED) if fits else None

        return lru_cache(READINGS)(fused)


@lru_cache(maxsize=8)
def matcher_for(registry: Registry, *, caseless: bool = False) -> Matcher:
    """The matcher of a registry; the last ones are kept. The caseless one shares the trie of the other."""
    if caseless:
        return replace(matcher_for(registry), caseless=True)
    return Matcher.of({form: sorted({name.lang for name in names}) for form, names in registry.forms.items()}, relations(registry))


def likeness(surface: str, form: str) -> float:
    """How surely letters are those of a form: `EXACT`, `UNMARKED`, `CAPITALS` or, where only case differs, `CASELESS`; else 0.

    >>> [likeness(surface, "Türkiye") for surface in ("Türkiye", "Turkiye", "TÜRKİYE", "türkiye", "Turkey")]
    [1.0, 0.9, 0.85, 0.75, 0]
    >>> likeness("Ağdam", "Agdam")
    0
    """
    if surface == form:
        return EXACT
    here, there = reduced(surface), reduced(form)
    if len(here) != len(there):
        return 0
    if same(here) == same(there):
        return EXACT
    if _is_near(here, there):
        return UNMARKED
    if here.isupper() and _is_near(here, capitals(there), _DOTTED):
        return CAPITALS
    return CASELESS if _is_near(lowered(here), lowered(there), _DOTTED) else 0


def is_form(surface: str, form: str) -> bool:
    """Whether letters are those of a form, in the same case or in capitals."""
    return likeness(surface, form) in (EXACT, CAPITALS)


def written_like(surface: str, form: str) -> str:
    """A form in capitals where the surface is in capitals throughout and has more than one.

    >>> written_like("KIEV", "Kyiv"), written_like("Kiev", "Kyiv")
    ('KYIV', 'Kyiv')
    """
    return capitals(form) if surface.isupper() and sum(map(str.isupper, surface)) > 1 else form


def _is_near(surface: str, form: str, alike: str = "") -> bool:
    """Whether letters agree but for marks that the surface lacks, those that are set as the writer likes, and those `alike`."""
    if optional(surface) == optional(form):
        return True
    here, there, plain = same(surface), same(form), bare(form)
    return all(
        a in (b, c) or (a in alike and b in alike) or optional(a) == optional(b) for a, b, c in zip(here, there, plain, strict=True)
    )


def _surer(one: Match, other: Match) -> Match:
    """Of two names at one place the surer one; both where neither is."""
    if one.reading.certainty != other.reading.certainty:
        return max(one, other, key=lambda match: match.reading.certainty)
    return one._replace(reading=_both(one.reading, other.reading))


@lru_cache(READINGS)
def _both(one: Reading, other: Reading) -> Reading:
    return replace(one, forms=tuple(dict.fromkeys(one.forms + other.forms)))


def _last(pattern: re.Pattern[str], text: str, end: int) -> str:
    """What a pattern finds right before a place."""
    found = pattern.search(text[max(0, end - _REACH) : end])
    return found[1] if found else ""


def _next(pattern: re.Pattern[str], text: str, start: int) -> str:
    """What a pattern finds right behind a place."""
    found = pattern.match(text, start)
    return found[1] if found else ""

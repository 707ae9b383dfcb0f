"""Who is meant: from the forms found in a text to mentions of entities.

In this order: words beside the name that say it is something else; the place named after it ("Odessa, Texas"); for a surname, the
full name in the document, the years in the sentence, the document's date; otherwise what else the document speaks of. What is left
open stays open: a mention with candidates and no entity.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from corpusnorm.edits import Span
from corpusnorm.names.context import Context, Homograph, wording
from corpusnorm.names.dates import When, years_in
from corpusnorm.names.match import EXACT, READINGS, Match, Reading
from corpusnorm.names.meaning import Meaning, meanings_for
from corpusnorm.names.model import Mention, Name, Sense
from corpusnorm.names.registry import Registry

_LAST_WORD = re.compile(r"(?:^|\s)([A-ZÀ-ÞŞİĞƏČŠŽ][\w.'’-]*) $")
_NEXT_WORD = re.compile(r" ([A-ZÀ-ÞŞİĞƏČŠŽ][a-zà-ÿşığəčšž'’-]+)(?!\w)")


STATE_BESIDE = 5
"""A state so many characters before or behind a name has no bearing on it: all of " in ", ", " and "'s " are shorter."""
EXACTLY = "exact"
"""The rule by which a form that only one entity has is a mention of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is meant (None: nobody known, or undecided), how surely, and by which rule."""

    entity: str | None
    certainty: float
    rule: str


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division of a state, where the text names it."""

    start: int
    end: int
    states: frozenset[str]


@dataclass(frozen=True, eq=False)
class Resolver:
    """Resolves the matches of one text. What it counts or looks for in the text is counted when first needed."""

    text: str
    registry: Registry
    matches: Sequence[Match]
    date: When | None

    @cached_property
    def context(self) -> Context:
        """The text around the matches."""
        return Context(self.text, [Span(match.start, match.end) for match in self.matches])

    def mentions(self) -> tuple[Mention, ...]:
        """One mention a match, in order; law: the spans are those of the matches, whatever was decided."""
        return tuple(map(self._mention, self.matches, self._meanings))

    def _mention(self, match: Match, meaning: Meaning) -> Mention:
        span = Span(match.start, match.end)
        sense = None if match.start in self._beside_states else plain_senses(self.registry)(match.reading)[0]
        return Mention(span, *(sense or sense_of(match.reading, meaning, self.decide(span, meaning))))

    @cached_property
    def _meanings(self) -> tuple[Meaning, ...]:
        meaning = meanings_for(self.registry)
        return tuple(meaning(match.reading.forms) for match in self.matches)

    def decide(self, span: Span, meaning: Meaning) -> Verdict:
        """Who is meant at one of the matches, by all that stands around it."""
        if self._is_homograph(span, meaning.homographs):
            return Verdict(None, 0.2, "homograph")
        if meaning.is_surname:
            return self._person(span, meaning)
        here = self._not_elsewhere(span, meaning)
        if not here:
            return Verdict(None, 0.4, "elsewhere")
        if len(here) == 1:
            return Verdict(here[0], 1.0, EXACTLY if len(meaning.candidates) == 1 else "named-whole")
        return self._by_years(span, here) or self._by_company(span, here, meaning.names)

    def _is_homograph(self, span: Span, homographs: Sequence[Homograph]) -> bool:
        if not homographs:
            return False
        around = self.context.around(span).of(self.text)
        before, after = self.context.before(span), self.context.after(span)
        return any(other.after.search(after) or other.before.search(before) or other.near.search(around) for other in homographs)

    def _person(self, span: Span, meaning: Meaning) -> Verdict:
        if self._is_other_person(span):
            return Verdict(None, 0.3, "other-person")
        candidates = meaning.candidates
        named = [entity for entity in candidates if entity in self._full_names]
        if len(named) == 1:
            return Verdict(named[0], 0.9, "full-name-in-document")
        if len(candidates) == 1:
            known = any(name.status == "common" for name in meaning.names)
            return Verdict(candidates[0], 0.9, "known-surname") if known else Verdict(None, 0.5, "bare-surname")
        return (
            self._by_years(span, tuple(named) or candidates)
            or self._by_paragraph(span, named)
            or self._by_date(tuple(named) or candidates)
            or Verdict(None, 0.5, "ambiguous" if named else "ambiguous-surname")
        )

    def _is_other_person(self, span: Span) -> bool:
        """Whether it is part of another name: "Bilal Erdogan", "Erdogan Toprak", "Mrs Putin"."""
        before, after = self.context.before(span), self.context.after(span)
        first, second = _LAST_WORD.search(before), _NEXT_WORD.match(after)
        if first and wording().whole("person.others").match(first.group(1)):
            return True
        return bool(
            (first and _may_be_name(first.group(1)) and span.start - 1 not in self._ends)
            or (second and _may_be_name(second.group(1)) and span.end + 1 not in self._starts)
        )

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(match.end for match in self.matches)

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(match.start for match in self.matches)

    @cached_property
    def _full_names(self) -> dict[str, list[int]]:
        """Where each person's full name stands."""
        found: dict[str, list[int]] = {}
        for match, meaning in zip(self.matches, self._meanings, strict=True):
            if len(meaning.candidates) == 1 and not meaning.is_surname:
                found.setdefault(meaning.candidates[0], []).append(match.start)
        return found

    def _by_paragraph(self, span: Span, candidates: Sequence[str]) -> Verdict | None:
        """The full name that stands last before it in the paragraph."""
        start = self.context.paragraph(span).start
        places = {entity: self._full_names[entity] for entity in candidates}
        last = {at[bisect_left(at, span.start) - 1]: entity for entity, at in places.items() if at[0] < span.start}
        return Verdict(last[max(last)], 0.85, "full-name-in-paragraph") if last and max(last) >= start else None

    def _by_years(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """The only candidate that was there in the years the sentence names."""
        years = years_in(self.context.around(span).of(self.text))
        then = [one for one in candidates if any(self.registry.entities[one].period.meets(year) for year in years)]
        return Verdict(then[0], 0.8, "years-in-sentence") if len(then) == 1 else None

    def _by_date(self, candidates: tuple[str, ...]) -> Verdict | None:
        if self.date is None:
            return None
        then = [one for one in candidates if self.registry.entities[one].period.holds(self.date)]
        return Verdict(then[0], 0.75, "date") if len(then) == 1 else None

    def _not_elsewhere(self, span: Span, meaning: Meaning) -> tuple[str, ...]:
        """The candidates that can lie in the state named beside them ("Odessa, Texas"), or are in a list of states with it."""
        states = self._state_beside(span) if span.start in self._beside_states and meaning.are_places else frozenset()
        if not states:
            return meaning.candidates
        return tuple(
            one for one in meaning.candidates if self.registry.entities[one].type == "admin1" or self._is_related(one, states)
        )

    def _state_beside(self, span: Span) -> frozenset[str]:
        """The state of "X, Texas", "X in Texas", "Texas's X" and "In Texas, X"; empty where there is none."""
        text = self.text
        for joint in (", ", " in "):
            if text.startswith(joint, span.end) and span.end + len(joint) in self._divisions:
                return self._divisions[span.end + len(joint)].states
        for joint in (", ", "'s ", "’s "):
            state = self._division_ends.get(span.start - len(joint))
            if (
                state
                and text.endswith(joint, 0, span.start)
                and (joint != ", " or text[max(0, state.start - 3) : state.start] in ("In ", "in "))
            ):
                return state.states
        return frozenset()

    @cached_property
    def _beside_states(self) -> frozenset[int]:
        """Where the names begin that a division of a state stands beside, or that are one and stand beside another name."""
        states = [bool(meaning.states) for meaning in self._meanings]
        if not any(states):
            return frozenset()
        each = pairwise(zip(self.matches, states, strict=True))
        close = ((a, b) for (a, x), (b, y) in each if (x or y) and b.start - a.end < STATE_BESIDE)
        return frozenset(match.start for pair in close for match in pair)

    @cached_property
    def _divisions(self) -> dict[int, Division]:
        """The first-order divisions of a state that are named beyond doubt, by where they start."""
        return {
            match.start: Division(match.start, match.end, meaning.states)
            for match, meaning in zip(self.matches, self._meanings, strict=True)
            if meaning.states
        }

    @cached_property
    def _division_ends(self) -> dict[int, Division]:
        return {division.end: division for division in self._divisions.values()}

    def _is_related(self, entity: str, others: frozenset[str]) -> bool:
        return any(other in self.registry.ancestors(entity) or entity in self.registry.ancestors(other) for other in others)

    def _by_company(self, span: Span, candidates: tuple[str, ...], names: tuple[Name, ...]) -> Verdict:
        """The candidate most of the document's other names are about; the word beside it; the date; the usual sense."""
        beside = self._by_type_word(span, candidates)
        if beside:
            return beside
        counts = sorted(((self._company(one), one) for one in candidates), reverse=True)
        if counts[0][0] > 2 * counts[1][0]:
            return Verdict(counts[0][1], 0.8, "company")
        usual = {name.entity for name in names if name.status in ("official", "common")}
        if len(usual) == 1:
            return Verdict(usual.pop(), 0.6, "usual-sense")
        return self._by_date(candidates) or Verdict(None, 0.5, "ambiguous")

    def _by_type_word(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """ "the city of X", "X exclave"."""
        before, after = self.context.before(span)[-24:], self.context.after(span)[:16]
        fits = []
        for one in candidates:
            key = f"types.{self.registry.entities[one].type}"
            if key in wording().lists and (
                re.search(wording().anywhere(key).pattern + r" of $", before) or wording().starts(key).match(after.lstrip())
            ):
                fits.append(one)
        return Verdict(fits[0], 0.85, "type-word") if len(fits) == 1 else None

    @cached_property
    def _company(self) -> Callable[[str], int]:
        """How many of the names in the document that are beyond doubt lie in an entity, around it or beside it."""
        sure = Counter(meaning.candidates[0] for meaning in self._meanings if len(meaning.candidates) == 1)
        above = {entity: self.registry.ancestors(entity) for entity in sure}

        def company(entity: str) -> int:
            mine = self.registry.ancestors(entity)
            return sum(
                count for other, count in sure.items() if other != entity and _are_related(entity, mine, other, above[other])
            )

        return cache(company)


def sense_of(reading: Reading, meaning: Meaning, verdict: Verdict) -> Sense:
    """What a mention says, by how it is written and whom it means."""
    name = next((name for name in meaning.names if name.entity == verdict.entity), meaning.names[0])
    kind = "spelling" if reading.certainty < EXACT else name.kind
    certainty = round(verdict.certainty * reading.certainty, 3)
    return Sense(reading.surface, verdict.entity, meaning.candidates, kind, certainty, f"names:{verdict.rule}", name.form)


Plain = Callable[[Reading], tuple[Sense | None, bool]]
"""What a way to write a name says whatever stands around it, or None; and whether it is a state's that others may lie in."""


@lru_cache(maxsize=4)
def plain_senses(registry: Registry) -> Plain:
    """What `Resolver` says of a name that can only mean one entity, unless a state stands beside it. Kept, as names come again."""
    meanings = meanings_for(registry)

    def plain(reading: Reading) -> tuple[Sense | None, bool]:
        meaning = meanings(reading.forms)
        if len(meaning.candidates) > 1 or meaning.homographs or meaning.is_surname:
            return None, bool(meaning.states)
        return sense_of(reading, meaning, Verdict(meaning.candidates[0], 1.0, EXACTLY)), bool(meaning.states)

    return lru_cache(READINGS)(plain)


def _may_be_name(word: str) -> bool:
    """Whether a capitalised word can be the other half of a person's name: no title, weekday, function word or possessive."""
    return not word.endswith(("'s", "’s")) and not any(
        wording().whole(key).match(word) for key in ("person.titles", "longer.exempt")
    )


def _are_related(one: str, above: tuple[str, ...], other: str, above_other: tuple[str, ...]) -> bool:
    """Whether one lies in the other, or both directly in the same; `above` is what each lies in."""
    return one in above_other or other in above or above[:1] == above_other[:1] != ()

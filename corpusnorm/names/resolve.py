"""Who is meant: from the forms found in a text to mentions of entities.

In this order: words beside the name that say it is something else; the place named after it ("Odessa, Texas"); for a surname what
`people` says; otherwise the years in the sentence, and for entities that followed each other those of the paragraph and of what
stands before; for others what `company` says: a word for what it is, the names beside it, a longer name in the document, what else
the sentence, the paragraph and the document speak of. What is left open stays open: a mention with candidates and no entity.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from corpusnorm.edits import Span
from corpusnorm.names.company import Company
from corpusnorm.names.context import Context, Homograph, wording
from corpusnorm.names.dates import When
from corpusnorm.names.match import EXACT, READINGS, Match, Reading
from corpusnorm.names.meaning import Meaning, meanings_for
from corpusnorm.names.model import Mention, Name, Sense
from corpusnorm.names.people import People, Timeline, Verdict, is_titled
from corpusnorm.names.registry import Registry

STATE_BESIDE = 5
"""A state so many characters before or behind a name has no bearing on it: all of " in ", ", " and "'s " are shorter."""
EXACTLY = "exact"
"""The rule by which a form that only one entity has is a mention of it."""


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
        return tuple(map(self._mention, range(len(self.matches))))

    def _mention(self, at: int) -> Mention:
        match = self.matches[at]
        span = Span(match.start, match.end)
        sense = None if match.start in self._beside_states else plain_senses(self.registry)(match.reading)[0]
        return Mention(span, *(sense or sense_of(match.reading, self._meanings[at], self.decide(at))))

    @cached_property
    def _meanings(self) -> tuple[Meaning, ...]:
        meaning = meanings_for(self.registry)
        return tuple(meaning(match.reading.forms) for match in self.matches)

    def decide(self, at: int) -> Verdict:
        """Who is meant at a match, given by its number, by all that stands around it."""
        meaning, span = self._meanings[at], Span(self.matches[at].start, self.matches[at].end)
        if self._is_homograph(span, meaning.homographs):
            return Verdict(None, 0.2, "homograph")
        if meaning.is_surname:
            return self._people.decide(span, meaning.candidates, known=any(name.status == "common" for name in meaning.names))
        persons = tuple(one for one in meaning.candidates if self.registry.entities[one].type == "person")
        if persons and len(persons) < len(meaning.candidates):
            return self._person(span, persons) or self._other(at, span, meaning, persons)
        return self._other(at, span, meaning, ())

    def _person(self, span: Span, persons: tuple[str, ...]) -> Verdict | None:
        """A person of a name that places have too: whose full name stands before, or who has a title; none where a place is."""
        if wording().ends("places.before").search(self.context.before(span)):
            return None
        named = tuple(one for one in persons if self._full_names.get(one, [span.start])[0] < span.start)
        if named or is_titled(self.context, span):
            return self._people.decide(span, named or persons, known=False)
        return None

    def _other(self, at: int, span: Span, meaning: Meaning, persons: tuple[str, ...]) -> Verdict:
        """A place or anything else that is no person."""
        if meaning.are_places_but_for_persons and len(meaning.candidates) > 1 and is_titled(self.context, span):
            return Verdict(None, 0.3, "other-person")
        here = tuple(one for one in self._not_elsewhere(span, meaning) if one not in persons)
        if not here:
            return Verdict(None, 0.4, "elsewhere")
        if len(here) == 1:
            return Verdict(here[0], 0.9 if persons else 1.0, EXACTLY if len(meaning.candidates) == 1 else "named-whole")
        return (
            self._timeline.by_sentence(span, here)
            or (self._by_time(span, here) if self._timeline.tells_apart(here) else self._by_company(at, span, here, meaning))
            or self._by_use(here, meaning.names)
        )

    def _by_time(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """Of entities that followed each other, the one of the time that the text speaks of."""
        return (
            self._timeline.by_paragraph(span, candidates)
            or self._timeline.by_section(span, candidates)
            or self._timeline.by_date(candidates)
        )

    def _by_company(self, at: int, span: Span, candidates: tuple[str, ...], meaning: Meaning) -> Verdict | None:
        company = self._company
        return (
            company.by_type_word(span, candidates)
            or company.by_neighbour(at, candidates)
            or (company.by_whole_name(span, candidates) if meaning.is_short else None)
            or company.by_company(span, candidates)
        )

    def _by_use(self, candidates: tuple[str, ...], names: tuple[Name, ...]) -> Verdict:
        """What the name usually means, or meant at the document's date."""
        usual = {name.entity for name in names if name.status in ("official", "common") and name.entity in candidates}
        if len(usual) == 1:
            return Verdict(usual.pop(), 0.6, "usual-sense")
        return self._timeline.by_date(candidates) or Verdict(None, 0.5, "ambiguous")

    @cached_property
    def _timeline(self) -> Timeline:
        return Timeline(self.context, self.registry.entities, self.date)

    @cached_property
    def _company(self) -> Company:
        return Company(self.context, self.registry, self.matches, self._meanings)

    @cached_property
    def _people(self) -> People:
        starts, ends = (frozenset(getattr(match, side) for match in self.matches) for side in ("start", "end"))
        return People(self.context, self._timeline, self._full_names, starts, ends)

    @cached_property
    def _full_names(self) -> dict[str, list[int]]:
        """Where each entity is named beyond doubt, and a person by the full name."""
        found: dict[str, list[int]] = {}
        for match, meaning in zip(self.matches, self._meanings, strict=True):
            if len(meaning.candidates) == 1 and not meaning.is_surname:
                found.setdefault(meaning.candidates[0], []).append(match.start)
        return found

    def _is_homograph(self, span: Span, homographs: Sequence[Homograph]) -> bool:
        if not homographs:
            return False
        around = self.context.around(span).of(self.text)
        before, after = self.context.before(span), self.context.after(span)
        return any(other.after.search(after) or other.before.search(before) or other.near.search(around) for other in homographs)

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

"""Whom a surname means: by the full names in the document, the years that the text names beside it, and the document's date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from corpusnorm.edits import Span
from corpusnorm.names.context import UPPER, Context, wording
from corpusnorm.names.dates import ALWAYS, When
from corpusnorm.names.model import Entity

_LAST_WORD = re.compile(rf"(?:^|\s)([{UPPER}][\w.'’-]*) $")
_NEXT_WORD = re.compile(rf" ([{UPPER}](?:[^\W\d_{UPPER}]|['’-])+)(?!\w)")
_DOUBLED = re.compile(rf"-[{UPPER}]\w+(?!\w)")
_OBLIQUE = re.compile(
    r"(?<!\w)(?:of|to|by|with|after|under|from|than|like|unlike|for|against|over|about|on)(?: (?:the|his|her|their))? $"
)
_JOINED = re.compile(r"\S+(?: [^\Wa-z_]\S*)*,? (?:and|or|&)(?: \w+){0,3} ")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is meant (None: nobody known, or undecided), how surely, and by which rule."""

    entity: str | None
    certainty: float
    rule: str


@dataclass(frozen=True, eq=False)
class Timeline:
    """What the time that a text speaks of says of who is meant."""

    context: Context
    entities: Mapping[str, Entity]
    date: When | None

    def tells_apart(self, candidates: Sequence[str]) -> bool:
        """Whether no two of the candidates were there at the same time."""
        periods = sorted((self.entities[one].period for one in candidates), key=lambda each: each.start.first if each.start else 0)
        return all(
            one.end is not None and other.start is not None and one.end.first <= other.start.last
            for one, other in pairwise(periods)
        )

    def by_sentence(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """The only candidate that was there in the years the sentence names."""
        return self._in(self.context.around(span), candidates, 0.8, "years-in-sentence") if self._dated(candidates) else None

    def by_paragraph(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """The only one that was there in the years of the paragraph, or else in the last year it names before."""
        if not self._dated(candidates):
            return None
        paragraph, rule = self.context.paragraph(span), "years-in-paragraph"
        before = self.context.year_before(span.start, paragraph.start)
        return self._in(paragraph, candidates, 0.75, rule) or self._of(before, candidates, 0.75, rule)

    def by_section(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """The only one that was there in the last year that the text names before."""
        return self._of(self.context.year_before(span.start), candidates, 0.75, "years-in-section")

    def by_date(self, candidates: tuple[str, ...]) -> Verdict | None:
        """The only one that was there when the document was written."""
        if self.date is None:
            return None
        then = [one for one in candidates if self.entities[one].period.holds(self.date)]
        return Verdict(then[0], 0.75, "date") if len(then) == 1 else None

    def _dated(self, candidates: tuple[str, ...]) -> bool:
        """Whether any of them began or ended; of others no year says anything."""
        return any(self.entities[one].period != ALWAYS for one in candidates)

    @cached_property
    def _in(self) -> Callable[[Span, tuple[str, ...], float, str], Verdict | None]:
        """`_of` the years of a stretch of text. Kept, since every mention in it asks."""
        return cache(lambda span, candidates, certainty, rule: self._of(self.context.years(span), candidates, certainty, rule))

    def _of(self, years: Sequence[When], candidates: Sequence[str], certainty: float, rule: str) -> Verdict | None:
        then = [one for one in candidates if any(self.entities[one].period.meets(year) for year in years)]
        return Verdict(then[0], certainty, rule) if len(then) == 1 else None


@dataclass(frozen=True, eq=False)
class People:
    """Resolves the surnames of one text. `full_names`: where each full name begins; `starts`, `ends`: where any name does."""

    context: Context
    timeline: Timeline
    full_names: Mapping[str, Sequence[int]]
    starts: frozenset[int]
    ends: frozenset[int]

    def decide(self, span: Span, candidates: tuple[str, ...], *, known: bool) -> Verdict:
        """Who is meant by a surname; `known`: without a full name it is commonly one of them."""
        if self._is_other(span):
            return Verdict(None, 0.3, "other-person")
        named = tuple(entity for entity in candidates if entity in self.full_names)
        if len(candidates) == 1:
            if named or known:
                return Verdict(candidates[0], 0.9, "full-name-in-document" if named else "known-surname")
            return Verdict(None, 0.5, "bare-surname")
        by_years = self.timeline.by_sentence(span, named or candidates) if len(named) != 1 else None
        return (
            by_years
            or self._by_only_name(span, candidates, named)
            or self._by_paragraph(span, named)
            or self.timeline.by_paragraph(span, named or candidates)
            or self._by_surroundings(span, named or candidates)
            or Verdict(None, 0.5, "ambiguous" if named else "ambiguous-surname")
        )

    def _is_other(self, span: Span) -> bool:
        """Whether it is part of another name: "Bilal Erdogan", "Erdogan Toprak", "Mrs Putin"."""
        before, after = self.context.before(span), self.context.after(span)
        first, second = _LAST_WORD.search(before), _NEXT_WORD.match(after)
        if first and wording().whole("person.others").match(first.group(1)):
            return True
        return bool(
            (first and _may_be_name(first.group(1)) and span.start - 1 not in self.ends)
            or (second and _may_be_name(second.group(1)) and span.end + 1 not in self.starts)
            or (_DOUBLED.match(after) and span.end + 1 not in self.starts)
        )

    def _by_only_name(self, span: Span, candidates: tuple[str, ...], named: tuple[str, ...]) -> Verdict | None:
        """The only one whose full name the document has, unless the sentence names years that were another's."""
        if len(named) != 1:
            return None
        other = self.timeline.by_sentence(span, candidates)
        return other if other and other.entity != named[0] else Verdict(named[0], 0.9, "full-name-in-document")

    def _by_paragraph(self, span: Span, candidates: Sequence[str]) -> Verdict | None:
        """The full name that stands last before it in the paragraph, of those in one sentence the one that it speaks of.

        A name behind a preposition ("the son of X") is not what a sentence speaks of; of two that "and" joins neither is more so.
        """
        text, start = self.context.text, self.context.paragraph(span).start
        before = sorted((at, entity) for entity in candidates for at in self._last_before(entity, span.start, start))
        if not before:
            return None
        sentence = self.context.sentence(Span(before[-1][0], before[-1][0])).start
        together = [(at, entity) for at, entity in before if at >= sentence]
        subjects = [(at, one) for at, one in together if not _OBLIQUE.search(text, max(0, at - 24), at)] or together[-1:]
        (first, one), (second, other) = subjects[-2:] if len(subjects) > 1 else (subjects[-1], subjects[-1])
        if one != other and _JOINED.fullmatch(text, first, second):
            return Verdict(None, 0.5, "ambiguous")
        return Verdict(subjects[-1][1], 0.85, "full-name-in-paragraph")

    def _last_before(self, entity: str, end: int, start: int) -> Sequence[int]:
        """Where the last full name of a person stands between two places, if it does."""
        at = self.full_names[entity]
        last = bisect_left(at, end) - 1
        return at[last : last + 1] if last >= 0 and at[last] >= start else ()

    def _by_surroundings(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """What the document's date and the last year named say, where neither they nor the last full name gainsay each other."""
        found = [self.timeline.by_date(candidates), self.timeline.by_section(span, candidates)]
        said = [verdict for verdict in found if verdict]
        at = {entity: self._last_before(entity, span.start, 0) for entity in candidates if entity in self.full_names}
        last = max(((places[-1], entity) for entity, places in at.items() if places), default=None)
        persons = {verdict.entity for verdict in said} | ({last[1]} if last else set())
        return said[0] if said and len(persons) == 1 else None


def is_titled(context: Context, span: Span) -> bool:
    """Whether a person's title stands directly before it."""
    first = _LAST_WORD.search(context.before(span))
    return first is not None and any(
        wording().whole(key).match(first.group(1)) for key in ("person.titles", "person.others", "person.royal")
    )


def _may_be_name(word: str) -> bool:
    """Whether a capitalised word can be the other half of a person's name: no title, weekday, function word or possessive."""
    return not word.endswith(("'s", "’s")) and not any(
        wording().whole(key).match(word) for key in ("person.titles", "longer.exempt")
    )

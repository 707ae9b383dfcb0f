"""Which of several entities of one name is meant: by what else the text names, beside the name, around it, and in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from corpusnorm.edits import Span
from corpusnorm.names.context import Context, wording
from corpusnorm.names.match import Match
from corpusnorm.names.meaning import Meaning
from corpusnorm.names.people import Verdict
from corpusnorm.names.registry import Registry

ITSELF, INSIDE, BESIDE, AROUND = 6, 4, 2, 1
"""How much it says for an entity that the text names it by a longer name, what lies in it, its neighbour, and what it lies in. That
a state is named says little of a town in it; one such mention alone decides nothing."""
_ENOUGH = 2
_JOINT = re.compile(r"(?:,? (?:and|or|nor) |, | & )(?:the )?")
_JOINT_LENGTH = 10
_ATTRIBUTE = re.compile(r"[ -](\w+)")


@dataclass(frozen=True, eq=False)
class Company:
    """What the names of one text that are beyond doubt say of those that are not."""

    context: Context
    registry: Registry
    matches: Sequence[Match]
    meanings: Sequence[Meaning]

    def by_neighbour(self, at: int, candidates: tuple[str, ...]) -> Verdict | None:
        """By the names beside it in a list or an address: "Julfa, Nakhichevan"; "Jordan and Lebanon"; "Tripoli, Lebanon"."""
        before, after = self._joined(at - 1, at), self._joined(at, at + 1)
        within = [one for one in candidates if before and before[1] == ", " and one in self.registry.ancestors(before[0])]
        within += [one for one in candidates if after and after[1] == ", " and after[0] in self.registry.ancestors(one)]
        if len(within) == 1:
            return Verdict(within[0], 0.9, "place-beside")
        types = {self.registry.entities[other[0]].type for other in (before, after) if other}
        alike = [one for one in candidates if self.registry.entities[one].type in types]
        return Verdict(alike[0], 0.8, "list") if len(types) == 1 and len(alike) == 1 else None

    def _joined(self, one: int, other: int) -> tuple[str, str] | None:
        """The sure one of two names in a row, and what joins them, where a comma or an "and" does."""
        if one < 0 or other >= len(self.matches):
            return None
        sure = next(
            (meaning.candidates[0] for meaning in (self.meanings[one], self.meanings[other]) if len(meaning.candidates) == 1), ""
        )
        start, end = self.matches[one].end, self.matches[other].start
        between = self.context.text[start:end] if end - start <= _JOINT_LENGTH else ""
        return (sure, between) if sure and _JOINT.fullmatch(between) else None

    def by_type_word(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """By a word that says what it is: "the city of X", "X exclave", "the river X"; "the X" of a river."""
        before, after = self.context.before(span)[-24:], self.context.after(span)[:16]
        fits = [one for one in candidates if self._is_called(self.registry.entities[one].type, before, after)]
        if len(fits) != 1:
            fits = [one for one in candidates if self._has_article(self.registry.entities[one].type, span, before, after)]
        return Verdict(fits[0], 0.85, "type-word") if len(fits) == 1 else None

    def _is_called(self, kind: str, before: str, after: str) -> bool:
        key = f"types.{kind}"
        if key not in wording().lists:
            return False
        ahead, behind = wording().anywhere(key, "(?: of)? (?:the )?$"), wording().anywhere(key)
        return ahead.search(before) is not None or behind.match(after.lstrip()) is not None

    def _has_article(self, kind: str, span: Span, before: str, after: str) -> bool:
        """Whether an article stands before it as before the name of a river, and the sentence speaks of one."""
        key = f"types.with_article.{kind}"
        if key not in wording().lists or not before.endswith(("the ", "The ")):
            return False
        word = _ATTRIBUTE.match(after)
        if word and word.group(1) not in wording().lists["article.function"]:
            return False
        return wording().anywhere(key).search(self.context.around(span).of(self.context.text)) is not None

    def by_company(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """The candidate that most of the names of the sentence, else of the paragraph, else of the document are about."""
        whole = Span(0, len(self.context.text))
        for stretch in (self.context.sentence(span), self.context.paragraph(span), whole):
            counts = self._counts(stretch, candidates, span.end - span.start)
            if counts[0][0] >= _ENOUGH and counts[0][0] > 2 * counts[1][0]:
                return Verdict(counts[0][1], 0.8, "company")
        return None

    def by_whole_name(self, span: Span, candidates: tuple[str, ...]) -> Verdict | None:
        """The only candidate that the document has by a longer name."""
        whole = Span(0, len(self.context.text))
        named = [one for one in candidates if self._named(whole, one, span.end - span.start)]
        return Verdict(named[0], 0.9, "full-name-in-document") if len(named) == 1 else None

    @cached_property
    def _counts(self) -> Callable[[Span, tuple[str, ...], int], list[tuple[int, str]]]:
        """How much the sure names in a stretch of the text say for each of some entities, most first.

        What a name says for all of them alike counts for none. Kept, since every mention in the stretch asks.
        """

        def counts(stretch: Span, candidates: tuple[str, ...], length: int) -> list[tuple[int, str]]:
            said = {one: ITSELF * self._named(stretch, one, length) for one in candidates}
            above = {one: self.registry.ancestors(one) for one in candidates}
            for other, count in self._sure(stretch).items():
                weights = {one: self._weight_of(one, above[one], other) for one in candidates if one != other}
                common = min(weights.values(), default=0) if len(weights) == len(candidates) else 0
                for one, weight in weights.items():
                    said[one] += count * (weight - common)
            return sorted(((count, one) for one, count in said.items()), reverse=True)

        return cache(counts)

    def _weight_of(self, one: str, above: tuple[str, ...], other: str) -> int:
        """What it says for `one`, which lies in `above`, that `other` is named. To name a people is to name its country."""
        above_other = self.registry.ancestors(other)
        if self.registry.entities[other].type == "people":
            return AROUND if set(above_other[:1]) & {one, *above} else 0
        if one in above_other:
            return INSIDE
        if above[:1] == above_other[:1] != ():
            return BESIDE
        return AROUND if other in above else 0

    def _named(self, stretch: Span, entity: str, length: int) -> int:
        """How often the entity is named beyond doubt, and by more characters than `length`."""
        return sum(count for size, count in self._sizes(stretch).get(entity, {}).items() if size > length)

    @cached_property
    def _sure(self) -> Callable[[Span], Counter[str]]:
        """The entities named beyond doubt in a stretch of the text."""
        return cache(lambda stretch: Counter({one: sum(sizes.values()) for one, sizes in self._sizes(stretch).items()}))

    @cached_property
    def _sizes(self) -> Callable[[Span], dict[str, Counter[int]]]:
        """The entities named beyond doubt in a stretch of the text, and in how many characters how often."""
        starts = [match.start for match in self.matches]

        def sizes(stretch: Span) -> dict[str, Counter[int]]:
            found: dict[str, Counter[int]] = {}
            first, last = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
            for match, meaning in zip(self.matches[first:last], self.meanings[first:last], strict=True):
                if len(meaning.candidates) == 1 and not meaning.is_surname:
                    found.setdefault(meaning.candidates[0], Counter())[match.end - match.start] += 1
            return found

        return cache(sizes)

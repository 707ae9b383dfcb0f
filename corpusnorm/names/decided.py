"""What decisions do: to the registry before a text is looked at, and to the names that were found in one.

To the registry (`amended`): `same` adds forms and entities, `never` takes them apart, and a form that `is` an entity everywhere
becomes one of its names. To the names of a text: who is meant, that it is no name, or that it stays. Which form is written is not
decided here: that is the policy's matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from corpusnorm.columns import Utf8
from corpusnorm.edits import Edits, Span
from corpusnorm.names.decisions import DECISION, NONE, Decision, Decisions
from corpusnorm.names.fold import bare
from corpusnorm.names.match import Match
from corpusnorm.names.model import Mention, Name
from corpusnorm.names.registry import Registry

Places = Mapping[Span, tuple[Decision, ...]]
"""The decisions about single places of a text."""
NOWHERE: Places = {}


class Decided(NamedTuple):
    """The names of a text after the decisions: all of them, those that stay as they are and by which decision, and the places that
    were decided about, those of what is no name among them."""

    mentions: tuple[Mention, ...]
    kept: Mapping[Span, Decision]
    places: Places

    @property
    def keys(self) -> tuple[str, ...]:
        """Of all decisions that had something to say, sorted."""
        return tuple(sorted({row.key for rows in self.places.values() for row in rows}))


@dataclass(frozen=True, eq=False)
class Verdicts:
    """What the decisions say of texts, by a registry that was `amended` by them."""

    decisions: Decisions = NONE
    registry: Registry | None = None

    def __bool__(self) -> bool:
        return bool(self._forms or self._documents)

    def concern(self, matches: Sequence[Match], document: Sequence[str]) -> bool:
        """Whether there may be anything to say of these names, or of this document, which has these names."""
        return bool(self) and (
            not self._documents.keys().isdisjoint(document)
            or any(spelled(match.reading.surface) in self._forms for match in matches)
        )

    def on(self, text: str, mentions: Sequence[Mention], document: Sequence[str], places: Places = NOWHERE) -> Decided:
        """The names of a text as decided. `places` are decisions about single places, beside those about the document."""
        if not (self or places):
            return Decided(tuple(mentions), {}, {})
        about = dict.fromkeys(row for each in document for row in self._documents.get(each, ()))
        table = _Table(self._forms, tuple(about), places)
        named: list[Mention] = []
        kept, decided = {}, {}
        for mention in _with_unknown(text, mentions, table):
            rows = table.on(mention)
            if rows:
                decided[mention.span] = rows
            who = next((row for row in rows if row.decision != "keep"), None)
            if who and who.decision == "not-a-name":
                continue
            made = self._meant(mention, who) if who else mention
            named.append(made)
            keep = next((row for row in rows if row.decision == "keep"), None)
            if keep and (not keep.entities or made.entity in keep.entities):
                kept[made.span] = keep
        return Decided(tuple(named), kept, decided)

    def why(self, mention: Mention) -> str:
        """What the record of a mention says of the decision on who is meant, if there is one."""
        row = self._keys.get(mention.rule)
        return f", {row.why}" if row else ""

    def keep(self, row: Decision) -> tuple[str, str]:
        """By what code a decision keeps a name, and why."""
        return f"{DECISION}:{row.key}", row.why

    def origin(self, mention: Mention) -> str:
        """The decision by which the form of a mention is a name of its entity, if it is one."""
        if not (self.decisions and self.registry):
            return ""
        rows = self.registry.rows(mention.entity or "", mention.name)
        decided = (self._keys.get(row.source) for row in rows)
        return next((f"{DECISION}:{row.key}, {row.why};" for row in decided if row), "")

    @cached_property
    def _keys(self) -> Mapping[str, Decision]:
        return {f"{DECISION}:{row.key}": row for row in self.decisions.rows}

    def _meant(self, mention: Mention, row: Decision) -> Mention:
        entity = row.entities[0]
        same = self.registry.rows(entity, mention.name) if self.registry else ()
        alike = (name for name in self._names.get(entity, ()) if _unmarked(mention.form) == _unmarked(name.form))
        name = next(iter((*same, *alike)), None)
        found = replace(mention, entity=entity, candidates=(entity,), certainty=1.0, rule=f"{DECISION}:{row.key}")
        return replace(found, name=name.form if name else "", kind=name.kind if name else mention.kind)

    @cached_property
    def _names(self) -> Mapping[str, Sequence[Name]]:
        """The names of the entities that are decided for."""
        wanted: dict[str, list[Name]] = {entity: [] for row in self.decisions.by("is") for entity in row.entities}
        for name in self.registry.names if self.registry else ():
            if name.entity in wanted:
                wanted[name.entity].append(name)
        return wanted

    @cached_property
    def _forms(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions that hold everywhere, by form."""
        return _by_form(row for row in self._about_texts if row.scope == "corpus")

    @cached_property
    def _documents(self) -> Mapping[str, tuple[Decision, ...]]:
        """The other ones, by document."""
        found: dict[str, tuple[Decision, ...]] = {}
        for row in self._about_texts:
            if row.scope != "corpus":
                found[row.document] = (*found.get(row.document, ()), row)
        return found

    @cached_property
    def _about_texts(self) -> tuple[Decision, ...]:
        return self.decisions.by("is", "not-a-name", "keep")

    def among(
        self, found: Iterable[tuple[int, str, tuple[Match, ...]]], texts: Utf8, documents: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, str, tuple[Match, ...]]]:
        """What a matcher found, and the texts in which it found nothing although there are decisions about them, in order."""
        wanted = [row for row, names in enumerate(documents) if not self._documents.keys().isdisjoint(names)]
        at = 0
        for row, text, matches in found:
            while at < len(wanted) and wanted[at] <= row:
                if wanted[at] < row:
                    yield wanted[at], texts.text(wanted[at]), ()
                at += 1
            yield row, text, matches
        for row in wanted[at:]:
            yield row, texts.text(row), ()


@dataclass(frozen=True, eq=False)
class _Table:
    """The decisions that may concern one text."""

    everywhere: Mapping[str, tuple[Decision, ...]]
    rows: Sequence[Decision]
    places: Places

    def on(self, mention: Mention) -> tuple[Decision, ...]:
        """Those about a mention, narrowest first: of two of a kind the first holds."""
        form, span = spelled(mention.form), mention.span
        return (
            *self.places.get(span, ()),
            *(row for row in self.here if Span(row.start, row.end) == span and form in _spelled(row)),
            *self.document.get(form, ()),
            *self.everywhere.get(form, ()),
        )

    @cached_property
    def here(self) -> tuple[Decision, ...]:
        return tuple(row for row in self.rows if row.scope == "mention")

    @cached_property
    def document(self) -> Mapping[str, tuple[Decision, ...]]:
        return _by_form(row for row in self.rows if row.scope == "document")


def spelled(form: str) -> str:
    """A form with its white space as single blanks: a line may end within a name."""
    return " ".join(form.split())


def moved(places: Places, edits: Edits) -> Places:
    """Places of a text as they stand in what edits make of it."""
    return {edits.to_result(span): rows for span, rows in places.items()} if edits else places


def _unmarked(form: str) -> str:
    return "".join(map(bare, spelled(form)))


def _spelled(row: Decision) -> set[str]:
    return {spelled(form) for form in row.forms}


def _by_form(rows: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, tuple[Decision, ...]] = {}
    for row in rows:
        for form in sorted(_spelled(row)):
            found[form] = (*found.get(form, ()), row)
    return found


def _with_unknown(text: str, mentions: Sequence[Mention], table: _Table) -> Sequence[Mention]:
    """The mentions, and those of forms that no registry has but a decision about this document. A place that a decision names
    goes before what overlaps it; otherwise the leftmost and then the longest stands."""
    fixed = {span for span, rows in table.places.items() if any(row.decision == "is" for row in rows)}
    fixed |= {Span(row.start, row.end) for row in table.here if row.decision == "is" and _stands(text, row)}
    added = {span for row in table.rows if row.decision == "is" and row.scope == "document" for span in _places(text, row)}
    found = {mention.span: mention for mention in mentions}
    if found.keys() >= fixed | added:
        return mentions
    chosen: list[Span] = _disjoint(fixed)
    starts = [span.start for span in chosen]
    free = (span for span in found.keys() | added if not _meets(span, chosen, starts))
    chosen = sorted([*chosen, *_disjoint(free)])
    return [found.get(span) or Mention(span, span.of(text), None, (), "spelling", 0.0, DECISION) for span in chosen]


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return chosen


def _meets(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether it overlaps one of some disjoint spans, sorted."""
    at = bisect_left(starts, span.end)
    return at > 0 and spans[at - 1].overlaps(span)


def _stands(text: str, row: Decision) -> bool:
    return spelled(text[row.start : row.end]) in _spelled(row)


def _places(text: str, row: Decision) -> Iterator[Span]:
    """Where the forms of a decision stand as whole words."""
    for form in row.forms:
        words = r"\s+".join(map(re.escape, form.split()))
        yield from (Span(*found.span()) for found in re.finditer(rf"(?<!\w){words}(?!\w)", text))

"""Which form a policy prefers for a name, and what kind of change that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from corpusnorm.names.dates import When
from corpusnorm.names.fold import bare
from corpusnorm.names.model import STATUSES, Kind, Name
from corpusnorm.names.policy import AS_WRITTEN, BY_DATE, RANK, Policy
from corpusnorm.names.registry import Era, Registry

OF_REGISTRY = "en"
"""The language of texts that the names of the registry are those of, unless they say otherwise."""

CERTAINTY: dict[Kind, float] = {"spelling": 0.99, "typo": 0.97, "transliteration": 0.97, "exonym": 0.95, "renaming": 0.95}
"""How sure a rewrite of this kind is when the mention is sure. Estimates, not measured."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The form to write, by which kind of change and on what ground.

    `retired`: the name written had ended by the date. `replaced`: when another name took its place, where the registry knows and
    the date decides. `instead`: what is written where it must not become another word, or not surely enough.
    """

    form: str
    kind: Kind
    ground: str
    retired: bool = False
    replaced: When | None = None
    instead: Choice | None = None


Preferred = Callable[[str, str], Choice | None]
"""The form to write for an entity and the form that stands there."""


@dataclass(frozen=True, eq=False)
class Choices:
    """What a policy prefers, each choice made once an era of the registry and not once a document."""

    registry: Registry
    policy: Policy
    _eras: dict[Era, Preferred] = field(default_factory=dict)

    def at(self, date: When | None) -> Preferred:
        """`choose` at one date."""
        era = self.registry.era(date)
        if era not in self._eras:
            self._eras[era] = cache(lambda entity, form: choose(self.registry, self.policy, entity, form, date))
        return self._eras[era]


def choose(registry: Registry, policy: Policy, entity: str, form: str, date: When | None) -> Choice | None:
    """The form `policy` prefers for `form` as a name of `entity` at `date`, or None where the policy leaves it.

    The preferred form is of the same series. A name that holds at the date stands; one that does not gives way to the best that
    does. No name of an entity that has a contested one becomes another word but by a rule that names the entity by its id; nor does
    a name that was written before it was official give way. Without a date, names that depend on one stay. `form` itself may come
    back as the choice: it is then right as the registry writes it. A policy for another language than English writes names of that
    language, and marks that were dropped.
    """
    where, rule = policy.rule_for(registry, entity)
    profile = rule.profile if rule else policy.profile
    if profile == AS_WRITTEN:
        return None
    name = _at(registry.rows(entity, form), date)
    head, series = registry.head(name), registry.series(name)
    spoken = tuple(other for other in series if _is_spoken(other, name, policy.language))
    preferred = [other for other in series if rule and rule.prefer and other.form == rule.prefer]
    if not preferred and profile != BY_DATE:
        preferred = [other for other in series if profile in other.used_by and _holds(other, date)]
    by_id = rule is not None and bool(rule.entity)
    target = _best(preferred) if preferred else _by_date(registry, head, spoken, date, named=by_id)
    if not by_id and _changes_sides(registry, name, target):
        target = head
    if (not by_id and _changes_sides(registry, name, target)) or not (preferred or target in spoken):
        return None
    ground = f"{policy.name}@{policy.version} {where}"
    own = Choice(head.form, _kind(registry, name, head, head), ground)
    kind = _kind(registry, name, head, target)
    within = own if RANK[own.kind] <= RANK[policy.scope] and head in spoken else None
    if RANK[kind] > RANK[policy.scope]:
        return within
    replaced = None if by_id or preferred else _replaced(registry, name, target)
    if RANK[kind] < RANK["renaming"]:
        return Choice(target.form, kind, ground, replaced=replaced)
    retired = not preferred and _is_retired(registry, head, date)
    return Choice(target.form, kind, ground, retired, replaced, within if own.form != form else None)


def _is_spoken(other: Name, name: Name, language: str) -> bool:
    """Whether a form is written in texts of a language. The registry has what English writes, from whatever language it comes; of
    the others' names those that say so, and every form that differs from the one written by marks alone (Erdogan, Erdoğan)."""
    return language in (OF_REGISTRY, other.lang) or bare(other.form) == bare(name.form)


def _changes_sides(registry: Registry, name: Name, target: Name) -> bool:
    """Whether a rewrite takes a side: another word for what has a contested name, or a contested name for one that is not."""
    if registry.head(name).form == registry.head(target).form:
        return name.form != target.form and (name.status == "contested") != (target.status == "contested")
    return any(other.status == "contested" for other in registry.series(name))


def _replaced(registry: Registry, name: Name, target: Name) -> When | None:
    """When the name written, or the word that it is a way to write, gave way to the other, as far as the registry knows.

    A name that came back begins more than once: what counts is when it came after the one that is written."""
    own = [row.period for form in {name.form, registry.head(name).form} for row in registry.rows(name.entity, form)]
    other = [row.period for form in {target.form, registry.head(target).form} for row in registry.rows(name.entity, form)]
    begun = min((period.start.first for period in own if period.start), default=0)
    starts = [period.start for period in other if period.start and period.start.first >= begun]
    known = [bound for bound in (*(period.end for period in own), *starts) if bound]
    return min(known, key=lambda bound: bound.first) if known else None


def _by_date(registry: Registry, head: Name, series: tuple[Name, ...], date: When | None, *, named: bool) -> Name:
    """The head that stands at the date; `head` itself where it holds or nothing better is known to hold, and, unless a rule names
    the entity, where it is contested or was in use before it was official."""
    heads = [name for name in series if name.is_head and name.form != head.form]
    rows = registry.rows(head.entity, head.form)
    if not named and (head.status == "contested" or (date and all(_is_to_come(row, date) for row in rows))):
        return head
    if date is None and any(name.period.start or name.period.end for name in (head, *heads)):
        return head
    if any(_holds(row, date) for row in rows) and head.kind != "exonym":
        return head
    passed_over = ("self-designation",) if named else ("contested", "self-designation")
    able = [name for name in heads if _holds(name, date) and name.status not in passed_over and name.kind != "exonym"]
    return _best(able) if able else head


def _best(names: Iterable[Name]) -> Name:
    return min(names, key=lambda name: (STATUSES.index(name.status), name.form))


def _at(rows: tuple[Name, ...], date: When | None) -> Name:
    return next((row for row in rows if _holds(row, date)), rows[0])


def _holds(name: Name, date: When | None) -> bool:
    return date is None or name.period.holds(date)


def _is_to_come(name: Name, date: When) -> bool:
    return name.period.start is not None and date.before(name.period.start)


def _is_retired(registry: Registry, head: Name, date: When | None) -> bool:
    """Whether the name had ended by the date and is not in common use all the same, as Bombay is and Leningrad is not."""
    if head.status == "historic":
        return True
    rows = registry.rows(head.entity, head.form)
    return head.status != "common" and date is not None and any(row.period.over(date) for row in rows)


def _kind(registry: Registry, name: Name, head: Name, target: Name) -> Kind:
    """The farthest step on the way from `name` over its head to `target`."""
    steps: list[Kind] = ["spelling"]
    if registry.head(target).form != head.form:
        steps += [step.kind for step in (head, registry.head(target)) if step.kind in RANK]
        steps.append("exonym" if "exonym" in steps else "renaming")
    for end in (name, target):
        while not end.is_head:
            steps.append(end.kind)
            end = registry.rows(end.entity, end.of)[0]
    return max(steps, key=lambda kind: (RANK.get(kind, 0), kind == "exonym", kind != "spelling"))

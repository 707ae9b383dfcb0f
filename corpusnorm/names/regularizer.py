"""What is made of the names in a text, by one registry and one policy: a screen over what was found, then the exact rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.names.amended import amended
from corpusnorm.names.choose import CERTAINTY, Choice, Choices, Preferred
from corpusnorm.names.dates import When
from corpusnorm.names.decided import NOWHERE, Places, Verdicts, moved
from corpusnorm.names.decisions import NONE, Decisions
from corpusnorm.names.guards import guard, reason
from corpusnorm.names.match import CASELESS, READINGS, Match, Matcher, Reading, is_form, likeness, matcher_for, written_like
from corpusnorm.names.model import Kept, Mention, Regularized, Review, Sense
from corpusnorm.names.policy import Policy, load_policy
from corpusnorm.names.registry import Era, Registry, default_registry
from corpusnorm.names.resolve import STATE_BESIDE, Resolver, plain_senses
from corpusnorm.names.setting import Case, Setting

UNSETTLED = ("unsettled", "with its neighbours the new form would make another name")
_UNDECIDED = frozenset(
    {"names:ambiguous", "names:ambiguous-surname", "names:bare-surname", "names:other-person", "names:elsewhere"}
)
_SAME_WHOEVER = frozenset({"names:ambiguous", "names:usual-sense"})


@dataclass(frozen=True, eq=False)
class Regularizer:
    """Writes names by one registry, one policy and decisions, and keeps what it works out that does not depend on a text.

    A document is known to decisions by its id and its name."""

    registry: Registry
    policy: Policy
    decisions: Decisions = NONE
    _eras: dict[tuple[Era, bool], Callable[[Reading], tuple[Sense | None, bool]]] = field(default_factory=dict)

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the names, in one text or in many."""
        return matcher_for(self.registry)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What the decisions say of texts."""
        return Verdicts(self.decisions, self.registry)

    def left(
        self, matches: Sequence[Match], date: When | None, lang: str | None, document: Sequence[str] = ()
    ) -> list[Sense] | None:
        """What the mentions of a text say where that needs no look at the text and the policy leaves every name; else None.

        A screen: what it passes over, `regularized` would say the same of, with nothing edited, kept or open. Most texts are such.
        """
        if self.verdicts.concern(matches, document):
            return None
        plain = self._plain(self.policy.at(date), self.speaks(lang))
        senses, ended, was_state = [], -STATE_BESIDE, False
        for start, end, reading in matches:
            sense, is_state = plain(reading)
            if sense is None or (start - ended < STATE_BESIDE and (is_state or was_state)):
                return None
            senses.append(sense)
            ended, was_state = end, is_state
        return senses

    def _plain(self, date: When | None, speaks: bool) -> Callable[[Reading], tuple[Sense | None, bool]]:
        """Of a way to write a name, what it says whatever stands around it (None: it may change), and whether it is a state's."""
        era = (self.registry.era(date), speaks)
        if era not in self._eras:
            preferred, said = self._choices.at(date) if speaks else _nothing, plain_senses(self.registry)

            def plain(reading: Reading) -> tuple[Sense | None, bool]:
                sense, is_state = said(reading)
                return None if sense and _choice(sense, preferred) else sense, is_state

            self._eras[era] = lru_cache(READINGS)(plain)
        return self._eras[era]

    def regularized(
        self, text: str, matches: Sequence[Match], date: When | None, lang: str | None, document: Sequence[str] = ()
    ) -> Regularized:
        """What `regularize` says of a text in which these names were found."""
        if not self.speaks(lang):
            found = Resolver(text, self.registry, matches, date).mentions()
            decided = self.verdicts.on(text, found, document)
            return Regularized(Edits(), decided.mentions, (), (), decided.keys)
        plan, places = self._plan(text, matches, date, document)
        held = frozenset(kept.mention.span for kept in plan.kept if kept.mention.entity)
        edits = self._settled(text, plan.edits, date, places, held)
        if edits == plan.edits:
            return plan
        mention_at, settled, spans = {each.span: each for each in plan.mentions}, set(edits), {edit.span for edit in edits}
        dropped = tuple(Kept(mention_at[edit.span], edit.text, *UNSETTLED) for edit in plan.edits if edit not in settled)
        kept = tuple(each for each in plan.kept if each.mention.span not in spans)
        return Regularized(edits, plan.mentions, plan.queue, kept + dropped, plan.decided)

    def speaks(self, lang: str | None) -> bool:
        """Whether the policy has anything to say to a text in this language."""
        return lang is None or lang.partition("-")[0] == self.policy.language

    @cached_property
    def _choices(self) -> Choices:
        return Choices(self.registry, self.policy)

    def _plan(
        self, text: str, matches: Sequence[Match], day: When | None, document: Sequence[str], places: Places = NOWHERE
    ) -> tuple[Regularized, Places]:
        """One round: every mention is rewritten, kept by a decision or a guard, put to review, or right as it is. And the places of
        the text that were decided about."""
        resolver, date, verdicts = Resolver(text, self.registry, matches, day), self.policy.at(day), self.verdicts
        decided, preferred = verdicts.on(text, resolver.mentions(), document, places), self._choices.at(date)
        setting = Setting(resolver.context, decided.mentions, self.registry, self.policy, date)
        edits: list[Edit] = []
        queue: list[Review] = []
        kept: list[Kept] = []
        for mention in decided.mentions:
            choice = _choice(mention, preferred)
            if mention.span in decided.kept:
                kept.append(Kept(mention, choice.form if choice else "", *verdicts.keep(decided.kept[mention.span])))
                continue
            if mention.rule in _UNDECIDED:
                queue.append(Review(mention, mention.rule, choice.form if choice else ""))
            if choice is None:
                continue
            outcome = self._outcome(setting, mention, choice)
            if not isinstance(outcome, Edit) and choice.instead and not is_form(mention.form, choice.instead.form):
                smaller = self._outcome(setting, mention, choice.instead)
                outcome = smaller if isinstance(smaller, Edit) else outcome
            if isinstance(outcome, Edit):
                edits.append(outcome)
            elif isinstance(outcome, Kept):
                kept.append(outcome)
            else:
                queue.append(outcome)
        return Regularized(Edits(edits), decided.mentions, tuple(queue), tuple(kept), decided.keys), decided.places

    def _outcome(self, setting: Setting, mention: Mention, choice: Choice) -> Edit | Kept | Review:
        """What becomes of a mention that the policy would write in another form."""
        held = guard(Case(setting, mention, choice))
        if held:
            return Kept(mention, choice.form, held, reason(held))
        certainty = round(_certainty(mention) * CERTAINTY.get(choice.kind, 0.9), 3)
        if certainty < self.policy.threshold and not self.verdicts.why(mention):
            return Review(mention, f"certainty {certainty} under {self.policy.threshold}", choice.form)
        return Edit(mention.span, choice.form, f"names:{choice.kind}", certainty, self._evidence(mention, choice))

    def _evidence(self, mention: Mention, choice: Choice) -> str:
        who, why = mention.entity or "|".join(mention.candidates), self.verdicts.why(mention)
        rows = self.verdicts.origin(mention) or "names.tsv"
        return f"entity {who} ({mention.rule}{why}); policy {choice.ground}; {rows} {mention.name} -> {choice.form}"

    def _settled(self, text: str, edits: Edits, day: When | None, places: Places, held: frozenset[Span]) -> Edits:
        """The edits whose result would not be edited again: the law of idempotence holds whatever the registry says.

        An edit can take away why a guard held another mention (two forms a little farther apart): that is then edited too. It can
        make a longer name with its neighbours: each round drops the edits that would be touched again, or all where others would;
        no edits at all are settled.
        """
        while edits:
            result = edits.apply(text)
            matches, pinned = self.matcher.find(result), moved(places, edits)
            looks = bool(pinned) or self.left(matches, day, None) is None
            again = self._plan(result, matches, day, (), pinned)[0].edits if looks else Edits()
            if not again:
                return edits
            touched = [edits.to_source(edit.span) for edit in again]
            if held.issuperset(touched):
                held = held.difference(touched)
                more = [replace(edit, span=span) for edit, span in zip(again, touched, strict=True)]
                edits = Edits(sorted([*edits, *more], key=lambda edit: edit.span.start))
                continue
            left = [edit for edit in edits if not any(map(edit.span.overlaps, touched))]
            edits = Edits(left if len(left) < len(edits) else [])
        return edits


def regularizer_for(policy: Policy | str | None, registry: Registry | None = None, decisions: Decisions = NONE) -> Regularizer:
    """The regularizer of a policy (a `Policy`, a shipped name or a path; or the default), a registry, and decisions on it.

    The last four are kept. Raises `ConfigError` for a policy that is none, and for decisions that do not fit the registry.
    """
    chosen = policy if isinstance(policy, Policy) else load_policy(policy or "default")
    return _regularizer(chosen, registry or default_registry(), decisions)


@lru_cache(maxsize=4)
def _regularizer(policy: Policy, registry: Registry, decisions: Decisions) -> Regularizer:
    return Regularizer(amended(registry, decisions), policy, decisions)


def _nothing(_entity: str, _form: str) -> None:
    """What a policy prefers in a text of another language."""


def _choice(mention: Mention | Sense, preferred: Preferred) -> Choice | None:
    """What to write for a mention, if it is something else. An open mention has a choice where all its candidates agree."""
    if not mention.name or (mention.entity is None and mention.rule not in _SAME_WHOEVER):
        return None
    if likeness(mention.form, mention.name) <= CASELESS:  # declined, or without case: what would be written must be too
        return None
    first, *others = mention.candidates if mention.rule in _SAME_WHOEVER else (mention.entity or "",)
    choice = preferred(first, mention.name)
    if choice is None or is_form(mention.form, choice.form):
        return None
    alike = (other.form if other else mention.form for other in (preferred(entity, mention.name) for entity in others))
    return replace(choice, form=written_like(mention.form, choice.form)) if all(form == choice.form for form in alike) else None


def _certainty(mention: Mention) -> float:
    """Where all candidates have one form, whom it means does not matter for the letters."""
    return max(mention.certainty, 0.9) if mention.rule in _SAME_WHOEVER else mention.certainty

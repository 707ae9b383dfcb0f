"""The names stage: find the names in a text, say who is meant, and write each as the policy prefers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.names.choose import CERTAINTY, Choice, choose
from corpusnorm.names.context import Context
from corpusnorm.names.dates import When, when
from corpusnorm.names.guards import guard, reason
from corpusnorm.names.match import CASELESS, is_form, matcher_for
from corpusnorm.names.model import Mention
from corpusnorm.names.policy import Policy, load_policy
from corpusnorm.names.registry import Registry, default_registry
from corpusnorm.names.resolve import Resolver
from corpusnorm.names.setting import Case, Setting

Date = str | dt.date | None
UNSETTLED = ("unsettled", "with its neighbours the new form would make another name")
_UNDECIDED = frozenset(
    {"names:ambiguous", "names:ambiguous-surname", "names:bare-surname", "names:other-person", "names:elsewhere"}
)
_SAME_WHOEVER = frozenset({"names:ambiguous", "names:usual-sense"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A mention that the policy would have rewritten to `form` and a guard kept; `guard` is its code, `why` its words."""

    mention: Mention
    form: str
    guard: str
    why: str


@dataclass(frozen=True, slots=True)
class Review:
    """A mention for a person to decide: what is open, and the form that the policy proposes."""

    mention: Mention
    question: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Regularized:
    """What the stage makes of a text. `mentions` are spans of the text as it was; `edits` stand on some of them, nowhere else."""

    edits: Edits
    mentions: tuple[Mention, ...]
    queue: tuple[Review, ...]
    kept: tuple[Kept, ...]


def find_mentions(text: str, registry: Registry | None = None, date: Date = None, *, caseless: bool = False) -> tuple[Mention, ...]:
    """All names in `text`, leftmost-longest, each with whom it means. Offsets are code points.

    `caseless` is for text that has lost its case: then "turkey" is found too, with a certainty that says how little that means.
    Raises `ConfigError` for a date that is none. Cost: one pass over the text, then a look around each ambiguous mention.

    >>> [(m.form, m.entity) for m in find_mentions("Aliyev met Erdogan in Stepanakert", date="2023-11")]
    [('Aliyev', 'aliyev_ilham'), ('Erdogan', 'erdogan'), ('Stepanakert', 'stepanakert')]
    """
    return _mentions(text, registry or default_registry(), _when(date), caseless=caseless)


def regularize(
    text: str,
    date: Date = None,
    policy: Policy | str | None = None,
    registry: Registry | None = None,
    *,
    lang: str | None = None,
) -> Regularized:
    """Edits that write each name as the policy prefers at the document's date, and what was found, kept and left open.

    Changes nothing but whole mentions whose entity is certain enough and that no guard keeps: never a demonym, an abbreviation, a
    short form into a full one, a name that is talked about, a quotation. Idempotent: regularizing the result with the same date and
    policy gives no edits. `date` is ISO, of year, month or day precision; `policy` a `Policy`, a shipped name or a path;
    `lang` the BCP 47 tag of the text where it is known: in another language than the policy's nothing is rewritten.
    Raises `ConfigError` for a date or policy that is none. Cost: twice `find_mentions` where there is something to edit.

    >>> text = "Erdogan flew from Turkey to Kiev."
    >>> regularize(text, "2023-11-09").edits.apply(text)
    'Erdoğan flew from Türkiye to Kyiv.'
    >>> regularize(text, "2015").edits.apply(text)
    'Erdoğan flew from Turkey to Kyiv.'
    >>> told = "The capital was moved from Shusha to Khankendi, which was later renamed as Stepanakert."
    >>> regularize(told).edits.apply(told) == told
    True
    """
    registry = registry or default_registry()
    chosen = policy if isinstance(policy, Policy) else load_policy(policy or "default")
    document = _when(date)
    if lang is not None and lang.partition("-")[0] != chosen.language:
        return Regularized(Edits(), _mentions(text, registry, document), (), ())
    plan = _plan(text, registry, chosen, document)
    edits = _settled(text, plan.edits, registry, chosen, document)
    mention_at, settled = {mention.span: mention for mention in plan.mentions}, set(edits)
    dropped = tuple(Kept(mention_at[edit.span], edit.text, *UNSETTLED) for edit in plan.edits if edit not in settled)
    return Regularized(edits, plan.mentions, plan.queue, plan.kept + dropped)


def _when(date: Date) -> When | None:
    return None if date is None else when(date)


def _mentions(text: str, registry: Registry, date: When | None, *, caseless: bool = False) -> tuple[Mention, ...]:
    matches = matcher_for(registry).find(text, caseless=caseless)
    context = Context(text, [Span(match.start, match.end) for match in matches])
    return Resolver(context, registry, matches, date).mentions()


def _plan(text: str, registry: Registry, policy: Policy, document: When | None) -> Regularized:
    """One round: every mention is rewritten, kept by a guard, put to review, or right as it is."""
    mentions, date = _mentions(text, registry, document), policy.at(document)
    setting = Setting(Context(text, [mention.span for mention in mentions]), mentions, registry, policy, date)
    preferred = cache(lambda entity, form: choose(registry, policy, entity, form, date))
    edits, queue, kept = [], [], []
    for mention in mentions:
        choice = _choice(mention, preferred)
        if mention.rule in _UNDECIDED:
            queue.append(Review(mention, mention.rule, choice.form if choice else ""))
        if choice is None:
            continue
        certainty = round(_certainty(mention) * CERTAINTY.get(choice.kind, 0.9), 3)
        held = guard(Case(setting, mention, choice))
        if held:
            kept.append(Kept(mention, choice.form, held, reason(held)))
        elif certainty < policy.threshold:
            queue.append(Review(mention, f"certainty {certainty} under {policy.threshold}", choice.form))
        else:
            edits.append(Edit(mention.span, choice.form, f"names:{choice.kind}", certainty, _evidence(mention, choice)))
    return Regularized(Edits(edits), mentions, tuple(queue), tuple(kept))


def _choice(mention: Mention, preferred: Callable[[str, str], Choice | None]) -> Choice | None:
    """What to write for a mention, if it is something else. An open mention has a choice where all its candidates agree."""
    if mention.certainty <= CASELESS or (mention.entity is None and mention.rule not in _SAME_WHOEVER):
        return None
    entities = mention.candidates if mention.rule in _SAME_WHOEVER else (mention.entity or "",)
    choices = [preferred(entity, mention.name) for entity in entities]
    forms = {choice.form if choice else mention.form for choice in choices}
    first = choices[0]
    if first is None or len(forms) != 1 or is_form(mention.form, first.form):
        return None
    return first


def _certainty(mention: Mention) -> float:
    """Where all candidates have one form, whom it means does not matter for the letters."""
    return max(mention.certainty, 0.9) if mention.rule in _SAME_WHOEVER else mention.certainty


def _evidence(mention: Mention, choice: Choice) -> str:
    who = mention.entity or "|".join(mention.candidates)
    return f"entity {who} ({mention.rule}); policy {choice.ground}; names.tsv {mention.name} -> {choice.form}"


def _settled(text: str, edits: Edits, registry: Registry, policy: Policy, document: When | None) -> Edits:
    """The edits without those whose result would be edited again, so that the law of idempotence holds whatever the registry says.

    An edit can make a longer name with its neighbours. Each round drops the edits that would be touched again, or all where
    others would; no edits at all are settled.
    """
    while edits:
        again = _plan(edits.apply(text), registry, policy, document).edits
        if not again:
            return edits
        touched = [edits.to_source(edit.span) for edit in again]
        left = [edit for edit in edits if not any(map(edit.span.overlaps, touched))]
        edits = Edits(left if len(left) < len(edits) else [])
    return edits

"""What two policies make of the same names: where they differ, and on what ground each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpusnorm.edits import Edit, Span
from corpusnorm.names.dates import Date
from corpusnorm.names.model import Mention, Regularized
from corpusnorm.names.policy import Policy, Rule
from corpusnorm.names.registry import Registry, default_registry
from corpusnorm.names.regularization import regularize


@dataclass(frozen=True, slots=True)
class Written:
    """How a policy writes a name, and why: `rule` is the kind of rewrite, a guard's code, `open`, or nothing where it is right."""

    form: str
    rule: str
    ground: str
    certainty: float


@dataclass(frozen=True, slots=True)
class NameDifference:
    """A name that two policies write in two ways: where it stands (code points, half-open), as what, and what each makes of it."""

    span: Span
    entity: str
    form: str
    a: Written
    b: Written


def compare_policies(
    text: str, a: Policy, b: Policy, date: Date = None, registry: Registry | None = None, *, lang: str | None = None
) -> Iterator[NameDifference]:
    """The names of a text that two policies write differently, in order. Nothing is changed. Cost: twice `regularize`.

    `entity` is who is meant, or all who may be, where it is open. Raises `ConfigError` for a date that is none.

    >>> from corpusnorm.names import load_policy
    >>> found = compare_policies("Talks in Kiev.", load_policy("as-written"), load_policy("default"), "2024")
    >>> [(each.entity, each.a.form, each.b.form, each.b.ground) for each in found]
    [('kyiv', 'Kiev', 'Kyiv', 'default@1, profile date')]
    """
    known = registry or default_registry()
    one, other = (regularize(text, date, policy, known, lang=lang) for policy in (a, b))
    in_one, in_other = _Outcomes(one, a, known), _Outcomes(other, b, known)
    for mention in one.mentions:
        first, second = in_one.of(mention), in_other.of(mention)
        if first.form != second.form:
            yield NameDifference(mention.span, mention.entity or "|".join(mention.candidates), mention.form, first, second)


class _Outcomes:
    """What became of the names of a text under one policy."""

    def __init__(self, found: Regularized, policy: Policy, registry: Registry) -> None:
        self._policy, self._registry = policy, registry
        self._edits: dict[Span, Edit] = {edit.span: edit for edit in found.edits}
        self._kept = {kept.mention.span: kept for kept in found.kept}
        self._open = {review.mention.span: review for review in found.queue}

    def of(self, mention: Mention) -> Written:
        span, form = mention.span, mention.form
        if edit := self._edits.get(span):
            return Written(edit.text, edit.rule.removeprefix("names:"), self._ground(mention), edit.certainty)
        if kept := self._kept.get(span):
            return Written(form, kept.guard, f"{kept.why}; otherwise {kept.form}", mention.certainty)
        if review := self._open.get(span):
            return Written(form, "open", review.question.removeprefix("names:"), mention.certainty)
        return Written(form, "", self._ground(mention), mention.certainty)

    def _ground(self, mention: Mention) -> str:
        """The policy and the rule of it that speaks of the name, with the rule's reason."""
        where, rule = self._policy.rule_for(self._registry, mention.entity or mention.candidates[0])
        said = f"{where}: {rule.reason}" if isinstance(rule, Rule) else f"profile {self._policy.profile}"
        return f"{self._policy.name}@{self._policy.version}, {said}"

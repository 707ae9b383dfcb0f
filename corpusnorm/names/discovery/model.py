"""What discovery proposes: groups of forms, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

Rule = Literal["letters", "sound", "script", "scheme", "registry", "context", "witness"]
"""letters: equal but for case, marks, spaces, hyphens; sound: one may be a way to write the other; script: likewise, in two
scripts; scheme: equal when both are written in one way; registry: names of one entity; context: they stand among the same words;
witness: two copies of a text have one for the other."""
ProposalKind = Literal["variant", "renaming"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two forms of a group belong together.

    `value` is the probability that a rule gives, or, for `witness`, how often one stands for the other. `detail` says what differs
    ("v~w sch~sh"), which entity the registry means, or which scheme.
    """

    a: str
    b: str
    rule: Rule
    value: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Forms that may be names of one thing, for a person to decide; nothing is merged by it. Iterating gives the forms.

    `forms` are sorted. `evidence` connects all of them. `certainty` is that of the weakest of these ties. A `variant`
    group has ways to write one name; a `renaming` has different names of one entity, which only data can know.
    """

    forms: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    certainty: float
    kind: ProposalKind = "variant"
    entity: str = ""

    def __iter__(self) -> Iterator[str]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def __contains__(self, form: object) -> bool:
        return form in self.forms


@dataclass(frozen=True, slots=True)
class Proposals(Sequence[Proposal]):
    """The groups of variants, no form in two of them, in the order of their first forms; and, apart from them, `renamings`."""

    variants: tuple[Proposal, ...] = ()
    renamings: tuple[Proposal, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Proposal: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Proposal, ...]: ...

    def __getitem__(self, index: int | slice) -> Proposal | tuple[Proposal, ...]:
        return self.variants[index]

    def __len__(self) -> int:
        return len(self.variants)

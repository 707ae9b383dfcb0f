"""What a person should look at in a registry: `lint` tells it, every finding with a code.

    N101  an entity is part of itself                                        error
    N102  an entity succeeds itself                                          error
    N103  two official names of one word hold at one time                    error
    N104  a form is of several entities, and nothing could tell them apart   error
    N105  an id is not of lower-case letters, digits, _ and -         error
    N201  a row does not say its source                                      warning
    N202  a name does not say its licence                                    warning
    N203  dates that nobody checked                                          warning
    N204  no official name of a word holds for more than a year              warning
    N205  a name begins after its entity ended, or ends before it began      warning
    N206  the script of a name is not that of its letters                    warning
    N207  a form has letters of scripts that look alike                      warning
    N208  a form is not in NFC, or has stray white space                     warning
    N209  an entity has no name, or its label is none                        warning
    N301  a form is of several entities                                      information

What makes a registry unusable (an `of` that leads nowhere, an unknown kind) is an error of reading it, E301.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from corpusnorm.names.dates import ALWAYS
from corpusnorm.names.lint import entities, forms, periods
from corpusnorm.names.lint.finding import Finding
from corpusnorm.names.registry import Registry

Check = Callable[[Registry], Iterable[Finding]]
Severity = Literal["error", "warning", "information"]
SEVERITIES: Mapping[str, Severity] = {"N1": "error", "N2": "warning", "N3": "information"}

CHECKS: tuple[Check, ...] = (
    entities.part_of_itself,
    entities.succeeds_itself,
    periods.official_at_once,
    forms.indistinguishable,
    entities.ids,
    entities.sources,
    forms.licences,
    periods.unchecked,
    periods.gaps,
    periods.outside,
    forms.wrong_scripts,
    forms.mixtures,
    forms.unclean,
    entities.unnamed,
    forms.ambiguous,
)
"""In the order of their codes."""


class Lint(NamedTuple):
    """What `lint` found, and how many dated names and entities there are, with how many of them checked."""

    findings: tuple[Finding, ...]
    dated: int
    checked: int

    @property
    def serious(self) -> int:
        """How many findings are more than information."""
        return sum(severity(finding.code) != "information" for finding in self.findings)


def lint(registry: Registry, only: Iterable[str] | None = None) -> Lint:
    """What a person should look at in a registry, by code and place; `only` bounds it to what these entities are told of.

    Changes nothing. Cost: some 5 microseconds a name.

    >>> from corpusnorm.names import Entity, Name
    >>> kyiv = [Name("kyiv", "Kyiv", source="own", licence="CC0-1.0"), Name("kyiv", "Кyiv", source="own", licence="CC0-1.0")]
    >>> [finding.code for finding in lint(Registry.of([Entity("kyiv", "city", "Kyiv", source="own")], kyiv)).findings]
    ['N206', 'N207']
    """
    wanted = None if only is None else frozenset(only)
    found = (finding for check in CHECKS for finding in check(registry))
    kept = [finding for finding in found if wanted is None or wanted.intersection(finding.entities)]
    dated = [*_dated(registry, wanted)]
    return Lint(tuple(sorted(kept)), len(dated), sum(map(bool, dated)))


def severity(code: str) -> Severity:
    """How serious a finding is.

    >>> severity("N104"), severity("N301")
    ('error', 'information')
    """
    return SEVERITIES[code[:2]]


def meaning(code: str) -> str:
    """What a code means, in words."""
    lines = (line.split(maxsplit=1) for line in (__doc__ or "").splitlines() if line.startswith("    N"))
    return next(words.rsplit(maxsplit=1)[0].strip() for found, words in lines if found == code)


def _dated(registry: Registry, wanted: frozenset[str] | None) -> Iterator[str]:
    """By what the dates of each row that has some were checked."""
    rows = [(entity.id, entity.period, entity.checked) for entity in registry.entities.values()]
    rows += [(name.entity, name.period, name.checked) for name in registry.names]
    for id_, period, checked in rows:
        if period != ALWAYS and (wanted is None or id_ in wanted):
            yield checked

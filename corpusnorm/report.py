"""Reports: what was done, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """Counts by step and code. Addition is associative and commutative, with `Report()` as its zero, so the reports of parts
    merge in any order. Counts of zero are left out.

    >>> Report.of("clean", "documents", 2) + Report.of("clean", "documents")
    Report(counts={('clean', 'documents'): 3})
    """

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {key: count for key, count in sorted(self.counts.items()) if count}
        object.__setattr__(self, "counts", kept)

    @classmethod
    def of(cls, step: str, code: str, count: int = 1) -> Report:
        """One count."""
        return cls({(step, code): count})

    @classmethod
    def total(cls, reports: Iterable[Report]) -> Report:
        """The sum of many, in one pass."""
        counts: dict[tuple[str, str], int] = {}
        for report in reports:
            for key, count in report.counts.items():
                counts[key] = counts.get(key, 0) + count
        return cls(counts)

    def __add__(self, other: Report) -> Report:
        return Report.total((self, other))

    def by_step(self) -> dict[str, dict[str, int]]:
        """The counts as nested plain data, sorted."""
        nested: dict[str, dict[str, int]] = {}
        for (step, code), count in self.counts.items():
            nested.setdefault(step, {})[code] = count
        return nested

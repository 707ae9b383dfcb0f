"""W3C dates of year, month or day precision, and the comparisons the names stage makes with them.

A date of less than day precision is the whole stretch it covers: "2022" is every day of 2022, so whether it lies before June
2022 is unknown, and a comparison that is not certain says no.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpusnorm.errors import ConfigError

_W3C = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEARS = re.compile(r"(?<![\w.,])(1\d{3}|20\d{2})(s?)(?![\w%]|[.,]\d)")


Date = str | dt.date | None
"""A date as it is given: ISO, of year, month or day precision."""


@dataclass(frozen=True, slots=True)
class When:
    """The days a date covers, both ends included, as proleptic Gregorian ordinals.

    >>> when("2022-06") == When(when("2022-06-01").first, when("2022-06-30").first)
    True
    """

    first: int
    last: int

    def before(self, other: When) -> bool:
        """Whether all of it lies before `other` begins."""
        return self.last < other.first

    def since(self, other: When) -> bool:
        """Whether all of it lies at or after the beginning of `other`."""
        return self.first >= other.first


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of time; a missing end is open.

    >>> turkey = Period(None, when("2022-06"))
    >>> turkey.holds(when("2022-05-31")), turkey.holds(when("2022-06")), turkey.holds(when("2022"))
    (True, False, False)
    """

    start: When | None = None
    end: When | None = None

    def holds(self, date: When) -> bool:
        """Whether it certainly holds all through `date`."""
        return (self.start is None or date.since(self.start)) and (self.end is None or date.before(self.end))

    def over(self, date: When) -> bool:
        """Whether it had certainly ended when `date` began."""
        return self.end is not None and date.since(self.end)

    def meets(self, date: When) -> bool:
        """Whether some day of `date` may lie in it."""
        return (self.start is None or date.last >= self.start.first) and (self.end is None or date.first < self.end.last)


ALWAYS = Period()
"""A period without a known beginning or end."""


def when(date: str | dt.date) -> When:
    """Read an ISO date (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or a `datetime.date`). Raises `ConfigError` for anything else."""
    found = _W3C.fullmatch(date.isoformat()[:10] if isinstance(date, dt.date) else date.strip())
    if not found:
        raise ConfigError((f"{date!r} is not a date",), hint="write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year or 0, 1 if month is None else month, 1 if day is None else day)
        last = first if day else dt.date(first.year, month or 12, _days(first.year, month or 12))
    except ValueError as error:
        raise ConfigError((f"{date!r} is not a date: {error}",), hint="write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return When(first.toordinal(), last.toordinal())


def w3c(date: When) -> str:
    """A date as `when` reads it, of the precision it has.

    >>> [w3c(when(date)) for date in ("2022", "2022-06", "2022-06-01")]
    ['2022', '2022-06', '2022-06-01']
    """
    day = dt.date.fromordinal(date.first).isoformat()
    return next(text for text in (day[:4], day[:7], day) if when(text) == date)


def date_of(date: Date) -> When | None:
    """The days of a date that may not be given. Raises `ConfigError` for one that is none."""
    return None if date is None else when(date)


def period(start: str, end: str) -> Period:
    """A period from two W3C dates, either of which may be empty."""
    return Period(when(start) if start else None, when(end) if end else None)


def shown(period: Period) -> str:
    """A period as a person reads it, each end with the precision it has.

    >>> shown(Period(when("1924"), when("1991-09"))), shown(Period(None, when("2022-06-01"))), shown(ALWAYS)
    ('1924 to 1991-09', 'to 2022-06-01', 'always')
    """
    start, end = (w3c(bound) if bound else "" for bound in (period.start, period.end))
    return f"{start} to {end}" if start and end else f"from {start}" if start else f"to {end}" if end else "always"


def years_in(text: str) -> tuple[When, ...]:
    """The years and decades that a text names in figures.

    >>> [(found.first, found.last) == (when("1942").first, when("1942").last) for found in years_in("in 1942, 1,500 men")]
    [True]
    >>> years_in("the 1990s")[0].last == when("1999").last
    True
    """
    return tuple(found for _, found in years_at(text))


def years_at(text: str) -> Iterator[tuple[int, When]]:
    """Where each of the years that `years_in` finds begins, and the year."""
    for found in _YEARS.finditer(text):
        digits, plural = found.groups()
        span = when(digits)
        yield found.start(), When(span.first, when(str(int(digits) + 9)).last) if plural and digits.endswith("0") else span


def _days(year: int, month: int) -> int:
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - dt.timedelta(days=1)).day

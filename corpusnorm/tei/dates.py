"""Dates as `@when` may have them: the W3C forms, never padded, never guessed."""

from __future__ import annotations

import re
from datetime import datetime

from corpusnorm.tei.markup import label

_YEAR = r"(?:[1-9][0-9]{3}|0[0-9]{3})"
_FORM = re.compile(rf"{_YEAR}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:T[0-9:.]{{8,15}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?)?)?)?", re.ASCII)


def is_w3c(date: str) -> bool:
    """Whether `date` is an XML Schema date, dateTime, gYearMonth or gYear of the years 0001 to 9999.

    >>> [is_w3c(date) for date in ("2026", "2026-11", "2026-11-20", "2026-11-20T06:40:00Z")]
    [True, True, True, True]
    >>> [is_w3c(date) for date in ("26", "2026-13", "2026-02-30", "20 Nov 2026", "2026-11-20T6:40")]
    [False, False, False, False, False]
    """
    if not _FORM.fullmatch(date):
        return False
    try:
        datetime.fromisoformat({4: f"{date}-01-01", 7: f"{date}-01"}.get(len(date), date))
    except ValueError:
        return False
    return "T" not in date or re.match(r".{10}T..:..:..(?:\.[0-9]+)?(?:Z|[+-]..:..)?$", date) is not None


def date_element(date: str) -> str:
    """A `date` with the words of the source, and `@when` only where they are a W3C date."""
    return label("date", date, when=date if is_w3c(date) else "") if date else ""

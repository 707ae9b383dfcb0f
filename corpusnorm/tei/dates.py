"""Dates as `@when` may have them: the W3C forms, never padded, never guessed."""

from __future__ import annotations

import re
from datetime import datetime

from corpusnorm.tei.markup import label

_OFFSET = "Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00"  # XML Schema knows none beyond 14 hours
_TIME = rf"(?:[01][0-9]|2[0-3]):[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,6}})?(?:{_OFFSET})?"
_FORM = re.compile(rf"[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:T{_TIME})?)?)?", re.ASCII)


def is_w3c(date: str) -> bool:
    """Whether `date` is an XML Schema date, dateTime, gYearMonth or gYear of the years 0001 to 9999.

    >>> [is_w3c(date) for date in ("2026", "2026-11", "2026-11-20", "2026-11-20T06:40:00Z")]
    [True, True, True, True]
    >>> [is_w3c(date) for date in ("26", "2026-13", "2026-02-30", "20 Nov 2026", "2026-11-20T6:40", "2026-11-20T06:40:00+15:00")]
    [False, False, False, False, False, False]
    """
    if not _FORM.fullmatch(date):
        return False
    try:
        datetime.fromisoformat({4: f"{date}-01-01", 7: f"{date}-01"}.get(len(date), date))
    except ValueError:
        return False
    return True


def date_element(date: str) -> str:
    """A `date` with the words of the source, and `@when` only where they are a W3C date."""
    return label("date", date, when=date if is_w3c(date) else "") if date else ""

"""A date is all the days it covers, and an uncertain comparison says no."""

import datetime as dt

import pytest

from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import Period, period, when, years_in


def test_precision_is_kept() -> None:
    assert when("2024") == when("2024").__class__(when("2024-01-01").first, when("2024-12-31").first)
    assert when(dt.date(2024, 2, 29)) == when("2024-02-29")
    assert when("2024-02").last == when("2024-02-29").first


@pytest.mark.parametrize("wrong", ["", "2024-13", "2023-02-29", "24", "2024-1-1", "yesterday", "2024-00"])
def test_what_is_no_date_is_an_error(wrong: str) -> None:
    with pytest.raises(ConfigError, match="is not a date"):
        when(wrong)


def test_a_year_that_holds_the_change_is_neither_before_nor_after() -> None:
    before, after = period("", "2022-06"), period("2022-06", "")
    assert not before.holds(when("2022"))
    assert not after.holds(when("2022"))
    assert before.holds(when("2021"))
    assert after.holds(when("2023"))


def test_an_open_period_always_holds() -> None:
    assert Period().holds(when("0001"))
    assert not Period().over(when("9999"))


def test_years_in_text() -> None:
    assert years_in("1,945 men, 19.45, 45%, 1945%, room 1200b") == ()
    assert years_in("in 1945, 2001-2003") == (when("1945"), when("2001"), when("2003"))

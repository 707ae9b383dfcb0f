"""Law: reports add up in any order and grouping, and the empty report adds nothing."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.report import Report
from corpusnorm.testing import reports


@given(reports(), reports(), reports())
def test_addition_is_associative(a: Report, b: Report, c: Report) -> None:
    assert (a + b) + c == a + (b + c)


@given(reports(), reports())
def test_addition_is_commutative_to_the_order_of_the_keys(a: Report, b: Report) -> None:
    assert list((a + b).counts.items()) == list((b + a).counts.items())


@given(reports())
def test_the_empty_report_is_zero(report: Report) -> None:
    assert report + Report() == report == Report() + report


@given(st.lists(reports(), max_size=5), st.data())
def test_the_total_does_not_depend_on_the_order(parts: list[Report], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(parts))
    assert Report.total(parts) == Report.total(shuffled) == sum(shuffled, Report())


@given(reports())
def test_no_count_is_lost_in_nested_form(report: Report) -> None:
    nested = report.by_step()
    assert {(step, code): count for step, codes in nested.items() for code, count in codes.items()} == dict(report.counts)

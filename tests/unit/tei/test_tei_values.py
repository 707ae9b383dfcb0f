"""What the writer takes for an address, a date or a pointer is one to the schema, too: else a document would stop its run."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from corpusnorm.edits import Span
from corpusnorm.metadata import is_url
from corpusnorm.tei.dates import is_w3c
from corpusnorm.tei.parsing import Element, parse, tei
from corpusnorm.tei.pointers import raw

from .judges import OURS


@given(st.one_of(st.from_regex(r"https?://([!-~]|%[0-9A-F]{2}|[é#\[\]]){1,12}", fullmatch=True), st.text(max_size=5)))
@example("http://a:b/")
@settings(derandomize=True)
def test_what_is_taken_for_an_address_is_one_to_the_schema(address: str) -> None:
    assert not is_url(address) or valid_as("ref.source", etree.Element(tei("ref"), target=address))


DATES = (
    r"([0-2][0-9]{3}(-[01][0-9](-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,7})?(Z|[+-][0-2][0-9]:[0-6][0-9])?)?)?)?)"
)


@given(st.from_regex(DATES, fullmatch=True))
@example("2026-11-20T06:40:00+15:00")
@settings(derandomize=True)
def test_what_is_taken_for_a_date_is_one_to_the_schema(date: str) -> None:
    assert not is_w3c(date) or valid_as("date", etree.Element(tei("date"), when=date))


@given(st.text(max_size=6))
@example("//")
@settings(derandomize=True)
def test_a_source_of_any_name_can_be_pointed_into(name: str) -> None:
    assert valid_as("sic", etree.Element(tei("sic"), source=raw(name or "?", Span(0, 1))))


@cache
def judge(name: str) -> etree.RelaxNG:
    """The schema for one of its elements."""
    grammar = parse(OURS)
    for reference in grammar.iterfind("{*}start/{*}choice/*"):
        reference.set("name", name)
    return etree.RelaxNG(grammar)


def valid_as(name: str, element: Element) -> bool:
    return bool(judge(name).validate(element))

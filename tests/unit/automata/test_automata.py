"""Facts about patterns and automata: what of an expression is followed, and what an automaton finds."""

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.automata import LAST, Automaton, automaton, in_a_line, literal, one_of, patterns
from corpusnorm.columns import column


@cache
def found_by(expression: str) -> Automaton:
    return automaton({0: in_a_line(patterns(re.compile(expression)))})


@pytest.mark.parametrize(
    "expression",
    [
        "abc", "a|bc|d", "[a-c]x", "[^a-c]x", "a?b", "ab{2,3}c", "(a|b){2}c", "a(?:b|c)?d", r"\wb", r"\sb", r"\Sb", r"\d\D",
        "(?P<n>a)b",
        "x(?:ab|a)c", "[aé]б",
    ],
)  # fmt: skip
@given(text=st.text("abcdx 1\téб", max_size=10))
def test_what_is_followed_to_its_end_is_found_exactly(expression: str, text: str) -> None:
    assert bool(found_by(expression).kinds(text)) == bool(re.search(expression, text))


@pytest.mark.parametrize(
    "expression",
    [
        "ab*c", "a+b", "a.*b", "(a|b)+c", r"(\w+)b\1", "a(?=b)c?", "(?<!a)b", "(?i)AB", "a(?i:B)", "a$", r"\bb", "a{70}",
        "(a|b){1,60}c",
        "(a|b)(a|c)(a|d)(b|c)(a|b)(a|c)(a|d)(b|c)(a|b)(a|c)(a|d)(b|c)", "(?a:é)", "a*b|c",
    ],
)  # fmt: skip
@given(text=st.text("abcdx 1\té", max_size=10))
def test_what_is_not_followed_is_never_missed(expression: str, text: str) -> None:
    assert found_by(expression).kinds(text) or not re.search(expression, text)


def test_what_stands_before_the_unbounded_part_must_be_there() -> None:
    assert not found_by("ab*c").kinds("a b c bc")
    assert not found_by("\x1b\\[[0-9;]*[a-z]").kinds("\x1b31m")


@given(st.text("ab\n", max_size=8))
def test_the_beginning_of_a_line_is_a_line_feed_before_it(text: str) -> None:
    found = automaton({0: in_a_line(patterns(re.compile("^ab")))})
    assert bool(found.kinds(text)) == bool(re.search("^ab", text, re.MULTILINE))


@given(st.lists(st.text("ab &é😀\ud800", max_size=40), max_size=5))
def test_texts_are_told_apart_and_kinds_too(texts: list[str]) -> None:
    both = automaton({0: [literal("a&"), literal("é")], 3: [literal(" b"), *one_of([ord("😀"), 0xD800])]})
    first = [bool(re.search("a&|é", text)) for text in texts]
    second = [bool(re.search(" b|[😀\ud800]", text)) for text in texts]
    assert both.screen(column(texts), 1).tolist() == first
    assert both.screen(column(texts), 8).tolist() == second
    assert [both.kinds(text) for text in texts] == [a + 8 * b for a, b in zip(first, second, strict=True)]


@given(st.binary(max_size=12))
def test_bytes_that_are_no_utf8_are_read_without_harm(data: bytes) -> None:
    import pyarrow as pa

    found = automaton({0: [literal("a")]})
    ascii_only = all(byte < 0x80 for byte in data)
    [taken] = found.screen(pa.array([data], pa.large_binary()))
    assert not ascii_only or taken == (b"a" in data)


def test_too_many_states_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        found_by("a.{20}b")


def test_nothing_beyond_the_last_code_point_looked_at_is_a_letter_a_digit_a_blank_or_combines() -> None:
    rest = "".join(map(chr, range(LAST, 0x110000)))
    assert not re.search(r"[\w\s]", rest)
    assert not any(map(unicodedata.combining, rest))
    assert unicodedata.is_normalized("NFKD", rest)
    assert rest.lower() == rest == rest.upper()

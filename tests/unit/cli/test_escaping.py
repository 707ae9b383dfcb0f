"""Fault 26: nothing that is printed speaks to the terminal or turns the reading direction."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.cli.data import to_json
from corpusnorm.cli.escaping import escape, escape_lines
from corpusnorm.testing import texts

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {"\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}", "\N{ARABIC LETTER MARK}"}


def acts(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in BIDI or char in MARKS


@given(st.one_of(texts(), st.text(st.characters())))
def test_what_is_escaped_has_no_control_and_no_bidi_character(text: str) -> None:
    assert not any(map(acts, escape(text)))
    assert not any(map(acts, escape_lines(text).replace("\n", "")))


def test_every_character_is_either_escaped_or_stays() -> None:
    for code in range(0x110000):
        shown = escape(chr(code))
        assert shown == chr(code) or (shown.startswith("\\") and shown.isascii())
        assert not any(map(acts, shown))


def test_escaping_twice_changes_nothing_more() -> None:
    assert escape(escape("a\x1b[0m\u202e\n")) == escape("a\x1b[0m\u202e\n") == r"a\x1b[0m\u202e\n"


def test_what_languages_and_emoji_are_spelled_with_stays() -> None:
    for text in ("می\N{ZERO WIDTH NON-JOINER}خواهم", "👩\N{ZERO WIDTH JOINER}👧", "ağ\N{COMBINING BREVE}", "עברית", "C:\\new"):
        assert escape(text) == text


@given(st.one_of(texts(), st.text(st.characters())))
def test_json_says_the_same_and_acts_on_nothing(text: str) -> None:
    written = to_json({"text": text, "more": [{"text": text}]})
    assert not any(map(acts, written.replace("\n", "")))
    assert json.loads(written)["text"] == json.loads(json.dumps(text))

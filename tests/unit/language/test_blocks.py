"""Facts about the languages of blocks."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.language import UNDETERMINED, detect_languages
from corpusnorm.language.blocks import blocks
from corpusnorm.testing import texts

GERMAN = "Der Krieg dauerte bis zum Waffenstillstand im Mai 1994, und viele Dörfer wurden zerstört."
FRENCH = "La guerre a duré jusqu’au cessez-le-feu de mai 1994, et beaucoup de villages ont été détruits."


def test_each_paragraph_has_its_language() -> None:
    found = detect_languages(f"{GERMAN}\n\n{FRENCH}\n \n\n{GERMAN}")
    assert [block.code for block in found] == ["de", "fr", "de"]


def test_of_a_text_without_blank_lines_each_line_has_one() -> None:
    found = detect_languages(f"{GERMAN}\r\n  {FRENCH}\r\n")
    assert [(block.code, block.span.of(f"{GERMAN}\r\n  {FRENCH}\r\n")) for block in found] == [("de", GERMAN), ("fr", FRENCH)]


def test_a_heading_has_a_language_of_the_paragraphs() -> None:
    heading = "Infanterie"
    assert detect_languages(f"{heading}\n\n{GERMAN}")[0].code == "de"
    assert detect_languages(f"{heading}\n\n{FRENCH}")[0].code == "fr"


def test_numbers_have_none_also_among_paragraphs() -> None:
    assert [block.code for block in detect_languages(f"17.\n\n{GERMAN}\n\n1994")] == [UNDETERMINED, "de", UNDETERMINED]


def test_the_languages_may_be_restricted() -> None:
    assert {block.code for block in detect_languages(f"{GERMAN}\n\n{FRENCH}", languages=["de", "nl"])} <= {"de", "nl", UNDETERMINED}


@given(st.text(st.sampled_from("ab \n\t\r\u2028\u3000"), max_size=30) | texts())
def test_blocks_hold_all_that_is_not_white_space_in_order(text: str) -> None:
    spans = blocks(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert [block.span for block in detect_languages(text)] == spans

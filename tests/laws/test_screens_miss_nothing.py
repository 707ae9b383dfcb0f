"""Law: a screen has no false negatives; what it passes over, the library itself would leave alone."""

import unicodedata
from typing import Literal

from hypothesis import example, given
from hypothesis import strategies as st

from corpusnorm.cleaning.encoding import FixEncoding, _is_plain
from corpusnorm.document import Document
from corpusnorm.testing import lines, texts

EVERYTHING_ON = FixEncoding(unescape_html=True, uncurl_quotes=True, fix_character_width=True)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
ASCII = st.text(st.one_of(st.characters(max_codepoint=127), st.sampled_from("&;<>#x[m\x1b\x7f\t\r")), max_size=30)


@given(st.one_of(lines(), ASCII))
@example("&lt;")
@example("\x1b[31mred\x1b[0m")
@example("a\rb\x0bc\x0c")
@example("\\u2019 `` ''")
def test_a_line_that_the_encoding_screen_passes_over_is_one_that_ftfy_leaves_alone(line: str) -> None:
    if "\n" not in line and _is_plain(line):
        assert FixEncoding().fixed(line) == line
        assert EVERYTHING_ON.fixed(line) == line


@given(texts())
def test_with_the_screen_the_result_is_that_of_ftfy_on_every_line(text: str) -> None:
    step = FixEncoding()
    assert step(Document.of(text)).apply(text) == "\n".join(step.fixed(line) for line in text.split("\n"))


@given(texts(), st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
def test_lines_are_normalized_as_the_whole_text_is(text: str, form: Form) -> None:
    assert "\n".join(unicodedata.normalize(form, line) for line in text.split("\n")) == unicodedata.normalize(form, text)

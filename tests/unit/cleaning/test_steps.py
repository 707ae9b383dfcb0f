"""Facts about the single steps: what each changes, what it tells, and what it leaves alone."""

import ftfy.chardata
import pytest

from corpusnorm.cleaning import FixEncoding, NormalizeUnicode, NormalizeWhitespace, ReplaceIllegal, clean, cleaner, fix_encoding
from corpusnorm.cleaning.difference import difference
from corpusnorm.config import CleanOptions
from corpusnorm.document import Document
from corpusnorm.edits import Edits
from corpusnorm.testing import CODECS
from corpusnorm.transform import step


def test_the_strategies_know_the_encodings_that_ftfy_knows() -> None:
    assert set(CODECS) == set(ftfy.chardata.CHARMAP_ENCODINGS)


def test_the_cleaner_is_made_of_the_registered_default_steps() -> None:
    assert cleaner().steps == tuple(step(name) for name in CleanOptions().steps)


def test_an_encoding_edit_is_no_wider_than_the_damage_and_names_the_fix() -> None:
    [edit] = fix_encoding("l’humanitÃ© entière").edits
    assert edit.span.of("l’humanitÃ© entière") == "Ã©"
    assert (edit.text, edit.rule) == ("é", "encoding")
    assert edit.evidence == "ftfy: apply decode_inconsistent_utf8"


def test_a_surrogate_pair_becomes_its_character() -> None:
    assert clean("\ud83d\ude00 ok") == "😀 ok"


@pytest.mark.parametrize(
    ("options", "text", "fixed"),
    [
        ({"unescape_html": False}, "&amp;", "&amp;"),
        ({"unescape_html": True}, "<b>&amp;", "<b>&"),
        ({"uncurl_quotes": True}, "“a”", '"a"'),
        ({"fix_character_width": True}, "Ａ", "A"),
        ({"fix_latin_ligatures": False}, "ﬁn", "ﬁn"),
        ({"remove_terminal_escapes": False, "remove_control_chars": False}, "\x1b[31m", "\x1b[31m"),
        ({"remove_control_chars": False}, "a\x01b", "a\x01b"),
        ({"restore_byte_a0": False, "decode_inconsistent_utf8": False}, "Ã  la carte", "Ã  la carte"),
        ({"decode_inconsistent_utf8": False}, "l’humanitÃ©", "l’humanitÃ©"),
        ({"fix_encoding": False, "decode_inconsistent_utf8": False}, "Ã©", "Ã©"),
        ({"fix_c1_controls": False, "fix_encoding": False}, "a\x92s", "a\x92s"),
        ({"fix_surrogates": False}, "\ud83d\ude00", "\ud83d\ude00"),
    ],
    ids=lambda value: ascii(value),
)
def test_every_option_of_ftfy_does_what_ftfy_says(options: dict[str, bool], text: str, fixed: str) -> None:
    assert FixEncoding(**options)(Document.of(text)).apply(text) == fixed


@pytest.mark.parametrize("text", ["a\u00a0b", "a\u202fb", "a\u2007b", "a\u200bb", "a b", "a\nb", "a\n\nb", ""], ids=ascii)
def test_white_space_that_is_meant_stays(text: str) -> None:
    assert not NormalizeWhitespace()(Document.of(text))


@pytest.mark.parametrize(
    ("text", "tidy"),
    [(" a ", "a"), ("\n\na\n", "a"), ("a \t\u3000b", "a b"), ("a \n b", "a\nb"), (" \n\t", ""), ("a\n\n\n\nb", "a\n\nb")],
    ids=ascii,
)
def test_white_space_is_brought_into_order(text: str, tidy: str) -> None:
    assert NormalizeWhitespace()(Document.of(text)).apply(text) == tidy


def test_one_edit_a_run_of_white_space_and_one_an_illegal_character() -> None:
    assert len(NormalizeWhitespace()(Document.of("a  b  c"))) == 2
    assert len(ReplaceIllegal()(Document.of("a\x00\x00b"))) == 2


@pytest.mark.parametrize(("form", "text"), [("NFC", "é"), ("NFD", "e\u0301"), ("NFKC", "fi"), ("NFKD", "fi")])
def test_every_normalization_form_can_be_chosen(form: str, text: str) -> None:
    source = {"NFC": "e\u0301", "NFD": "é"}.get(form, "\ufb01")
    assert NormalizeUnicode(form)(Document.of(source)).apply(source) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abc", "abc", []),
        ("", "ab", [(0, 0, "ab")]),
        ("ab", "", [(0, 2, "")]),
        ("aXbYc", "abc", [(1, 2, ""), (3, 4, "")]),
        ("aaa", "aa", [(2, 3, "")]),
        ("x" * 5000, "y" * 5000, [(0, 5000, "y" * 5000)]),
        ("a" + "x" * 5000 + "b", "a" + "y" * 5000 + "b", [(1, 5001, "y" * 5000)]),
    ],
    ids=range(7),
)
def test_differences_are_exact(before: str, after: str, expected: list[tuple[int, int, str]]) -> None:
    edits = Edits(difference(before, after, "rule"))
    assert [(edit.span.start, edit.span.end, edit.text) for edit in edits] == expected
    assert edits.apply(before) == after

"""Law: cleaning a clean text changes nothing, and what cleaning did can be undone."""

import unicodedata

from hypothesis import example, given

from corpusnorm.cleaning import clean, fix_encoding
from corpusnorm.testing import mojibake, texts


@given(texts())
@example("\u2028Ã ")  # ftfy's own fix_text takes two runs here
@example("&amp;lt;")
@example("a\n\n \n\nb\x1b[31m\n")
@example("\ud83d\ude00")
@example("e\x01\u0301")
@example(" \x01 \x01 ")
def test_clean_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once.text) == once


@given(mojibake(texts(max_pieces=3)))
def test_clean_is_idempotent_on_mojibake(text: str) -> None:
    once = clean(text)
    assert clean(once.text) == once


@given(texts())
def test_what_cleaning_did_is_told_and_can_be_undone(text: str) -> None:
    for result in (clean(text), fix_encoding(text)):
        assert result.raw == text
        assert result.edits.apply(text) == result
        assert result.edits.invert(text).apply(result) == text
        assert all(edit.rule for edit in result.edits)


@given(texts())
def test_a_clean_text_is_composed_and_holds_only_what_xml_can_hold(text: str) -> None:
    result = clean(text)
    assert unicodedata.is_normalized("NFC", result)
    assert all(char in "\t\n\r" or char >= " " for char in result)
    assert not any("\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" for char in result)
    assert result == result.strip("\t\n\r ")

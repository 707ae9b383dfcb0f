"""Law: bytes that are text become text and the same bytes again; what is no text is an `InputError`, never a loss."""

import pytest
from hypothesis import assume, example, given

from corpusnorm.errors import InputError
from corpusnorm.ingest import Decoded, decode, encode
from corpusnorm.testing import encoded, texts


def decoded(data: bytes) -> Decoded | None:
    try:
        return decode(data)
    except InputError:
        return None


@given(encoded())
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa")
@example(b"\xff\xfe\x00\x00")
@example(b"\xff\xfea")
@example(b"a\r\nb\nc\r")
@example(b"a\r\r\n")
@example(b"\xc3\xa9 \xe9\r\n")
@example("\udc80".encode("utf-16-le", "surrogatepass"))
def test_decoding_loses_nothing(data: bytes) -> None:
    result = decoded(data)
    assert result is None or encode(result) == data


@given(texts(lone_surrogates=False))
def test_utf8_is_read_as_utf8(text: str) -> None:
    assume(not text.startswith("\ufeff") and "\0" not in text)  # a mark is taken off; NULs may speak for UTF-16
    result = decode(text.encode())
    assert result.encoding == "utf-8"
    assert result.text.replace("\n", result.newline) == text


@given(texts(lone_surrogates=False))
def test_a_byte_order_mark_decides(text: str) -> None:
    for encoding, mark in (("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assume(not (encoding == "utf-16-le" and text.startswith("\0")))  # FF FE 00 00 is the mark of UTF-32
        result = decode(mark + text.encode(encoding))
        assert (result.encoding, result.bom) == (encoding, mark.hex())
        assert result.text.replace("\n", result.newline) == text


@given(encoded())
def test_only_one_kind_of_line_end_is_taken_off_the_text(data: bytes) -> None:
    result = decoded(data)
    if result is not None and result.newline == "\r\n":
        assert "\r" not in result.text
        assert "\n" in result.text


@given(encoded())
def test_decoding_is_deterministic_and_says_why(data: bytes) -> None:
    result = decoded(data)
    assert decoded(data) == result
    assert result is None or result.evidence


@pytest.mark.parametrize("data", [b"\x01\x00\x02\xff\x00", b"PNG\x00\xff\xd8\x00", b"a\xff\x00b\xfe"])
def test_nul_bytes_in_no_unicode_encoding_are_refused_with_a_code(data: bytes) -> None:
    with pytest.raises(InputError, match="NUL bytes") as refused:
        decode(data, "a.txt")
    assert refused.value.where == "a.txt"
    assert refused.value.code == "E201"

"""Columns: every Arrow type of text, slices, chunks and nulls, are the same bytes to a kernel."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm import clean, detect_language, diagnose, fix_encoding, normalize_names
from corpusnorm.columns import column, is_column, utf8

TYPES = (pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view())
TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])))


def texts_of(array: pa.Array) -> list[str]:
    view = utf8(array)
    assert len(view.offsets) == len(array) + 1
    return [view.text(index) for index in range(len(array))]


@given(TEXTS, st.sampled_from(TYPES), st.integers(0, 5), st.integers(0, 5))
def test_any_type_and_slice_gives_its_texts(texts: list[str | None], kind: pa.DataType, start: int, length: int) -> None:
    array = pa.array([None if text is None else text.encode() for text in texts], pa.binary()).cast(kind)
    assert texts_of(array.slice(start, length)) == [text or "" for text in texts[start : start + length]]


@given(TEXTS, TEXTS, st.sampled_from(TYPES[:3]))
def test_chunks_are_joined(first: list[str | None], second: list[str | None], kind: pa.DataType) -> None:
    assert texts_of(pa.chunked_array([pa.array(first, kind), pa.array(second, kind)])) == [text or "" for text in first + second]


@given(st.lists(st.text(st.characters())))
def test_a_column_holds_any_code_point(texts: list[str]) -> None:
    assert texts_of(column(texts)) == texts


def test_a_null_with_bytes_under_it_is_empty() -> None:
    buffers = pa.array(["abc"], pa.large_string()).buffers()
    hidden = pa.Array.from_buffers(pa.large_string(), 1, [pa.py_buffer(b"\0"), *buffers[1:]])
    assert texts_of(hidden) == [""]


@pytest.mark.parametrize("kind", [pa.large_string(), pa.large_binary()])
def test_large_types_are_not_copied(kind: pa.DataType) -> None:
    array = pa.array([b"some", b"text"], pa.large_binary()).cast(kind)
    assert utf8(array).data.ctypes.data == array.buffers()[2].address


@pytest.mark.parametrize(("given", "expected"), [("text", False), (pa.array(["text"]), True), (pa.chunked_array([["text"]]), True)])
def test_only_arrow_arrays_are_columns(given: object, expected: bool) -> None:
    assert is_column(given) is expected


@pytest.mark.parametrize("given", [["text"], None, 5, b"text", pa.array([1])])
@pytest.mark.parametrize("function", [clean, fix_encoding, detect_language, diagnose, normalize_names])
def test_what_is_no_text_is_refused_with_a_word_on_what_to_do(function: Callable[[object], object], given: object) -> None:
    with pytest.raises(TypeError, match=r"many texts are an Arrow array of strings, not .+: see pyarrow\.array"):
        function(given)


@pytest.mark.parametrize("texts", [pa.array(["a"], pa.large_string()), pa.array(["", ""]), pa.array([], pa.string()), column("ab")])
def test_they_may_not_be_written_wherever_they_come_from(texts: pa.Array) -> None:
    assert [each.flags.writeable for each in utf8(texts)] == [False, False]

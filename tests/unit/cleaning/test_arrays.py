"""Arrays of texts: cleaned as each text is alone, answered in kind, and left where there is nothing to do."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.cleaning import clean, fix_encoding
from corpusnorm.testing import mojibake, texts

TYPES = (pa.string(), pa.large_string(), pa.string_view())
TEXTS = ["donâ€™t", None, "", "a  b", "ok", "e\u0301\n"]
CLEAN = ["don’t", None, "", "a b", "ok", "é"]
FIXED = ["don’t", None, "", "a  b", "ok", "e\u0301\n"]


@pytest.mark.parametrize("of", TYPES, ids=str)
def test_an_array_gives_an_array_of_its_type_and_nulls_stay(of: pa.DataType) -> None:
    for function, expected in ((clean, CLEAN), (fix_encoding, FIXED)):
        result = function(pa.array(TEXTS, of))
        assert result.type == of
        assert result.to_pylist() == expected
        assert function(pa.array(["x", *TEXTS], of)[1:]).to_pylist() == expected
        chunked = function(pa.chunked_array([pa.array(TEXTS[:2], of), pa.array(TEXTS[2:], of)]))
        assert (type(chunked), chunked.type) == (pa.ChunkedArray, of)
        assert chunked.to_pylist() == expected
        assert function(pa.array([], of)).to_pylist() == []
        assert function(pa.array([None], of)).to_pylist() == [None]


@pytest.mark.parametrize("of", TYPES, ids=str)
def test_an_array_in_which_nothing_changes_is_given_back(of: pa.DataType) -> None:
    array = pa.array(["nothing to do", None, "“Ça ira”"], of)
    chunked = pa.chunked_array([array, array])
    for function in (clean, fix_encoding):
        assert function(array) is array
        assert function(chunked) is chunked


@given(st.lists(st.one_of(texts(lone_surrogates=False), mojibake(texts(3, lone_surrogates=False)), st.none()), max_size=5))
def test_each_text_of_an_array_becomes_what_it_becomes_alone(given_texts: list[str | None]) -> None:
    array = pa.array(given_texts, pa.string())
    for function in (clean, fix_encoding):
        assert function(array).to_pylist() == [None if text is None else str(function(text)) for text in given_texts]

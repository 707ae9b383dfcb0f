"""Columns of text: what an Arrow array of strings looks like to a kernel, without a copy and without a Python string."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
_TEXTS = (pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view(), pa.null())
Offsets = NDArray[np.int64]


class Utf8(NamedTuple):
    """Texts as bytes: text `i` is `data[offsets[i]:offsets[i + 1]]`, in UTF-8. An array of `n` texts has `n + 1` offsets.

    Both are read-only, wherever the bytes come from: a kernel is compiled anew for arrays that may be written.
    """

    data: Bytes
    offsets: Offsets

    def text(self, index: int) -> str:
        """One text as a string, lone surrogates let through."""
        return bytes(self.data[self.offsets[index] : self.offsets[index + 1]]).decode("utf-8", "surrogatepass")


def utf8(texts: pa.Array | pa.ChunkedArray) -> Utf8:
    """The bytes of an array of texts, of any of Arrow's string or binary types; a null is an empty text.

    Slices and chunks are handled. The bytes are Arrow's own where the array is one chunk of `large_string` or `large_binary`; of
    the other types the offsets or, for views and several chunks, the bytes are copied.

    >>> column = utf8(pa.array(["Zürich", None, "Ağrı"], pa.string_view()))
    >>> column.offsets.tolist(), column.text(2)
    ([0, 7, 7, 13], 'Ağrı')
    """
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    array = chunks[0] if len(chunks) == 1 else texts.combine_chunks()  # which copies even one chunk
    if array.type not in (pa.large_binary(), pa.large_string()):
        array = array.cast(pa.large_binary())
    if array.null_count:
        array = pc.fill_null(array, "" if array.type == pa.large_string() else b"")
    _, offsets, data = array.buffers()
    if offsets is None or not len(array):
        data, bounds = None, np.zeros(1, np.int64)
    else:
        bounds = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    found = Utf8(np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8), bounds)
    for each in found:
        each.flags.writeable = False
    return found


def column(texts: Iterable[str]) -> pa.Array:
    """An array of texts that may hold any code point, lone surrogates too, which Arrow's strings cannot: a `large_binary` one.

    >>> utf8(column(["a\\ud800"])).text(0)
    'a\\ud800'
    """
    return pa.array([text.encode("utf-8", "surrogatepass") for text in texts], pa.large_binary())


def is_column(texts: object) -> bool:
    """Whether a public function was given many texts, as an Arrow array of strings, and is to answer with an array; no, a `str`.

    Raises TypeError for anything else.
    """
    if isinstance(texts, str):
        return False
    if isinstance(texts, pa.Array | pa.ChunkedArray) and texts.type in _TEXTS:
        return True
    what = f"an Arrow array of {texts.type}" if isinstance(texts, pa.Array | pa.ChunkedArray) else type(texts).__name__
    raise TypeError(f"a text is a str, and many texts are an Arrow array of strings, not {what}: see pyarrow.array and its cast")


def replaced(texts: pa.Array, by: Mapping[int, str]) -> pa.Array:
    """The array with some texts replaced, by their index: of the same type, or the same array where there are none.

    `texts` is of one of the types with offsets (not a view). Only the bytes are copied.

    >>> replaced(pa.array(["a", None, "c"]), {2: "d"}).to_pylist()
    ['a', None, 'd']
    """
    if not by:
        return texts
    mask = np.zeros(len(texts), np.bool_)
    mask[list(by)] = True
    binary = pa.types.is_binary(texts.type) or pa.types.is_large_binary(texts.type)
    in_order = [by[index] for index in sorted(by)]
    new = [text.encode("utf-8", "surrogatepass") for text in in_order] if binary else in_order
    return pc.replace_with_mask(texts, pa.array(mask), pa.array(new, texts.type))

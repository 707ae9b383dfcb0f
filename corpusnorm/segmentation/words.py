"""The words of a column of texts: where they stand, and a hash of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8
from corpusnorm.segmentation.characters import characters, folded

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

SEED, PRIME = 0xCBF29CE484222325, 0x9E3779B97F4A7C15  # 2^64 / golden ratio (Knuth, TAOCP 6.4)
_BLOCK = 8  # bytes that are mixed in at a time
_BITS = 2**64 - 1
_BYTES = 1 << 20  # of texts in a block


class Words(NamedTuple):
    """The words of texts: text `i` has those from `offsets[i]` to `offsets[i + 1]`.

    `starts` and `ends` are in bytes of the column's data; `first` and `last` in code points of the word's own text. All are
    half-open. `hashes` are equal where the words are, upper and lower case apart.
    """

    offsets: Places
    hashes: Hashes
    starts: Places
    ends: Places
    first: Places
    last: Places


def find_words(texts: Utf8) -> Words:
    r"""The words of each text, in order, and where they stand.

    A word is a run of letters, digits and `_`, with the combining marks and format characters (joiners, soft hyphens) inside it,
    and with an apostrophe between two letters or digits: `\w+(?:['’]\w+)*`, but a mark does not end it, as by the rules of Unicode
    (UAX 29, WB4). Of a script that puts no spaces between words - Han, kana, Thai, Lao, Khmer, Myanmar - every letter is a word
    with its marks: a dictionary would be needed for more, and runs of such words are character n-grams. Two rules of UAX 29 are
    left out: full stops, colons and commas inside a word end it (`U.S`, `3.14`), because degraded texts have none.

    Lone surrogates are separators. Cost: linear, some 300 MB/s.

    >>> from corpusnorm.columns import utf8
    >>> import pyarrow as pa
    >>> column = utf8(pa.array(["Don't ﬂy!", "東京 2020"]))
    >>> found = find_words(column)
    >>> [bytes(column.data[start:end]).decode() for start, end in zip(found.starts, found.ends)]
    ["Don't", 'ﬂy', '東', '京', '2020']
    >>> found.offsets.tolist(), found.first.tolist(), bool(found.hashes[1] == word_hash("Fly"))
    ([0, 2, 5], [0, 6, 0, 1, 3], True)
    """
    offsets, hashes, places = _found(texts, spans=True)
    return Words(offsets, hashes, *places.T)


def word_hashes(texts: Utf8) -> tuple[Places, Hashes]:
    """`offsets` and `hashes` of `find_words`, without the places."""
    offsets, hashes, _ = _found(texts, spans=False)
    return offsets, hashes


def blocks(texts: Utf8) -> Iterator[tuple[slice, Utf8]]:
    """The texts in blocks of a megabyte, or one text where that is larger; of each block which of all texts it has.

    What is found in so few at a time fits the memory of the one before: new pages would cost as much as finding words.
    """
    first, offsets = 0, texts.offsets
    while first < len(offsets) - 1:
        stop = max(int(np.searchsorted(offsets, offsets[first] + _BYTES, "right")) - 1, first + 1)
        yield slice(first, stop), Utf8(texts.data, offsets[first : stop + 1])
        first = stop


def word_hash(word: str) -> int:
    """The hash that a word has in `find_words`: of its characters, case-folded, one apostrophe for both, no format characters.

    >>> word_hash("Straße") == word_hash("STRASSE") != word_hash("strasse1")
    True
    """
    form = "".join(map(folded, word)).encode("utf-8", "surrogatepass")
    number = SEED
    for at in range(0, len(form), _BLOCK):
        number = (number ^ int.from_bytes(form[at : at + _BLOCK], "little")) * PRIME & _BITS
        number ^= number >> 32
    return number


def _found(texts: Utf8, spans: bool) -> tuple[Places, Hashes, Places]:
    from corpusnorm.segmentation.kernels import find

    # A word has a byte, and one between it and the next, or three and none.
    most = (int(texts.offsets[-1] - texts.offsets[0]) + len(texts.offsets)) // 2 + 1
    offsets = np.zeros(len(texts.offsets), np.int64)
    hashes = np.empty(most, np.uint64)
    places = np.empty((most if spans else 0, 4), np.int64)
    find(texts.data, texts.offsets, characters(), spans, offsets, hashes, places)
    count = int(offsets[-1])
    return offsets, hashes[:count], places[:count]

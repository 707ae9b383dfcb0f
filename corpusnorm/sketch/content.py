"""Content: what of a text is compared with degraded copies - its words without stop words, as universal keys."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

import numpy as np

from corpusnorm.columns import Utf8
from corpusnorm.degradation.operators import stop_words
from corpusnorm.segmentation import find_words, word_hash
from corpusnorm.segmentation.characters import folded
from corpusnorm.segmentation.words import Hashes, Places
from corpusnorm.sketch.keys import universal_key

_SHORTEST = 3  # characters: what is shorter rarely survives a degradation
_STOP_LISTS = ("smart", "nltk198", "sklearn", "spacy")  # their union is left out
_LEAST = 1 << 12  # places of an empty vocabulary
UNKNOWN = np.uint64(2**64 - 1)  # stands for the number of a word that was never looked up


def content_numbers(texts: Utf8) -> tuple[Places, Hashes]:
    """For each text a number for each of its words that is no stop word, in order: a hash of its universal key.

    Answers with offsets and numbers: those of text `i` are from `offsets[i]` to `offsets[i + 1]`. Cost: a look-up a word, and for
    each word that this process never met its universal key, some tens of microseconds.

    >>> from corpusnorm.columns import column, utf8
    >>> offsets, numbers = content_numbers(utf8(column(["The country of wars", "countries, war"])))
    >>> offsets.tolist(), (numbers[:2] == numbers[2:]).all()
    ([0, 2, 4], np.True_)
    """
    from corpusnorm.sketch.kernels import looked_up

    words = find_words(texts)
    numbers = np.empty(len(words.hashes), np.uint64)
    known = _vocabulary()
    if looked_up(words.hashes, *known.table, numbers):
        new, places = np.unique(words.hashes[numbers == UNKNOWN], return_index=True)
        places = np.flatnonzero(numbers == UNKNOWN)[places]
        spans = zip(words.starts[places].tolist(), words.ends[places].tolist(), strict=True)
        known.learn(new, [bytes(texts.data[start:end]).decode("utf-8", "surrogatepass") for start, end in spans])
        looked_up(words.hashes, *known.table, numbers)
    left = numbers > 0
    return np.append(0, np.cumsum(left))[words.offsets], numbers[left]


def _number(word: str) -> int:
    """The number of a word, 0 for a stop word and where nothing is left: it depends on nothing that its hash does not."""
    plain = "".join(map(folded, word))
    if len(plain) < _SHORTEST or plain in _stops():
        return 0
    key = universal_key(plain)
    return word_hash(key) if key else 0


class _Vocabulary:
    """The words met so far: an open hash table of their hashes and numbers, replaced as a whole when words are added."""

    def __init__(self) -> None:
        self.table: tuple[Hashes, Hashes] = np.zeros(_LEAST, np.uint64), np.zeros(_LEAST, np.uint64)
        self._size, self._lock = 0, Lock()

    def learn(self, hashes: Hashes, words: list[str]) -> None:
        """Add words; those that another thread added meanwhile stay."""
        from corpusnorm.sketch.kernels import entered

        numbers = np.array([_number(word) for word in words], np.uint64)
        with self._lock:
            keys, values = self.table
            room = max(len(keys), 1 << (4 * (self._size + len(words))).bit_length())
            table = np.zeros(room, np.uint64), np.zeros(room, np.uint64)
            entered(keys[keys > 0], values[keys > 0], *table)
            entered(hashes, numbers, *table)
            self.table = table
            self._size = int(np.count_nonzero(table[0]))


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    """The union of common stop lists, and what lemmatizers make of their words."""
    union = frozenset().union(*(stop_words(name) for name in _STOP_LISTS))
    return union | {word[:-1] for word in union if word.endswith("s")}

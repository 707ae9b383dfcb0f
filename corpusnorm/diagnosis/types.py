"""The types of words: what the measures need to know of each, looked up once and kept in a table by the hash of the word."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8
from corpusnorm.diagnosis.characters import is_marked
from corpusnorm.diagnosis.lexical import lexicon

# Of the words with these flags the tokens are counted; the count of flag `1 << bit` is column `bit`.
(CASED, CAPITALIZED, SHOUTED, SHORT, DIGITS, NOUGHT, FUNCTION, LEMMA_ODD, LEMMA_INFLECTED, STEM_ODD, STEM_INFLECTED, BARE,
 WHOLE) = (1 << bit for bit in range(13))  # fmt: skip
SUMMED = 13
# Of these the types are counted; lemmatizers and stemmers are tried on the lower-case ones of letters, three and more.
ELIGIBLE, STUMP, UNKNOWN = (1 << bit for bit in range(SUMMED, 16))
# Nothing inside a word counts: it is no unit, and has no `_`, no apostrophe and no capital behind a small letter or a digit.
PLAIN = 1 << 16
NUMBERED = 1 << 17  # begins with a digit
UNITS = ("percent", "million", "billion", "km", "january", "february", "april", "june", "july", "august", "september", "october",
         "november", "december", "January", "February", "March", "April", "June", "July", "August", "September", "October",
         "November", "December")  # fmt: skip
EVIDENCE = {"lemma": LEMMA_ODD, "stem": STEM_ODD, "stump": STUMP, "accent": BARE}

_RUNS = frozenset((*UNITS, "per"))
_SHORT = 3  # letters of a short word: most function words of alphabetic scripts have no more
_LONG = 3  # letters of a word that dictionaries and tools are asked about
_HUMP = re.compile(r"[a-z\d][A-Z]")
_MOST = 1 << 20  # types after which a table is begun anew, so that memory stays bounded: some 100 MB
_LANGUAGES = 32


class Words(NamedTuple):
    """The words of texts: text `i` has those from `bounds[i]` to `bounds[i + 1]`; places in bytes of the column."""

    bounds: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    hashes: NDArray[np.uint64]


# What is known of a type, a column each: its flags; which tools would change it, a bit each; the number of its lower-case form,
# where that counts; how many letters it has, and how many of them have diacritics.
FLAGS, CHANGED, LOWERED, LETTERS, MARKED = range(5)
_COLUMNS = 5


class Types:
    """The types of one language that were met. Types may be asked for by many threads.

    Two words with one hash of 64 bits would be one type: of a million types that happens once in 30 million corpora.
    """

    def __init__(self, language: str) -> None:
        self._lock = Lock()
        known = self._known = lexicon(language)
        self._forms = _flagged(
            (known.bogus["lemma"], LEMMA_ODD),
            (known.inflected["lemma"], LEMMA_INFLECTED),
            (known.bogus["stem"], STEM_ODD),
            (known.inflected["stem"], STEM_INFLECTED),
        )
        self._lowered = _flagged((known.function, FUNCTION), (known.bare, BARE), (known.accents, WHOLE))
        self._begin()

    def _begin(self) -> None:
        self._keys, self._slots = np.zeros(1 << 12, np.uint64), np.full(1 << 12, -1, np.int32)
        self._rows = np.zeros((1 << 11, _COLUMNS), np.int64)
        self._lower: dict[str, int] = {}
        self._count = 0

    def of(self, texts: Utf8, words: Words) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The number of the type of each word, and what is known of all types: the numbers are its rows."""
        from corpusnorm.diagnosis.kernels import number_types

        numbers = np.empty(len(words.hashes), np.int32)
        with self._lock:
            if self._count > _MOST:
                self._begin()
            at: Any = 0
            while True:
                new = np.empty(len(self._slots), np.int64)
                at, count = number_types(words.hashes, at, self._keys, self._slots, numbers, new, self._count)
                self._learn(texts, words, new[self._count : count])
                if at == len(words.hashes):
                    return numbers, self._rows[: self._count]
                self._widen()

    def _widen(self) -> None:
        """Move the types to a table twice as large; they keep their numbers."""
        from corpusnorm.diagnosis.kernels import number_types

        hashes, used = np.empty(self._count, np.uint64), self._slots >= 0
        hashes[self._slots[used]] = self._keys[used]
        self._keys, self._slots = np.zeros(2 * len(used), np.uint64), np.full(2 * len(used), -1, np.int32)
        numbers, new = np.empty(self._count, np.int32), np.empty(self._count, np.int64)
        number_types(hashes, 0, self._keys, self._slots, numbers, new, 0)

    def _learn(self, texts: Utf8, words: Words, new: NDArray[np.int64]) -> None:
        """Look up the types whose first words are given."""
        end = self._count + len(new)
        if end > len(self._rows):
            self._rows = np.concatenate([self._rows[: self._count], np.zeros((2 * end - self._count, _COLUMNS), np.int64)])
        if len(new):
            data = texts.data
            forms = (
                bytes(data[start:stop]).decode("utf-8", "surrogatepass")
                for start, stop in zip(words.starts[new].tolist(), words.ends[new].tolist(), strict=True)
            )
            self._rows[self._count : end] = [self._record(form) for form in forms]
        self._count = end

    def _record(self, word: str) -> tuple[int, int, int, int, int]:
        known, first, lower, alphabetic = self._known, word[0], word.lower(), word.isalpha()
        flags = CASED * (first.lower() != first.upper()) | CAPITALIZED * (first != first.lower())
        flags |= SHOUTED * (len(word) > 1 and word.isupper()) | SHORT * (alphabetic and len(word) <= _SHORT)
        flags |= PLAIN * (word.isalnum() and word not in _RUNS and not _HUMP.search(word))
        if not alphabetic and any(map(str.isdigit, word)):
            flags |= NUMBERED * first.isdigit() | DIGITS | NOUGHT * (set(word) == {"0"})
        flags |= self._forms.get(word, 0) | self._lowered.get(lower, 0)
        changed = number = 0
        if alphabetic and len(word) >= _LONG:
            if known.vocabulary and not known.has(lower):
                flags |= UNKNOWN
            if word == lower:
                flags |= ELIGIBLE | STUMP * known.is_stump(word)
                changed = known.changed(word)
        if flags & (FUNCTION | UNKNOWN):
            number = self._lower.setdefault(lower, len(self._lower))
        return flags, changed, number, len(word) * alphabetic, 0 if word.isascii() else sum(map(is_marked, word))


def _flagged(*sets: tuple[frozenset[str], int]) -> dict[str, int]:
    """The words of some sets, with the flags of all that they are in."""
    flags: dict[str, int] = {}
    for words, flag in sets:
        for word in words:
            flags[word] = flags.get(word, 0) | flag
    return flags


@lru_cache(maxsize=_LANGUAGES)
def types(language: str) -> Types:
    """The types of a language, shared by all texts of a process."""
    return Types(language)

"""Characters: what each is to the measures, as bits in a table that kernels read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int32]

# What `str` and `re` say of a character, and the sets of marks that are counted.
WORD, DIGIT, DECIMAL, SPACE, LETTER, LOWER, CAPITAL, BREAK = (1 << bit for bit in range(8))
(MARK, SENTENCE, FINAL, BRACKET, DASH, SYMBOL, STOP, CLOSING, OPENING, PAUSE, UNIT, CODING, KNOWN, MASKING, MASK_START, BEHIND_MASK,
 BEHIND_SPACE, JOINT, BEHIND_JOINED, BEHIND_WORD, CODE_SIGN, LINE_SIGN) = (1 << bit for bit in range(8, 30))  # fmt: skip

_PAGE = 256
_SETS = {
    MARK: ".,;:!?…。，、！？；：؟،؛।",
    SENTENCE: ".!?。？！।",
    FINAL: ".!?…。！？؟।:",
    BRACKET: '()"“”«»„「」',
    DASH: "-–—'’",
    STOP: ".!?…",
    CLOSING: "\"'”’»)",
    OPENING: "\"'“‘«(",
    PAUSE: '.,;:!?…()"“”«»',
    UNIT: "%$€£",
    CODING: ':={}[]<>\\|;#/"*',
    MASKING: "#.,:/-",
    MASK_START: "#.,:/-<N_",
    BEHIND_MASK: ".,;:!?%)",
    BEHIND_SPACE: ".,:;!?",
    JOINT: "-.:/",
    BEHIND_JOINED: "-.:/(",
    BEHIND_WORD: "_(-.:/ABCDEFGHIJKLMNOPQRSTUVWXYZ",  # in code
    CODE_SIGN: "{}[]<>\\|;",
    LINE_SIGN: '#/"*',
    BREAK: "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029",
}
_NO_SYMBOLS = ".,;:!?…。，、'’\"“”«»„()[]–—-"
_TESTS: dict[int, Callable[[str], bool]] = {
    WORD: lambda char: char.isalnum() or char == "_",
    DIGIT: str.isdigit,
    DECIMAL: str.isdecimal,
    SPACE: str.isspace,
    LETTER: lambda char: char.isalnum() and not char.isdecimal(),
    LOWER: str.islower,
    CAPITAL: lambda char: char != char.lower(),
    SYMBOL: lambda char: char == "_" or not (char.isalnum() or char.isspace() or char in _NO_SYMBOLS),
}
_IN_SETS = {char: sum(bit for bit, chars in _SETS.items() if char in chars) for char in sorted(set("".join(_SETS.values())))}


@cache
def table() -> Table:
    """The bits of every code point. Those of a page of 256 are 0 until `learn` fills it: most texts need a few of 4,352 pages."""
    bits = np.zeros(0x110000, np.int32)
    for start in range(0, 2 * _PAGE, _PAGE):
        learn(bits, start)
    return bits


def learn(bits: Table, code: int) -> None:
    """Fill the page of a code point."""
    start = code - code % _PAGE
    bits[start : start + _PAGE] = [_bits(chr(each)) for each in range(start, start + _PAGE)]


def _bits(char: str) -> int:
    return KNOWN | _IN_SETS.get(char, 0) | sum(bit for bit, test in _TESTS.items() if test(char))


def is_marked(char: str) -> bool:
    """Whether a letter has a diacritic, or is one that those who fold diacritics write otherwise.

    >>> [is_marked(char) for char in "eéßйи"]
    [False, True, True, True, False]
    """
    return char in "ßøæœłđıþð" or len(unicodedata.normalize("NFD", char)) > 1

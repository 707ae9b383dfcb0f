"""The words of texts, found in one pass over their bytes."""

from __future__ import annotations

import numpy as np

from corpusnorm.columns import Bytes
from corpusnorm.kernel import kernel
from corpusnorm.segmentation.characters import ALONE, APOSTROPHE, EXTEND, SEPARATOR, WORD, Characters
from corpusnorm.segmentation.words import PRIME, SCATTER, SEED, Hashes, Places

_PRIME, _SCATTER, _SEED, _HALF = np.uint64(PRIME), np.uint64(SCATTER), np.uint64(SEED), np.uint64(32)

Number = int | np.int64


@kernel
def decoded(data: Bytes, at: Number, end: Number) -> tuple[Number, Number]:
    """The code point at byte `at`, and its bytes; 0, a separator of one byte, where none begins or the text breaks it off."""
    first = np.int64(data[at])
    width = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if at + width > end or 0x80 <= first < 0xC0 or first >= 0xF8:
        return 0, 1
    if width == 1:
        return first, 1
    code = first & (0x7F >> width)
    for place in range(at + 1, at + width):
        code = code << 6 | np.int64(data[place]) & 0x3F
    return code, width


@kernel
def kind_of(code: Number, known: Characters) -> Number:
    """What a character does to a word."""
    return np.int64(known.kinds[code]) if code < len(known.kinds) else SEPARATOR


@kernel
def added(number: np.uint64, code: Number, known: Characters) -> np.uint64:
    """A hash with one more character of the word, case-folded (FNV-1a, over code points instead of bytes)."""
    folded = known.folded[code]
    if folded > 0:
        return (number ^ np.uint64(folded)) * _PRIME
    if folded < 0:
        for each in known.expansions[-folded - 1]:
            if each:
                number = (number ^ np.uint64(each)) * _PRIME
    return number


@kernel
def grown(
    data: Bytes, at: Number, end: Number, alone: bool, number: np.uint64, known: Characters
) -> tuple[Number, Number, np.uint64]:
    """Where a word ends whose first character ends at byte `at`, how many bytes since then begin no character, and its hash."""
    inner: Number = 0
    while at < end:
        letter = known.ascii[data[at]]
        if letter and not alone:
            number = (number ^ np.uint64(letter)) * _PRIME
            at += 1
            continue
        code, width = decoded(data, at, end)
        kind = kind_of(code, known)
        if kind == APOSTROPHE and not alone and at + width < end:
            following, wide = decoded(data, at + width, end)
            if kind_of(following, known) != WORD:
                break
            number = added(added(number, code, known), following, known)
            at, inner, width = at + width, inner + width - 1, wide
        elif kind == EXTEND or (kind == WORD and not alone):
            number = added(number, code, known)
        else:
            break
        at, inner = at + width, inner + width - 1
    return at, inner, number


@kernel
def scattered(number: np.uint64) -> np.uint64:
    """A hash whose every bit depends on all of another one (the finalizer of Mulvey's hash function prospector)."""
    number ^= number >> _HALF
    number *= _SCATTER
    number ^= number >> _HALF
    number *= _SCATTER
    return number ^ number >> _HALF


@kernel
def find(data: Bytes, bounds: Places, known: Characters, spans: bool, counts: Places, hashes: Hashes, places: Places) -> None:
    """Write the words of all texts one after the other: their hashes and, with `spans`, their places, first and after the last,
    in bytes of `data` and in characters of their text. `counts[i + 1]` is how many words the texts up to `i` have."""
    count = 0
    for text in range(len(bounds) - 1):
        at, end, inner = bounds[text], bounds[text + 1], bounds[text]
        while at < end:
            code, width = decoded(data, at, end)
            kind = kind_of(code, known)
            if kind in (WORD, ALONE):
                stop, more, number = grown(data, at + width, end, kind == ALONE, added(_SEED, code, known), known)
                hashes[count] = scattered(number)
                if spans:
                    places[count, 0], places[count, 1] = at, stop
                    places[count, 2], places[count, 3] = at - inner, stop - inner - (width - 1) - more
                count += 1
                at, inner = stop, inner + width - 1 + more
            else:
                at, inner = at + width, inner + width - 1
        counts[text + 1] = count

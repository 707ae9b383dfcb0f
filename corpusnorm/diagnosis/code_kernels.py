"""Signs of code in a text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes
from corpusnorm.diagnosis.characters import CODING, DECIMAL, WORD, Table
from corpusnorm.diagnosis.kernels import Number, Places, character
from corpusnorm.kernel import kernel


def byte_set(chars: str) -> NDArray[np.bool_]:
    """Which bytes are one of some ASCII characters."""
    return np.isin(np.arange(256), np.frombuffer(chars.encode(), np.uint8))


_NEWLINE = ord("\n")
_JOINT, _AFTER_JOINT = byte_set("-.:/"), byte_set("-.:/(")
_BEHIND_WORD = byte_set("_(-.:/ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # in code
_CODE_SIGN, _LINE_SIGN = byte_set("{}[]<>\\|;"), byte_set('#/"*')


@kernel
def count_code(data: Bytes, low: Number, end: Number, known: Table, starts: Places, skips: Places, word: Number) -> Number:
    r"""Count the signs of code, as they come first in the text and do not overlap:

    `\w_\w|[a-z\d][A-Z]|\w\(|[:=]=|[{}\[\]<>\\|;]|\w[-.:/]{1,2}[a-z]+[-.:/(]`, and `[#/"*]` at the beginning of a line.
    """
    at, count = low, 0
    while at < end:
        code, width, bits = character(data, at, end, known)
        if not bits & (WORD | CODING):
            at += width
            continue
        if bits & WORD:
            while starts[word] < at:
                word += 1
            if starts[word] == at and skips[word]:
                at = skips[word] - 1  # what is behind its last character counts
                while data[at] & 0xC0 == 0x80:
                    at -= 1
                code, width, bits = character(data, at, end, known)
        after = at + width
        following = data[after] if after < end else 0
        stop = 0
        if bits & WORD and not _BEHIND_WORD[following]:
            stop = 0
        elif bits & WORD:
            if following == ord("_") and after + 1 < end:
                _, width, beyond = character(data, after + 1, end, known)
                stop = after + 1 + width if beyond & WORD else 0
            elif following == ord("(") or (ord("A") <= following <= ord("Z") and (ord("a") <= code <= ord("z") or bits & DECIMAL)):
                stop = after + 1
            elif _JOINT[following]:
                stop = joined(data, after, end)
        elif following == ord("=") and (code == ord(":") or code == ord("=")):
            stop = after + 1
        elif _CODE_SIGN[code] or (_LINE_SIGN[code] and (at == low or data[at - 1] == _NEWLINE)):
            stop = after
        count += stop > 0
        at = stop or after
    return count


@kernel
def joined(data: Bytes, at: Number, end: Number) -> Number:
    """Where a path such as `.join(` ends, from its first mark: one or two marks, small letters, a mark; 0 where there is none."""
    for _ in range(2):
        at += at < end and _JOINT[data[at]]
    start = at
    while at < end and ord("a") <= data[at] <= ord("z"):
        at += 1
    return at + 1 if start < at < end and _AFTER_JOINT[data[at]] else 0

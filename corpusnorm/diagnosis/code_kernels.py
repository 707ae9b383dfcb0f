"""Signs of code in a text."""

from __future__ import annotations

from corpusnorm.diagnosis.characters import BEHIND_JOINED, BEHIND_WORD, CODE_SIGN, CODING, DECIMAL, JOINT, LINE_SIGN, WORD
from corpusnorm.diagnosis.kernels import Number, Numbers
from corpusnorm.kernel import kernel

_NEWLINE = ord("\n")


@kernel
def count_code(codes: Numbers, bits: Numbers, stops: Numbers, end: Number) -> Number:
    r"""Count the signs of code, as they come first in the text and do not overlap:

    `\w_\w|[a-z\d][A-Z]|\w\(|[:=]=|[{}\[\]<>\\|;]|\w[-.:/]{1,2}[a-z]+[-.:/(]`, and `[#/"*]` at the beginning of a line.
    """
    at, count = 0, 0
    while at < end:
        if not bits[at] & (WORD | CODING):
            at += 1
            continue
        if stops[at]:
            at = stops[at] - 1  # what is behind its last character counts
        code, following, stop = codes[at], codes[at + 1], 0
        if bits[at] & WORD:
            if not bits[at + 1] & BEHIND_WORD:
                stop = 0
            elif following == ord("_"):
                stop = at + 3 if bits[at + 2] & WORD else 0
            elif bits[at + 1] & JOINT:
                stop = joined(codes, bits, at + 1)
            elif following == ord("(") or ord("a") <= code <= ord("z") or bits[at] & DECIMAL:
                stop = at + 2
        elif following == ord("=") and (code == ord(":") or code == ord("=")):
            stop = at + 2
        elif bits[at] & CODE_SIGN or (bits[at] & LINE_SIGN and (at == 0 or codes[at - 1] == _NEWLINE)):
            stop = at + 1
        count += stop > 0
        at = stop or at + 1
    return count


@kernel
def joined(codes: Numbers, bits: Numbers, at: Number) -> Number:
    """Where a path such as `.join(` ends, from its first mark: one or two marks, small letters, a mark; 0 where there is none."""
    at += 1
    if bits[at] & JOINT:
        at += 1
    start = at
    while ord("a") <= codes[at] <= ord("z"):
        at += 1
    return at + 1 if start < at and bits[at] & BEHIND_JOINED else 0

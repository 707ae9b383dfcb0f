"""Where in a text the signs of clean text are missing for long."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.diagnosis.characters import CAPITAL, PAUSE, Table
from corpusnorm.diagnosis.kernels import Number, Places, character
from corpusnorm.kernel import kernel

# Log-likelihood that a stretch must gain over clean text before it is looked at: some 70 words without any capital or mark, some 30
# without any function word. In a long clean text less comes about by chance.
_LEAST = 15.0
_LOST = 6.0  # what it may lose again before it has ended: two or three signs of clean text close together
_NEWLINE, _BREAKS = ord("\n"), 2  # line breaks that count behind a word

Scores = NDArray[np.float64]


@kernel
def score_signs(
    data: Bytes,
    offsets: Offsets,
    known: Table,
    bounds: Places,
    starts: Places,
    ends: Places,
    sign: float,
    none: float,
    line_break: float,
    scores: Scores,
) -> None:
    """For each word, what its capital and the marks and line breaks behind it tell: the rates of a sign, of none, of a break."""
    for text in range(len(offsets) - 1):
        for word in range(bounds[text], bounds[text + 1]):
            end = starts[word + 1] if word + 1 < bounds[text + 1] else offsets[text + 1]
            is_sign = character(data, starts[word], end, known)[2] & CAPITAL != 0
            at, breaks = ends[word], 0
            while at < end:
                _, width, bits = character(data, at, end, known)
                is_sign |= bits & PAUSE != 0
                breaks += data[at] == _NEWLINE
                at += width
            scores[word] = sign if is_sign else none
            if breaks:
                scores[word] += line_break * min(breaks, _BREAKS)


@kernel
def rising(scores: Scores, bounds: Places, shortest: Number, found: Places) -> Number:
    """Write the stretches (text, words as half-open places) over which the sum of the scores rises, from its lowest point on, a row
    each, and return how many there are."""
    count = 0
    for text in range(len(bounds) - 1):
        total = best = 0.0
        start = end = bounds[text]
        for word in range(bounds[text], bounds[text + 1] + 1):
            is_last = word == bounds[text + 1]
            if not is_last:
                total += scores[word]
                if total > best:
                    best, end = total, word + 1
            if is_last or total < 0 or best - total > _LOST:
                if best >= _LEAST and end - start >= shortest:
                    found[count, 0], found[count, 1], found[count, 2] = text, start, end
                    count += 1
                total = best = 0.0
                start = end = word + 1
    return count

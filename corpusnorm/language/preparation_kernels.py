"""The text that langdetect looks at: without addresses, Vietnamese letters composed, without Latin letters in another script.

As in langdetect 1.0.9 (`Detector.append`, `Detector.cleaning_text`, `NGram.normalize_vi`), over the code points of a text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

LONGEST = 10_000  # characters looked at: langdetect itself reads no more
_AT, _COLON, _SLASH, _BLANK, _LOST = 0x40, 0x3A, 0x2F, 0x20, 0xFFFD
_HOST, _LOCAL, _PATH = 255, 64, 2076  # characters of the parts of an address


@kernel
def _decoded(data: NDArray[np.uint8], start: int, stop: int, points: NDArray[np.int32]) -> int:
    """The first code points of a text and how many; blanks for lost characters, which langdetect's Hindi profile has learnt."""
    count, at = 0, start
    while at < stop and count < LONGEST:
        point = np.int32(data[at])
        if point < 0x80:
            at += 1
        else:
            width = 4 if point >= 0xF0 else 3 if point >= 0xE0 else 2
            if at + width > stop:
                break
            point &= 0xFF >> (width + 1)
            for offset in range(1, width):
                point = (point << 6) | (np.int32(data[at + offset]) & 0x3F)
            at += width
            if point == _LOST:
                point = np.int32(_BLANK)
        points[count] = point
        count += 1
    return count


@kernel
def _without_urls(points: NDArray[np.int32], count: int, classes: NDArray[np.uint8]) -> int:
    """In place: `https?://[-_.?&~;+=/#0-9A-Za-z]{1,2076}` becomes a blank. How many characters are left."""
    kept, at = 0, 0
    while at < count:
        points[kept] = points[at]
        at += 1
        kept += 1
        if points[at - 1] != _COLON or at + 2 >= count or points[at] != _SLASH or points[at + 1] != _SLASH:
            continue
        end = at + 2
        while end < count and end - at - 2 < _PATH and points[end] < 128 and classes[points[end]] & 1:
            end += 1
        scheme = _scheme(points, kept - 1)
        if scheme and end > at + 2:
            kept -= scheme
            points[kept - 1] = _BLANK
            at = end
    return kept


@kernel
def _scheme(points: NDArray[np.int32], colon: int) -> int:
    """The length of `http` or `https` before a colon; 0 where neither stands there."""
    end = colon - 1 if colon > 0 and points[colon - 1] == 0x73 else colon
    if end >= 4 and points[end - 4] == 0x68 and points[end - 3] == 0x74 and points[end - 2] == 0x74 and points[end - 1] == 0x70:
        return colon - end + 4
    return 0


@kernel
def _without_mail(points: NDArray[np.int32], count: int, classes: NDArray[np.uint8]) -> int:
    """In place: `[-_.0-9A-Za-z]{1,64}@[-_0-9A-Za-z]{1,255}[-_.0-9A-Za-z]{1,255}` becomes a blank. How many characters are left."""
    kept, at, local = 0, 0, 0
    while at < count:
        point = points[at]
        points[kept] = point
        at += 1
        kept += 1
        if point < 128 and classes[point] & 2:
            local += 1
            continue
        if point == _AT and local:
            length = _domain(points, at, count, classes)
            if length:
                kept -= min(local, _LOCAL)
                points[kept - 1] = _BLANK
                at += length
        local = 0
    return kept


@kernel
def _domain(points: NDArray[np.int32], start: int, count: int, classes: NDArray[np.uint8]) -> int:
    """The length of the domain of a mail address; 0 where none stands."""
    middle = start
    while middle < count and middle - start < _HOST and points[middle] < 128 and classes[points[middle]] & 4:
        middle += 1
    end = middle
    while end < count and end - middle < _HOST and points[end] < 128 and classes[points[end]] & 2:
        end += 1
    return end - start if middle > start and end - start > 1 else 0


@kernel
def _compose(points: NDArray[np.int32], count: int, composed: NDArray[np.int32]) -> int:
    """In place: a letter and a mark after it become the letter that Vietnamese writes. How many characters are left."""
    kept, free = 0, False
    for at in range(count):
        mark = points[at] - 0x300
        if free and 0 <= mark < composed.shape[1] and points[kept - 1] < composed.shape[0] and composed[points[kept - 1], mark]:
            points[kept - 1] = composed[points[kept - 1], mark]
            free = False
        else:
            points[kept] = points[at]
            kept += 1
            free = True
    return kept


@kernel
def _without_latin(points: NDArray[np.int32], count: int) -> int:
    """In place: without A to z where other letters are more than twice as many. How many characters are left."""
    latin, other = 0, 0
    for at in range(count):
        point = points[at]
        latin += (point >= 0x41) & (point <= 0x7A)
        other += (point >= 0x300) & ((point < 0x1E00) | (point > 0x1EFF))
    if latin * 2 >= other:
        return count
    kept = 0
    for at in range(count):
        if points[at] < 0x41 or points[at] > 0x7A:
            points[kept] = points[at]
            kept += 1
    return kept


@kernel
def prepared(
    data: NDArray[np.uint8],
    start: int,
    stop: int,
    classes: NDArray[np.uint8],
    composed: NDArray[np.int32],
    points: NDArray[np.int32],
) -> int:
    """The characters of a text of which n-grams are made, and how many they are."""
    count = _decoded(data, start, stop, points)
    mails, colons, marks = 0, 0, 0
    for at in range(count):
        mails += points[at] == _AT
        colons += points[at] == _COLON
        marks += (points[at] >= 0x300) & (points[at] < 0x300 + composed.shape[1])
    if colons:
        count = _without_urls(points, count, classes)
    if mails:
        count = _without_mail(points, count, classes)
    if marks:
        count = _compose(points, count, composed)
    return _without_latin(points, count)

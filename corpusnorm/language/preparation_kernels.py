"""The text that langdetect looks at: without addresses, Vietnamese letters composed, without Latin letters in another script.

As in langdetect 1.0.9 (`Detector.append`, `Detector.cleaning_text`, `NGram.normalize_vi`), over the code points of some texts at a
time: each has a row of `points`, `counts` says how many characters it has, and `signs` what may be in it. All is in place.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.kernel import kernel

LONGEST = 10_000  # characters looked at: langdetect itself reads no more
ADDRESSES, MAILS, MARKS = 1, 2, 4  # signs: a colon, an at sign, a combining mark
_AT, _COLON, _SLASH, _BLANK, _LOST, _FIRST_MARK = 0x40, 0x3A, 0x2F, 0x20, 0xFFFD, 0x300
_HOST, _LOCAL, _PATH = 255, 64, 2076  # characters of the parts of an address
Points = NDArray[np.int32]
Counts = NDArray[np.int64]


@kernel
def decode(data: NDArray[np.uint8], offsets: Counts, marks: int, points: Points, counts: Counts, signs: Counts) -> int:
    """The first code points of the texts, and the signs in any; blanks for lost characters, which the Hindi profile has learnt."""
    longest, every = len(points) // len(counts), 0
    for text in range(len(counts)):
        count, at, stop, found = 0, offsets[text], offsets[text + 1], 0
        while at < stop and count < longest:
            point = int(data[at])
            if point < 0x80:
                at += 1
                if point == _COLON:
                    found |= ADDRESSES
                elif point == _AT:
                    found |= MAILS
            else:
                width = 4 if point >= 0xF0 else 3 if point >= 0xE0 else 2
                if at + width > stop:
                    break
                point &= 0xFF >> (width + 1)
                for offset in range(1, width):
                    point = (point << 6) | (data[at + offset] & 0x3F)
                at += width
                if point == _LOST:
                    point = _BLANK
                elif _FIRST_MARK <= point < _FIRST_MARK + marks:
                    found |= MARKS
            points[text * longest + count] = point
            count += 1
        counts[text], signs[text] = count, found
        every |= found
    return every


@kernel
def _part_end(points: Points, at: int, end: int, classes: NDArray[np.uint8], part: int) -> int:
    """Where the characters that may stand in a part of an address end."""
    while at < end and points[at] < 128 and classes[points[at]] & part:
        at += 1
    return at


@kernel
def drop_urls(points: Points, counts: Counts, signs: Counts, classes: NDArray[np.uint8]) -> None:
    """`https?://[-_.?&~;+=/#0-9A-Za-z]{1,2076}` becomes a blank."""
    longest = len(points) // len(counts)
    for text in range(len(counts)):
        if not signs[text] & ADDRESSES:
            continue
        first, at = text * longest, text * longest
        kept, end = first, first + counts[text]
        while at < end:
            points[kept] = points[at]
            at += 1
            kept += 1
            if points[kept - 1] != _COLON or at + 2 >= end or points[at] != _SLASH or points[at + 1] != _SLASH:
                continue
            scheme = kept - 2 if kept - 2 >= first and points[kept - 2] == 0x73 else kept - 1  # where `http` ends
            if scheme - 4 < first or points[scheme - 4] != 0x68 or points[scheme - 3] != 0x74:
                continue
            if points[scheme - 2] != 0x74 or points[scheme - 1] != 0x70:
                continue
            path = _part_end(points, at + 2, min(end, at + 2 + _PATH), classes, 1)
            if path > at + 2:
                kept, at = scheme - 3, path
                points[kept - 1] = _BLANK
        counts[text] = kept - first


@kernel
def drop_mails(points: Points, counts: Counts, signs: Counts, classes: NDArray[np.uint8]) -> None:
    """`[-_.0-9A-Za-z]{1,64}@[-_0-9A-Za-z]{1,255}[-_.0-9A-Za-z]{1,255}` becomes a blank."""
    longest = len(points) // len(counts)
    for text in range(len(counts)):
        if not signs[text] & MAILS:
            continue
        kept, at, end, local = text * longest, text * longest, text * longest + counts[text], 0
        while at < end:
            point = points[at]
            points[kept] = point
            at += 1
            kept += 1
            if point < 128 and classes[point] & 2:
                local += 1
                continue
            if point == _AT and local:
                middle = _part_end(points, at, min(end, at + _HOST), classes, 4)
                last = _part_end(points, middle, min(end, middle + _HOST), classes, 2)
                if middle > at and last - at > 1:
                    kept -= min(local, _LOCAL)
                    points[kept - 1] = _BLANK
                    at = last
            local = 0
        counts[text] = kept - text * longest


@kernel
def compose(points: Points, counts: Counts, signs: Counts, composed: NDArray[np.int32]) -> None:
    """A letter and a mark after it become the letter that Vietnamese writes."""
    longest, (letters, marks) = len(points) // len(counts), composed.shape
    for text in range(len(counts)):
        if not signs[text] & MARKS:
            continue
        kept, free = text * longest, False
        for at in range(text * longest, text * longest + counts[text]):
            mark, one = points[at] - _FIRST_MARK, np.int32(0)
            if free and 0 <= mark < marks and points[kept - 1] < letters:
                one = composed[points[kept - 1], mark]
            free = one == 0
            if free:
                points[kept] = points[at]
                kept += 1
            else:
                points[kept - 1] = one
        counts[text] = kept - text * longest

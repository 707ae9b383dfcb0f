"""The texts that are measured: with one kind of line end, of long ones a sample; and their words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, column, utf8
from corpusnorm.diagnosis import characters
from corpusnorm.diagnosis.types import Words

Places = NDArray[np.int64]

_STRETCHES, _STRETCH = 8, 5_000  # a long text is looked at in so many stretches of so many characters: some 6,000 words in all
LONG = _STRETCHES * _STRETCH  # characters


def sample(text: str) -> str:
    """The text with one kind of line end, or where it is long, stretches of it that lie evenly, cut at white space.

    >>> len(sample("word " * 100_000))
    39959
    """
    if len(text) <= LONG:
        return "\n".join(text.splitlines())
    step = len(text) // _STRETCHES
    stretches = (text[at : at + _STRETCH] for at in range(0, step * _STRETCHES, step))
    return "\n".join("\n".join(stretch[stretch.find(" ") + 1 : stretch.rfind(" ")].splitlines()) for stretch in stretches)


def scanned(texts: Utf8) -> tuple[Places, Places]:
    """How many code points each text has, and how many line ends other than `\\n`; what their characters are is known after it."""
    from corpusnorm.diagnosis.kernels import scan

    (points, breaks), known = np.zeros((2, len(texts.offsets) - 1), np.int64), characters.table()
    text, code = scan(texts.data, texts.offsets, known, 0, points, breaks)
    while code >= 0:
        characters.learn(known, int(code))
        text, code = scan(texts.data, texts.offsets, known, text, points, breaks)
    return points, breaks


def samples(texts: Utf8) -> Utf8:
    """Each text as `sample` has it; the bytes as they are where no text is long or has other line ends."""
    points, breaks = scanned(texts)
    return _replaced(texts, np.flatnonzero((points > LONG) | (breaks > 0)).tolist())


def _replaced(texts: Utf8, odd: list[int]) -> Utf8:
    """The texts with the samples of some."""
    if not odd:
        return texts
    changed = utf8(column(sample(texts.text(at)) for at in odd))
    bounds = zip([-1, *odd], [*odd, len(texts.offsets) - 1], strict=True)
    kept = [texts.data[texts.offsets[before + 1] : texts.offsets[at]] for before, at in bounds]
    parts = [kept[0]]
    for number, part in enumerate(kept[1:]):
        parts += [changed.data[changed.offsets[number] : changed.offsets[number + 1]], part]
    lengths = np.diff(texts.offsets)
    lengths[odd] = np.diff(changed.offsets)
    return _put_together(parts, lengths)


def words_of(texts: Utf8) -> Words:
    """The words of each text, all of whose characters are known."""
    from corpusnorm.diagnosis.kernels import find

    most = (int(texts.offsets[-1] - texts.offsets[0]) + len(texts.offsets)) // 2 + 1  # a word has a byte, and one behind it
    bounds, starts, ends = np.zeros(len(texts.offsets), np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    hashes = np.empty(most, np.uint64)
    find(texts.data, texts.offsets, characters.table(), bounds, starts, ends, hashes)
    return Words(bounds, starts[: bounds[-1]], ends[: bounds[-1]], hashes[: bounds[-1]])


def one(text: str) -> Utf8:
    """A text as a column of one."""
    return utf8(column([text]))


def chosen(texts: Utf8, rows: Places) -> Utf8:
    """Some of the texts; the bytes as they are where all are wanted."""
    if len(rows) == len(texts.offsets) - 1:
        return texts
    parts = [texts.data[texts.offsets[row] : texts.offsets[row + 1]] for row in rows.tolist()]
    return _put_together(parts, np.diff(texts.offsets)[rows])


def _put_together(parts: Sequence[NDArray[np.uint8]], lengths: Places) -> Utf8:
    """The texts of these lengths whose bytes are those of the parts, read-only as any."""
    texts = Utf8(np.concatenate(parts), np.concatenate([[0], np.cumsum(lengths)]))
    for each in texts:
        each.flags.writeable = False
    return texts

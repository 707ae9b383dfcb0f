"""Differences: what turns one text into another, cut where a reader would cut it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from corpusnorm.alignment import align_numbers
from corpusnorm.job.collation.tokens import tokens

Difference = tuple[int, int, str]
"""A span of the base text, from where to where, and what stands there instead."""

_FARTHEST = 256  # characters that an addition or omission is moved by, at most
_TOO_FEW = 4  # times as many words on either side make agreement of so few words chance: in rewritten sentences `the` meets `the`
_SHORT, _LONG = 32, 4096  # characters of agreement that are looked for elsewhere, and of what they are looked for in
_BEST = 5  # of places to cut: the edge of a line
_SENTENCE_ENDS = frozenset(".!?…。！？")
_INSIDE = -100  # of a word, or of white space: no place to cut


def differences(base: str, text: str) -> list[Difference]:
    """What turns the base text into another, in order; none touch, and there is none between equal texts.

    Tokens (words, marks, white space) are aligned by their hashes. What was added or left out begins and ends at a paragraph, else
    at a sentence, else in front of white space, where the text allows it. Differences with nothing but white space between them, or
    hardly a word between many, are one: a phrase that was rewritten is one difference. None is joined over a line feed.

    What comes out is held against the text: should two tokens have the same hash, the whole text is one difference.

    >>> differences("a small cat", "a big cat")
    [(2, 7, 'big')]
    >>> differences("He left. He came.", "He left. He saw. He came.")
    [(8, 8, ' He saw.')]
    """
    if base == text:
        return []
    found = list(_joined(base, _placed(base, list(_regrouped(base, _unpaired(base, text))))))
    return found if applied(base, found) == text else [(0, len(base), text)]


def applied(base: str, found: Iterable[Difference]) -> str:
    """The base text with differences in place, which are in order and disjoint."""
    pieces: list[str] = []
    at = 0
    for start, end, new in found:
        pieces += (base[at:start], new)
        at = end
    return "".join([*pieces, base[at:]])


def _unpaired(base: str, text: str) -> Iterator[Difference]:
    """What stands between the runs of tokens that match."""
    (here, left), (there, right) = tokens(base), tokens(text)
    x, y = align_numbers(left, right)
    x, y = (np.concatenate(([-1], x, [len(left)])), np.concatenate(([-1], y, [len(right)])))
    gaps = np.flatnonzero((np.diff(x) > 1) | (np.diff(y) > 1))
    edges = here[x[gaps] + 1], here[x[gaps + 1]], there[y[gaps] + 1], there[y[gaps + 1]]
    for start, end, begins, ends in zip(*(each.tolist() for each in edges), strict=True):
        yield start, end, text[begins:ends]


def _regrouped(base: str, found: Iterable[Difference]) -> Iterator[Difference]:
    """Two additions, or two omissions, with hardly a word between them that they have, too: around the best one of these.

    In `A. B. C`, of which `A` and `C` are left out, an alignment does not mind which of the full stops is the one that stays.
    """
    last: Difference | None = None
    for each in found:
        pair = [] if last is None else _around_the_best(base, last, each)
        if last is not None and not pair:
            yield last
        elif len(pair) == 2:
            yield pair[0]
        last = pair[-1] if pair else each
    if last is not None:
        yield last


def _around_the_best(base: str, one: Difference, other: Difference) -> list[Difference]:
    """The two around the best place, without one that has become empty; nothing where they are to stay."""
    between = base[one[1] : other[0]]
    omissions, additions = not (one[2] or other[2]), one[0] == one[1] and other[0] == other[1]
    if not (omissions or additions) or len(between) > _SHORT or len(between.split()) > 1 or "\n" in between:
        return []
    whole = base[one[0] : other[1]] if omissions else one[2] + between + other[2]
    if len(whole) > _LONG:
        return []
    around = base[max(one[0] - 1, 0) : one[0]], base[other[1] : other[1] + 1]
    at = _best_place(whole, between, around)
    rest = at + len(between)
    if omissions:
        parts = [(one[0], one[0] + at, ""), (one[0] + rest, other[1], "")]
    else:
        parts = [(one[0], one[0], whole[:at]), (other[0], other[0], whole[rest:])]
    return [part for part in parts if part[0] < part[1] or part[2]]


def _best_place(whole: str, between: str, around: tuple[str, str]) -> int:
    """Where in `whole` its part `between` stands best; the first such place."""
    text, shift = "".join((around[0], whole, around[1])), len(around[0])
    best, at = (-1, 0), whole.find(between)
    while at >= 0:
        edges = [shift, shift + at, shift + at + len(between), shift + len(whole)]
        cuts = [_cut(text, start) + _cut(text, end) for start, end in (edges[:2], edges[2:])]
        gone = [start == end for start, end in (edges[:2], edges[2:])]
        best = max(best, (sum(2 * _BEST if none else cut for cut, none in zip(cuts, gone, strict=True)), -at))
        at = whole.find(between, at + 1)
    return -best[1]


def _placed(base: str, found: list[Difference]) -> Iterator[Difference]:
    """Additions and omissions moved to where they are best cut out: what stands behind one may stand in it, too.

    Such as `cat` and the blank before it, or the blank behind it. The method, not the scores, is that of Fraser's lossless clean-up
    (diff-match-patch, 2006).
    """
    before = 0
    for number, (start, end, new) in enumerate(found):
        if start == end or not new:
            behind = found[number + 1][0] if number + 1 < len(found) else len(base)
            by = _best_shift(
                base[max(before, start - _FARTHEST) : start], new or base[start:end], base[end : min(behind, end + _FARTHEST)]
            )
            new = _turned(new, by)
            start, end = start + by, end + by
        yield start, end, new
        before = end


def _best_shift(left: str, between: str, right: str) -> int:
    """By how many characters, backwards or forwards, `between` is moved best; the text stays the same."""
    most = _same(between, right)
    least = _same(between[::-1], left[::-1])
    if not most and not least:
        return 0
    whole, at, size = left + between + right, len(left), len(between)
    return max(range(-least, most + 1), key=lambda by: (_cut(whole, at + by) + _cut(whole, at + by + size), -by))


def _same(one: str, other: str) -> int:
    """How many characters are the same from the start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(text: str, at: int) -> int:
    """How good a place to cut is: the higher the better."""
    left, right = text[at - 1 : at], text[at : at + 1]
    if not left or not right:
        return _BEST
    if left.isspace():
        return _INSIDE if right.isspace() else _BEST if left == "\n" else 1
    if right.isspace():
        return _BEST if right == "\n" else 4 if left in _SENTENCE_ENDS else 2
    return _INSIDE if _in_word(left) and _in_word(right) else 0


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _turned(text: str, by: int) -> str:
    """`text` as it is after moving it."""
    return text[by:] + text[:by]


def _joined(base: str, found: Iterable[Difference]) -> Iterator[Difference]:
    """Differences that are one to a reader, as one."""
    last: Difference | None = None
    for each in found:
        if last is None:
            last = each
        elif _is_one(base, last, each):
            last = last[0], each[1], last[2] + base[last[1] : each[0]] + each[2]
        else:
            yield last
            last = each
    if last is not None:
        yield last


def _is_one(base: str, one: Difference, other: Difference) -> bool:
    between = base[one[1] : other[0]]
    if "\n" in between:
        return False
    words = len(between.split())
    rewritten = (one[0] < one[1] or other[0] < other[1]) and (one[2] or other[2])
    return not words or bool(rewritten and min(_words(base, one), _words(base, other)) >= _TOO_FEW * words)


def _words(base: str, difference: Difference) -> int:
    """How many words a difference is about."""
    start, end, new = difference
    return max(len(base[start:end].split()), len(new.split()))

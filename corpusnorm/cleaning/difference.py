"""The edits between two versions of one line, recovered exactly."""

from __future__ import annotations

from collections.abc import Iterator

from corpusnorm.edits import Edit, Span

_EXACT = 4_000  # longest side for a character-exact comparison; longer ones become one edit, still exactly right


def difference(before: str, after: str, rule: str, offset: int = 0, evidence: str = "") -> Iterator[Edit]:
    """Edits that turn `before` into `after`, as small as an indel alignment makes them, shifted by `offset`.

    Applying them to `before` always gives `after`; between equal strings there are none. Cost: the product of the lengths of
    the parts that differ, over 64 (Hyyrö's bit-parallel LCS in rapidfuzz), for parts up to 4,000 characters.

    >>> [(edit.span.start, edit.span.end, edit.text) for edit in difference("cafÃ© noir", "café noir", "r")]
    [(3, 5, 'é')]
    """
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if not old and not new:
        return
    if len(old) > _EXACT or len(new) > _EXACT or not old or not new:
        yield Edit(Span(offset + head, offset + head + len(old)), new, rule, evidence=evidence)
        return
    for start, end, text in _replacements(old, new):
        yield Edit(Span(offset + head + start, offset + head + end), text, rule, evidence=evidence)


def _shared(first: str, second: str) -> int:
    """How many characters both begin with: a binary search, for slices are compared much faster than single characters."""
    equal, unequal = 0, min(len(first), len(second)) + 1
    while unequal - equal > 1:
        middle = (equal + unequal) // 2
        if first[equal:middle] == second[equal:middle]:
            equal = middle
        else:
            unequal = middle
    return equal


def _replacements(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Maximal differing stretches: neighbouring deletions and insertions are one replacement."""
    from rapidfuzz.distance import Indel

    start = end = 0
    text = ""
    for code in Indel.opcodes(old, new):
        if code.tag != "equal":
            if end == start and not text:
                start = code.src_start
            end, text = code.src_end, text + new[code.dest_start : code.dest_end]
        elif end > start or text:
            yield start, end, text
            start = end = code.src_end
            text = ""
    if end > start or text:
        yield start, end, text

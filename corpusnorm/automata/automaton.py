"""Automata: many short patterns looked for in one pass over UTF-8.

The method is Shift-And (Baeza-Yates and Gonnet 1992, "A new approach to text searching"): a state is the set of pattern prefixes
that end here, as bits. There are few such sets, so that they are found beforehand and numbered: a character costs a look into one
table for its class and one for the next state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import utf8

_CODES = 0x110000
_LINE_FEED = 10


class Characters(NamedTuple):
    """A set of characters: these code points, or with `others` all but these."""

    codes: frozenset[int]
    others: bool = False

    def __contains__(self, code: object) -> bool:
        return (code in self.codes) is not self.others


Pattern = tuple[Characters, ...]
"""What matches: one character of each set, in order. LF as the first also stands for the beginning of the text."""


STATE, KINDS, RESTING = 0xFFFF, 16, 1 << 24
"""An entry of `step` is the next state, the kinds of patterns that end there from bit 16 on, and whether the automaton rests."""
CLASS, PLAIN = 0x7FFF, 1 << 15
"""An entry of `classes` is a class, and whether the character is plain."""


class Automaton(NamedTuple):
    """Finds patterns in texts. Text begins as after a LF.

    `classes[c]` is the class of code point `c`; `step[state, class]` is what comes next, from state 0 on, where no pattern has
    begun. Plain are ASCII characters of which alone no pattern consists, and the automaton rests where such characters can have led
    to; a pattern can begin with `back` of them. `line` is the entry for the beginning of a text.
    """

    classes: NDArray[np.uint16]
    step: NDArray[np.uint32]
    back: int
    line: int

    def screen(self, texts: pa.Array, wanted: int = 0xFF, head: int | None = None) -> NDArray[np.bool_]:
        """For each text whether a pattern of a wanted kind matches in it, or in its first `head` characters."""
        from corpusnorm.automata.kernels import texts_with

        data, offsets = utf8(texts)
        ends = offsets[1:] if head is None else np.minimum(offsets[1:], offsets[:-1] + 4 * head)
        ends.flags.writeable = False  # as are the offsets: the kernel is compiled once
        return texts_with(data, offsets[:-1], ends, wanted, *self)

    def lines(self, text: bytes, wanted: int) -> list[tuple[int, int]]:
        """Where the lines of a text in UTF-8 begin and end (without LF) that a pattern of a wanted kind matches in."""
        from corpusnorm.automata.kernels import texts_with

        data = np.frombuffer(text, np.uint8)
        breaks = np.flatnonzero(data == _LINE_FEED)
        edges = np.empty(len(breaks) + 2, np.int64)
        edges[0], edges[1:-1], edges[-1] = -1, breaks, len(data)
        starts, ends = edges[:-1] + 1, edges[1:]
        starts.flags.writeable = ends.flags.writeable = False
        found = texts_with(data, starts, ends, wanted, *self)
        return list(zip(starts[found].tolist(), ends[found].tolist(), strict=True))

    def kinds(self, text: str) -> int:
        """The kinds of patterns that match in a text, as bits."""
        from corpusnorm.automata.kernels import kinds

        data = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)
        return int(kinds(data, 0, len(data), 0, *self))

    def kinds_of_bytes(self, data: bytes) -> int:
        """The same where each byte is one character, and not UTF-8."""
        from corpusnorm.automata.kernels import byte_kinds

        return int(byte_kinds(np.frombuffer(data, np.uint8), *self))


def automaton(patterns: Mapping[int, Iterable[Pattern]]) -> Automaton:
    """The automaton that finds the patterns of each kind, a number from 0 to 7. Cost: .2 s for ftfy's patterns."""
    known = [(kind, pattern) for kind, those in patterns.items() for pattern in dict.fromkeys(those)]
    classes, members = _classes(dict.fromkeys(each for _, pattern in known for each in pattern))
    masks, first, ends = [0] * (int(classes.max()) + 1), 0, dict.fromkeys(patterns, 0)
    bit = 0
    for kind, pattern in known:
        first |= 1 << bit
        for each in pattern:
            for number in members[each]:
                masks[number] |= 1 << bit
            bit += 1
        ends[kind] |= 1 << bit - 1
    states, step = _states(masks, first)
    plain = _plain([pattern for _, pattern in known])
    accept = [sum((bool(state & end)) << KINDS + kind for kind, end in ends.items()) for state in states]
    entry = np.arange(len(states), dtype=np.uint32) | np.array(accept, np.uint32)
    entry[_reached(step, classes[plain])] |= RESTING
    classes[plain] |= PLAIN
    back = max((_leading(pattern, plain) for _, pattern in known), default=0)
    return Automaton(classes, entry[step], back, int(entry[step[0, classes[_LINE_FEED] & CLASS]]))


def _classes(sets: Iterable[Characters]) -> tuple[NDArray[np.uint16], dict[Characters, list[int]]]:
    """A class for each code point, so that every set is made of whole classes; and the classes of each set.

    Each set splits the classes that it cuts: those of its members are renumbered.
    """
    labels, unused = np.zeros(_CODES, np.int64), 1
    codes = {each: np.array(sorted(each.codes), np.int64) for each in sets}
    for members in codes.values():
        own = labels[members]
        split = np.flatnonzero(np.bincount(own))
        renumbered = np.zeros(unused, np.int64)
        renumbered[split] = unused + np.arange(len(split))
        labels[members] = renumbered[own]
        unused += len(split)
    used = np.flatnonzero(np.bincount(labels, minlength=unused))
    numbers = np.zeros(unused, np.uint16)
    numbers[used] = np.arange(len(used))
    classes = numbers[labels]
    every = range(len(used))
    return classes, {
        each: [number for number in every if (number in own) is not each.others]
        for each, members in codes.items()
        for own in [set(np.flatnonzero(np.bincount(classes[members])).tolist())]
    }


def _states(masks: Sequence[int], first: int) -> tuple[list[int], NDArray[np.int64]]:
    """All sets of prefixes that texts lead to, from the empty one on, and the number of the next for each class."""
    numbers, rows = {0: 0}, []
    states = [0]
    for state in states:  # grows while it is read
        longer = state << 1 | first
        row = [longer & mask for mask in masks]
        for after in dict.fromkeys(row):
            if after not in numbers:
                if len(states) > STATE:
                    raise ValueError("the patterns are too many, or too much alike, for one automaton")
                numbers[after] = len(states)
                states.append(after)
        rows.append([numbers[after] for after in row])
    return states, np.array(rows)


def _plain(patterns: Iterable[Pattern]) -> list[int]:
    """ASCII, less the first characters of each pattern that would consist of it alone."""
    plain = list(range(128))
    for pattern in patterns:
        if _leading(pattern, plain) == len(pattern):
            plain = [code for code in plain if code not in pattern[0]]
    return plain


def _leading(pattern: Pattern, plain: Sequence[int]) -> int:
    """How many characters of the pattern can be plain before the first that cannot."""
    can = [any(code in each for code in plain) for each in pattern]
    return (*can, False).index(False)


def _reached(step: NDArray[np.int64], classes: NDArray[np.uint16]) -> list[int]:
    """The states that characters of these classes lead to from the first one."""
    reached: set[int] = set()
    new = {0}
    while new:
        reached |= new
        new = set(step[sorted(new)][:, classes].ravel().tolist()) - reached
    return sorted(reached)

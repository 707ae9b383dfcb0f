"""Regular expressions as patterns of an automaton: which characters a match must have, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from corpusnorm.automata.automaton import Characters, Pattern

_EVERYTHING = Characters(frozenset(), others=True)
BEGINNING = Characters(frozenset((10,)))
"""A line feed: what stands before a line."""
_MANY = 64  # times of a repetition that are told apart; a longer one counts as endless
_MOST = 1000  # sequences that are told apart
_UNFOLLOWED = re.IGNORECASE | re.ASCII | re.LOCALE  # flags that change what a set of characters is
_ENDLESS = None  # stands where an expression goes on in a way that is not followed
Sequence = tuple[Characters | None, ...]
LAST = 0x40000
"""From this code point on there are no letters, digits, blanks or combining characters, in any version of Unicode so far."""


def patterns(expression: re.Pattern[Any]) -> list[Pattern]:
    r"""Patterns of which one matches wherever `expression` finds something.

    They are exact for literals, sets, alternatives and bounded repetitions. Where an expression goes on without bound or in a way
    that is not followed, the pattern ends: what stands before must be there for a match all the same. Assertions are not looked at,
    but for `^`, which is a LF before the line. An expression for bytes must not have `\w` and the like. Works on what Python's own
    parser makes of the expression.

    >>> def shown(found): return [tuple("".join(map(chr, sorted(each.codes))) for each in pattern) for pattern in found]
    >>> shown(patterns(re.compile(r"ab?[cd]|ef*g")))
    [('a', 'cd'), ('a', 'b', 'cd'), ('e', 'g'), ('e', 'f')]
    """
    from re import _parser  # type: ignore[attr-defined]

    if expression.flags & _UNFOLLOWED:
        return [(_EVERYTHING,)]
    found = _sequences(_parser.parse(expression.pattern, expression.flags))
    followed = (tuple(each for each in sequence if each is not None) for sequence in found)
    every = dict.fromkeys(each or (_EVERYTHING,) for each in followed)
    return [each for each in every if not any(each[:length] in every for length in range(1, len(each)))]


def in_a_line(found: Iterable[Pattern]) -> list[Pattern]:
    """The patterns as they match in a line, which has no LF; only before the line, as the first character, there is one."""
    return [tuple(each if each == BEGINNING else _without_line_feed(each) for each in pattern) for pattern in found]


def one_of(codes: Iterable[int]) -> list[Pattern]:
    """The pattern of one character out of these."""
    return [(Characters(frozenset(codes)),)]


def literal(text: str) -> Pattern:
    """The pattern of these characters, one after the other."""
    return tuple(Characters(frozenset((ord(char),))) for char in text)


def _sequences(parsed: Any) -> list[Sequence]:
    """The sequences of character sets that a parsed expression stands for; where there are too many, how they begin."""
    found: list[Sequence] = [()]
    for operation, argument in parsed:
        longer = _joined(found, _part(str(operation), argument))
        if len(longer) > _MOST:
            return [(*each, _ENDLESS) for each in found]
        found = longer
    return found


def _joined(heads: Iterable[Sequence], tails: list[Sequence]) -> list[Sequence]:
    """Each head with each tail; one that is not followed to its end has none."""
    return list(dict.fromkeys(head if _ENDLESS in head else head + tail for head in heads for tail in tails))


def _part(operation: str, argument: Any) -> list[Sequence]:
    """The sequences that one item of a parsed expression stands for."""
    match operation:
        case "LITERAL":
            return [(Characters(frozenset((argument,))),)]
        case "NOT_LITERAL":
            return [(Characters(frozenset((argument,)), others=True),)]
        case "ANY":
            return [(_EVERYTHING,)]
        case "IN":
            return [(_set(argument),)]
        case "SUBPATTERN" if not argument[1] & _UNFOLLOWED:
            return _sequences(argument[-1])
        case "BRANCH":
            return [each for branch in argument[1] for each in _sequences(branch)]
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(argument[0], int(argument[1]), _sequences(argument[2]))
        case "AT" if str(argument) == "AT_BEGINNING":
            return [(BEGINNING,)]
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return [()]
        case _:
            return [(_ENDLESS,)]


def _repeated(least: int, most: int, once: list[Sequence]) -> list[Sequence]:
    """`least` to `most` times one of `once`, one after the other."""
    found: list[Sequence] = []
    heads: list[Sequence] = [()]
    for times in range(most + 1):
        if times > max(least, _MANY if most <= _MANY else 0) or times > _MANY or len(found) + len(heads) > _MOST:
            return found + [(*each, _ENDLESS) for each in heads]
        if times >= least:
            found += heads
        heads = _joined(heads, once)
    return found


def _set(parsed: Any) -> Characters:
    """The set between square brackets."""
    codes: set[int] = set()
    others = False
    for operation, argument in parsed:
        match str(operation):
            case "NEGATE":
                others = True
            case "LITERAL":
                codes.add(argument)
            case "RANGE":
                codes.update(range(argument[0], argument[1] + 1))
            case "CATEGORY":
                codes.update(_category(str(argument)))
            case unknown:
                raise ValueError(f"a set of characters that holds {unknown} is not known")
    return Characters(frozenset(codes), others)


@cache
def _category(name: str) -> frozenset[int]:
    r"""The code points of `\w` and the like, as Python's expressions have them."""
    letter = {"WORD": "w", "DIGIT": "d", "SPACE": "s"}[name.removeprefix("CATEGORY_").removeprefix("NOT_")]
    members = members_of(rf"\{letter}")
    return members if "_NOT_" not in name else frozenset(range(0x110000)) - members


@cache
def members_of(charset: str) -> frozenset[int]:
    r"""The code points that an expression for one character matches, such as `\w`, up to LAST."""
    matches = re.finditer(f"(?:{charset})+", _every())
    return frozenset(chain.from_iterable(range(*match.span()) for match in matches))


@cache
def _every() -> str:
    return np.arange(LAST, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _without_line_feed(each: Characters) -> Characters:
    return Characters(each.codes | {10} if each.others else each.codes - {10}, each.others)

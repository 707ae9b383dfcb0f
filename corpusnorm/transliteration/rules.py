"""Rules, as the tables write them: pairs of a source and what is written for it.

    щ shch          one way to write it
    ь _             nothing; ␣ is a space
    ё yo/e//io      several: a practice, the usual way first; each `/` is one deviation more, so `io` is three
    [^V]е ye        only where a letter of the classes or letters in brackets stands before; `^` is the beginning of a word
    ий[$] y         only where one of them stands after; `$` is the end of a word
    [!V]й[C][$] i   `!`: none of them; with what stands beside those
    ال| al-         nothing is put between it and what follows
    [C]_[C] a/i/u   what may stand between two letters, chosen anew at every place: vowels that a script leaves unwritten

Of the rules that fit at a place the longest source is taken, then the one with more contexts, then the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from corpusnorm.errors import ConfigError

NOTHING, SPACE, CLOSED = "_", "␣", "|"
_TOKEN = re.compile(r"(?P<before>(?:\[[^\]]*\])*)(?P<source>[^\[\]]+)(?P<after>(?:\[[^\]]*\])*)")
_GROUP = re.compile(r"\[([^\]]*)\]")


class Context(NamedTuple):
    """What may stand at a place: one of `letters` (the empty string: no letter of a word), or, if `inverted`, none of them."""

    letters: frozenset[str]
    inverted: bool = False

    def holds(self, letter: str) -> bool:
        """Whether the letter (empty at the edge of a word) may stand there."""
        return (letter in self.letters) is not self.inverted


INSIDE = Context(frozenset([""]), inverted=True)
"""Any letter of the word."""


class Rule(NamedTuple):
    """What is written for `source` between its contexts: the first of `targets`, or in a practice any of them.

    `before` and `after` are what stands beside it, the nearest first. `costs` says by how many deviations each target is written.
    """

    before: tuple[Context, ...]
    source: str
    after: tuple[Context, ...]
    targets: tuple[str, ...]
    costs: tuple[int, ...]
    closed: bool = False
    """Whether nothing is put between it and what follows."""

    @property
    def order(self) -> tuple[int, int]:
        """What decides between rules that fit: the smaller one is taken."""
        return -len(self.source), -len(self.before) - len(self.after)

    @classmethod
    def of(cls, source: str, targets: Iterable[str], *before: Context) -> Rule:
        """A rule for a letter and what it may be written, the likeliest first."""
        ways = tuple(targets)
        return cls(before, source, (), ways, tuple(range(len(ways))))


def parsed(text: str, classes: Mapping[str, str], where: str) -> Iterator[Rule]:
    """The rules of a text. Raises `ConfigError`, with `where`, if they are no pairs.

    >>> [(rule.source, rule.targets, rule.costs) for rule in parsed("ё yo/e//io  [^V]ь _", {"V": "ао"}, "an example")]
    [('ё', ('yo', 'e', 'io'), (0, 1, 3)), ('ь', ('',), (0,))]
    """
    words = text.split()
    if len(words) % 2:
        raise ConfigError((f"the rules are no pairs: {len(words)} words",), where=where)
    for token, targets in zip(words[::2], words[1::2], strict=True):
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            raise ConfigError((f"{token!r} is no source with its contexts",), where=where)
        before, source, after = parts.group("before", "source", "after")
        ways = [(_meant(way), cost) for cost, way in enumerate(targets.split("/")) if way]
        yield Rule(
            tuple(_contexts(before, classes))[::-1],
            _meant(source.removesuffix(CLOSED)),
            tuple(_contexts(after, classes)),
            tuple(way for way, _ in ways),
            tuple(cost for _, cost in ways),
            source.endswith(CLOSED),
        )


def doubled(rule: Rule, mark: str, *, or_single: bool) -> Rule:
    """The rule for a letter with a mark that doubles it; what is written for one letter may be left single, by a deviation."""
    ways = [(way * 2, cost) for way, cost in zip(rule.targets, rule.costs, strict=True)]
    if or_single:
        ways += [(way, cost + 1) for way, cost in zip(rule.targets, rule.costs, strict=True)]
    ways.sort(key=lambda way: way[1])
    return rule._replace(source=rule.source + mark, targets=tuple(way for way, _ in ways), costs=tuple(cost for _, cost in ways))


def _meant(word: str) -> str:
    return "" if word == NOTHING else word.replace(SPACE, " ")


def _contexts(groups: str, classes: Mapping[str, str]) -> Iterator[Context]:
    for group in _GROUP.findall(groups):
        letters: set[str] = set()
        for letter in group.removeprefix("!"):
            letters.update([""] if letter in "^$" else classes.get(letter, letter))
        yield Context(frozenset(letters), group.startswith("!"))

"""Schemes: how the letters of one script are written in another, read from the table of a language.

A table is a TOML file: `language`, `script`, `version`, named classes of letters, and `[[schemes]]`, each with what it states
(`title`, `year`, `source`) and its `rules`, pairs of a source and what is written for it:

    щ shch          one way to write it
    ё yo/e/io       several: a practice, the usual way first (`practice = true`)
    ь _             nothing; ␣ is a space
    [^V]е ye        only where a letter of the classes or letters in brackets stands before; `^` is the beginning of a word
    ий[$] y         only where one of them stands after; `$` is the end of a word; `[!V]`: none of them
    ال| al-         nothing is put between it and what follows
    [C]_[C] a/i/u   what may stand between two letters, chosen anew at every place: vowels that a script leaves unwritten

Of the rules that fit at a place the longest source is taken, then the one with more context, then the first. `base` names a scheme
whose rules hold where the scheme has none of the same source and context.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from corpusnorm.errors import ConfigError

_TOKEN = re.compile(r"(?:\[(?P<before>[^\]]*)\])?(?P<source>[^\[\]]+)(?:\[(?P<after>[^\]]*)\])?")
NOTHING, SPACE = "_", "␣"
_TURKIC = frozenset({"az", "tr"})


class Context(NamedTuple):
    """What may stand beside a letter: one of `letters` (the empty string: no letter of a word), or, if `inverted`, none of them."""

    letters: frozenset[str]
    inverted: bool = False

    def holds(self, neighbour: str) -> bool:
        """Whether the neighbour (empty at the edge of a word) may stand there."""
        return (neighbour in self.letters) is not self.inverted


ANYTHING = Context(frozenset(), inverted=True)


class Rule(NamedTuple):
    """What is written for `source` between two contexts: the first of `targets`, or in a practice any of them."""

    before: Context
    source: str
    after: Context
    targets: tuple[str, ...]
    closed: bool = False
    """Whether nothing is put between it and what follows."""

    @property
    def order(self) -> tuple[int, int]:
        """What decides between rules that fit: the smaller one is taken."""
        return -len(self.source), -(self.before != ANYTHING) - (self.after != ANYTHING)


class Table(NamedTuple):
    """What the schemes of a language have in common."""

    language: str
    script: str
    classes: Mapping[str, str] = {}
    form: Literal["NFC", "NFD"] = "NFC"
    """The Unicode normalization form that the rules are written in: NFC, or NFD where letters are made of parts."""
    ignored: str = ""
    """Characters of the source that are passed over."""
    doubling: str = ""
    """A mark that doubles the letter before it."""
    first: str = ""
    """Marks that are read before all others of a letter, whatever order Unicode has them in; the doubling mark is one."""
    caseless: bool = False
    """Whether the script has no capitals, so that those of a name are put by `hyphens`, see `marks.titled`."""
    hyphens: Literal["capital", "small", "name"] = "capital"
    words: Mapping[str, str] = {}
    """Elements of names as they are written, and with the vowel signs that are left out."""
    surnames: str = ""
    """Letters that are surnames, where names are written without a space."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """One way to write a language in another script. `id` begins with the language.

    A `practice` knows several ways to write a letter, any other scheme one; a `reversible` one gives every text of its letters
    back; one that needs `vowels` is for text whose vowel signs are written.

    >>> found = scheme("ru-iso-9-1995")
    >>> found.language, found.source_script, found.target_script, found.year, found.reversible
    ('ru', 'Cyrl', 'Latn', 1995, True)
    """

    id: str
    language: str
    source_script: str
    target_script: str
    title: str
    year: int | None
    source: str
    reversible: bool
    practice: bool
    vowels: bool
    pivot: bool = field(repr=False)
    """Whether other schemes of the language go on from what it writes."""
    dotted: bool = field(repr=False)
    """Whether what it writes has the two i of Turkish, ı with the capital I and i with İ."""
    table: Table = field(repr=False)
    stated: Mapping[str, str] = field(repr=False)
    """Its rules as the table has them, by what the table calls them."""

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Its own rules, and those of its base that it does not replace. Read when they are first asked for."""
        own = tuple(self._rules())
        base = self.stated.get("base")
        replaced = {rule[:3] for rule in own}
        return own + tuple(rule for rule in (scheme(base).rules if base else ()) if rule[:3] not in replaced)

    def _rules(self) -> Iterator[Rule]:
        if "readings" in self.stated:
            yield from _readings(self.stated["readings"])
        stated = unicodedata.normalize(self.table.form, self.stated.get("rules", ""))
        for rule in _parsed(stated, self.table.classes, self.id):
            if self.table.doubling and len(rule.source) == 1 and rule.source.isalpha():
                twice = tuple(way * 2 for way in rule.targets if way)
                yield rule._replace(
                    source=rule.source + self.table.doubling, targets=(twice + rule.targets) if self.practice else twice
                )
            yield rule

    @cached_property
    def by_letter(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules by the first letter of their source, those to be tried first before the others; "" for what stands between."""
        found: dict[str, list[Rule]] = {}
        for rule in sorted(self.rules, key=lambda rule: rule.order):
            found.setdefault(rule.source[:1], []).append(rule)
        return {letter: tuple(rules) for letter, rules in found.items()}

    @property
    def caseless(self) -> bool:
        """Whether what it is written from has no capitals."""
        return self.table.caseless and self.source_script != "Latn"

    @cached_property
    def dotted_source(self) -> bool:
        """Whether what it is written from has the two i of Turkish."""
        return self.source_script == "Latn" and self.language in _TURKIC

    @cached_property
    def signs(self) -> frozenset[str]:
        """What it writes that is no letter: apostrophes and marks."""
        return frozenset(sign for rule in self.rules for target in rule.targets for sign in target if not sign.isalpha())

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters that the rules speak of."""
        return frozenset(letter for rule in self.rules for letter in rule.source)


def schemes(language: str | None = None) -> tuple[Scheme, ...]:
    """All schemes, or those of one language, in the order of their tables. The first use reads the tables: some 30 ms for all.

    >>> [each.id for each in schemes("ka")][:3]
    ['ka-press-en', 'ka-press-de', 'ka-national-2002']
    """
    wanted = languages() if language is None else (language,) if language in languages() else ()
    return tuple(each for code in wanted for each in _table(code).values())


def scheme(id: str) -> Scheme:  # noqa: A002 - the field's word
    """The scheme of that name. Raises `ConfigError` where there is none.

    >>> scheme("ru-bgn-pcgn-1947").title
    'BGN/PCGN 1947 system (without the optional dots)'
    """
    language = id.partition("-")[0]
    if language not in languages():
        raise ConfigError(
            (f"no transliteration scheme {id!r}: no language {language!r}",), hint=f"languages: {' '.join(languages())}"
        )
    table = _table(language)
    if id not in table:
        raise ConfigError((f"no transliteration scheme {id!r}",), hint=f"one of: {' '.join(table)}")
    return table[id]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a table, by their codes."""
    return tuple(sorted(path.name.removesuffix(".toml") for path in _data().iterdir() if path.name.endswith(".toml")))


def _data() -> Any:
    return files("corpusnorm.transliteration") / "data"


@cache
def _table(language: str) -> dict[str, Scheme]:
    read = tomllib.loads((_data() / f"{language}.toml").read_text(encoding="utf-8"))
    table = Table(**{name: read[name] for name in Table._fields if name in read})
    return {row["id"]: _scheme(table, row) for row in read["schemes"]}


def _scheme(table: Table, row: Mapping[str, Any]) -> Scheme:
    return Scheme(
        id=row["id"],
        language=table.language,
        source_script=row.get("from", table.script),
        target_script=row.get("to", "Latn"),
        title=row["title"],
        year=row.get("year"),
        source=row["source"],
        reversible=row.get("reversible", False),
        practice=row.get("practice", False),
        vowels=row.get("vowels", False),
        pivot=row.get("pivot", False),
        dotted=row.get("dotted", False),
        table=table,
        stated={name: row[name] for name in ("rules", "base", "readings") if name in row},
    )


def _parsed(text: str, classes: Mapping[str, str], where: str) -> Iterator[Rule]:
    words = text.split()
    if len(words) % 2:
        raise ConfigError((f"the rules are no pairs: {len(words)} words",), where=where)
    for token, targets in zip(words[::2], words[1::2], strict=True):
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            raise ConfigError((f"{token!r} is no source with its context",), where=where)
        before, source, after = parts.group("before", "source", "after")
        ways = tuple(_meant(way) for way in targets.split("/"))
        yield Rule(
            _context(before, classes), _meant(source.removesuffix("|")), _context(after, classes), ways, source.endswith("|")
        )


def _meant(word: str) -> str:
    return "" if word == NOTHING else word.replace(SPACE, " ")


def _context(words: str | None, classes: Mapping[str, str]) -> Context:
    if words is None:
        return ANYTHING
    inverted = words.startswith("!")
    letters: set[str] = set()
    for letter in words.removeprefix("!"):
        letters.update([""] if letter in "^$" else classes.get(letter, letter))
    return Context(frozenset(letters), inverted)


def _readings(name: str) -> Iterator[Rule]:
    """A rule for each character of a table of readings, the commonest first; an apostrophe parts a syllable that begins with a
    vowel.
    """
    readings: dict[str, list[str]] = {}
    for line in (_data() / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reading, _, characters = line.partition("\t")
            for character in characters:
                readings.setdefault(character, []).append(reading)
    inside = Context(frozenset([""]), inverted=True)
    for character, ways in readings.items():
        yield Rule(ANYTHING, character, ANYTHING, tuple(ways))
        if any(unicodedata.normalize("NFD", way)[0] in "aeo" for way in ways):
            parted = tuple("'" + way if unicodedata.normalize("NFD", way)[0] in "aeo" else way for way in ways)
            yield Rule(inside, character, ANYTHING, parted)

"""Schemes: how the letters of one script are written in another, read from the table of a language.

A table is a TOML file, `data/LANGUAGE.toml`: what its schemes have in common (see `Table`), and `[[schemes]]`, each with what it
states (`title`, `year`, `source`) and its `rules`, see `corpusnorm.transliteration.rules`. `base` names a scheme whose rules hold
where the scheme has none of the same source and contexts.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from corpusnorm.errors import ConfigError
from corpusnorm.transliteration.rules import INSIDE, Rule, doubled, parsed

UnicodeForm = Literal["NFC", "NFD"]

_TURKIC = frozenset({"az", "tr"})


class Table(NamedTuple):
    """What the schemes of a language have in common."""

    language: str
    script: str
    classes: Mapping[str, str] = {}
    form: UnicodeForm = "NFC"
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
        for rule in parsed(stated, self.table.classes, self.id):
            if self.table.doubling and len(rule.source) == 1 and rule.source.isalpha():
                yield doubled(rule, self.table.doubling, or_single=self.practice)
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
    """All schemes, or those of one language, in the order of their tables. The first use reads the tables: 0.1 s for all.

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
    for character, ways in readings.items():
        yield Rule.of(character, ways)
        if any(map(_begins_with_vowel, ways)):
            yield Rule.of(character, ("'" * _begins_with_vowel(way) + way for way in ways), INSIDE)


def _begins_with_vowel(syllable: str) -> bool:
    return unicodedata.normalize("NFD", syllable)[0] in "aeo"

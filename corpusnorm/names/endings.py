"""What is written onto a name: endings, clitics, and the vowels it costs another word; from `data/endings.toml`.

A name before an apostrophe ends there. An ending that is fused with the name belongs to the mention, which is then as sure as
`corpusnorm.names.match.INFLECTED` says and never rewritten: it would have to be declined anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corpusnorm.names.fold import fold, reduced

SHORTEST = 4
"""So many letters a declined name has at least."""


@dataclass(frozen=True, slots=True)
class Stem:
    """What stays of a form when it is declined, and the endings it takes, folded; or what stands in front of it instead.

    A stem without endings is a name of several words of which another word is declined.
    """

    letters: str
    form: str
    endings: frozenset[str] = frozenset()
    behind: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("corpusnorm.names") / "data" / "endings.toml").read_text(encoding="utf-8"))


@cache
def is_after_apostrophe(letters: str) -> bool:
    """Whether the letters behind a name and an apostrophe are an ending: not those of "Xi'an".

    >>> [is_after_apostrophe(letters) for letters in ("s", "nin", "dekilerin", "an")]
    [True, True, True, False]
    """
    found: re.Pattern[str] = _apostrophe()
    return found.fullmatch(letters) is not None or (letters.isupper() and found.fullmatch(fold(letters)) is not None)


@cache
def _apostrophe() -> re.Pattern[str]:
    given = _data()["apostrophe"]
    chained = {*given["chained"], *map(fold, given["chained"])}
    return re.compile(f"(?:{'|'.join(given['alone'])}|(?:{'|'.join(sorted(chained))}){{1,6}})")


def is_before_apostrophe(word: str) -> bool:
    """Whether a word lost a vowel to the name behind its apostrophe ("l'Arménie"), and is not a part of it ("O'Brien")."""
    return word in _data()["elision"]["before"]


@cache
def is_proclitic(letters: str) -> bool:
    """Whether the letters in front of a name can be written onto it: Arabic wa, bi, al; Hebrew ve, be, ha.

    >>> is_proclitic("وال"), is_proclitic("ה"), is_proclitic("לב")
    (True, True, False)
    """
    return any(re.fullmatch(pattern, letters) for patterns in _data()["proclitic"].values() for pattern in patterns)


def stems(form: str, languages: Iterable[str]) -> list[Stem]:
    """What a form of these languages is declined to.

    >>> [(stem.letters, sorted(stem.endings)) for stem in stems("Армения", ["ru"])]
    [('Армени', ['ей', 'ею', 'и', 'ю'])]
    """
    found = [] if form.isascii() else list(_without_article(form))
    for language in languages:
        if language != "en":
            found += _declensions(form, _table(language))
    return found


def _without_article(form: str) -> Iterator[Stem]:
    article = _data()["article"]["Arab"]
    if form.startswith(article["drop"]) and len(form) > SHORTEST:
        yield Stem(form.removeprefix(article["drop"]), form, behind=article["behind"])


def _declensions(form: str, table: dict[str, Any]) -> Iterator[Stem]:
    rows = table.get("rows")
    if rows:
        *others, last = form.split(" ")
        beginning = form[: len(form) - len(last)]
        declined = _declined(last, rows)
        if declined and len(declined[0]) + min(map(len, declined[1])) >= table.get("shortest", SHORTEST):
            yield Stem(beginning + declined[0], form, declined[1])
        if len(others) == 1 and table.get("attributes") and (first := _declined(others[0], rows)):
            yield from _with_first(form, first, last, declined)


def _with_first(
    form: str, first: tuple[str, frozenset[str]], last: str, declined: tuple[str, frozenset[str]] | None
) -> Iterator[Stem]:
    """Names of two words: an attribute is declined with its noun, a noun before another by itself."""
    for ending in sorted(first[1]):
        yield Stem(f"{first[0]}{ending} {last}", form)
        if declined:
            yield Stem(f"{first[0]}{ending} {declined[0]}", form, declined[1])


def _declined(word: str, rows: list[dict[str, Any]]) -> tuple[str, frozenset[str]] | None:
    row = next((row for row in rows if word.endswith(tuple(row["final"]))), None)
    if row is None or not word[-1:].isalpha():
        return None
    return word[: len(word) - row["drop"]], frozenset(fold(reduced(ending)) for ending in row["endings"])


@cache
def _table(language: str) -> dict[str, Any]:
    plain = language.partition("-")[0]
    return next((each for each in _data()["declension"] if plain in each["languages"]), {})

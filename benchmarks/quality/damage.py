"""Cases for the diagnosis: real texts of many kinds, text that merely looks odd, and both degraded in known ways.

Half of the sources are for fitting (`fit`), the other half for reporting (`held`); no package, corpus or book is in both.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import NamedTuple

from benchmarks.quality.material import Text, texts
from benchmarks.quality.pairs import FOLDER
from benchmarks.quality.recipes import random_recipe
from corpusnorm.degradation import Degradation, Operator
from corpusnorm.degradation.candidates import normalizers, stop_list_names
from corpusnorm.degradation.operators import (
    MODES,
    DropNumbers,
    FoldDiacritics,
    Lemma,
    Lowercase,
    MaskNumbers,
    MinLength,
    Stem,
    Stop,
    Tokenize,
    Vocabulary,
    WordOperator,
)
from corpusnorm.degradation.recipe import run_chain
from corpusnorm.sketch.keys import WORD

ARCHIVES = FOLDER.parent / "text"
KINDS = ("lower-cased", "de-punctuated", "stop-words-gone", "lemmatized", "stemmed", "diacritics-lost", "numbers-lost",
         "vocabulary-filtered")  # fmt: skip
RUNNING = ("book", "essay", "tutorial", "man", "readme", "licence", "news", "speech", "review", "leaflet", "cookies")
"""Genres that are degraded for the benchmark: whoever degrades a table or code is left with a bag of words."""
_GENRES = {
    "abc": "news",
    "inaugural": "speech",
    "state_union": "speech",
    "movie_reviews": "review",
    "pil": "leaflet",
    "webtext": "chat",
}
_SIZES = (50, 3000)  # words of a case, drawn evenly on a logarithmic scale
_LARGE = 50_000  # characters of a text that several cases are cut from
_MARKS = re.compile(r"[.,;:!?…]")
_LATIN = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "cs", "hu", "tr", "fi", "ro", "sl", "ca", "lt")
_CASED = (*_LATIN, "ru", "el", "bg")


class Case(NamedTuple):
    """A text, what it is called, its source, language and genre, how it was damaged, and which kinds of damage that makes."""

    label: str
    source: str
    language: str
    genre: str
    text: str
    damage: frozenset[str]

    @property
    def degraded(self) -> bool:
        """Whether the damage was done by us, not by nature."""
        return self.label.startswith(("one", "mix")) and bool(self.damage)


def held_out(source: str, genre: str) -> bool:
    """Whether a source is for reporting. By name, so that a new source does not move the others."""
    return zlib.crc32(f"6{source}/{genre}".encode()) % 2 == 1  # 6: every language and most genres are in both halves


def sources() -> Iterator[Text]:
    """Every real text: the archives of `../shared/data/text` and the packages, where `material` has fetched them."""
    for archive in sorted(ARCHIVES.glob("*.zip")):
        if archive.stem in _GENRES:
            with zipfile.ZipFile(archive) as files:
                for name in sorted(files.namelist()):
                    if name.endswith((".txt", ".sgml")):
                        yield Text(
                            f"{archive.stem}/{name}", "en", _GENRES[archive.stem], files.read(name).decode("utf-8", "replace")
                        )
    yield from texts()


def cases(random: Random, *, held: bool, texts_a_source: int = 30, damaged: int = 3) -> Iterator[Case]:
    """Cut the texts of one half and degrade them."""
    seen: dict[str, int] = {}
    every = [text for text in sources() if held_out(text.source, text.genre) == held]
    random.shuffle(every)
    for text in every:
        group = f"{text.source.partition('/')[0]}/{text.genre.partition('/')[0]}/{text.language}"
        seen[group] = seen.get(group, 0) + 1
        if seen[group] <= texts_a_source:
            for _ in range(
                1 + min(len(text.text) // _LARGE, 9 if text.language == "en" else 2) + 2 * (text.genre in ("code", "table"))
            ):
                yield from _of(text, random, damaged)


def _of(text: Text, random: Random, damaged: int) -> Iterator[Case]:
    body = cut(text.text, random)
    words = len(body.split())
    if words < _SIZES[0] * 0.8:
        return
    natural = _natural(text, body)
    case = partial(Case, source=text.source, language=text.language, genre=text.genre)
    yield case("real", text=body, damage=natural)
    if text.genre.partition("/")[0] not in RUNNING:
        return
    if random.random() < 0.5:
        name, odd = random.choice(list(oddities(body, random).items()))
        yield case(name, text=odd, damage=frozenset())
    for _ in range(damaged if text.language in _CASED else 0):
        label, result = degrade(body, text.language, random)
        found = effect(body, result, label, text.language)
        if found - natural and len(result.split()) >= 30:
            yield case(label, text=result, damage=found | natural)


def _natural(text: Text, body: str) -> frozenset[str]:
    """What a real text lacks as it was written: reviews are lower-cased by who collected them, jokes may be in plain ASCII."""
    from corpusnorm.diagnosis.lexical import lexicon

    found = {"lower-cased"} if text.genre == "review" else set()
    usual = lexicon(text.language).accented
    if usual >= 0.01 and sum(map(_accented, body)) < 0.2 * usual * sum(map(str.isalpha, body)):
        found.add("diacritics-lost")
    return frozenset(found)


def cut(text: str, random: Random) -> str:
    """A stretch of the text of a random length, from a line's beginning."""
    size = int(_SIZES[0] * (_SIZES[1] / _SIZES[0]) ** random.random())
    places = [match.start() for match in re.finditer(r"\S+", text)]
    if len(places) <= size:
        return text
    start = places[random.randrange(len(places) - size)]
    start = text.rfind("\n", 0, start) + 1
    first = next(at for at, place in enumerate(places) if place >= start)
    return text[start : places[min(first + size, len(places) - 1)]].rstrip()


def oddities(text: str, random: Random) -> dict[str, str]:
    """Text that looks odd and is whole."""
    found = re.findall(r"\w+", text)
    return {
        "capitals": text.upper(),
        "verse": "\n".join(" ".join(line).lower() for line in _lines(found, random.randint(3, 8), random)),
        "verse with capitals": "\n".join(" ".join(line).capitalize() for line in _lines(found, random.randint(3, 8), random)),
        "cells": "\n".join(random.choice(("\t", ",", " | ")).join(line) for line in _lines(found, random.randint(1, 5), random)),
        "word list": "\n".join(sorted({word for word in found if len(word) > 4})),
        "items": "\n".join(" ".join(line).lower() for line in _lines([word for word in found if len(word) > 4], 2, random)),
        "chat": "\n".join(_said(text, random)),
    }


def _said(text: str, random: Random) -> Iterator[str]:
    """What people type to each other: short, in lower case, without full stops, often with who says it."""
    names = random.choice((("<anna> ", "<bob> "), ("anna: ", "bob: "), ("", "")))
    for sentence in re.split(r"[.;:]\s+|\n{2,}", text):
        words = sentence.lower().split()
        for at in range(0, len(words), 12):
            yield random.choice(names) + " ".join(words[at : at + 12])


def _lines(found: list[str], size: int, random: Random) -> Iterator[list[str]]:
    """Lines of about so many words."""
    at = 0
    while at < len(found):
        after = at + max(1, size + random.randint(-2, 2))
        yield found[at:after]
        at = after


# -- damage ----------------------------------------------------------------------------------------------------------------


def degrade(text: str, language: str, random: Random) -> tuple[str, str]:
    """One kind of damage alone, or a random recipe; run on the whole text, line by line, or on the words in their place."""
    single = random.random() < 0.45
    operators = [random.choice(singles(language, random))] if single else mixture(language, random)
    chain = tuple(operator for operator in operators if isinstance(operator, WordOperator))
    names = "+".join(operator.op for operator in chain)
    kind = random.random()
    if kind < 0.4 or (single and kind < 0.6):
        return f"{'one' if single else 'mix'}: {names} in place", in_place(text, chain)
    mode = random.choice(("whitespace", "treebank")) if single and random.random() < 0.5 else random.choice(MODES)
    how = Degradation((Tokenize(mode), *chain))
    if kind < 0.6:
        return f"{'one' if single else 'mix'}: {mode} {names} by line", "\n".join(how.apply(line) for line in text.split("\n"))
    return f"{'one' if single else 'mix'}: {mode} {names}", how.apply(text)


def singles(language: str, random: Random) -> list[Operator]:
    """One operator of each kind that the language has."""
    found: list[Operator] = [Lowercase(), _numbers(random)]
    lists = stop_list_names(language)
    if lists:
        found.append(Stop(random.choice(lists), ignore_case=True))
    tools = [chain for chain in normalizers(language) if chain]
    lemmas = [chain[0] for chain in tools if isinstance(chain[0], Lemma) and not chain[0].name.startswith("wordnet_ad")]
    stems = [chain[0] for chain in tools if isinstance(chain[0], Stem)]
    found += [random.choice(group) for group in (lemmas, stems) if group]
    if language not in ("en", "nl"):
        found.append(FoldDiacritics("nfd" if language == "ru" else random.choice(("latin", "nfd", "nfkd"))))
    return found


def mixture(language: str, random: Random) -> list[Operator]:
    """A recipe as pipelines have them; of another language than English from what there is."""
    if language == "en":
        chain: list[Operator] = list(random_recipe(random).word_operators)
        if random.random() < 0.15:
            chain.append(Vocabulary(keep=_dictionary()))
        return chain
    several = [each for each in singles(language, random) if random.random() < 0.6]
    stop = [each for each in several if isinstance(each, Stop)]
    lower = [each for each in several if isinstance(each, Lowercase)]
    rest = [each for each in several if not isinstance(each, Stop | Lowercase)]
    return [*lower, *stop, *rest, *([MinLength(random.choice((2, 3, 4)))] if random.random() < 0.15 else [])]


def _numbers(random: Random) -> Operator:
    if random.random() < 0.5:
        return DropNumbers(random.choice(("digits", "any_digit", "numeral")))
    return MaskNumbers(random.choice("#0"), each=random.random() < 0.5)


def in_place(text: str, chain: tuple[WordOperator, ...]) -> str:
    """The text with its words changed where they stand: lines, marks and blanks stay."""
    changed = WORD.sub(lambda match: run_chain(chain, match.group()) or "\0", text)
    return re.sub(r"\0[ \t]?|[ \t]\0", "", changed)


def _dictionary() -> frozenset[str]:
    from corpusnorm.diagnosis.lexical import lexicon

    known = lexicon("en")
    return known.vocabulary | known.function


def effect(before: str, after: str, label: str, language: str) -> frozenset[str]:
    """The kinds of damage that a degradation has made indeed: a text without numbers loses none."""
    old, new = WORD.findall(before), WORD.findall(after)
    checks = {
        "lower-cased": "lowercase" in label or "stem" in label,
        "de-punctuated": True,
        "stop-words-gone": "min_length" in label,
        "diacritics-lost": "fold" in label,
        "numbers-lost": "numbers" in label,
    }
    shares = {
        "lower-cased": [sum(word != word.lower() for word in words) / len(words) for words in (old, new or [""])],
        "de-punctuated": [len(_MARKS.findall(text)) / max(len(words), 1) for text, words in ((before, old), (after, new))],
        "stop-words-gone": [_functions(words, language) for words in (old, new)],
        "diacritics-lost": [sum(map(_accented, text)) / max(len(text), 1) for text in (before, after)],
        "numbers-lost": [sum(any(map(str.isdigit, word)) for word in words) / max(len(words), 1) for words in (old, new)],
    }
    least = {"lower-cased": 0.02, "de-punctuated": 0.03, "stop-words-gone": 0.04, "diacritics-lost": 0.004, "numbers-lost": 0.01}
    left = {"lower-cased": 0.15, "de-punctuated": 0.2, "stop-words-gone": 0.45, "diacritics-lost": 0.2, "numbers-lost": 0.2}
    found = {
        kind for kind, (old_share, new_share) in shares.items()
        if checks[kind] and old_share >= least[kind] and (new_share <= left[kind] * old_share)
    }  # fmt: skip
    if "mask" in label and shares["numbers-lost"][0] >= least["numbers-lost"]:
        found.add("numbers-lost")
    if "stop" in label and shares["stop-words-gone"][0] > 0 and len(new) < 0.88 * len(old):
        found.add("stop-words-gone")
    changed = len(set(old) & set(new)) / max(len(set(new)), 1)
    if "stem" in label and changed < 0.9:
        found.add("stemmed")
    elif "lemma" in label and changed < 0.97:
        found.add("lemmatized")
    if "vocabulary" in label and len(new) < 0.97 * len(old):
        found.add("vocabulary-filtered")
    return frozenset(found)


def _functions(words: list[str], language: str) -> float:
    from corpusnorm.diagnosis.lexical import lexicon

    known = lexicon(language).function
    return sum(word.lower() in known for word in words) / max(len(words), 1)


def _accented(char: str) -> bool:
    from corpusnorm.diagnosis.characters import is_marked

    return char.isalpha() and is_marked(char)

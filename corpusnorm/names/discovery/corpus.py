"""The names that a corpus has: runs of capitalised words that are no mere beginnings of sentences, and what stands around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from corpusnorm.names.context import wording
from corpusnorm.names.discovery.blocking import skeleton
from corpusnorm.names.discovery.spelling import spelling

_SENTENCE = re.compile(r"(?<=[.!?…:;])(?<!\b[^\W\d_]\.)(?<!\b(?:Mr|Dr|St|Ms)\.)[\"'”’»)]*\s+|\n\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ‘-][^\W\d_]+)*['’ʻ]?|\d+|[^\w\s]", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")
# Words of lower case that names have inside them.
_INSIDE = frozenset(re.findall(r"\w+", "de la del du da dos di van von der den al el bin ibn ben abu y e"))
_LONGEST = 5  # words of a name
_SHORTEST = 3  # letters
_SHOUTED = 0.6  # share of capitals among the letters of a sentence from which capitals say nothing
_EXAMPLES, _BESIDE = 2, 60  # examples of a form, and characters on either side of one
_AROUND = 3  # words on either side that are its context
_PLACES = 500  # sentences remembered for a form


class Run(NamedTuple):
    """Capitalised words that follow each other, and whether they begin a sentence."""

    words: tuple[str, ...]
    initial: bool


@dataclass(frozen=True, eq=False)
class Attested:
    """The forms of a corpus: how often each stands in it, the words around it, the sentences it stands in and the texts, by number,
    and a sentence or two.
    """

    counts: Counter[str]
    contexts: Mapping[str, Counter[str]]
    places: Mapping[str, frozenset[int]]
    texts: Mapping[str, frozenset[int]]
    examples: Mapping[str, tuple[str, ...]]

    def together(self) -> dict[tuple[str, str], int]:
        """How many sentences have both of two forms whose consonants are alike; of the forms seen most, the first sentences only.

        Others are not asked for: only forms that are alike can be taken for one name.
        """
        by_sound: dict[int, list[str]] = defaultdict(list)
        for form in sorted(self.places):
            by_sound[skeleton(spelling(form).letters) & 0o77].append(form)
        found: dict[tuple[str, str], int] = {}
        for alike in by_sound.values():
            by_place: dict[int, list[str]] = defaultdict(list)
            for form in alike:
                for place in self.places[form]:
                    by_place[place].append(form)
            for forms in by_place.values():
                for pair in combinations(forms, 2):
                    found[pair] = found.get(pair, 0) + 1
        return found


@dataclass(eq=False)
class Names:
    """Collects the names of texts, one text after another; what is a name is decided when all have been read.

    A word that begins a sentence is part of a name only if the corpus has it inside a sentence more often with a capital than
    without. Sentences in capitals say nothing. Scripts without capitals are passed over: give their forms to `discover_variants`.
    """

    runs: Counter[Run] = field(default_factory=Counter)
    lower: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    around: dict[Run, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    places: dict[Run, list[int]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[Run, set[int]] = field(default_factory=lambda: defaultdict(set))
    examples: dict[Run, list[str]] = field(default_factory=lambda: defaultdict(list))
    sentences: int = 0
    read_texts: int = 0

    def read(self, text: str) -> None:
        """Add the names of a text."""
        self.read_texts += 1
        for sentence in _SENTENCE.split(text):
            words = _WORD.findall(sentence)
            letters = [letter for letter in sentence if letter.isalpha()]
            if not letters or sum(map(str.isupper, letters)) > _SHOUTED * len(letters):
                continue
            self.sentences += 1
            self.lower.update(word for word in words if word.islower())
            for first, last in _runs(words):
                run = Run(tuple(map(_plain, words[first:last])), initial=not any(map(_is_word, words[:first])))
                self.runs[run] += 1
                self.inside.update(run.words[run.initial :])
                beside = words[max(0, first - _AROUND) : first] + words[last : last + _AROUND]
                self.around[run].update(word for word in beside if word.islower() and len(word) > 2)
                if len(self.places[run]) < _PLACES:
                    self.places[run].append(self.sentences)
                self.texts[run].add(self.read_texts)
                if len(self.examples[run]) < _EXAMPLES:
                    self.examples[run].append(_around(sentence, words[first]))

    def attested(self) -> Attested:
        """The forms that are names."""
        counts: Counter[str] = Counter()
        contexts: dict[str, Counter[str]] = defaultdict(Counter)
        places: dict[str, set[int]] = defaultdict(set)
        texts: dict[str, set[int]] = defaultdict(set)
        examples: dict[str, list[str]] = defaultdict(list)
        for run, count in sorted(self.runs.items()):
            form = " ".join(self._name(run))
            if len(form) >= _SHORTEST and not form.isupper():
                counts[form] += count
                contexts[form] += self.around[run]
                places[form].update(self.places[run])
                texts[form] |= self.texts[run]
                examples[form] += self.examples[run]
        shown = {form: tuple(found[:_EXAMPLES]) for form, found in examples.items()}
        return Attested(counts, dict(contexts), _frozen(places), _frozen(texts), shown)

    def _name(self, run: Run) -> tuple[str, ...]:
        words = run.words
        if run.initial and len(words) == 1 and not self.inside[words[0]]:
            return ()
        while words and (self._is_common(words[0], run.initial) or wording().whole("person.titles").match(words[0])):
            words = words[1:]
            run = run._replace(initial=False)
        while words and words[0] in _INSIDE:
            words = words[1:]
        return words

    def _is_common(self, word: str, initial: bool) -> bool:
        """Whether it is a word like any other, with a capital for its place or for dignity."""
        as_name, as_word = self.inside[word], self.lower[word.lower()]
        return as_word > as_name if as_name else initial and (as_word > 0 or len(word) < _SHORTEST)


def read_names(texts: Iterable[str]) -> Attested:
    """The names of texts.

    >>> attested = read_names(["We met in Mardakert. The road from Mardakert is long.", "From Martakert, they went on."])
    >>> sorted(attested.counts.items())
    [('Mardakert', 2), ('Martakert', 1)]
    """
    names = Names()
    for text in texts:
        names.read(text)
    return names.attested()


def _runs(words: list[str]) -> Iterator[tuple[int, int]]:
    """Where capitalised words follow each other, words that names have inside them between; the longest first so many."""
    at = 0
    while at < len(words):
        if not _is_capital(words[at]):
            at += 1
            continue
        first = last = at
        while last < len(words) and last - first < _LONGEST:
            if _is_capital(words[last]):
                at = last = last + 1
                if words[last - 1].endswith(("'s", "’s")):
                    break
            elif words[last] in _INSIDE and last + 1 < len(words) and _is_capital(words[last + 1]):
                last += 1
            elif words[last] == "." and len(words[last - 1]) == 1 and last + 1 < len(words) and _is_capital(words[last + 1]):
                words[last - 1 : last + 1] = [words[last - 1] + "."]
            else:
                break
        yield first, at


def _frozen(found: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _around(sentence: str, word: str) -> str:
    """The stretch of a sentence around a word, on one line."""
    at = sentence.find(word)
    return " ".join(sentence[max(0, at - _BESIDE) : at + len(word) + _BESIDE].split())


def _is_capital(word: str) -> bool:
    return word[0].isupper() or ("-" in word and word.partition("-")[2][:1].isupper() and len(word.partition("-")[0]) < 4)


def _is_word(word: str) -> bool:
    return word[0].isalnum()


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word)

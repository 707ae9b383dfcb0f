"""What is known of a language's words: function words, lemmatizers, stemmers, and the forms that only these write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpusnorm.degradation.candidates import normalizers, stop_list_names
from corpusnorm.degradation.data import entries
from corpusnorm.degradation.operators import FoldDiacritics, Lemma, Stem, WordOperator, stop_words
from corpusnorm.diagnosis.model import usual
from corpusnorm.diagnosis.screens import is_cut, is_stemmed, may_detach
from corpusnorm.language import UNDETERMINED

# The English tools that are tried: they show that any of their kind was at work. With all that there are, ordinary texts seem to
# have been through one of them.
_LEMMATIZERS = ("wordnet_noun", "wordnet_verb")
_LEMMAS = tuple(f"{name}{version}" for name in _LEMMATIZERS for version in ("", "_nltk<=3.8.1"))
_STEMMERS = ("porter", "snowball:english", "lancaster")
_PARTS = ("noun", "verb", "adj", "adv")


@dataclass(frozen=True)
class Lexicon:
    """The words and tools of one language. `usual` is the share of function words, `accented` that of letters with diacritics."""

    function: frozenset[str]
    lemmatizers: tuple[WordOperator, ...]
    stemmers: tuple[WordOperator, ...]
    vocabulary: frozenset[str]
    usual: float
    accented: float
    accents: frozenset[str]
    bare: frozenset[str]
    bogus: dict[str, frozenset[str]]
    inflected: dict[str, frozenset[str]]
    screens: dict[WordOperator, Callable[[str], bool | None]]

    def changed(self, word: str) -> int:
        """Which tools would change a word of small letters: a bit each, lemmatizers first."""
        bits = sum((form != word) << bit for bit, form in enumerate(self._lemmas(word)))
        for bit, tool in enumerate(self.stemmers, len(self.lemmatizers)):
            screen = self.screens.get(tool) if word.isascii() else None
            known = screen(word) if screen else None
            bits |= (tool.form(word) != word if known is None else known) << bit
        return bits

    def has(self, word: str) -> bool:
        """Whether a dictionary of the language has the word or its lemma."""
        return word in self.vocabulary or word in self.function or any(form in self.vocabulary for form in self._lemmas(word))

    def _lemmas(self, word: str) -> Iterator[str | None]:
        """What each lemmatizer makes of a word."""
        for tool in self.lemmatizers:
            screen = self.screens.get(tool)
            yield tool.form(word) if screen is None or screen(word) else word

    def is_stump(self, word: str) -> bool:
        """Whether a word is none, but would be with the ending that stemmers take off: `peac`, `countri`."""
        if word in self.vocabulary or word in self.function:
            return False
        return f"{word}e" in self.vocabulary or (word.endswith("i") and f"{word[:-1]}y" in self.vocabulary)


@lru_cache(maxsize=64)
def lexicon(language: str) -> Lexicon:
    """What is known of a language; of an unknown one, what is known of English."""
    code = "en" if language == UNDETERMINED else language
    names = [name for name in stop_list_names(code) if name in (f"snowball/{code}", f"stopwordsiso/{code}")]
    function = stop_words(min(names)) if names else frozenset()
    tools = [chain[0] for chain in normalizers(code) if len(chain) == 1] if function else []
    lemmatizers = tuple(tool for tool in tools if isinstance(tool, Lemma) and (code != "en" or tool.name.startswith(_LEMMATIZERS)))
    stemmers = tuple(tool for tool in tools if isinstance(tool, Stem) and (code != "en" or tool.name in _STEMMERS))
    made = {"lemma": lemmatizers, "stem": stemmers}
    folded = {word: FoldDiacritics("latin").form(word) for word in function if not word.isascii()}
    accents = {word: bare for word, bare in folded.items() if bare and bare != word and bare not in function and len(bare) > 2}
    share, accented = usual(code)
    return Lexicon(
        function=function | set(accents.values()),
        lemmatizers=lemmatizers,
        stemmers=stemmers,
        vocabulary=_vocabulary() if code == "en" else frozenset(),
        usual=share,
        accented=accented,
        accents=frozenset(accents),
        bare=frozenset(accents.values()),
        bogus={kind: _bogus(function, made[kind]) for kind in made},
        screens=_screens() if code == "en" else {},
        inflected={kind: frozenset(w for w in function if any(tool.form(w) != w for tool in made[kind])) for kind in made},
    )


def _screens() -> dict[WordOperator, Callable[[str], bool | None]]:
    """What tells of the English tools, by the endings of words, whether they change them."""
    stems = {name: is_cut if name == "lancaster" else is_stemmed for name in _STEMMERS}
    lemmas = {name: may_detach(name) for name in _LEMMAS}
    return {**{Stem(name): screen for name, screen in stems.items()}, **{Lemma(name): screen for name, screen in lemmas.items()}}


def _bogus(function: Iterable[str], tools: Iterable[WordOperator]) -> frozenset[str]:
    """What the tools make of function words that is no word: `wa`, `ha`; `thi`, `veri`."""
    forms = {tool.form(word) for tool in tools for word in function if len(word) > 2}
    known = frozenset(function) | (_short_words() if tools else frozenset())
    return frozenset(form for form in forms if form and len(form) > 1 and form not in known)


@cache
def _short_words() -> frozenset[str]:
    return frozenset(("doe", "fur", "her", "our"))


@cache
def _vocabulary() -> frozenset[str]:
    """The single words of WordNet, of any part of speech."""
    return frozenset(word for part in _PARTS for word in entries(f"wordnet/{part}.txt"))

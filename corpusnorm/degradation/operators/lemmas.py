"""Lemmatizers: NLTK's WordNetLemmatizer for one part of speech and spaCy's, from tables, without NLTK, spaCy and their data.

Pipelines call `WordNetLemmatizer().lemmatize(word)` and thereby take every word for a noun, so "was" becomes "wa" (WA,
Washington), "has" "ha" and "as" "a". Such forms give the lemmatizer away, and are reproduced here to the letter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from corpusnorm.degradation import data
from corpusnorm.degradation.operators import english_rules, simplemma
from corpusnorm.degradation.operators.base import WordOperator, register, unknown
from corpusnorm.degradation.operators.stopwords import stop_words

# WordNet's rules of detachment (morphy(7WN)) as NLTK has them: NLTK's own rules for -ves and for -men come with it.
_DETACHMENTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "noun": (
        ("s", ""),
        ("ses", "s"),
        ("ves", "f"),
        ("xes", "x"),
        ("zes", "z"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("men", "man"),
        ("ies", "y"),
    ),
    "verb": (
        ("s", ""),
        ("ies", "y"),
        ("es", "e"),
        ("es", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ),
    "adj": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "adv": (),
}

_OLD = "_nltk<=3.8.1"


class _Behaviour(NamedTuple):
    part: str
    repeated: bool


_BEHAVIOURS: Mapping[str, _Behaviour] = {
    f"wordnet_{part}{suffix}": _Behaviour(part, repeated=bool(suffix)) for part in _DETACHMENTS for suffix in ("", _OLD)
}
_SPACY: Mapping[str, str] = {"spacy": english_rules.LIKELIEST, "spacy_lookup": english_rules.LOOKUP}
_SIMPLEMMA = "simplemma:"
LEMMATIZERS = (*_BEHAVIOURS, *_SPACY)
"""The names of the lemmatizers that are always there; `simplemma:` and a language code besides, where simplemma is installed."""


@register("lemma")
@dataclass(frozen=True, slots=True)
class Lemma(WordOperator):
    """Replace a word by its lemma, as a common lemmatizer does.

    `wordnet_noun`, `wordnet_verb`, `wordnet_adj` and `wordnet_adv` are NLTK's `WordNetLemmatizer` for one part of speech, as NLTK
    behaves since 3.9; with `_nltk<=3.8.1` behind it, as NLTK behaved up to 3.8.1. The one difference: the old lemmatizer went on
    detaching endings until something was found ("less", "les", "le"), the new one tries once and leaves "less" alone. A word that
    WordNet does not have stays as it is, and so does one in upper case, for WordNet's index is in lower case.

    `spacy` is the lemmatizer of spaCy's English models, for the part of speech that a word has most often; it lowers the case of
    words that are no names. `spacy_lookup` is spaCy's English look-up table. `simplemma:de` and so on is the package simplemma
    (extra `corpusnorm[simplemma]`), for the languages it has.

    Never drops a token. Not idempotent. Entries of several words joined by an underscore are not in the tables: NLTK turns the
    single token "ice_creams" into "ice_cream", and here it stays. Raises ValueError for an unknown name, and for one of simplemma's
    where simplemma is not installed. A table is read once, in some 10 ms; then a few set lookups a word.

    >>> [Lemma("wordnet_noun_nltk<=3.8.1").form(word) for word in ("was", "has", "less", "notes")]
    ['wa', 'ha', 'le', 'note']
    >>> [Lemma("spacy").form(word) for word in ("was", "has", "countries", "meeting", "Baku")]
    ['be', 'have', 'country', 'meeting', 'Baku']

    Sources: WordNet 3.0; NLTK 3.8.1 and 3.9 to 3.10.4, `WordNetCorpusReader._morphy`; spaCy 3.8, `Lemmatizer.rule_lemmatize`.
    """

    name: str

    def __post_init__(self) -> None:
        if self.name.startswith(_SIMPLEMMA):
            simplemma.check(self.name.removeprefix(_SIMPLEMMA))
        elif self.name not in LEMMATIZERS:
            raise unknown("lemmatizer", self.name, (*LEMMATIZERS, f"{_SIMPLEMMA}de"), of="operator 'lemma'")

    @property
    def version(self) -> str:
        """The version of WordNet, of spaCy's tables or of simplemma."""
        if self.name.startswith(_SIMPLEMMA):
            return simplemma.version()
        table = _SPACY[self.name] if self.name in _SPACY else f"wordnet/{_BEHAVIOURS[self.name].part}.txt"
        return data.header(table)["version"]

    def form(self, word: str) -> str:
        """Return the lemma of `word`; `word` where there is none."""
        return _lemma(word, self.name)


def is_inflected(word: str) -> bool:
    """Whether an English word has inflected forms, as nouns and verbs of WordNet have them.

    >>> is_inflected("call"), is_inflected("with")
    (True, False)
    """
    return word in _lemmas("noun") or word in _lemmas("verb")


@lru_cache(maxsize=1 << 18)
def _lemma(word: str, name: str) -> str:
    if name.startswith(_SIMPLEMMA):
        return simplemma.lemma(word, name.removeprefix(_SIMPLEMMA))
    if name in _SPACY:
        return _spacy_lemma(word) if name == "spacy" else english_rules.lookup().get(word, word)
    return min(_lemmas_of(word, *_BEHAVIOURS[name]), key=len, default=word)


def _spacy_lemma(word: str) -> str:
    """The lemma of the word in lower case; one in upper case that is a noun or no English word is taken for a name, and stays."""
    lower = word.lower()
    lemma = english_rules.likeliest().get(lower)
    if lemma is None:
        lemma = english_rules.guessed_lemma(lower, _DETACHMENTS, {part: _lemmas(part) for part in ("noun", "verb")})
        common = lower in stop_words("spacy") or any(lemma in _lemmas(part) for part in ("verb", "adj", "adv"))
        return lemma if lower == word or common else word
    return lemma


@cache
def _lemmas(part: str) -> frozenset[str]:
    return frozenset(data.entries(f"wordnet/{part}.txt"))


@cache
def _exceptions(part: str) -> dict[str, list[str]]:
    rows = (row.split() for row in data.entries(f"wordnet/{part}_exceptions.txt"))
    return {form: bases for form, *bases in rows}


def _lemmas_of(word: str, part: str, repeated: bool) -> list[str]:
    """Return the word itself and what it may be a form of, as far as WordNet has them."""
    bases = _exceptions(part).get(word)
    exceptional = bases is not None
    candidates = bases if bases is not None else _detached([word], part)
    found = _in_wordnet([word, *candidates], part)
    while repeated and not exceptional and not found and candidates:
        candidates = _detached(candidates, part)
        found = _in_wordnet(candidates, part)
    return found


def _detached(words: Iterable[str], part: str) -> list[str]:
    """Apply every rule to every word. Each rule makes a word shorter, so repetition comes to an end."""
    forms = (
        word.removesuffix(ending) + instead for word in words for ending, instead in _DETACHMENTS[part] if word.endswith(ending)
    )
    return list(dict.fromkeys(forms))


def _in_wordnet(words: Iterable[str], part: str) -> list[str]:
    known = _lemmas(part)
    return [word for word in words if word in known]

"""Stemmers: NLTK's and the Snowball project's own, called by name. Either is loaded when the first word is stemmed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version as installed_version
from typing import Any

from corpusnorm.degradation.operators.base import WordOperator, register, unknown

_PORTER_MODES: Mapping[str, str] = {
    "porter": "NLTK_EXTENSIONS",
    "porter:original": "ORIGINAL_ALGORITHM",
    "porter:martin": "MARTIN_EXTENSIONS",
}
# The languages of nltk.stem.snowball; a list of our own, so that a name is checked without the import.
_LANGUAGES = (
    "arabic",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "hungarian",
    "italian",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "spanish",
    "swedish",
)
# The languages of the package snowballstemmer that inference tries; for Turkish NLTK has none.
_OWN = "snowballstemmer:"
_OWN_LANGUAGES = ("dutch", "english", "french", "german", "italian", "portuguese", "russian", "spanish", "swedish", "turkish")
STEMMERS = (
    *_PORTER_MODES,
    *(f"snowball:{language}" for language in _LANGUAGES),
    "lancaster",
    *(f"{_OWN}{language}" for language in _OWN_LANGUAGES),
)
"""The names of the stemmers."""


@register("stem")
@dataclass(frozen=True, slots=True)
class Stem(WordOperator):
    """Replace a word by its stem.

    `name` is `porter` (NLTK's default, with its extensions), `porter:original` (Porter 1980), `porter:martin` (Porter's
    later changes), `snowball:english` and the other Snowball languages as NLTK has them, `lancaster` (Paice and Husk 1990), or
    `snowballstemmer:turkish` and so on, the Snowball project's own package, which differs from NLTK in some languages. NLTK's
    lower the case of what they stem, the others do not. Drops a token only where a stemmer leaves nothing of it. Raises
    ValueError for an unknown name. The first call loads NLTK (0.4 s); then some 10 microseconds a word, lancaster 40.

    >>> [Stem("porter").form(word) for word in ("glancing", "notes", "thanks")]
    ['glanc', 'note', 'thank']

    Source: NLTK's `nltk.stem`; PyPI, snowballstemmer; Porter, "An algorithm for suffix stripping", 1980; Porter, Snowball, 2001.
    """

    name: str

    def __post_init__(self) -> None:
        if self.name not in STEMMERS:
            raise unknown("stemmer", self.name, STEMMERS, of="operator 'stem'")

    @property
    def version(self) -> str:
        """The version of the package snowballstemmer for its stemmers, which change with it; NLTK's do not."""
        return installed_version("snowballstemmer") if self.name.startswith(_OWN) else "1"

    def form(self, word: str) -> str | None:
        """Return the stem of `word`; None where nothing is left."""
        return _stemmer(self.name)(word) or None


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    stemmer: Any
    if name in _PORTER_MODES:
        stemmer = import_module("nltk.stem.porter").PorterStemmer(_PORTER_MODES[name])
    elif name == "lancaster":
        stemmer = import_module("nltk.stem.lancaster").LancasterStemmer()
    elif name.startswith(_OWN):
        own = import_module("snowballstemmer").stemmer(name.removeprefix(_OWN))
        return lru_cache(maxsize=1 << 16)(own.stemWord)
    else:
        stemmer = import_module("nltk.stem.snowball").SnowballStemmer(name.removeprefix("snowball:"))
    # The types of a corpus come again and again, and every one is asked after by several stemmers.
    stem: Callable[[str], str] = lru_cache(maxsize=1 << 16)(stemmer.stem)
    return stem

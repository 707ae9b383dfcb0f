"""The lemmatizer simplemma, where it is installed: the extra `corpusnorm[simplemma]`."""

from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from typing import Any

from corpusnorm.degradation.operators.base import unknown

# The languages whose recipes we infer; simplemma has some fifty, and any of them can be named.
INFERRED = ("de", "en", "es", "fr", "it", "nl", "pt", "ru", "sv", "tr")


@cache
def is_installed() -> bool:
    """Whether the package is there; it is not loaded."""
    return find_spec("simplemma") is not None


@cache
def version() -> str:
    """The installed version; "not installed" where there is none."""
    try:
        return installed_version("simplemma")
    except PackageNotFoundError:
        return "not installed"


@cache
def check(language: str) -> None:
    """Raise ValueError where simplemma is not installed, or does not have the language."""
    if not is_installed():
        raise ValueError(f"lemmatizer 'simplemma:{language}' needs the package simplemma: pip install 'corpusnorm[simplemma]'")
    known: Any = import_module("simplemma.strategies.dictionaries.dictionary_factory").SUPPORTED_LANGUAGES
    if language not in known:
        raise unknown("language", language, list(known), of="lemmatizer 'simplemma'")


def lemma(word: str, language: str) -> str:
    """Return simplemma's lemma of a word, as `simplemma.lemmatize(word, lang=language)` gives it.

    A word with a lone surrogate, which UTF-8 cannot write and simplemma cannot look up, is its own lemma.
    """
    try:
        found: str = import_module("simplemma").lemmatize(word, lang=language)
    except UnicodeEncodeError:
        return word
    return found or word

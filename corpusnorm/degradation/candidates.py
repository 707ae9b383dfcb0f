"""The settings that inference chooses among, plainest first: a tie goes to the plainer one."""

from __future__ import annotations

from functools import cache

from corpusnorm.degradation.operators import (
    LEMMATIZERS,
    MODES,
    STEMMERS,
    Lemma,
    Lowercase,
    Stem,
    WordOperator,
    simplemma,
    stop_lists,
)

Chain = tuple[WordOperator, ...]

_PLAIN_MODES = (
    "ascii_to_space",
    "ascii_to_space_keep_apostrophe",
    "ascii_delete",
    "word_re",
    "letters_only",
    "unicode_to_space",
    "unicode_delete",
)
_PLAIN_LISTS = ("smart", "nltk179", "sklearn", "spacy", "gensim")


def tokenizer_modes() -> tuple[str, ...]:
    """All tokenizer modes, the common ones first."""
    return (*_PLAIN_MODES, *(mode for mode in MODES if mode not in _PLAIN_MODES))


_NAMES = {"en": "english", "und": "english", "de": "german", "fr": "french", "es": "spanish", "ru": "russian", "it": "italian",
          "nl": "dutch", "pt": "portuguese", "sv": "swedish", "da": "danish", "fi": "finnish", "hu": "hungarian", "no": "norwegian",
          "ro": "romanian", "ar": "arabic", "tr": "turkish"}  # fmt: skip


def stop_list_names(language: str) -> tuple[str, ...]:
    """The stop lists of a language, the common ones first: those named after it, and for English the unnamed ones."""
    own = [each for each in stop_lists() if each.rpartition("/")[2] in (language, _NAMES.get(language, ""))]
    if language not in ("en", "und"):
        return tuple(own)
    english = [each for each in stop_lists() if "/" not in each or each.startswith("rake/") or each in own]
    return (*_PLAIN_LISTS, *(each for each in english if each not in _PLAIN_LISTS))


def lowerings(language: str, clean: str) -> tuple[Lowercase, ...]:
    """The ways to lower the case that differ on a clean text of a language, the common one first."""
    turkish = [Lowercase("turkish")] if language in ("tr", "az") else []
    folding = [Lowercase("casefold")] if "\N{LATIN SMALL LETTER SHARP S}" in clean else []
    return (Lowercase(), *turkish, *folding)


@cache
def normalizers(language: str) -> tuple[Chain, ...]:
    """Lemmatizers and stemmers and their usual combinations, as chains; the empty chain first."""
    english = language in ("en", "und")
    stems = [name for name in STEMMERS if name.rpartition(":")[2] == _NAMES.get(language) or (english and ":" not in name)]
    stems += [name for name in STEMMERS if english and name.startswith("porter:")]
    lemmas = [*(LEMMATIZERS if english else ()), *_simplemma("en" if english else language)]
    single: list[Chain] = [(), *((Lemma(name),) for name in lemmas), *((Stem(name),) for name in stems)]
    nouns = [name for name in lemmas if "noun" in name]
    verbs = [name for name in lemmas if "verb" in name and "adverb" not in name]
    double = [pair for noun in nouns for verb in verbs for pair in ((noun, verb), (verb, noun)) if _same(noun, verb)]
    return (*single, *((Lemma(first), Lemma(second)) for first, second in double))


def _same(first: str, second: str) -> bool:
    """Whether two lemmatizers are of the same behaviour: nobody mixes two NLTK releases."""
    return ("<=" in first) == ("<=" in second)


def _simplemma(language: str) -> list[str]:
    return [f"simplemma:{language}"] if simplemma.is_installed() and language in simplemma.INFERRED else []

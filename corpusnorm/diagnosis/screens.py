"""Which English words the lemmatizers and stemmers would change, told by their endings; else the tools are asked.

The tools take some 150 microseconds for all that is asked of a word, and a corpus has tens of thousands of words. What the endings
tell is what the algorithms do: a test compares both on every word of WordNet and on random ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from corpusnorm.degradation.data import entries

# All endings of the steps of Porter's stemmer and of English Snowball end so.
_STEMMED = re.compile(r"(?:[seiy]|[eo]r|ed|ing|al|ful|ll|ic|ou|ism|ion|[ae]nt)\Z")
# Step 1a; 1b, a vowel being left; 1c; the last step, behind two vowels and consonants. No step restores a word.
_STEM = re.compile(r"(?:[aeiou].*[^us]s|[aeiou].*[^e]ed|[aeiou].*ing|..*[^aeiouy]y|[aeiou][^aeiouy]+[aeiou][^aeiouy]+e)\Z")
# Words that one of them leaves alone as exceptions, and beginnings behind which Snowball's regions begin later.
_EXCEPTIONS = re.compile(
    r"(?:sky|news|howe|atlas|cosmos|bias|andes|(?:inn|out|cann|herr|earr)ing|(?:pro|ex|suc)ceed|(?:gener|commun|arsen).*)\Z"
)
_DETACHED = {"wordnet_noun": re.compile(r"(?:s|men)\Z"), "wordnet_verb": re.compile(r"(?:s|ed|ing)\Z")}
_RULE = re.compile(r"([a-z]+)(\*?)(\d)([a-z]*)([>.]?)\Z")
_VOWELS = "aeiouy"
_TOO_LONG = 100  # letters: NLTK's Lancaster stemmer leaves such words alone


def is_stemmed(word: str) -> bool | None:
    """Whether Porter's stemmer (NLTK's) and English Snowball change a word of three small letters and more; None: ask.

    >>> [is_stemmed(word) for word in ("cities", "crowd", "general")]
    [True, False, None]
    """
    if not _STEMMED.search(word):
        return False
    return True if _STEM.search(word) and not _EXCEPTIONS.match(word) else None


def is_cut(word: str) -> bool | None:
    """The same of the Lancaster stemmer: whether the first rule that takes the word makes it shorter; no rule makes one longer."""
    if len(word) > _TOO_LONG:
        return None
    for ending, removed, added, stops in _rules().get(word[-1], ()):
        left = len(word) - removed
        enough = left >= 2 if word[0] in _VOWELS else left >= 3 and (word[1] in _VOWELS or word[2] in _VOWELS)
        if enough and word.endswith(ending):
            return True if added < removed else False if not removed and stops else None
    return False


@cache
def _rules() -> dict[str, list[tuple[str, int, int, bool]]]:
    """NLTK's rules of the Lancaster stemmer by last letter: ending, letters removed and added, whether the word is done then."""
    rules: dict[str, list[tuple[str, int, int, bool]]] = {}
    for rule in import_module("nltk.stem.lancaster").LancasterStemmer.default_rule_tuple:
        match = _RULE.match(rule)
        if match:
            ending, _, removed, added, last = match.groups()
            rules.setdefault(ending[0], []).append((ending[::-1], int(removed), len(added), last == "."))
    return rules


def may_detach(name: str) -> Callable[[str], bool]:
    """Whether a lemmatizer of WordNet may change a word: it has an ending that is detached, or is an exception."""
    part = name.removesuffix("_nltk<=3.8.1")
    endings, exceptions = _DETACHED[part], _exceptions(part.removeprefix("wordnet_"))
    return lambda word: endings.search(word) is not None or word in exceptions


@cache
def _exceptions(part: str) -> frozenset[str]:
    return frozenset(row.partition(" ")[0] for row in entries(f"wordnet/{part}_exceptions.txt"))

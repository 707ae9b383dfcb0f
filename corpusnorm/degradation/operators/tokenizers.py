"""How a pipeline cut a text into tokens, and what it did to punctuation.

Four families cover what is in use: runs that match a pattern; punctuation turned to spaces, then split; punctuation
deleted, then split (which joins: "and/or" becomes "andor"); and the Penn Treebank conventions.
"""

import re
import string
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from corpusnorm.degradation.operators.base import Token, Tokenizer, register, unknown

_ASCII = frozenset(string.punctuation)

# The characters Keras' `text_to_word_sequence` filters, with the space it then splits at. Apostrophe and every other
# white space (carriage return, no-break space) stay inside a token: that is what Keras does.
_KERAS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n '

_PATTERNS: Mapping[str, str] = {
    "whitespace": r"\S+",
    "word_re": r"\w+",
    "word_apostrophe": r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*",
    "word_hyphen": r"\w+(?:-\w+)*",
    "word_apostrophe_hyphen": r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}-]\w+)*",
    "wordpunct": r"\w+|[^\w\s]+",
    "sklearn": r"\b\w\w+\b",
    "letters_only": r"[^\W\d_]+",
    "ascii_letters_only": r"[A-Za-z]+",
    "keras": f"[^{re.escape(_KERAS)}]+",
    "gensim": r"(?<![^\W\d])(?!_)[^\W\d]{2,15}(?![^\W\d])",
}
"""Modes that keep the runs matching a pattern.

`sklearn` is the `token_pattern` of scikit-learn's vectorizers. `letters_only` is the usual idiom for letters, and as
such takes numerals that are not digits ("²", "½") along. `gensim` is `simple_preprocess` before lower-casing: runs
without digits, of 2 to 15 code points, that do not begin with an underscore. `wordpunct` is NLTK's
`wordpunct_tokenize`.
"""


def _ascii(_: str) -> frozenset[str]:
    return _ASCII


def _ascii_but_apostrophe(_: str) -> frozenset[str]:
    return _ASCII - {"'"}


def _punctuation(text: str) -> frozenset[str]:
    return _of_category(text, "P") | _ASCII


def _symbols(text: str) -> frozenset[str]:
    return _of_category(text, "PS")


def _symbols_but_apostrophe(text: str) -> frozenset[str]:
    return _symbols(text) - {"'", "\N{RIGHT SINGLE QUOTATION MARK}"}


def _of_category(text: str, major: str) -> frozenset[str]:
    return frozenset(char for char in set(text) if unicodedata.category(char)[0] in major)


_Punctuation = Callable[[str], frozenset[str]]

_TO_SPACE: Mapping[str, _Punctuation] = {
    "ascii_to_space": _ascii,
    "ascii_to_space_keep_apostrophe": _ascii_but_apostrophe,
    "unicode_to_space": _symbols,
    "unicode_to_space_keep_apostrophe": _symbols_but_apostrophe,
    "unicode_punctuation_to_space": _punctuation,
}
_DELETE: Mapping[str, _Punctuation] = {
    "ascii_delete": _ascii,
    "ascii_delete_keep_apostrophe": _ascii_but_apostrophe,
    "unicode_delete": _symbols,
    "unicode_delete_keep_apostrophe": _symbols_but_apostrophe,
    "unicode_punctuation_delete": _punctuation,
}
"""Modes that turn punctuation to spaces or delete it, and then split at white space.

`ascii` is Python's `string.punctuation`. `unicode` is the general categories P and S, so it takes "£" and emoji along;
`unicode_punctuation` is the category P and `string.punctuation`.
"""

MODES = ("treebank", *_PATTERNS, *_TO_SPACE, *_DELETE)
"""The names of the modes of `Tokenize`."""


@register("tokenize")
@dataclass(frozen=True, slots=True)
class Tokenize(Tokenizer):
    """Cut a text into tokens by one of the `MODES`.

    Changes nothing inside a token but the punctuation that a deleting mode takes out (and, under `treebank`, double
    quotes, which become `` and ''); never changes letter case or the order. Offsets are code points, half-open. Raises
    ValueError for an unknown mode. One pass over the text; only `treebank` loads NLTK, and no NLTK data.

    >>> Tokenize("ascii_delete").tokens("Don't -- stop!")
    [Token(form='Dont', start=0, end=5), Token(form='stop', start=9, end=13)]
    >>> [token.form for token in Tokenize("ascii_to_space").tokens("Don't stop")]
    ['Don', 't', 'stop']

    Sources: Python's `string` and `re`, scikit-learn's `CountVectorizer`, Keras' `text_to_word_sequence`, Gensim's
    `simple_preprocess`, NLTK's `NLTKWordTokenizer`.
    """

    mode: str = "word_re"

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise unknown("mode", self.mode, MODES, of="operator 'tokenize'")

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of `text` in order, with disjoint, non-empty spans."""
        if self.mode in _PATTERNS:
            return _matches(re.compile(_PATTERNS[self.mode]), text)
        if self.mode in _TO_SPACE:
            return _matches(_outside(_TO_SPACE[self.mode](text)), text)
        if self.mode in _DELETE:
            return _chunks_without(_DELETE[self.mode](text), text)
        return _treebank(text)


def _matches(pattern: re.Pattern[str], text: str) -> list[Token]:
    return [Token(match.group(), *match.span()) for match in pattern.finditer(text)]


@cache
def _outside_class(characters: str) -> re.Pattern[str]:
    return re.compile(rf"[^\s{re.escape(characters)}]+")


def _outside(separators: frozenset[str]) -> re.Pattern[str]:
    return _outside_class("".join(sorted(separators)))


def _chunks_without(deleted: frozenset[str], text: str) -> list[Token]:
    """Split at white space, then delete: the same as to delete first, as no white space is deleted."""
    table = dict.fromkeys(map(ord, deleted))
    tokens = []
    for match in re.finditer(r"\S+", text):
        chunk, (start, end) = match.group(), match.span()
        form = chunk.translate(table)
        if not form:
            continue
        if len(form) != len(chunk):
            start += next(at for at, char in enumerate(chunk) if char not in deleted)
            end -= next(at for at, char in enumerate(reversed(chunk)) if char not in deleted)
        tokens.append(Token(form, start, end))
    return tokens


@cache
def _treebank_tokenizer() -> Callable[[str], list[str]]:
    # `import nltk` takes 0.4 s: only those who use the mode pay for it.
    tokenizer: Any = import_module("nltk.tokenize.destructive").NLTKWordTokenizer()
    forms: Callable[[str], list[str]] = tokenizer.tokenize
    return forms


_QUOTES = ("``", "''")


def _treebank(text: str) -> list[Token]:
    """Find the tokens again in the text.

    The tokenizer only adds spaces and rewrites double quotes, so each token begins at the next character that is no
    white space. NLTK's own `span_tokenize` pairs quotes by counting, and fails where a text holds both '' and "".
    """
    tokens = []
    at = 0
    for form in _treebank_tokenizer()(text):
        while text[at].isspace():
            at += 1
        end = at + _source_length(form, text, at)
        tokens.append(Token(form, at, end))
        at = end
    return tokens


def _source_length(form: str, text: str, at: int) -> int:
    if form in _QUOTES and text[at] == '"':
        return 1
    return len(form)

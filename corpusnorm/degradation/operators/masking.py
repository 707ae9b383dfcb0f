"""Masks: a placeholder that stands where a whole token was, so that its place is kept and its form is lost."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpusnorm.degradation.operators.base import WordOperator, register, unknown
from corpusnorm.degradation.operators.forms import NUMBERS

_CAPITALIZED = "capitalized"
KINDS = (*NUMBERS, _CAPITALIZED)
"""What `MaskTokens` can mask by its form: the kinds of numbers of `DropNumbers`, and capitalized words."""


@register("mask_tokens")
@dataclass(frozen=True, slots=True)
class MaskTokens(WordOperator):
    """Write `mask` in place of a whole token: of those in `words`, or of a kind; change no other. Never drops a token.

    `which` is a kind of number (`digits`, `any_digit`, `numeral`, as in `DropNumbers`) or `capitalized`, a word that begins with
    an upper-case letter; leave it empty where `words` are given. Words are compared as they are. Raises ValueError for an empty
    mask or one with white space, an unknown kind, and unless there is just one of kind and words.

    >>> MaskTokens("<NAME>", words=("Holmes", "Watson")).form("Watson"), MaskTokens("NUM", which="digits").form("1892")
    ('<NAME>', 'NUM')
    """

    mask: str
    which: str = ""
    words: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not isinstance(self.mask, str) or not self.mask or any(map(str.isspace, self.mask)):
            raise ValueError(f"operator 'mask_tokens' needs a mask, one character or more without white space, not {self.mask!r}")
        if self.which and self.which not in KINDS:
            raise unknown("which", self.which, KINDS, of="operator 'mask_tokens'")
        given: Iterable[str] = self.words
        if isinstance(given, str):
            raise ValueError(f"option 'words' of operator 'mask_tokens' takes a list of words, not the word {given!r}")
        object.__setattr__(self, "words", frozenset(given))
        if bool(self.which) == bool(self.words):
            raise ValueError("operator 'mask_tokens' takes either a kind of token (which) or a list of words")

    def form(self, word: str) -> str:
        """Return the mask where `word` is masked; else `word`."""
        if self.words:
            return self.mask if word in self.words else word
        masked = word[:1].isupper() if self.which == _CAPITALIZED else NUMBERS[self.which](word)
        return self.mask if masked else word

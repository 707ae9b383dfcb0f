"""A table of forms: what a lemmatizer that nobody named did to the words it was seen with."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpusnorm.degradation.operators.base import WordOperator, register


@register("table")
@dataclass(frozen=True, slots=True)
class Table(WordOperator):
    """Replace a word by the form that the table has for it; change no other. Never drops a token.

    `forms` are pairs of word and form (or a mapping of them), kept sorted. Words are compared as they are. Raises ValueError
    where a word has two forms. A binary search a word.

    >>> [Table((("went", "go"), ("better", "good"))).form(word) for word in ("went", "gone")]
    ['go', 'gone']
    """

    forms: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        given: Mapping[str, str] | Iterable[tuple[str, str]] = self.forms
        pairs = sorted({(word, form) for word, form in (given.items() if isinstance(given, Mapping) else given)})
        if len({word for word, _ in pairs}) < len(pairs):
            raise ValueError("operator 'table' has two forms for one word")
        object.__setattr__(self, "forms", tuple(pairs))

    def form(self, word: str) -> str:
        """Return the form of `word`; `word` where the table does not have it."""
        at = bisect_left(self.forms, (word, ""))
        return self.forms[at][1] if at < len(self.forms) and self.forms[at][0] == word else word

"""Stop lists: named, versioned tables of the lists that pipelines really use."""

import re
from dataclasses import dataclass
from functools import cache

from corpusnorm.degradation import data
from corpusnorm.degradation.operators.base import WordOperator, register, unknown

_FOLDER = "stopwords"
_READINGS = ("keep", "delete", "split")


def stop_lists() -> tuple[str, ...]:
    """Return the names of the stop lists that are shipped, sorted."""
    return data.tables(_FOLDER)


@cache
def stop_words(name: str, apostrophes: str = "keep") -> frozenset[str]:
    """Return the words of the stop list `name`, its apostrophes read as `Stop` says.

    Raises ValueError, with the names that exist, where there is no such list.

    >>> len(stop_words("smart")), "don't" in stop_words("smart"), "dont" in stop_words("smart", "delete")
    (570, True, True)
    """
    if name not in stop_lists():
        raise unknown("stop list", name, stop_lists())
    words = data.entries(f"{_FOLDER}/{name}.txt")
    if apostrophes == "delete":
        return frozenset(re.sub(_APOSTROPHE, "", word) for word in words)
    if apostrophes == "split":
        return frozenset(part for word in words for part in re.split(_APOSTROPHE, word) if part)
    return frozenset(words)


_APOSTROPHE = "['\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]"


@register("stop")
@dataclass(frozen=True, slots=True)
class Stop(WordOperator):
    """Drop the words of a stop list; change no other.

    `list` names the list (`stop_lists()`). Words are compared as they are; with `ignore_case`, in lower case, the form
    itself unchanged. `apostrophes` says how the entries with an apostrophe were matched, for a tokenizer may never give
    such a form: `keep`, as they stand ("don't" is then no match for "dont" or "don"); `delete`, the list went through
    the same deletion as the text ("dont"); `split`, through the same tokenizer ("don" and "t"). The price of `split`:
    words that only look like such a part, "won" or "let", go too. Idempotent. Raises ValueError for an unknown list or
    reading. The version is the list's own content. A table is read once; then one set lookup a word.

    >>> [Stop("smart").form(word) for word in ("the", "speckled", "band")]
    [None, 'speckled', 'band']
    """

    list: str
    ignore_case: bool = False
    apostrophes: str = "keep"

    def __post_init__(self) -> None:
        if self.list not in stop_lists():
            raise unknown("stop list", self.list, stop_lists())
        if self.apostrophes not in _READINGS:
            raise unknown("apostrophes", self.apostrophes, _READINGS, of="operator 'stop'")

    @property
    def version(self) -> str:
        """The number of words of the list and the beginning of their sha256: it changes just when they do."""
        return data.header(f"{_FOLDER}/{self.list}.txt")["version"]

    def form(self, word: str) -> str | None:
        """Return `word`; None where the list has it."""
        sought = word.lower() if self.ignore_case else word
        return None if sought in stop_words(self.list, self.apostrophes) else word

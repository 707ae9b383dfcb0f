"""The header rule: metadata that stands before the text, in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.automata import BEGINNING, Automaton, automaton, patterns
from corpusnorm.columns import utf8
from corpusnorm.document import Document
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.transform import Transform

_BEGUN = 12  # characters of a header that the screen looks at
DEFAULT_PATTERN = r"\s*date (?P<date>\d{4}-\d{2}-\d{2})\s+"


@dataclass(frozen=True)
class Header(Transform):
    r"""Take a header off the start of the text; its named groups are the document's metadata.

    Changes: deletes what `pattern` matches at the very start of the text, and again as long as it matches there. Never changes
    anything else, and the header's characters stay in the raw text. An empty pattern turns it off. Raises ValueError for
    a pattern that is no regular expression. Cost: one match.

    >>> Header()(Document.of(" date 2023-11-09 In a bid")).apply(" date 2023-11-09 In a bid")
    'In a bid'
    """

    name: ClassVar[str] = "header"
    pattern: str = DEFAULT_PATTERN

    def __post_init__(self) -> None:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"{self.pattern!r} is not a regular expression: {error}") from error

    def __call__(self, document: Document) -> Edits:
        """One deletion at the start of the text, or none."""
        text = document.text
        end = max((match.end() for match in self._matches(text)), default=0)
        return Edits([Edit(Span(0, end), "", rule=self.name)])

    def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
        """The texts that `pattern` matches at the start of."""
        column = utf8(texts)
        begun, longest = _begun(self.pattern)
        taken = begun.screen(texts, head=longest)
        for index in np.flatnonzero(taken).tolist():
            taken[index] = any(self._matches(column.text(index)))
        return taken

    def read(self, raw: str) -> dict[str, str]:
        """The metadata in the header of `raw`; where a group stands twice, the first value holds."""
        found: dict[str, str] = {}
        for match in self._matches(raw):
            found = {key: value for key, value in match.groupdict().items() if value} | found
        return found

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        pattern = re.compile(self.pattern)
        match = pattern.match(text)
        while match and match.end() > match.start():
            yield match
            match = pattern.match(text, match.end())


@cache
def _begun(pattern: str) -> tuple[Automaton, int]:
    """Finds how a match of `pattern` can begin, and in how many characters it does."""
    begun = [each[:_BEGUN] for each in patterns(re.compile(pattern))]
    found = [(BEGINNING, *each) for each in begun] + [each for each in begun if each[0] == BEGINNING]
    return automaton({0: found}), max(map(len, found))

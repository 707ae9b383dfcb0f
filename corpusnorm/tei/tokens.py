"""The text of a paragraph between its marks, with each token in an element (`w`, `pc`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpusnorm.edits import Span
from corpusnorm.tei.markup import escape, written
from corpusnorm.tei.pointers import chained, sentence_id, token_id
from corpusnorm.tei.segments import Sentence, is_word

# By whether there is no white space to the left, and to the right.
_JOINS = {
    (False, False): "",
    (True, False): ' join="left"',
    (False, True): ' join="right"',
    (True, True): ' join="both"',
}


class _Token(NamedTuple):
    start: int
    end: int
    name: str
    id: str
    join: str


class Tokens:
    """Writes stretches of one paragraph, in order, with their tokens. A token that goes on beyond its stretch is written in pieces
    that point to each other; what lies in `copies` stands elsewhere, and nothing points there."""

    def __init__(self, text: str, paragraph: Span, identifier: str, sentences: Iterable[Sentence], copies: Iterable[Span]) -> None:
        self._text = text
        self._copies = sorted(copies)
        self._tokens = tuple(_listed(text, paragraph, identifier, sentences))
        self._next = 0  # the first token that ends after what is written
        self._pieces = 0  # how many pieces of it are written

    def of(self, start: int, end: int) -> str:
        """The markup of the text from `start` to `end`."""
        text, tokens = self._text, self._tokens
        found: list[str] = []
        at = start
        while self._next < len(tokens):
            token = tokens[self._next]
            if token.start >= end:
                break
            if token.end > start:
                first, last = max(token.start, start), min(token.end, end)
                found += (escape(text[at:first]), self._element(token, first, last))
                at = last
            if token.end > end:
                break
            self._next += 1
            self._pieces = 0
        found.append(escape(text[at:end]))
        return "".join(found)

    def _element(self, token: _Token, start: int, end: int) -> str:
        content = escape(self._text[start:end])
        if start == token.start and end == token.end:
            return f'<{token.name} xml:id="{token.id}"{token.join}>{content}</{token.name}>'
        self._pieces += 1
        links = chained(token.id, self._pieces, more=self._stands(end, token.end))
        return f"<{token.name}{written(links)}{token.join}{part_of(token, start, end)}>{content}</{token.name}>"

    def _stands(self, start: int, end: int) -> bool:
        """Whether something of what is between `start` and `end` is written here."""
        for copy in self._copies:
            if copy.start <= start < copy.end:
                start = copy.end
        return start < end


def part_of(whole: Sentence | _Token, start: int, end: int) -> str:
    """`@part` of a piece from `start` to `end`: initial, medial or final; none of what is whole."""
    if start == whole.start:
        return "" if end == whole.end else ' part="I"'
    return ' part="F"' if end == whole.end else ' part="M"'


def _listed(text: str, paragraph: Span, identifier: str, sentences: Iterable[Sentence]) -> Iterator[_Token]:
    for sentence in sentences:
        within = sentence_id(identifier, sentence.number)
        for number, (start, end) in enumerate(sentence.tokens, 1):
            word = is_word(text, (start, end))
            left = start > paragraph.start and not text[start - 1].isspace()
            right = end < paragraph.end and not text[end].isspace()
            yield _Token(start, end, "w" if word else "pc", token_id(within, number, word=word), _JOINS[left, right])

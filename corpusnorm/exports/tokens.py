"""Sentences and tokens of a paragraph, for formats that have a token a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from corpusnorm.columns import utf8
from corpusnorm.edits import Span
from corpusnorm.segmentation import find_words

_POINTS = ".,"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: where it stands (code points, half-open), and whether white space comes after it."""

    span: Span
    form: str
    spaced: bool


def sentences(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of a paragraph, without the white space around them; they cover everything else.

    They are those of sentencex, which has rules and abbreviations of some 300 languages; `language` is a BCP 47 tag, for one that
    is not known it takes English rules.

    >>> text = "Mr. Smith left.  He came back at 3.30 p.m."
    >>> [span.of(text) for span in sentences(text, "en")]
    ['Mr. Smith left.', 'He came back at 3.30 p.m.']
    """
    import sentencex

    found: list[Span] = []
    at = 0
    for piece in sentencex.segment("en" if language == "und" else language.partition("-")[0], text):
        start, at = at, at + len(piece)
        bare = piece.strip()
        if bare:
            start += len(piece) - len(piece.lstrip())
            found.append(Span(start, start + len(bare)))
    return tuple(found) if at == len(text) else (Span(0, len(text)),)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a stretch of text, which are all of it but the white space.

    Words are those of `corpusnorm.segmentation`, but figures keep the points and commas inside them; every other character is a
    token of its own.

    >>> [token.form for token in tokens("Türkiye's 3.5% (don't)")]
    ["Türkiye's", '3.5', '%', '(', "don't", ')']
    """
    spans = [*_spans(text)]
    for number, span in enumerate(spans):
        follows = spans[number + 1].start if number + 1 < len(spans) else len(text)
        yield Token(span, span.of(text), follows > span.end)


def _spans(text: str) -> Iterator[Span]:
    words = find_words(utf8(pa.array([text.encode("utf-8", "replace").decode()], pa.large_string())))
    at = 0
    held: Span | None = None  # a figure that may go on
    for start, end in zip(words.first.tolist(), words.last.tolist(), strict=True):
        if held and start == held.end + 1 and text[held.end] in _POINTS and text[held.end - 1].isdigit() and text[start].isdigit():
            held, at = Span(held.start, end), end
            continue
        if held:
            yield held
        yield from _marks(text, at, start)
        held, at = Span(start, end), end
    if held:
        yield held
    yield from _marks(text, at, len(text))


def _marks(text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(at, at + 1) for at in range(start, end) if not text[at].isspace())

"""The sentences and tokens of a work on either side: those of its TEI, with the forms of rewritten names in their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpusnorm.edits import Edit, Span
from corpusnorm.exports.works import Named, Paragraph, WorkText
from corpusnorm.segmentation import find_tokens
from corpusnorm.tei.blocks import blocks
from corpusnorm.tei.pointers import sentence_id, token_id
from corpusnorm.tei.segments import Sentence, is_word, segments


@dataclass(frozen=True, slots=True)
class Placed:
    """A token at its place in the text of the work, whether white space comes after it, and the name it is a part of, where it is;
    `begins`: as its first token. `id` is that of the TEI; a token of a rewritten name has none."""

    span: Span
    form: str
    spaced: bool
    id: str
    name: Named | None
    begins: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: the id it has in the TEI, where it stands in the text of the work, and its tokens where they are asked for."""

    id: str
    span: Span
    tokens: tuple[Placed, ...] = ()


def sentences_of(work: WorkText, *, with_tokens: bool = False) -> Iterator[tuple[Paragraph, tuple[Line, ...]]]:
    """The paragraphs of a work, each with its sentences. Offsets are those of the text of the work."""
    names = [name.written for name in work.names]
    onto = blocks(work.base)
    foreign = {number: each.language for number, each in enumerate(work.paragraphs, 1)}
    found = segments(work.base, onto, work.language, names, foreign, with_tokens=with_tokens)
    tokens = _Tokens(work)
    for paragraph, sentences in zip(work.paragraphs, found, strict=False):
        lines = []
        for sentence in sentences:
            name = sentence_id(paragraph.id, sentence.number)
            span = work.edits.to_result(Span(sentence.start, sentence.end))
            lines.append(Line(name, span, tuple(tokens.of(name, sentence))))
        yield paragraph, tuple(lines)


class _Tokens:
    """Places the tokens of one work, sentence by sentence."""

    def __init__(self, work: WorkText) -> None:
        self._work = work
        self._edits = iter(work.edits)
        self._edit = next(self._edits, None)
        self._written: Edit | None = None
        self._names = iter(work.names)
        self._name = next(self._names, None)
        self._moved = 0  # by so much stands what follows later than in the base text

    def of(self, sentence: str, found: Sentence) -> Iterator[Placed]:
        for number, (start, end) in enumerate(found.tokens, 1):
            while self._edit and self._edit.span.end <= start:
                self._moved += len(self._edit.text) - len(self._edit.span)
                self._edit = next(self._edits, None)
            if self._edit is None or end <= self._edit.span.start:
                identifier = token_id(sentence, number, word=is_word(self._work.base, (start, end)))
                yield self._placed(start + self._moved, end + self._moved, identifier)
            elif self._edit is not self._written:
                self._written = self._edit
                yield from self._rewritten(self._edit)

    def _rewritten(self, edit: Edit) -> Iterator[Placed]:
        """The tokens of a name as the policy writes it."""
        at = edit.span.start + self._moved
        for start, end in find_tokens(edit.text):
            yield self._placed(at + start, at + end, "")

    def _placed(self, start: int, end: int, identifier: str) -> Placed:
        text = self._work.text
        while self._name and self._name.span.end <= start:
            self._name = next(self._names, None)
        name = self._name if self._name and self._name.span.start < end else None
        spaced = text[end : end + 1].isspace()
        return Placed(Span(start, end), text[start:end], spaced, identifier, name, name is not None and start == name.span.start)

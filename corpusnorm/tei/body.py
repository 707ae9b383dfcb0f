"""The body of a work: its paragraphs, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpusnorm.tei.division import Division
from corpusnorm.tei.layout import Layout
from corpusnorm.tei.markup import element, language
from corpusnorm.tei.model import Work
from corpusnorm.tei.paragraph import Common, paragraph
from corpusnorm.tei.passages import References
from corpusnorm.tei.pointers import block_id, encoded
from corpusnorm.tei.segments import Segments, segments
from corpusnorm.tei.steps import DEDUP, Steps


@dataclass(slots=True)
class Body:
    """Writes the paragraphs of one work, in order; `written` counts the characters that stand in them, `references` the copies.

    `sentences` and `tokens` say whether these are marked up; where tokens are, sentences are. Each work of a run has a `Body` of
    its own, used once.
    """

    work: Work
    layout: Layout
    steps: Steps
    division: Division
    sentences: bool = True
    tokens: bool = False
    _common: Common = field(init=False)

    def __post_init__(self) -> None:
        references = References(self.work, self.layout, self.division)
        self._common = Common(self.work, self.layout, self.steps, references, self.tokens)

    @property
    def written(self) -> int:
        return self._common.written

    @property
    def references(self) -> int:
        return self._common.references

    def paragraphs(self) -> Iterator[str]:
        """Each paragraph on a line of its own."""
        found = self._segments()
        foreign = {block.number: f' xml:lang="{language(block.language)}"' for block in self.work.base.foreign}
        edits, source = self.work.witnesses[0].edits, encoded(self.work.witnesses[0].source)
        copies = bool(self.work.base.passages)
        for index, span in enumerate(self.layout.paragraphs):
            raw = edits.origin(span) if edits else span
            identifier = block_id(self.work.id, index + 1)
            place = f'xml:id="{identifier}" source="raw:{source}#{raw.start},{raw.end}"{foreign.get(index + 1, "")}'
            if copies and (copy := self._whole_copy(index)):
                self._common.references += 1
                yield element(f"p {place}", {"copyOf": copy} | self.steps.responsible(DEDUP))
                continue
            content = paragraph(self._common, identifier, span, found[index], self.layout.on(index))
            yield f"<p {place}>{content}</p>" if content else f"<p {place}/>"

    def _segments(self) -> Segments:
        onto, base = self.layout.paragraphs, self.work.base
        if not (self.sentences or self.tokens):
            return ((),) * len(onto)
        names = [mark.span for mark in base.names]
        foreign = {each.number: each.language for each in base.foreign}
        return segments(self.layout.text, onto, base.language, names, foreign, with_tokens=self.tokens)

    def _whole_copy(self, index: int) -> str:
        """The pointer to the block of which a whole paragraph is a copy, where it is one."""
        found = (self._common.copied(part) for part in self.layout.on(index))
        return next((reference.pointer for reference in found if reference and reference.whole), "")

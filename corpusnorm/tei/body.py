"""The body of a work: its paragraphs, with all marks on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpusnorm.edits import Span
from corpusnorm.tei.apparatus import Entry, app, entries, entry_of
from corpusnorm.tei.layout import Anchor, Layout, Part
from corpusnorm.tei.marks import corrected, named
from corpusnorm.tei.markup import element, escape, language
from corpusnorm.tei.model import Correction, NameMark, SharedPassage, Variant, Work
from corpusnorm.tei.nesting import Mark, Node, nest, walk
from corpusnorm.tei.passages import Reference, References, stands
from corpusnorm.tei.pointers import anchor_id, encoded, ncname, numbered
from corpusnorm.tei.steps import DEDUP, Steps

# Of marks at the same span, what stands around what.
_RANKS = {Anchor: 0, SharedPassage: 1, Entry: 2, NameMark: 3, Correction: 4}

_ALONE = (Variant, NameMark, Correction)  # what does not have to know of other marks


@dataclass(slots=True)
class Body:
    """Writes the paragraphs of one work, in order; `written` counts the characters that stand in them, `references` the copies.

    Each work of a run has a `Body` of its own, used once.
    """

    work: Work
    layout: Layout
    steps: Steps
    written: int = 0
    references: int = 0
    _id: str = field(init=False)
    _source: str = field(init=False)
    _passages: References = field(init=False)
    _languages: Mapping[int, str] = field(init=False)  # of the blocks, from 1, that are not in that of the text
    _pieces: Counter[int] = field(default_factory=Counter)  # by the order of a mark: how many pieces of it are written

    def __post_init__(self) -> None:
        self._id, self._source = ncname(self.work.id), encoded(self.work.witnesses[0].source)
        self._passages = References(self.work, self.layout)
        self._languages = {block.number: language(block.language) for block in self.work.base.foreign}

    def paragraphs(self) -> Iterator[str]:
        """Each paragraph on a line of its own."""
        for index, span in enumerate(self.layout.paragraphs):
            yield self._paragraph(index, span)

    def _paragraph(self, index: int, span: Span) -> str:
        edits = self.work.witnesses[0].edits
        source = edits.to_source(span) if edits else span
        place = f'xml:id="{self._id}.p{index + 1}" source="raw:{self._source}#{source.start},{source.end}"'
        if index + 1 in self._languages:
            place += f' xml:lang="{self._languages[index + 1]}"'
        parts = self.layout.on(index)
        copies = {part.span: reference for part in parts if (reference := self._copied(part))} if self.work.base.passages else {}
        for reference in copies.values():
            if reference.whole:
                self.references += 1
                return element(f"p {place}", {"copyOf": reference.pointer} | self.steps.responsible(DEDUP))
        self.written += len(span)
        content = self._marked(parts, span, copies) if parts else escape(span.of(self.layout.text))
        return f"<p {place}>{content}</p>" if content else f"<p {place}/>"

    def _marked(self, parts: Sequence[Part], span: Span, copies: Iterable[Span]) -> str:
        if _apart(parts):
            return self._one_by_one(parts, span)
        nodes = nest(self._marks(parts, copies))
        left = Counter(node.mark.what.order for node in walk(nodes) if isinstance(node.mark.what, Part))
        return self._fill(nodes, span.start, span.end, left)

    def _one_by_one(self, parts: Iterable[Part], span: Span) -> str:
        """What `nest` would give for marks of which none meets another, without making a tree of them."""
        text, base = self.layout.text, self.work.witnesses[0]
        written: list[str] = []
        at = span.start
        for part in parts:
            start, end, item = part.span.start, part.span.end, part.item
            content = escape(text[start:end])
            written.append(escape(text[at:start]))
            if isinstance(item, Variant):
                written.append(app(entry_of(item), content, base.id, self.steps))
            elif isinstance(item, NameMark):
                written.append(named(item, content, {}, self.steps))
            elif isinstance(item, Correction):
                written.append(corrected(item, content, True, base.source, self.steps))
            at = end
        written.append(escape(text[at : span.end]))
        return "".join(written)

    def _copied(self, part: Part) -> Reference | None:
        """The reference that stands for a part of a passage whose text is left out."""
        if not isinstance(part.item, SharedPassage):
            return None
        reference = self._passages.of(part.item, part.number)
        return reference if reference.copy else None

    def _marks(self, parts: Sequence[Part], copies: Iterable[Span]) -> Iterator[Mark[Part | Entry]]:
        """What is to be nested: without what a copy has already, variants gathered to entries."""
        for part in parts:
            if isinstance(part.item, Variant) or (isinstance(part.item, Anchor) and self.layout.whole(part.item.span)):
                continue
            copied = isinstance(part.item, Correction | NameMark) and any(stands(part, span, False) == "inside" for span in copies)
            if not copied:
                yield Mark(part.span, part, _RANKS[type(part.item)], self._whole(part))
        for entry in entries(self.layout.text, parts):
            yield Mark(entry.span, entry, _RANKS[Entry], whole=True)

    def _whole(self, part: Part) -> bool:
        """Whether what stands on a paragraph must stay in one piece there."""
        if isinstance(part.item, Anchor):
            return self._passages.copied(part.item)
        return isinstance(part.item, Correction) or self._copied(part) is not None

    def _fill(self, nodes: Sequence[Node[Part | Entry]], start: int, end: int, left: Counter[int]) -> str:
        """The text from `start` to `end`, marked up by `nodes`; `left` counts the pieces still to come, by order."""
        written: list[str] = []
        at = start
        for node in nodes:
            written += (escape(self.layout.text[at : node.start]), self._element(node, left))
            at = node.end
        written.append(escape(self.layout.text[at:end]))
        return "".join(written)

    def _element(self, node: Node[Part | Entry], left: Counter[int]) -> str:
        what = node.mark.what
        content = self._fill(node.children, node.start, node.end, left)
        if isinstance(what, Entry):
            return app(what, content, self.work.witnesses[0].id, self.steps)
        match what.item:
            case Correction() as correction:
                return corrected(correction, content, what.number == 1, self.work.witnesses[0].source, self.steps)
            case NameMark() as mark:
                return named(mark, content, self._links(what, f"n{what.order}", left), self.steps)
            case SharedPassage() as passage:
                return self._shared(passage, what, content, left)
            case _:
                return self._anchored(what, content, left)

    def _shared(self, passage: SharedPassage, part: Part, content: str, left: Counter[int]) -> str:
        reference = self._passages.of(passage, part.number)
        made = self.steps.responsible(DEDUP)
        if reference.copy:
            self.references += 1
            self.written -= len(part.span)
            return element("seg", {"copyOf": reference.pointer} | made)
        links = self._links(part, f"c{part.order}", left)
        return element("seg", {"corresp": reference.pointer} | links | _piece(links) | made, content)

    def _anchored(self, part: Part, content: str, left: Counter[int]) -> str:
        span = part.item.span
        links = self._links(part, f"s{span.start}-{span.end}", left)
        return element("seg", {"xml:id": anchor_id(self.work.id, span)} | links | _piece(links), content)

    def _links(self, part: Part, name: str, left: Counter[int]) -> dict[str, str]:
        """The id of a piece and the pointers to those before and after it; nothing for a mark that is in one piece."""
        identifier = f"{ncname(self.work.id)}.{name}"
        self._pieces[part.order] += 1
        left[part.order] -= 1
        number = self._pieces[part.order]
        more = left[part.order] > 0 or part.number < part.of
        if number == 1 and not more:
            return {}
        return {
            "xml:id": numbered(identifier, number),
            "prev": f"#{numbered(identifier, number - 1)}" if number > 1 else "",
            "next": f"#{numbered(identifier, number + 1)}" if more else "",
        }


def _piece(links: Mapping[str, str]) -> dict[str, str]:
    """`@part` of a piece: initial, medial or final."""
    if not links:
        return {}
    return {"part": "I" if not links["prev"] else "F" if not links["next"] else "M"}


def _apart(parts: Iterable[Part]) -> bool:
    """Whether each is a whole mark of the kinds that stand alone, and begins where the one before has ended."""
    end = -1
    for span, item, _, _, of in parts:
        start = span.start
        if of > 1 or start < end or not isinstance(item, _ALONE):
            return False
        end = span.end + (span.start == span.end)
    return True

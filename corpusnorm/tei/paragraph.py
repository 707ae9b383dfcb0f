"""One paragraph: its text with its sentences, its tokens and all marks on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpusnorm.edits import Span
from corpusnorm.tei.apparatus import Entry, app, entries, entry_of
from corpusnorm.tei.layout import Anchor, Layout, Part
from corpusnorm.tei.marks import corrected, named
from corpusnorm.tei.markup import element, escape, written
from corpusnorm.tei.model import Correction, NameMark, SharedPassage, Variant, Work
from corpusnorm.tei.nesting import FIRM, LOOSE, WHOLE, Mark, Node, nest, walk
from corpusnorm.tei.passages import Reference, References, stands
from corpusnorm.tei.pointers import anchor_id, chained, ncname, sentence_id
from corpusnorm.tei.segments import Sentence
from corpusnorm.tei.steps import DEDUP, Steps
from corpusnorm.tei.tokens import Tokens, part_of

# Of marks at the same span, what stands around what.
_RANKS = {Anchor: 0, SharedPassage: 1, Sentence: 2, Entry: 3, NameMark: 4, Correction: 5}

_ALONE = (Variant, NameMark, Correction)  # what does not have to know of other marks
_What = Part | Entry | Sentence


@dataclass(slots=True)
class Common:
    """What the paragraphs of a work have in common: the work, what was settled of its passages, and what is counted."""

    work: Work
    layout: Layout
    steps: Steps
    passages: References
    tokens: bool
    written: int = 0
    references: int = 0
    pieces: Counter[int] = field(default_factory=Counter)  # by `_key`: how many pieces of it are written

    def copied(self, part: Part) -> Reference | None:
        """The reference that stands for a part of a passage whose text is left out."""
        if not isinstance(part.item, SharedPassage):
            return None
        reference = self.passages.of(part.item, part.number)
        return reference if reference.copy else None


def paragraph(common: Common, identifier: str, span: Span, sentences: Sequence[Sentence], parts: Sequence[Part]) -> str:
    """The markup of the paragraph at `span`, which is no copy as a whole; `parts` are what stands on it, in order."""
    common.written += len(span)
    if not parts and not common.tokens:
        return _unmarked(common.layout.text, identifier, span, sentences)
    copies = [part.span for part in parts if common.copied(part)] if common.work.base.passages else []
    simple = _Block(common, identifier, span, sentences, copies).simple(parts) if _apart(parts) else None
    return _Block(common, identifier, span, sentences, copies).nested(parts) if simple is None else simple


def _unmarked(text: str, identifier: str, span: Span, sentences: Iterable[Sentence]) -> str:
    """A paragraph on which there are no marks."""
    found: list[str] = []
    at = span.start
    for number, start, end, _ in sentences:
        found.append(f'{escape(text[at:start])}<s xml:id="{identifier}.s{number}">{escape(text[start:end])}</s>')
        at = end
    found.append(escape(text[at : span.end]))
    return "".join(found)


class _Block:
    """A paragraph that is being written, from its start to its end, once."""

    def __init__(self, common: Common, identifier: str, span: Span, sentences: Sequence[Sentence], copies: Sequence[Span]) -> None:
        self._common, self._id, self._span, self._sentences, self._copies = common, identifier, span, sentences, copies
        text = common.layout.text
        self._text = text
        self._left: Counter[int] = Counter()  # by `_key`: how many pieces are still to come
        self._tokens = Tokens(text, span, identifier, sentences, copies) if common.tokens else None

    def _plain(self, start: int, end: int) -> str:
        """Text with no mark in it."""
        return self._tokens.of(start, end) if self._tokens else escape(self._text[start:end])

    def simple(self, parts: Sequence[Part]) -> str | None:
        """What `nested` gives for marks of which none meets another or the edge of a sentence; nothing where one does."""
        found: list[str] = []
        spans = [part.span for part in parts]
        at, done, many = self._span.start, 0, len(parts)
        for number, start, end, _ in self._sentences:
            before = done
            while done < many and (spans[done].start < start or spans[done].end == start):
                done += 1
            inside = done
            while done < many and spans[done].start < end:
                done += 1
            if (before < inside and spans[inside - 1].end > start) or (inside < done and spans[done - 1].end > end):
                return None
            between = self._one_by_one(parts[before:inside], at, start) if before < inside else self._plain(at, start)
            content = self._one_by_one(parts[inside:done], start, end) if inside < done else self._plain(start, end)
            found.append(f'{between}<s xml:id="{self._id}.s{number}">{content}</s>')
            at = end
        found.append(self._one_by_one(parts[done:], at, self._span.end))
        return "".join(found)

    def _one_by_one(self, parts: Sequence[Part], start: int, end: int) -> str:
        """The text from `start` to `end`, with marks of which none meets another."""
        if not parts:
            return self._plain(start, end) if start < end else ""
        base, steps = self._common.work.witnesses[0], self._common.steps
        found: list[str] = []
        at = start
        for span, item, *_ in parts:
            found.append(self._plain(at, span.start))
            content = self._plain(span.start, span.end)
            if isinstance(item, Variant):
                found.append(app(entry_of(item), content, base.id, steps))
            elif isinstance(item, NameMark):
                found.append(named(item, content, {}, steps))
            elif isinstance(item, Correction):
                found.append(corrected(item, content, True, base.source, steps))
            at = span.end
        found.append(self._plain(at, end))
        return "".join(found)

    def nested(self, parts: Sequence[Part]) -> str:
        """Any marks, as a tree."""
        nodes = nest(self._marks(parts))
        self._left.update(_key(what) for node in walk(nodes) if not isinstance(what := node.mark.what, Entry))
        return self._fill(nodes, self._span.start, self._span.end)

    def _marks(self, parts: Sequence[Part]) -> Iterator[Mark[_What]]:
        """What is to be nested: without what a copy has already, variants gathered to entries."""
        whole = self._common.layout.whole
        beside: list[Span] = [*self._copies]
        for part in parts:
            if isinstance(part.item, Variant) or (isinstance(part.item, Anchor) and whole(part.item.span)):
                continue
            inside = isinstance(part.item, Correction | NameMark)
            if inside and any(stands(part, span, False) == "inside" for span in self._copies):
                continue
            holds = self._holds(part)
            if isinstance(part.item, Anchor) and holds == WHOLE:
                beside.append(part.span)
            yield Mark(part.span, part, _RANKS[type(part.item)], holds)
        for entry in entries(self._text, parts):
            yield Mark(entry.span, entry, _RANKS[Entry], WHOLE)
        for sentence in self._sentences:
            for span in self._beside(Span(sentence.start, sentence.end), beside):
                yield Mark(span, sentence, _RANKS[Sentence], FIRM)

    def _holds(self, part: Part) -> int:
        """How what stands on a paragraph holds together there."""
        if isinstance(part.item, Anchor):
            return WHOLE if self._common.passages.copied(part.item) else LOOSE
        return WHOLE if isinstance(part.item, Correction) or self._common.copied(part) else LOOSE

    def _beside(self, sentence: Span, beside: Iterable[Span]) -> Iterator[Span]:
        """The pieces of a sentence beside copies, and beside and in what is copied: in both places the same sentence pieces stand
        in the passage, and it in none. What is in a copy stands in its target."""
        inner = {at for span in beside for at in (span.start, span.end) if sentence.start < at < sentence.end}
        for start, end in pairwise((sentence.start, *sorted(inner), sentence.end)):
            if not any(copy.start <= start and end <= copy.end for copy in self._copies):
                yield Span(start, end)

    def _fill(self, nodes: Sequence[Node[_What]], start: int, end: int) -> str:
        """The text from `start` to `end`, marked up by `nodes`."""
        found: list[str] = []
        at = start
        for node in nodes:
            found += (self._plain(at, node.start), self._element(node))
            at = node.end
        found.append(self._plain(at, end))
        return "".join(found)

    def _element(self, node: Node[_What]) -> str:
        what, base, steps = node.mark.what, self._common.work.witnesses[0], self._common.steps
        if isinstance(what, Part) and (reference := self._common.copied(what)):
            return self._copy(what, reference)
        content = self._fill(node.children, node.start, node.end)
        if isinstance(what, Sentence):
            links = self._links(_key(what), sentence_id(self._id, what.number), False)
            return f"<s{written(links)}{part_of(what, node.start, node.end)}>{content}</s>"
        if isinstance(what, Entry):
            return app(what, content, base.id, steps)
        match what.item:
            case Correction() as correction:
                return corrected(correction, content, what.number == 1, base.source, steps)
            case NameMark() as mark:
                return named(mark, content, self._pieces(what, f"n{what.order}"), steps)
            case SharedPassage() as passage:
                return self._shared(passage, what, content)
            case _:
                return self._anchored(what, content)

    def _copy(self, part: Part, reference: Reference) -> str:
        common = self._common
        common.references += 1
        common.written -= len(part.span)
        return element("seg", {"copyOf": reference.pointer} | common.steps.responsible(DEDUP))

    def _shared(self, passage: SharedPassage, part: Part, content: str) -> str:
        links = self._pieces(part, f"c{part.order}")
        pointer = self._common.passages.of(passage, part.number).pointer
        made = self._common.steps.responsible(DEDUP)
        return element("seg", {"corresp": pointer} | links | _piece(links) | made, content)

    def _anchored(self, part: Part, content: str) -> str:
        span = part.item.span
        links = self._pieces(part, f"s{span.start}-{span.end}")
        return element("seg", {"xml:id": anchor_id(self._common.work.id, span)} | links | _piece(links), content)

    def _pieces(self, part: Part, name: str) -> dict[str, str]:
        """The links of a piece of a mark; nothing for one that is in one piece."""
        links = self._links(_key(part), f"{ncname(self._common.work.id)}.{name}", part.number < part.of)
        return links if links["prev"] or links["next"] else {}

    def _links(self, key: int, identifier: str, more: bool) -> dict[str, str]:
        """The id of a piece and the pointers to those before and after it; `more` of them may stand on other paragraphs."""
        pieces = self._common.pieces
        pieces[key] += 1
        self._left[key] -= 1
        return chained(identifier, pieces[key], more=more or self._left[key] > 0)


def _key(what: Part | Sentence) -> int:
    """Tells marks and sentences of a work apart."""
    return -1 - what.start if isinstance(what, Sentence) else what.order


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

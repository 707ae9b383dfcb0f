"""Random works: any text that XML can hold, and marks that overlap as they like."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.tei import kept_forms
from corpusnorm.tei.model import Alignment, Correction, ForeignBlock, NameMark, Piece, SharedPassage, Text, Variant, Witness, Work

LEGAL = st.one_of(
    st.sampled_from("ab \n<&>]\"'\r\t\N{NEXT LINE}\N{LINE SEPARATOR}é\N{COMBINING ACUTE ACCENT}"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff").filter(lambda c: c >= " "),
)
TEXTS = st.text(LEGAL, max_size=40)
LABELS = st.text(max_size=6)
SHARES = st.floats(0, 1)
TIERS = st.sampled_from(["kept", "witness", "lexical", "conjecture"])
STEP_NAMES = st.sampled_from(["encoding", "names+encoding", "?"])
EVIDENCE = st.sampled_from(["", "porter stem", "a b#1.txt#3,9", "\x00\udc80 ü"])


def spans(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda ends: Span(min(ends), max(ends)))


def disjoint(length: int) -> st.SearchStrategy[list[Span]]:
    """Spans of which no two overlap or are the same."""

    def keep(found: list[Span]) -> list[Span]:
        kept: list[Span] = []
        for span in sorted(set(found)):
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
        return kept

    return st.lists(spans(length), max_size=4).map(keep)


@st.composite
def names(draw: st.DrawFn, span: Span) -> NameMark:
    kind = draw(st.sampled_from(["person", "place", "org", "law & order"]))
    regular = draw(st.sampled_from(["", "Regular <form>"]))
    if draw(st.booleans()):
        return NameMark(span, draw(st.sampled_from(["Q1", "pl.1"])), kind, regular, draw(SHARES), "a rule")
    return NameMark(span, "", kind, regular, draw(SHARES), "", ("Q1", "pl.1"))


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    if draw(st.integers(0, 4)) == 0:
        return Piece("", "gap", evidence=draw(EVIDENCE))
    tier = draw(TIERS)
    original = draw(st.sampled_from(["", "old"])) if tier != "kept" else ""
    return Piece(draw(st.text(LEGAL, max_size=5)), tier, original, draw(SHARES), draw(EVIDENCE))


@st.composite
def marked(draw: st.DrawFn, text: str) -> Text:
    """A text with corrections, names and anchors."""
    length = len(text)
    corrections = tuple(
        Correction(span, draw(st.text(max_size=3)), Span(1, 2), draw(STEP_NAMES), draw(SHARES), draw(EVIDENCE))
        for span in draw(disjoint(length))
    )
    marks = tuple(draw(names(span)) for span in draw(st.lists(spans(length), max_size=4)))
    anchors = tuple(span for span in draw(st.lists(spans(length), max_size=3)) if len(span))
    languages = st.sampled_from(["en", "und", "sr-Latn", "no language"])
    foreign = (ForeignBlock(1, draw(languages), 1),) if text.strip("\n") and draw(st.booleans()) else ()
    return Text(text, draw(languages), corrections, marks, anchors=anchors, foreign=foreign, words=draw(st.integers(1, 3)))


@st.composite
def works(draw: st.DrawFn, name: str = "d1", text: st.SearchStrategy[str] = TEXTS) -> Work:
    """A work with two other witnesses, one of them degraded."""
    base = draw(marked(draw(text)))
    length = len(base.text)
    variants = [
        Variant(span, witness, tuple(draw(st.lists(pieces(), max_size=3))))
        for witness in (f"{name}-near", f"{name}-low")
        for span in draw(disjoint(length))
    ]
    blocks = tuple((span, span) for span in draw(disjoint(length)) if len(span))
    witnesses = (
        Witness(name, draw(LABELS), "00", date=draw(LABELS), meta=draw(SAID), edits=Edits([Edit(Span(0, 0), "x")])),
        Witness(f"{name}-near", draw(LABELS), "01", "near", meta={"a b": draw(LABELS), **draw(SAID)}),
        Witness(f"{name}-low", draw(LABELS), "02", "degraded-of", degradation=({"name": "lower", "o p": draw(OPTIONS)},), fit=0.9),
    )
    alignments = (Alignment(f"{name}-low", blocks, 0.5),) if blocks else ()
    return Work(name, draw(LABELS), base, witnesses, tuple(variants), alignments)


SAID = st.dictionaries(
    st.sampled_from(
        ["title", "author", "licence", "licence_target", "source", "journal", "doi", "id", "description", "subject", "x"]
    ),
    st.sampled_from(["", "a <b>", "a; b", "https://example.org/a", "https://ä.org", "CC BY 4.0", "\x00 \udc80"]),
    max_size=4,
)

OPTIONS = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)


@st.composite
def shared(draw: st.DrawFn) -> tuple[Work, Work, Work]:
    """A work, another that shares some of its anchors, and a third that shares some of the second's; with the same marks, or
    with its own."""
    first = draw(keepers())
    second = draw(sharing(first, "d2"))
    anchors = tuple(span for span in draw(st.lists(spans(len(second.base.text)), max_size=2)) if len(span))
    second = replace(second, base=replace(second.base, anchors=anchors))
    return first, second, draw(sharing(second, "d3"))


@st.composite
def keepers(draw: st.DrawFn) -> Work:
    keeper = draw(works("d1", st.text(LEGAL, min_size=1, max_size=40)))
    if not keeper.base.anchors:
        keeper = replace(keeper, base=replace(keeper.base, anchors=(Span(0, len(keeper.base.text)),)))
    return keeper if draw(st.booleans()) else replace(keeper, variants=())


@st.composite
def sharing(draw: st.DrawFn, keeper: Work, name: str) -> Work:
    """A work that shares all anchors of `keeper`, of whose own passages it knows nothing."""
    text, marks, corrections, passages = "", [], [], []
    for form in kept_forms(replace(keeper, base=replace(keeper.base, passages=()))):
        text += draw(st.sampled_from(["", "\n", "own ", "own\n\n"]))
        by = len(text) - form.span.start
        text += form.span.of(keeper.base.text)
        passages.append(SharedPassage(_moved(form.span, by), keeper.id, form.span, form.block, form.marks))
        if draw(st.integers(0, 3)):
            marks += [replace(m, span=_moved(m.span, by)) for m in keeper.base.names if _in(m.span, form.span)]
            corrections += [replace(c, span=_moved(c.span, by)) for c in keeper.base.corrections if _in(c.span, form.span)]
        text += draw(st.sampled_from(["", "\n", " own", "\n\nown"]))
    own = tuple(draw(names(span)) for span in draw(st.lists(spans(len(text)), max_size=1)))
    base = Text(text, corrections=tuple(_without_overlaps(corrections)), names=(*marks, *own), passages=tuple(passages))
    return Work(name, "", base, (Witness(name, "b.txt", "03"),))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _in(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _without_overlaps(corrections: list[Correction]) -> list[Correction]:
    kept: list[Correction] = []
    for correction in sorted(corrections, key=lambda c: (c.span.start, len(c.span) > 0, c.span.end)):
        if not kept or correction.span.start >= kept[-1].span.end:
            kept.append(correction)
    return kept

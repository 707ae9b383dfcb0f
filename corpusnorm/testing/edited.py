"""Strategies for edits, documents and reports."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from corpusnorm.document import Document, Finding
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.report import Report
from corpusnorm.testing.texts import texts

_RULES = ("", "encoding", "unicode", "whitespace", "repair:witness")


@st.composite
def spans_of(draw: DrawFn, text: str) -> Span:
    """Any span of `text`, also an empty one.

    >>> spans_of("war").validate()
    """
    start, end = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    return Span(start, end)


@st.composite
def edits_on(draw: DrawFn, text: str, max_edits: int = 6) -> Edits:
    """Edits that stand on `text`: replacements, insertions and deletions, some of which touch, none of which overlap.

    >>> edits_on("war").validate()
    """
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=2 * max_edits).map(sorted))
    places = [Span(start, end) for start, end in pairwise(cuts)]
    found: list[Edit] = []
    for span in places:
        if draw(st.booleans()) and not (found and found[-1].span == span):
            found.append(_edit(draw, span))
    return Edits(found)


@st.composite
def documents(draw: DrawFn, of: SearchStrategy[str] | None = None) -> Document:
    """Documents with up to three layers of edits, with findings and metadata; `of` gives their raw texts.

    >>> documents().validate()
    """
    meta = draw(st.dictionaries(st.sampled_from(("date", "title")), st.text(max_size=4), max_size=2))
    document = Document.of(draw(of if of is not None else texts()), draw(st.text(max_size=4)), meta)
    for _ in range(draw(st.integers(0, 3))):
        document = document.found(draw(findings_on(document.text))).edited(draw(edits_on(document.text)))
    return document


@st.composite
def findings_on(draw: DrawFn, text: str) -> tuple[Finding, ...]:
    """Up to three findings on `text`.

    >>> findings_on("war").validate()
    """
    found = draw(st.lists(spans_of(text), max_size=3))
    return tuple(Finding(span, "found", "found by chance") for span in found)


def reports() -> SearchStrategy[Report]:
    """Reports of a few steps and codes; counts may be zero.

    >>> reports().validate()
    """
    keys = st.tuples(st.sampled_from(("clean", "names", "dedup")), st.sampled_from(("documents", "edits", "E201")))
    return st.dictionaries(keys, st.integers(0, 1000), max_size=6).map(Report)


def _edit(draw: DrawFn, span: Span) -> Edit:
    text = draw(st.text(st.sampled_from("abAé\n \N{COMBINING ACUTE ACCENT}😀"), max_size=4))
    certainty = draw(st.sampled_from((0.25, 0.5, 1.0)))
    return Edit(span, text, draw(st.sampled_from(_RULES)), certainty, draw(st.sampled_from(("", "witness:0-3"))))

"""What the elements of TEI P5 mean to a reader of the text: which begin a line, which are not read, which are read once."""

from __future__ import annotations

from typing import Literal

Apart = Literal["", "space", "line"]

TEXT_BLOCKS = frozenset({
    "p", "ab", "l", "head", "u", "item", "cell", "label", "byline", "dateline", "opener", "closer", "salute",
    "signed", "trailer", "speaker", "stage", "titlePart", "docAuthor", "docDate", "docImprint", "argument",
    "epigraph", "formula", "bibl", "biblStruct", "figDesc",
})  # fmt: skip
"""Paragraphs and what is like them: a line of text of their own. A note inside of one is not read, for it would interrupt it."""
BLOCKS = TEXT_BLOCKS | frozenset({
    "text", "front", "body", "back", "group", "div", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "lg",
    "sp", "list", "table", "row", "figure", "castList", "castItem", "castGroup", "set", "cit", "listBibl",
    "titlePage", "docTitle", "imprimatur", "postscript", "note", "floatingText",
})  # fmt: skip
"""What stands apart from the text around it."""
LEFT_OUT = frozenset({
    "fw", "del", "gap", "index", "desc", "linkGrp", "spanGrp", "joinGrp", "altGrp", "interpGrp", "fs", "fvLib",
    "standOff", "facsimile", "sourceDoc",
})  # fmt: skip
"""What is no text of the work, or was deleted in it."""
FIRST_OF = frozenset({"choice", "app", "rdgGrp"})
"""What holds a stretch of text in several ways: only the first child is read, in a `choice` the first that is no original."""
ORIGINALS = frozenset({"sic", "orig", "abbr"})
TOKENS = frozenset({"w", "pc"})


def apart(tag: str, parent: str, around: bool) -> Apart:
    """How an element stands apart from what is around it; `around`: whether a `TEXT_BLOCKS` is open.

    A quotation or a note in a paragraph is a part of it; ParlaMint's `seg` in an utterance is a paragraph.
    """
    if tag in BLOCKS and not (around and tag in {"figure", "formula", "bibl", "label", "cit", "stage", "floatingText"}):
        return "line"
    if (tag == "seg" and parent == "u") or (tag in {"quote", "q", "said"} and not around):
        return "line"
    return "space" if tag in TOKENS or tag in {"lb", "s"} else ""

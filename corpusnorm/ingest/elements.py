"""What the elements of TEI P5 mean to a reader of the text: which begin a line, which are not read, which are read once."""

from __future__ import annotations

from collections.abc import Container
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
"""What holds a stretch of text in several ways: only the first child is read, in a `choice` the first that is no
original, or an original where there is nothing else."""
WITHOUT_TEXT = FIRST_OF | {"subst"}
"""What holds elements alone: white space in it is there for who looks at the file."""
ORIGINALS = frozenset({"sic", "orig", "abbr", "am"})
COPIED = frozenset({"p", "ab", "l", "head", "seg", "s"})
"""What another element may be a copy of (`copyOf`)."""
TOKENS = frozenset({"w", "pc"})
SPACED = frozenset({
    "s", "addrLine", "role", "roleDesc", "actor", "pubPlace", "publisher", "docEdition", "camera", "caption", "move", "sound",
    "tech", "view",
})  # fmt: skip
"""What is a word or more of its own, in whatever line it stands."""
_INTERRUPTING = frozenset({"figure", "formula", "bibl", "label", "cit", "stage", "floatingText", "docAuthor", "docDate"})
_RECORDS = frozenset({"biblStruct", "analytic", "monogr", "series", "imprint", "persName", "author", "editor", "respStmt"})
"""What is made of fields, without words between them, where it stands in a bibliographic record."""


def apart(tag: str, parent: str, around: bool, within: Container[str]) -> Apart:
    """How an element stands apart from what is around it; `around`: whether a `TEXT_BLOCKS` is open, `within`: all that are open.

    A quotation or a note in a paragraph is a part of it; ParlaMint's `seg` in an utterance is a paragraph. A line may break in a
    token, which is one word all the same.
    """
    if tag in BLOCKS and not (around and tag in _INTERRUPTING):
        return "line"
    if (tag == "seg" and parent == "u") or (tag in {"quote", "q", "said"} and not around):
        return "line"
    if tag in TOKENS or tag in SPACED or tag in {"stage", "label", "docAuthor", "docDate"}:
        return "space"
    if tag == "lb":
        return "" if "w" in within else "space"
    return "space" if parent in _RECORDS and "biblStruct" in within else ""

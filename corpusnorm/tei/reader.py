"""Back from TEI to text: the blocks of a work, as they were given or as they are to be read.

Law: `read_blocks` of a written work gives the texts of `blocks(work.base.text)`; with the separators of the ledger between them
they are the base text, character for character.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from corpusnorm.errors import PackageError
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse, tei
from corpusnorm.tei.pointers import witness_id

Side = Literal["base", "regular"]
Resolver = Callable[[str], Element]

_PREFERRED: dict[Side, tuple[str, ...]] = {
    "base": (tei("corr"), tei("orig")),
    "regular": (tei("corr"), tei("reg")),
}


def read_blocks(
    source: bytes | Path, side: Side = "base", *, witness: str = "", resolve: Resolver | None = None
) -> tuple[str, ...]:
    """The texts of the paragraphs of a work.

    `side` "base" is the cleaned text, before names were regularized; "regular" has the names as the policy writes them.
    With a `witness` its readings stand in place of the lemmas: on the side "base" as the witness has them, on "regular" with all
    that was restored. `resolve` gives the element that a `copyOf` of this file points to; by default it is looked for in the
    files beside a `source` that is a path. Raises `PackageError` where that leads nowhere.
    """
    lookup = resolve or neighbours(source)
    reading = Reading(side, f"#{witness_id(witness)}" if witness else "", lookup)
    found = (reading.of(p) for p in parse(source).iterfind(f"{tei('text')}/{tei('body')}/{tei('p')}"))
    return tuple(text for text in found if text)


def neighbours(source: bytes | Path) -> Resolver:
    """A resolver of pointers from one file of a package into itself and the files beside it; keeps the last few parsed."""

    @lru_cache(maxsize=8)
    def load(path: Path) -> dict[str, Element]:
        return {attribute(found, XML_ID): found for found in parse(path).iter() if XML_ID in found.attrib}

    def resolve(pointer: str) -> Element:
        file, _, identifier = pointer.partition("#")
        if isinstance(source, bytes):
            raise PackageError(f"nothing is known beside this document to find {pointer} in")
        found = load(source.parent / file if file else source).get(identifier)
        if found is None:
            raise PackageError(f"{pointer} is not there", where=str(source))
        return found

    return resolve


def _no_copy(pointer: str) -> Element:
    raise PackageError(f"a copy of a copy: {pointer}")


class Reading:
    """One way to read marked-up text: which of two forms, whose reading, and where copies are found."""

    def __init__(self, side: Side, witness: str, resolve: Resolver) -> None:
        self._side = side
        self._witness = witness
        self._resolve = resolve

    def of(self, node: Element) -> str:
        """The text of an element and all in it. A copy is read where it points; nothing there may be a copy itself."""
        if "copyOf" in node.attrib:
            target = self._resolve(attribute(node, "copyOf"))
            return Reading(self._side, "", _no_copy).of(target)
        if node.tag == tei("choice"):
            return "".join(self.of(child) for child in node if child.tag in _PREFERRED[self._side])
        if node.tag == tei("app"):
            return self._reading(node)
        if node.tag == tei("supplied") and self._side == "base":
            return ""
        pieces = [node.text or ""]
        for child in node:
            pieces += (self.of(child), child.tail or "")
        return "".join(pieces)

    def _reading(self, entry: Element) -> str:
        """What the witness reads, else the lemma."""
        lemma, *readings = entry
        for reading in readings:
            if self._witness and self._witness in attribute(reading, "wit").split():
                return self.of(reading)
        return self.of(lemma)

"""Back from TEI to text: the blocks of a work, as they were given or as they are to be read.

Law: `read_blocks` of a written work gives the texts of `blocks(work.base.text)`; with the separators of the ledger between them
they are the base text, character for character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from lxml import etree

from corpusnorm.errors import PackageError
from corpusnorm.tei.markup import TEI_NAMESPACE
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse, tei
from corpusnorm.tei.pointers import witness_id

Side = Literal["base", "regular"]
Resolver = Callable[[str], Element]

_PREFERRED: dict[Side, tuple[str, ...]] = {
    "base": (tei("corr"), tei("orig")),
    "regular": (tei("corr"), tei("reg")),
}

_CHOICE, _APP, _SUPPLIED = tei("choice"), tei("app"), tei("supplied")
_BLOCKS = f"{tei('text')}/{tei('body')}/{tei('p')}"
_READ = etree.XPath("boolean(descendant-or-self::*[@copyOf or self::t:choice or self::t:app or self::t:supplied])", namespaces={"t": TEI_NAMESPACE})
_TURNS = {tei("lacunaStart"): True, tei("witEnd"): True, tei("lacunaEnd"): False, tei("witStart"): False}
"""Whether a witness lacks what follows."""


def read_blocks(
    source: bytes | Path, side: Side = "base", *, witness: str = "", resolve: Resolver | None = None
) -> tuple[str, ...]:
    """The texts of the paragraphs of a work.

    `side` "base" is the cleaned text, before names were regularized; "regular" has the names as the policy writes them.
    With a `witness` its readings stand in place of the lemmas: on the side "base" as the witness has them, on "regular" with all
    that was restored. `resolve` gives the element that a `copyOf` of this file points to; by default it is looked for in the
    files beside a `source` that is a path. Raises `PackageError` where that leads nowhere.
    """
    body = parse(source).find(f"{tei('text')}/{tei('body')}")
    paragraphs = [] if body is None else body.findall(tei("p"))
    reading = Reading(side, f"#{witness_id(witness)}" if witness else "", resolve or neighbours(source))
    reading.begin(node for p in paragraphs for node in p.iter(tei("witStart")))
    found = [reading.of(p) for p in paragraphs]
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


def base_texts(root: Element, resolve: Resolver) -> Iterator[str]:
    """The base texts of the paragraphs of a parsed work, as `read_blocks` gives them."""
    reading = Reading("base", "", resolve)
    for block in root.iterfind(_BLOCKS):
        text = reading.of(block) if _READ(block) else "".join(map(str, block.itertext()))
        if text:
            yield text


def _no_copy(pointer: str) -> Element:
    raise PackageError(f"a copy of a copy: {pointer}")


class Reading:
    """One way to read marked-up text: which of two forms, whose reading, and where copies are found.

    What a witness lacks is between two places, so that of a text all is to be read, and in order.
    """

    def __init__(self, side: Side, witness: str, resolve: Resolver) -> None:
        self._side = side
        self._witness = witness
        self._resolve = resolve
        self._absent = False

    def begin(self, starts: Iterable[Element]) -> None:
        """Where one of `starts` (`witStart`) is that of the witness, it has nothing before it."""
        self._absent = any(self._reads(node.getparent()) for node in starts)

    def of(self, node: Element) -> str:
        """The text of an element and all in it. A copy is read where it points; nothing there may be a copy itself."""
        if "copyOf" in node.attrib:
            target = self._resolve(attribute(node, "copyOf"))
            return "" if self._absent else Reading(self._side, "", _no_copy).of(target)
        if node.tag == _CHOICE:
            return "".join(self.of(child) for child in node if child.tag in _PREFERRED[self._side])
        if node.tag == _APP:
            return self.of(self._chosen(node))
        if node.tag == _SUPPLIED and self._side == "base":
            return ""
        self._absent = _TURNS.get(node.tag, self._absent)
        pieces = [self._said(node.text)]
        for child in node:
            pieces += (self.of(child), self._said(child.tail))
        return "".join(pieces)

    def _said(self, text: str | None) -> str:
        return "" if self._absent or text is None else text

    def _chosen(self, entry: Element) -> Element:
        """The reading of the witness, else the lemma."""
        lemma, *readings = entry
        return next((reading for reading in readings if self._reads(reading)), lemma)

    def _reads(self, side: Element | None) -> bool:
        return side is not None and self._witness in attribute(side, "wit").split()

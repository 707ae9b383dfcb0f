"""The works of a package as they are read: text, paragraphs, names, witnesses; one work at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from corpusnorm.edits import Edits, Span
from corpusnorm.job.reconstruct import Package, edit_of
from corpusnorm.job.summary import SOURCES
from corpusnorm.metadata import title_of
from corpusnorm.tei.blocks import blocks
from corpusnorm.tei.pointers import block_id

Side = Literal["regular", "base"]
Row = Mapping[str, Any]
_FETCHED = 256  # works at a time


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: where (code points, half-open), as it stands there and as it was written, and who is meant.

    `written` is where it stands in the base text. `entity` is empty where that is open; then `candidates` are those it could be.
    """

    span: Span
    written: Span
    form: str
    original: str
    entity: str
    candidates: tuple[str, ...]
    kind: str
    certainty: float
    rule: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text: the id it has in the TEI, where it stands (code points, half-open), and its language."""

    id: str
    span: Span
    language: str


@dataclass(frozen=True, slots=True)
class WorkText:
    """A work as it is read. `meta` is what the source of its base text says of it, with U+FFFD for lone surrogates; `witnesses` are
    rows of its documents. `edits` lead from its base text to the `text` of this side."""

    id: str
    name: str
    language: str
    meta: Mapping[str, str]
    witnesses: tuple[Mapping[str, Any], ...]
    base: str
    edits: Edits
    text: str
    paragraphs: tuple[Paragraph, ...]
    names: tuple[Named, ...]

    @property
    def title(self) -> str:
        """The title that the source gives, else a first line that may be one, else the name of the source: as in the TEI."""
        return title_of(self.meta, self.base) or self.name


def works(package: str | os.PathLike[str], side: Side = "regular") -> Iterator[WorkText]:
    """The works of the package in the folder `package`, by id, one at a time: text, paragraphs, names, witnesses, metadata.

    On the side "regular" names are as the policy writes them, on "base" as they were written. Raises `PackageError` where no
    package is there, or a damaged one. Costs memory for some hundred works.

    >>> import corpusnorm
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     result = corpusnorm.run("seeds/000_ee8bfcf173554c38.txt", f"{folder}/out")
    ...     [work] = corpusnorm.works(f"{folder}/out")
    >>> work.language, work.meta, len(work.paragraphs), work.names[0].original, work.names[0].form
    ('en', {'date': '2023-11-09'}, 7, 'Turkey', 'Türkiye')
    """
    source = Package(Path(package))
    try:
        yield from read_works(source, side)
    finally:
        source.ledger.close()


def read_works(package: Package, side: Side = "regular") -> Iterator[WorkText]:
    """The works of an open package, as `works`.

    Ids of works and paragraphs are those of the TEI, offsets are of the text given here. Costs memory for some hundred works.
    """
    ids = [row["work"] for row in package.ledger.rows("SELECT work FROM documents WHERE kind = 'base' ORDER BY work")]
    for first in range(0, len(ids), _FETCHED):
        chosen = ids[first : first + _FETCHED]
        documents = _by(package, SOURCES, "work", chosen)
        edits = _by(package, "edits", "document", chosen, "AND layer = 'names'", 'start, "end"')
        package.works.find(chosen)
        spaces = _by(package, "blocks", "document", chosen, "", "number")
        mentions = _by(package, "mentions", "document", chosen, "", 'start, "end"')
        for work in chosen:
            own = next(row for row in documents[work] if row["kind"] == "base")
            others = ((row["number"], row["line_feeds"]) for row in spaces.get(work, ()))
            base = package.laid_out(work, own["line_feeds"], others)
            rules = Edits(edit_of(row) for row in edits.get(work, ()) if side == "regular")
            yield _work(work, documents[work], base, rules, mentions.get(work, []))


def _by(
    package: Package, table: str, key: str, ids: list[str], where: str = "", order: str = "document"
) -> Mapping[str, list[Row]]:
    """The rows of a table that belong to some works."""
    query = f"SELECT * FROM {table} WHERE {key} IN (SELECT unnest($ids)) {where} ORDER BY {key}, {order}"  # noqa: S608 - our words
    rows = package.ledger.rows(query, ids=ids)
    return {name: list(found) for name, found in groupby(rows, key=lambda row: str(row[key]))}


def _work(work: str, documents: list[Row], base: str, edits: Edits, mentions: list[Row]) -> WorkText:
    text = edits.apply(base)
    own = next(row for row in documents if row["kind"] == "base")
    witnesses = sorted(documents, key=lambda row: (row["kind"] != "base", row["document"]))
    languages = {block["number"]: block["language"] for block in own["foreign"]}
    fields = ("document", "name", "kind", "containment", "sha256")
    return WorkText(
        work,
        own["name"],
        own["language"],
        {_readable(key): _readable(value) for key, value in json.loads(own["meta"]).items()},
        tuple({field: row[field] for field in fields} for row in witnesses),
        base,
        edits,
        text,
        tuple(Paragraph(block_id(work, n), span, languages.get(n) or own["language"]) for n, span in enumerate(blocks(text), 1)),
        tuple(_named(row, base, text, edits) for row in mentions),
    )


def _readable(label: str) -> str:
    """Metadata with U+FFFD for lone surrogates, which no text in UTF-8 can hold; the ledger has them as they were."""
    return label.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _named(row: Row, base: str, text: str, edits: Edits) -> Named:
    written = Span(row["start"], row["end"])
    span = edits.to_result(written)
    said = row["entity"], tuple(row["candidates"]), row["kind"], row["certainty"], row["rule"]
    return Named(span, written, span.of(text), written.of(base), *said)

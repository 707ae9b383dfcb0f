"""A shard: a `teiCorpus` of many works, with a small header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpusnorm.tei.counts import Counts, extent
from corpusnorm.tei.markup import TEI_NAMESPACE, element, label, lines, quote, wrap
from corpusnorm.tei.writer import DECLARATION, PROLOGUE, TEI_VERSION, to_bytes


def shard_xml(name: str, title: str, counts: Counts, works: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    r"""The document of the shard `name`, in chunks: its beginning, then each of `works`, which are documents, and its end.

    `counts` is the sum of those of the works, `title` that of the corpus. Memory does not grow with the works.

    >>> from corpusnorm.tei.counts import Counts
    >>> work = f"{DECLARATION}\n<TEI/>\n".encode()
    >>> _, *rest = shard_xml("3f2", "Letters", Counts(extent={"works": 1}), [work])
    >>> rest
    [b'<TEI/>\n', b'</teiCorpus>\n']
    """
    head = lines(
        DECLARATION,
        f'<teiCorpus xmlns="{TEI_NAMESPACE}" version="{TEI_VERSION}" xml:id={quote(shard_id(name))}>',
        _header(name, title, counts) + "\n",
    )
    yield to_bytes(head, name)
    for work in works:
        yield work[PROLOGUE:]
    yield b"</teiCorpus>\n"


def shard_id(name: str) -> str:
    """The id of a shard; no work and no witness has one that begins so."""
    return f"shard.{name}"


def _header(name: str, title: str, counts: Counts) -> str:
    return wrap(
        "teiHeader",
        {},
        wrap(
            "fileDesc",
            {},
            wrap("titleStmt", {}, label("title", f"{title}: {name}")),
            extent(Counts(extent=counts.extent)),
            element("publicationStmt", {}, "<p>Part of a corpus, whose header says what was done.</p>"),
            element("sourceDesc", {}, "<p>The sources are listed in the header of each work, with their sha256.</p>"),
        ),
    )

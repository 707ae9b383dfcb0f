"""The works of a package, one after the other, whether each has a file or many share one; never more than one in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpusnorm.errors import PackageError

_CHUNK = 1 << 20
_BEGINS, _ENDS = b"<TEI", b"</TEI>"
_ID = re.compile(rb'<TEI[^>]* xml:id="([^">]*)"')
_SHARED = re.compile(rb"[^<]*(?:<\?[^>]*>[^<]*)*<teiCorpus[ >]")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands at `path` after `line` lines and `start` bytes: the document of `work`, the `whole` file or its element in one
    that works share. Of such a file comes last what is around them, which has no `work`, and the first of them left in it."""

    path: str
    work: str
    xml: bytes
    line: int = 0
    start: int = 0
    whole: bool = False

    @property
    def range(self) -> tuple[int, int]:
        """Where in the file its element begins and ends."""
        first = max(self.xml.find(_BEGINS), 0)
        return self.start + first, self.start + len(self.xml.rstrip())


def pieces(out: Path, path: str) -> Iterator[Piece]:
    """The works of one file, and what is around them. Raises `PackageError` where the file cannot be read.

    A file that works share is cut where their tags begin and end, which is exact for what we write: in a text `<` is always
    escaped. What is cut wrongly cannot be parsed.
    """
    try:
        with open(f"{out}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - a third of the time of a path and a buffer
            start = file.read(_CHUNK)
            if _SHARED.match(start):
                yield from _cut(path, iter(lambda: file.read(_CHUNK), b""), start)
            else:
                xml = start + file.read() if len(start) == _CHUNK else start
                yield Piece(path, path.rpartition("/")[2].removesuffix(".xml"), xml, whole=True)
    except OSError as error:
        raise PackageError(error.strerror or "cannot be read", where=path, code="E701") from error


def _cut(path: str, chunks: Iterator[bytes], held: bytes) -> Iterator[Piece]:
    around, line, at, passed = b"", 0, 0, 0
    while True:
        begin = held.find(_BEGINS, at)
        end = held.find(_ENDS, begin) + len(_ENDS) if begin >= 0 else 0
        if end < len(_ENDS):
            chunk = next(chunks, b"")
            if not chunk:
                break
            held, at, passed = held[at:] + chunk, 0, passed + at
            continue
        between, work = held[at:begin], held[begin:end]
        line += between.count(b"\n")
        yield Piece(path, _name(work), work, line, passed + begin)
        around += between if around else between + work
        line += work.count(b"\n")
        at = end
    yield Piece(path, "", around + held[at:])


def _name(work: bytes) -> str:
    found = _ID.match(work)
    return found[1].decode("utf-8", "replace") if found else "?"

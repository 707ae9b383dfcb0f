"""Files to records: a text file is one record, a JSONL file one record a line, a TEI file one record a text.

Every byte of a file is in one of them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from corpusnorm.document import Finding
from corpusnorm.edits import Edits
from corpusnorm.errors import InputError
from corpusnorm.ingest.decode import Decoded, decode, encode
from corpusnorm.ingest.filenames import shown
from corpusnorm.ingest.jsonl import STYLES, read_line
from corpusnorm.ingest.tei import declared_encoding, read_tei

TEXT_SUFFIXES = (".txt", ".text")
JSONL_SUFFIXES = (".jsonl", ".ndjson")
XML_SUFFIXES = (".xml", ".tei")
_AS_IT_STANDS = Edits()
SUFFIXES = TEXT_SUFFIXES + JSONL_SUFFIXES + XML_SUFFIXES


@dataclass(frozen=True, slots=True)
class Record:
    """One document's text and the bytes around it in its file: `before + (the text in its style) + after`.

    `name` is the file's name, with `#` and a number for a record of a JSONL file (its line) or of a TEI file with several texts.
    `literal` holds the text's own bytes where no style reproduces them. `edits` and `findings` are those of reading: the markup of
    TEI taken off. `start` is the byte of the file where the record begins.
    """

    name: str
    decoded: Decoded
    style: str = "plain"
    before: bytes = b""
    after: bytes = b""
    literal: bytes = b""
    meta: Mapping[str, str] = field(default_factory=dict)
    edits: Edits = field(default_factory=lambda: _AS_IT_STANDS)
    findings: tuple[Finding, ...] = ()
    start: int = 0

    @classmethod
    def of(cls, row: Mapping[str, Any], raw: str) -> Record:
        """The record of a row of the tables, from its raw text."""
        decoded = Decoded(raw, row["encoding"], row["bom"], row["newline"])
        return cls(row["name"], decoded, row["style"], row["before"], row["after"], row["literal"])

    @property
    def text(self) -> str:
        """What there is to read: the text without its markup."""
        return self.edits.apply(self.decoded.text)

    def data(self) -> bytes:
        """The record's bytes, as they stood in the file."""
        return self.before + (self.literal or _in_style(self.decoded, self.style)) + self.after


@dataclass(frozen=True, slots=True)
class RecordFault:
    """A record that is no document: its bytes, a fault code and what is wrong. A blank line has no code, it is no fault."""

    name: str
    data: bytes
    code: str
    message: str
    start: int = 0


def expand(inputs: Sequence[str | os.PathLike[str]], apart: Callable[[Path], bool] = lambda _: False) -> list[tuple[str, Path]]:
    """The files that `inputs` (files and folders) stand for, each with its name, sorted by name.

    Names are paths below the one input folder, or below the common parent of several inputs, with `/`, as `shown` writes them. A
    folder gives its `.txt`, `.text`, `.jsonl`, `.ndjson`, `.xml` and `.tei` files at any depth; a file named outright is taken
    whatever its suffix. A folder that is `apart` is left out, with all in it. Raises `InputError` for an input that does not exist,
    may not be read or holds nothing to read.
    """
    paths = sorted({Path(each).resolve() for each in inputs})
    for path in paths:
        if not path.exists():
            raise InputError("no such file or folder", where=str(path), hint="check the path")
    alone = len(paths) == 1 and paths[0].is_dir()
    root = paths[0] if alone else Path(os.path.commonpath([path.parent for path in paths])) if paths else Path()
    left: list[Path] = []
    found = (file for path in paths for file in _files_in(path, apart, left))
    files = {shown(file.relative_to(root).as_posix()): file for file in found}
    if not files and not left:
        suffixes = ", ".join(SUFFIXES)
        raise InputError("nothing to read", where=", ".join(map(str, paths)), hint=f"a folder's {suffixes} files are read")
    for path in files.values():
        if not os.access(path, os.R_OK):
            raise InputError("no permission to read it", where=str(path), hint="change its permissions", code="E206")
    return sorted(files.items())


@dataclass(frozen=True, slots=True)
class Segment:
    """A file, or the lines of a JSONL file from byte `start` to byte `end`, of which the first is record `number` (from 0)."""

    name: str
    path: Path
    start: int = 0
    end: int = sys.maxsize
    number: int = 0

    def listed(self) -> tuple[str, str, int, int, int]:
        """The fields as plain data."""
        return self.name, str(self.path), self.start, self.end, self.number


def read_records(name: str, path: Path, text_field: str = "text") -> Iterator[Record | RecordFault]:
    """The records of one file, in order, at least one. Concatenating their bytes gives the file.

    Costs memory for one text file or one line.
    """
    yield from read_segment(Segment(name, path), text_field)


def read_segment(segment: Segment, text_field: str = "text") -> Iterator[Record | RecordFault]:
    """The records of a segment, in order."""
    name, path = segment.name, segment.path
    if is_xml(path):
        yield from _tei_records(name, path.read_bytes())
        return
    if not is_jsonl(path):
        yield _or_fault(name, path.read_bytes(), _text_record)
        return
    if not path.stat().st_size:
        yield RecordFault(name, b"", "", "an empty file")
    read = partial(_json_record, text_field=text_field)
    with path.open("rb") as lines:
        at = lines.seek(segment.start)
        for number, line in enumerate(lines, start=segment.number + 1):
            if at >= segment.end:
                break
            place = f"{name}#{number}"
            found = _or_fault(place, line, read) if line.strip() else RecordFault(place, line, "", "a blank line")
            yield replace(found, start=at)
            at += len(line)


def is_jsonl(path: Path) -> bool:
    """Whether a file holds one record a line."""
    return path.suffix.lower() in JSONL_SUFFIXES


def is_xml(path: Path) -> bool:
    """Whether a file is read as TEI. A file that is neither this nor `is_jsonl` is one text."""
    return path.suffix.lower() in XML_SUFFIXES


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file back from the bytes of its records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as sink:
        sink.writelines(parts)


def _files_in(path: Path, apart: Callable[[Path], bool], left: list[Path]) -> Iterator[Path]:
    """The files of an input; `left` gets the folders that are apart."""
    if path.is_file():
        yield path
    for folder, inner, names in os.walk(path):
        if apart(Path(folder)):
            left.append(Path(folder))
            inner.clear()
            continue
        for file in (Path(folder, name) for name in names):
            if file.suffix.lower() in SUFFIXES and file.is_file():
                yield file


def _or_fault(name: str, data: bytes, read: Callable[[str, bytes], Record]) -> Record | RecordFault:
    try:
        return read(name, data)
    except InputError as error:
        return RecordFault(name, data, error.code, error.what)


def _text_record(name: str, data: bytes) -> Record:
    return Record(name, decode(data, name))


def _tei_records(name: str, data: bytes) -> Iterator[Record | RecordFault]:
    """A record a text; one fault for the file where it cannot be read."""
    try:
        how = decode(data, name, declared_encoding(data))
        parts = read_tei(how.text, name)
    except InputError as error:
        yield RecordFault(name, data, error.code, error.what)
        return
    records = [
        Record(
            f"{name}#{number}" if len(parts) > 1 else name,
            replace(how, text=part.span.of(how.text), bom="" if part.span.start else how.bom),
            meta=part.meta,
            edits=part.edits,
            findings=part.findings,
        )
        for number, part in enumerate(parts, 1)
    ]
    if not records:
        yield RecordFault(name, data, "", "a TEI file without a text of its own")
        return
    written = [record.data() for record in records]
    if b"".join(written) != data:
        yield RecordFault(name, data, "E202", f"its texts, one by one, are not reversible as {how.encoding}")
        return
    starts = accumulate(map(len, written), initial=0)
    yield from (replace(record, start=start) for record, start in zip(records, starts, strict=False))


def _in_style(decoded: Decoded, style: str) -> bytes:
    if style == "plain":
        return encode(decoded)
    return json.dumps(decoded.text, ensure_ascii=STYLES[style]).encode("utf-8", "surrogatepass")


def _json_record(name: str, line: bytes, text_field: str) -> Record:
    found = read_line(name, line, text_field)
    before, after = found.before.encode(), found.after.encode()
    literal = b"" if found.style else found.literal.encode()
    return Record(name, Decoded(found.text, "utf-8"), found.style or "json", before, after, literal, found.meta)

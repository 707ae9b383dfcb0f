"""Files to records: a text file is one record, a JSONL file one record a line. Every byte of a file is in one of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from corpusnorm.errors import InputError
from corpusnorm.ingest.decode import Decoded, decode, encode

TEXT_SUFFIXES = (".txt", ".text")
JSONL_SUFFIXES = (".jsonl", ".ndjson")
_JSON_STYLES = {"json": False, "json-ascii": True}  # how a text can stand in JSON; the value is json's ensure_ascii


@dataclass(frozen=True, slots=True)
class Record:
    """One document's text and the bytes around it in its file: `before + (the text in its style) + after`.

    `name` is the file's name, with `#line` for a record of a JSONL file. `literal` holds the text's own bytes where no style
    reproduces them.
    """

    name: str
    decoded: Decoded
    style: str = "plain"
    before: bytes = b""
    after: bytes = b""
    literal: bytes = b""
    meta: Mapping[str, str] = field(default_factory=dict)

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


def expand(inputs: Sequence[str | os.PathLike[str]]) -> list[tuple[str, Path]]:
    """The files that `inputs` (files and folders) stand for, each with its name, sorted by name.

    Names are paths below the one input folder, or below the common parent of several inputs, with `/`; a byte of a name that is
    not UTF-8 is written `\\xff`. A folder gives its `.txt`, `.text`, `.jsonl` and `.ndjson` files at any depth; a file named
    outright is taken whatever its suffix. Raises `InputError` for an input that does not exist, may not be read or holds nothing
    to read.
    """
    paths = sorted({Path(each).resolve() for each in inputs})
    for path in paths:
        if not path.exists():
            raise InputError("no such file or folder", where=str(path), hint="check the path")
    alone = len(paths) == 1 and paths[0].is_dir()
    root = paths[0] if alone else Path(os.path.commonpath([path.parent for path in paths])) if paths else Path()
    files = {_name(file.relative_to(root)): file for path in paths for file in _files_in(path)}
    if not files:
        suffixes = ", ".join(TEXT_SUFFIXES + JSONL_SUFFIXES)
        raise InputError("nothing to read", where=", ".join(map(str, paths)), hint=f"a folder's {suffixes} files are read")
    for path in files.values():
        if not os.access(path, os.R_OK):
            raise InputError("no permission to read it", where=str(path), hint="change its permissions", code="E206")
    return sorted(files.items())


def read_records(name: str, path: Path, text_field: str = "text") -> Iterator[Record | RecordFault]:
    """The records of one file, in order, at least one. Concatenating their bytes gives the file.

    Costs memory for one text file or one line.
    """
    if path.suffix.lower() in JSONL_SUFFIXES:
        if not path.stat().st_size:
            yield RecordFault(name, b"", "", "an empty file")
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                place = f"{name}#{number}"
                if line.strip():
                    yield _or_fault(place, line, partial(_json_record, text_field=text_field))
                else:
                    yield RecordFault(place, line, "", "a blank line")
    else:
        yield _or_fault(name, path.read_bytes(), _text_record)


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file back from the bytes of its records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as sink:
        sink.writelines(parts)


def _name(path: Path) -> str:
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _files_in(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    suffixes = TEXT_SUFFIXES + JSONL_SUFFIXES
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in suffixes and file.is_file())


def _or_fault(name: str, data: bytes, read: Callable[[str, bytes], Record]) -> Record | RecordFault:
    try:
        return read(name, data)
    except InputError as error:
        return RecordFault(name, data, error.code, error.what)


def _text_record(name: str, data: bytes) -> Record:
    return Record(name, decode(data, name))


def _in_style(decoded: Decoded, style: str) -> bytes:
    if style == "plain":
        return encode(decoded)
    return json.dumps(decoded.text, ensure_ascii=_JSON_STYLES[style]).encode("utf-8", "surrogatepass")


def _json_record(name: str, line: bytes, text_field: str) -> Record:
    try:
        source = line.decode("utf-8")
        fields = dict(_top_level(source))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a JSON object: {error}", where=name, code="E204") from error
    if text_field not in fields or not isinstance(fields[text_field][0], str):
        raise InputError(f"no string at $.{text_field}", where=name, hint="set ingest.text_field", code="E205")
    text, start, end = fields[text_field]
    meta = {key: value for key, (value, _, _) in fields.items() if isinstance(value, str) and key != text_field}
    before, literal, after = (part.encode() for part in (source[:start], source[start:end], source[end:]))
    decoded = Decoded(text, "utf-8")
    for style in _JSON_STYLES:
        if _in_style(decoded, style) == literal:
            return Record(name, decoded, style, before, after, meta=meta)
    return Record(name, decoded, "json", before, after, literal, meta)


def _top_level(source: str) -> Iterator[tuple[str, tuple[Any, int, int]]]:
    """The members of the JSON object in `source`, each value with its span. Duplicate keys are an error."""
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    seen: set[str] = set()
    at = _skip(source, 0, "{")
    while source[_skip(source, at) :][:1] != "}":
        key, at = decoder.raw_decode(source, _skip(source, at))
        if not isinstance(key, str) or key in seen:
            raise ValueError(f"key {key!r} is not a string or stands twice")
        seen.add(key)
        start = _skip(source, _skip(source, at, ":"))
        value, at = decoder.raw_decode(source, start)
        yield key, (value, start, at)
        at = _skip(source, at)
        if source[at : at + 1] == ",":
            at += 1
        elif source[at : at + 1] != "}":
            raise ValueError(f"expected , or }} at {at}")
    if source[_skip(source, at) + 1 :].strip():
        raise ValueError("text after the object")


def _skip(source: str, at: int, expected: str = "") -> int:
    """Past white space, and past `expected` where it is given."""
    while at < len(source) and source[at] in " \t\r\n":
        at += 1
    if expected and source[at : at + 1] != expected:
        raise ValueError(f"expected {expected} at {at}")
    return at + len(expected)


def _no_constant(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")

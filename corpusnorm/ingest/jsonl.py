"""A line of JSONL to a record: its text, and every byte around it.

Nearly all lines are flat objects: names, strings without escapes, numbers. There one regular expression leads to the text, and only
the text itself is decoded. Every other line goes member by member, which is exact for all of JSON and some ten times slower. Both
give the same record (a law says so).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json import decoder
from typing import Any, NamedTuple

from corpusnorm.errors import InputError
from corpusnorm.metadata import SEVERAL, known_name

STYLES = {"json": False, "json-ascii": True}  # how a text can stand in JSON; the value is json's ensure_ascii

_PLAIN = r'"[^"\\\x00-\x1f]*"'
_SIMPLE = rf"(?:{_PLAIN}|-?(?:0|[1-9][0-9]{{0,17}})(?:\.[0-9]{{1,17}})?|true|false|null)"
_SPACE = "[ \t\r\n]*"
_MEMBER = re.compile(rf"({_PLAIN}){_SPACE}:{_SPACE}({_SIMPLE})")
_AFTER = re.compile(rf"(?:{_SPACE},{_SPACE}{_PLAIN}{_SPACE}:{_SPACE}{_SIMPLE})*{_SPACE}\}}{_SPACE}")
_WHOLE = re.compile("0|[1-9][0-9]{0,15}")
_INNER = ("meta", "metadata")  # objects in which a record often keeps its metadata
_ESCAPE = re.compile(r"\\(?:u.{4}|.)")
_GAP = re.compile(_SPACE)
_SHORT = ('\\"', "\\\\", "\\n", "\\r", "\\t", "\\f", "\\b")  # what json writes for characters below a blank, and for its own two
_NEEDED = frozenset((*_SHORT, *(f"\\u{code:04x}" for code in range(0x20) if chr(code) not in "\n\r\t\f\b")))


_scan: Callable[[str, int], tuple[str, int]] = vars(decoder)["scanstring"]  # a text from behind its quote, and where it ends


class Line(NamedTuple):
    """The text of a line, the style in which it stands there (empty where no style gives its characters back), the characters
    before it, its own, and those after it, and the other members that are metadata."""

    text: str
    style: str
    before: str
    literal: str
    after: str
    meta: Mapping[str, str]


def read_line(name: str, line: bytes, text_field: str) -> Line:
    """The text of the JSON object in `line`. Raises `InputError` where it is none, or has no string at `text_field`."""
    try:
        source = line.decode("utf-8")
        return _flat(source, text_field) or _nested(name, source, text_field)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a JSON object: {error}", where=name, code="E204") from error


def style_of(literal: str) -> str:
    r"""How a JSON string was written: which of `STYLES` gives its characters back, or nothing.

    >>> style_of('"caf\\u00e9\\n"'), style_of('"café \\"x\\""'), style_of('"caf\\u00E9"')
    ('json-ascii', 'json', '')
    """
    if "\\" not in literal:
        return "json"
    others = set(_ESCAPE.findall(literal)) - _NEEDED
    if not others:
        return "json"
    plain = literal.isascii() and "\x7f" not in literal
    return "json-ascii" if plain and all(_beyond_ascii(escape) for escape in others) else ""


def _beyond_ascii(escape: str) -> bool:
    return len(escape) == 6 and escape == escape.lower() and escape >= "\\u007f"


def _flat(source: str, text_field: str) -> Line | None:
    """The text of a flat object; `None` where the line is not one that can be read this way for certain."""
    head = _before(text_field).match(source)
    if not head:
        return None
    start = head.end()
    try:
        text, end = _scan(source, start + 1)
    except ValueError:
        return None
    if not _AFTER.fullmatch(source, end):
        return None
    before, literal, after = source[:start], source[start:end], source[end:]
    members = _MEMBER.findall(before) + _MEMBER.findall(after) if '"' in after or head[1] else []
    names = {member[0] for member in members}
    if len(names) < len(members) or f'"{text_field}"' in names:
        return None
    meta = {key[1:-1]: value.strip('"') for key, value in members if _is_said(key[1:-1], value)}
    return Line(text, style_of(literal), before, literal, after, meta)


@lru_cache(maxsize=16)
def _before(text_field: str) -> re.Pattern[str]:
    """An object up to the text, all members before it simple."""
    if not re.fullmatch(_PLAIN, f'"{text_field}"'):
        return re.compile("(?!)")
    members = rf"{_PLAIN}{_SPACE}:{_SPACE}{_SIMPLE}{_SPACE},{_SPACE}"
    return re.compile(
        rf'{_SPACE}\{{{_SPACE}((?:{members})*){re.escape(json.dumps(text_field, ensure_ascii=False))}{_SPACE}:{_SPACE}(?=")'
    )


def _nested(name: str, source: str, text_field: str) -> Line:
    fields = dict(_top_level(source))
    if text_field not in fields or not isinstance(fields[text_field][0], str):
        raise InputError(f"no string at $.{text_field}", where=name, hint="set ingest.text_field", code="E205")
    text, start, end = fields[text_field]
    top = {key: value for key, (value, _, _) in fields.items() if key != text_field}
    inner = (value for key, value in top.items() if key in _INNER and isinstance(value, dict))
    meta = {key: value for each in (*inner, top) for key, value in _said(each)}
    return Line(text, style_of(source[start:end]), source[:start], source[start:end], source[end:], meta)


def _is_said(key: str, literal: str) -> bool:
    """Whether the value of a flat object is metadata: a string, or a whole number where one is meant (a year)."""
    return literal[0] == '"' or (known_name(key) is not None and _WHOLE.fullmatch(literal) is not None)


def _said(members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The members of an object that are metadata; of a list of strings where several values are meant, all."""
    for key, value in members.items():
        named = known_name(key)
        if isinstance(value, str):
            yield key, value
        elif named and isinstance(value, int) and not isinstance(value, bool) and _WHOLE.fullmatch(str(value)):
            yield key, str(value)
        elif named and named[0] in SEVERAL and isinstance(value, list) and all(isinstance(each, str) for each in value):
            yield key, "; ".join(value)


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

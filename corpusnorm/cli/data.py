"""Data: what the functions of corpusnorm return, as plain JSON."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from corpusnorm.cli.escaping import UNSEEN
from corpusnorm.degradation import Degradation
from corpusnorm.edits import Edits, Span

_BROKEN = 2  # levels whose members stand on lines of their own


def to_json(value: Any) -> str:
    r"""A value as JSON that is safe to look at: what acts on a terminal or turns the reading direction is escaped.

    >>> print(to_json({"text": "Türkiye\u202e", "span": Span(0, 7)}), end="")
    {
      "text": "Türkiye\u202e",
      "span": [0, 7]
    }
    """
    return _laid_out(plain(value), 0) + "\n"


def plain(value: Any) -> Any:
    """Spans as pairs, records as objects, a degradation as its operators with their evidence."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Degradation):
        fields = {name: getattr(value, name) for name in ("fit", "alternatives", "evidence", "exceptions")}
        return plain({"operators": value.to_dicts(), **fields})
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | Edits):
        return [plain(each) for each in value]
    return value


def _laid_out(value: Any, depth: int) -> str:
    """The outer levels a member a line, so that a person and a line-based tool can read it; the inner ones on one line."""
    if depth < _BROKEN and isinstance(value, dict) and value:
        return _lines("{}", (f"{_scalar(key)}: {_laid_out(each, depth + 1)}" for key, each in value.items()), depth)
    if depth < _BROKEN and isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        return _lines("[]", (_laid_out(each, depth + 1) for each in value), depth)
    return _scalar(value)


def _lines(brackets: str, members: Iterable[str], depth: int) -> str:
    inner = "  " * (depth + 1)
    return f"{brackets[0]}\n{inner}" + f",\n{inner}".join(members) + f"\n{'  ' * depth}{brackets[1]}"


def _scalar(value: Any) -> str:
    return UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    return "\\u007f" if match.group() == "\x7f" else json.dumps(match.group())[1:-1]

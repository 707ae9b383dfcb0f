"""Options: fields of frozen dataclasses that carry their own documentation."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def option(default: Any, doc: str) -> Any:
    """A field with its documentation: the one source of the commented configuration file and of the reference."""
    return field(default=default, metadata={"doc": doc})

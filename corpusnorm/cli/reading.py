"""Reading: the texts that a command is given, from files or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from corpusnorm.errors import InputError

STDIN = "-"


def read_text(file: str) -> str:
    """The text of a file in any encoding, `-` for standard input. Raises `InputError` where it is none."""
    from corpusnorm.ingest import decode

    return decode(read_bytes(file), name_of(file)).text


def read_bytes(file: str) -> bytes:
    """The bytes of a file, `-` for standard input. Raises `InputError` where it cannot be read."""
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=file, hint="check the path") from error


def name_of(file: str) -> str:
    """What to call a file when speaking of it."""
    return "standard input" if file == STDIN else file


def once(*files: str | None) -> None:
    """Refuse to read standard input twice."""
    if files.count(STDIN) > 1:
        raise click.UsageError("'-' can be given once: standard input can be read only once.")

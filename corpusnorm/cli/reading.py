"""Reading: the texts that a command is given, from files or from standard input, and the documents of corpora."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.terminal import note
from corpusnorm.errors import InputError

if TYPE_CHECKING:
    from corpusnorm.document import Document

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


def read_documents(inputs: Sequence[str]) -> tuple[dict[str, Document], int]:
    """The documents of text files, JSONL files and folders by name, cleaned as a run does by default, with what their records and
    headers say of them; and how many records could not be read, each of which is told of."""
    from corpusnorm.cleaning.stage import pipeline_of
    from corpusnorm.config import Config
    from corpusnorm.document import Document
    from corpusnorm.ingest import Header, RecordFault, expand, read_records
    from corpusnorm.transform import Drop

    config, header = Config(), Header()
    pipeline = pipeline_of(config.clean.steps, config.clean.options, config.ingest.header)
    found: dict[str, Document] = {}
    unread = 0
    for name, path in expand(inputs):
        for record in read_records(name, path):
            if isinstance(record, RecordFault):
                unread += 1
                note(f"{record.code} {record.name}: {record.message}")
                continue
            text = record.decoded.text
            document = pipeline.run(Document.of(text, record.name, {**record.meta, **header.read(text)}))
            if not isinstance(document, Drop):
                found[record.name] = document
    return found, unread

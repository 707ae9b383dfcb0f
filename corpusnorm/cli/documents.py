"""Documents: what a command on several texts is given, cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpusnorm.cli.terminal import note

if TYPE_CHECKING:
    from corpusnorm.document import Document


def cleaned_documents(inputs: Sequence[str]) -> tuple[dict[str, Document], int]:
    """The documents by name, cleaned as a run does by default, and how many records could not be read."""
    from corpusnorm.cleaning.stage import pipeline_of
    from corpusnorm.config import Config
    from corpusnorm.document import Document
    from corpusnorm.ingest import RecordFault, expand, read_records
    from corpusnorm.transform import Drop

    config = Config()
    pipeline = pipeline_of(config.clean.steps, config.clean.options, config.ingest.header)
    found: dict[str, Document] = {}
    unread = 0
    for name, path in expand(inputs):
        for record in read_records(name, path):
            if isinstance(record, RecordFault):
                unread += 1
                note(f"{record.code} {record.name}: {record.message}")
                continue
            document = pipeline.run(Document.of(record.decoded.text, record.name))
            if not isinstance(document, Drop):
                found[record.name] = document
    return found, unread

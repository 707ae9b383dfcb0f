"""The Arrow tables that pass between stages: their columns, and how a document stands in a row.

Raw text is `large_binary` in UTF-8 with lone surrogates let through, for it may hold any code point; cleaned text is a string.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.document import Document, Finding, Source
from corpusnorm.edits import Edit, Edits, Span

EDIT = pa.struct(
    [
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("rule", pa.string()),
        ("certainty", pa.float64()),
        ("evidence", pa.string()),
    ]
)
FINDING = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("code", pa.string()), ("message", pa.string())])

DOCUMENTS = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("sha256", pa.string()),
        ("encoding", pa.string()),
        ("bom", pa.string()),
        ("newline", pa.string()),
        ("raw", pa.large_binary()),
        ("meta", pa.string()),
        ("edits", pa.list_(EDIT)),
        ("findings", pa.list_(FINDING)),
    ]
)


def to_row(document: Document) -> dict[str, Any]:
    """A document as a row of `DOCUMENTS`."""
    return {
        "id": document.id,
        "name": document.source.name,
        "sha256": document.source.sha256,
        "encoding": document.source.encoding,
        "bom": document.source.bom,
        "newline": document.source.newline,
        "raw": document.raw.encode("utf-8", "surrogatepass"),
        "meta": json.dumps(dict(document.meta), sort_keys=True),
        "edits": edit_rows(document.edits),
        "findings": finding_rows(document.findings),
    }


def from_row(row: Mapping[str, Any]) -> Document:
    """The document that stands in a row."""
    return Document(
        row["id"],
        Source(row["name"], row["sha256"], row["encoding"], row["bom"], row["newline"]),
        row["raw"].decode("utf-8", "surrogatepass"),
        edits_of(row["edits"]),
        tuple(Finding(Span(each["start"], each["end"]), each["code"], each["message"]) for each in row["findings"]),
        json.loads(row["meta"]),
    )


def edit_rows(edits: Edits) -> list[dict[str, Any]]:
    """Edits as rows of `EDIT`."""
    return [
        {
            "start": edit.span.start,
            "end": edit.span.end,
            "text": edit.text,
            "rule": edit.rule,
            "certainty": edit.certainty,
            "evidence": edit.evidence,
        }
        for edit in edits
    ]


def finding_rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as rows of `FINDING`."""
    return [{"start": each.span.start, "end": each.span.end, "code": each.code, "message": each.message} for each in findings]


def edits_of(rows: Iterable[Mapping[str, Any]]) -> Edits:
    """The edits that stand in rows."""
    return Edits(Edit(Span(row["start"], row["end"]), row["text"], row["rule"], row["certainty"], row["evidence"]) for row in rows)

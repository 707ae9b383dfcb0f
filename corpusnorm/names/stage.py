"""The names stage: a document to a row of the names in it, and how the policy writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.errors import ConfigError
from corpusnorm.names.policy import Policy
from corpusnorm.names.regularization import Regularized, regularize
from corpusnorm.tables import EDIT, edit_rows

MENTION = pa.struct(
    [
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("form", pa.string()),
        ("entity", pa.string()),
        ("candidates", pa.list_(pa.string())),
        ("kind", pa.string()),
        ("certainty", pa.float64()),
        ("rule", pa.string()),
    ]
)
NAMED = pa.schema(
    [("id", pa.string()), ("mentions", pa.list_(MENTION)), ("edits", pa.list_(EDIT)), ("open", pa.int64()), ("fault", pa.string())]
)

_TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ].*", re.DOTALL)  # a day is all that a policy asks for
_TELLING = 20  # words below which the language is a guess, and names are all that it is guessed from


def names_row(row: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """The names of a prepared document as a row of `NAMED`; `open` counts those left for a person to decide."""
    date = _TIME.sub("", json.loads(row["meta"]).get("date", "")) or None
    language = None if row["language"] == "und" or row["words"] < _TELLING else row["language"]
    try:
        found = regularize(row["text"], date, policy, lang=language)
    except ConfigError:  # a date in the header that is none: the document counts as undated
        found = regularize(row["text"], None, policy, lang=language)
    return {
        "id": row["id"],
        "mentions": _mention_rows(found),
        "edits": edit_rows(found.edits),
        "open": len(found.queue),
        "fault": "",
    }


def unnamed_row(document: str, fault: str) -> dict[str, Any]:
    """The row of a document in which no names were looked for, and why."""
    return {"id": document, "mentions": [], "edits": [], "open": 0, "fault": fault}


def _mention_rows(found: Regularized) -> list[dict[str, Any]]:
    return [
        {
            "start": mention.span.start,
            "end": mention.span.end,
            "form": mention.form,
            "entity": mention.entity or "",
            "candidates": list(mention.candidates),
            "kind": mention.kind,
            "certainty": mention.certainty,
            "rule": mention.rule,
        }
        for mention in found.mentions
    ]

"""The restoration stage: a degraded document and its witness to a row of what was restored."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from corpusnorm.degradation import record
from corpusnorm.restoration.repair import Repair, repair
from corpusnorm.tables import EDIT, edit_rows

RESTORED = pa.struct(
    [
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("tier", pa.string()),
        ("certainty", pa.float64()),
        ("evidence", pa.string()),
        ("degraded_start", pa.int64()),
        ("degraded_end", pa.int64()),
    ]
)
COPIED = "repair:witness"
"""The rule of an edit that copies the stretch of the clean text which its evidence names (`witness:START-END`)."""
REPAIRS = pa.schema(
    [
        ("id", pa.string()),
        ("witness", pa.string()),
        ("edits", pa.list_(EDIT)),
        ("spans", pa.list_(RESTORED)),
        ("degradation", pa.string()),
        ("tokens", pa.int64()),
        ("aligned", pa.int64()),
        ("exceptions", pa.list_(pa.string())),
        ("fault", pa.string()),
    ]
)


def repair_row(
    document: str, text: str, witness: str = "", clean: str | None = None, degradation: str = "", *, conjecture_from: float = 0.0
) -> dict[str, Any]:
    """What `repair` makes of the text of a document, as a row of `REPAIRS`; a known `degradation` is not inferred again."""
    known = record.load(degradation) if degradation else None
    repaired = repair(text, clean, known, conjecture_from=conjecture_from)
    return {
        "id": document,
        "witness": witness,
        "edits": edit_rows(repaired.edits),
        "spans": _span_rows(repaired),
        "degradation": record.dump(repaired.degradation),
        "tokens": len(repaired.alignment.b_tokens),
        "aligned": len(repaired.alignment.pairs),
        "exceptions": list(repaired.exceptions),
        "fault": "",
    }


def unrepaired_row(document: str, text: str, witness: str, degradation: str, fault: str = "") -> dict[str, Any]:
    """The row of a degraded document that is left as it is; `fault` says why, where something went wrong."""
    nothing: dict[str, Any] = {"edits": [], "spans": [], "aligned": 0, "exceptions": [], "fault": fault}
    return {"id": document, "witness": witness, "degradation": degradation, "tokens": len(text.split()), **nothing}


def _span_rows(repaired: Repair) -> list[dict[str, Any]]:
    return [
        {
            "start": each.span.start,
            "end": each.span.end,
            "tier": each.tier,
            "certainty": each.certainty,
            "evidence": each.evidence,
            "degraded_start": each.degraded.start,
            "degraded_end": each.degraded.end,
        }
        for each in repaired.spans
    ]

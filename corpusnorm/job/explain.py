"""Explanation: what was done to one document, and why, from the ledger."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpusnorm.job.reconstruct import Package

_NAMES = (
    "SELECT m.* EXCLUDE (document), e.label, e.type, d.date, d.reason FROM mentions m LEFT JOIN entities e ON e.entity = m.entity"
    " LEFT JOIN decisions d ON 'decision:' || d.key IN (m.rule, m.held) WHERE m.document = $d ORDER BY m.start"
)
_LOST = "SELECT * EXCLUDE (document) FROM lost_names WHERE document = $d ORDER BY base_start"
LAYERS = ("clean", "repair", "names")


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: its layer and place (code points of the text that the layer stands on), what stood there, what stands there now,
    and by which rule, how surely, on what evidence. `before` and `after` are the characters around it."""

    layer: str
    start: int
    end: int
    old: str
    new: str
    rule: str
    certainty: float
    evidence: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of one document: its row of the ledger, its relations, findings, changes and names, in order.

    `names` are the mentions in it, with what is known of their entities; `lost` the names of its base that it does not have.
    """

    document: Mapping[str, Any]
    relations: tuple[Mapping[str, Any], ...]
    findings: tuple[Mapping[str, Any], ...]
    changes: tuple[Change, ...]
    names: tuple[Mapping[str, Any], ...]
    lost: tuple[Mapping[str, Any], ...]


def explain(package: str | os.PathLike[str], document: str, context: int = 30) -> Explanation:
    """Explain a document of a package, named by its id or the name of its source.

    Raises `PackageError` where there is no such document. `context` is how many characters to give on each side of a change.
    """
    source = Package(Path(package))
    row = source.document(document)
    name = row["document"]
    relations = source.ledger.rows("SELECT * FROM relations WHERE a = $d OR b = $d ORDER BY a, b", d=name)
    findings = source.ledger.rows('SELECT * FROM findings WHERE document = $d ORDER BY start, "end"', d=name)
    changes = _changes(source, name, context) if row["work"] else ()
    names, lost = (source.ledger.rows(query, d=name) for query in (_NAMES, _LOST))
    source.ledger.close()
    return Explanation(row, tuple(relations), tuple(findings), changes, tuple(names), tuple(lost))


def _changes(source: Package, document: str, context: int) -> tuple[Change, ...]:
    clean = source.clean_text(document)
    texts = {"clean": source.raw_text(document), "repair": clean, "names": clean}
    return tuple(
        Change(
            layer,
            edit.span.start,
            edit.span.end,
            edit.span.of(texts[layer]),
            edit.text,
            edit.rule,
            edit.certainty,
            edit.evidence,
            texts[layer][max(0, edit.span.start - context) : edit.span.start],
            texts[layer][edit.span.end : edit.span.end + context],
        )
        for layer in LAYERS
        for edit in source.edits(document, layer)
    )

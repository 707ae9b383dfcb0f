"""Overview: what a package says of its run, asked of its ledger; the facts of the summary."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpusnorm.cli import wording
from corpusnorm.job.summary import Ledger
from corpusnorm.job.workspace import LEDGER

LISTED = 5  # of anything: a summary is read at one glance, the ledger has all


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that is a degraded copy of another: how it was made, and how many of its tokens found their original.

    `names` are those that it lost: restored, restored in part, missing.
    """

    name: str
    original: str
    containment: float
    how: tuple[str, ...]
    tokens: int
    aligned: int
    names: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, what one is to the other, and on what evidence."""

    a: str
    kind: str
    b: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A record that was set aside: where it stands, under which code, and why."""

    place: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a package, and the first few examples of each kind.

    `documents` counts the records that were read, `example` is one of them worth a look. `cleaned` counts edits by rule, `tiers`
    stretches and characters of repaired text, `findings` counts them by code and the documents they are in; `mentions` are the
    names found, those left open for a person to decide, and those that were regularized; `decisions` are those that were given and
    those of them that are about nothing in the corpus.
    """

    files: int
    documents: int
    works: int
    example: str
    languages: tuple[tuple[str, int], ...]
    kinds: dict[str, int]
    copies: tuple[Copy, ...]
    lone: tuple[str, ...]
    pairs: tuple[Pair, ...]
    cleaned: tuple[tuple[str, int], ...]
    tiers: tuple[tuple[str, int, int], ...]
    mentions: tuple[int, int, int]
    rewritten: tuple[tuple[str, str, int], ...]
    decisions: tuple[int, int]
    findings: tuple[tuple[str, int, int], ...]
    quarantined: int
    set_aside: tuple[Quarantined, ...]


def overview(package: Path) -> Overview:
    """Ask the ledger of a package."""
    ledger = Ledger(package / LEDGER)
    try:
        return Overview(
            files=_number(ledger, "SELECT count(*) FROM files"),
            documents=_number(ledger, "SELECT count(*) FROM records WHERE code = ''"),
            works=_number(ledger, "SELECT count(*) FROM documents WHERE kind = 'base'"),
            example=next((name for (name,) in _rows(ledger, _EXAMPLE)), ""),
            languages=_rows(ledger, _LANGUAGES),
            kinds=dict(_rows(ledger, "SELECT kind, count(*) FROM relations GROUP BY kind ORDER BY kind")),
            copies=tuple(_copy(*row) for row in _rows(ledger, _COPIES, n=LISTED)),
            lone=tuple(name for (name,) in _rows(ledger, _LONE, n=LISTED)),
            pairs=tuple(Pair(*row) for row in _rows(ledger, _PAIRS, n=LISTED)),
            cleaned=_rows(
                ledger, "SELECT rule, count(*) AS n FROM edits WHERE layer = 'clean' GROUP BY rule ORDER BY n DESC, rule"
            ),
            tiers=_rows(ledger, _TIERS),
            mentions=_rows(ledger, _MENTIONS)[0],
            rewritten=_rows(ledger, _REWRITTEN, n=LISTED),
            decisions=_rows(ledger, "SELECT count(*) AS n, count(*) FILTER (stale) AS stale FROM decisions")[0],
            findings=_rows(ledger, _FINDINGS),
            quarantined=_number(ledger, "SELECT count(*) FROM records WHERE code <> ''"),
            set_aside=tuple(Quarantined(*row) for row in _rows(ledger, _SET_ASIDE, n=2 * LISTED)),
        )
    finally:
        ledger.close()


_CLEANED = "SELECT rule, count(*) AS n FROM edits WHERE layer = 'clean' GROUP BY rule ORDER BY n DESC, rule"
_EXAMPLE = "SELECT name FROM documents WHERE work <> '' ORDER BY kind <> 'degraded-of', name LIMIT 1"
_LANGUAGES = "SELECT language, count(*) AS n FROM documents WHERE language IS NOT NULL GROUP BY language ORDER BY n DESC, language"
_COPIES = (
    "SELECT d.name, w.name AS original, d.containment, d.degradation, d.tokens, d.aligned,"
    " count(*) FILTER (fate = 'restored') AS a, count(*) FILTER (fate = 'in-part') AS b,"
    " count(*) FILTER (fate = 'missing') AS c"
    " FROM documents d JOIN documents w ON w.document = d.work LEFT JOIN lost_names n ON n.document = d.document"
    " WHERE d.kind = 'degraded-of' GROUP BY ALL ORDER BY d.name LIMIT $n"
)
_LONE = "SELECT name FROM documents WHERE degraded AND kind = 'base' ORDER BY name LIMIT $n"
_PAIRS = (
    "SELECT a.name AS a_name, r.kind, b.name AS b_name, r.evidence"
    " FROM relations r JOIN documents a ON a.document = r.a JOIN documents b ON b.document = r.b"
    " WHERE r.kind <> 'degraded-of' ORDER BY r.kind, a_name, b_name LIMIT $n"
)
_TIERS = (
    'SELECT tier, count(*) AS n, sum("end" - start)::BIGINT AS characters'
    " FROM restorations GROUP BY tier ORDER BY characters DESC, tier"
)
_MENTIONS = (
    "SELECT count(*) AS found, count(*) FILTER (question <> '') AS open,"
    " (SELECT count(*) FROM edits WHERE layer = 'names') AS rewritten FROM mentions"
)
_REWRITTEN = (
    "SELECT decode(old::BLOB) AS form, new, count(*) AS n FROM edits WHERE layer = 'names'"
    " GROUP BY form, new ORDER BY n DESC, form, new LIMIT $n"
)
_FINDINGS = "SELECT code, count(*) AS n, count(DISTINCT document) AS documents FROM findings GROUP BY code ORDER BY n DESC, code"
_SET_ASIDE = "SELECT name, code, message FROM records WHERE code <> '' ORDER BY name, number LIMIT $n"


def _copy(name: str, original: str, containment: float, how: str, tokens: int, aligned: int, *names: int) -> Copy:
    operators = json.loads(how)["operators"] if how else []
    return Copy(name, original, containment, wording.degradation(operators), tokens, aligned, (names[0], names[1], names[2]))


def _rows(ledger: Ledger, query: str, **parameters: int) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row.values()) for row in ledger.rows(query, **parameters))


def _number(ledger: Ledger, query: str) -> int:
    return int(_rows(ledger, query)[0][0])

"""Candidate pairs by a join on shared keys; never by comparing all pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.sketch.sketch import PROBE, SURFACE, WHOLE

# Within a key the fullest documents come first. A key of few documents makes all their pairs; a hotter one, boilerplate or many
# near copies, pairs each document with the fullest few only, so cost stays linear; equal texts all meet the first of them.
_PAIRS = """
WITH ranked AS (
    SELECT *, count(*) OVER same AS documents, row_number() OVER (same ORDER BY size DESC, doc) AS place
    FROM sketches WINDOW same AS (PARTITION BY family, key))
SELECT least(x.doc, y.doc) AS a, greatest(x.doc, y.doc) AS b, x.family AS family,
       least(x.size, y.size) AS smaller, count(*)::BIGINT AS shared
FROM ranked x JOIN ranked y ON x.family = y.family AND x.key = y.key AND x.place < y.place
WHERE x.place <= CASE WHEN x.family = $whole THEN 1 WHEN x.documents <= $hottest THEN x.documents ELSE $fullest END
GROUP BY ALL ORDER BY ALL
"""
# A pair is worth verifying when it shares enough keys, and enough of the smaller sketch or enough for a passage.
_CANDIDATES = """
SELECT a, b, max(containment) AS containment FROM (
    SELECT a, b, family, sum(shared)::DOUBLE / smaller AS containment
    FROM pairs GROUP BY a, b, family, smaller
    HAVING (sum(shared) >= least($shared, smaller) AND sum(shared)::DOUBLE / smaller >= $containment)
        OR (family = $surface AND sum(shared) >= $passage)
        OR (family = $probe AND sum(shared) >= $probed AND sum(shared)::DOUBLE / smaller >= $containment))
GROUP BY a, b ORDER BY a, b
"""
# Degraded texts meet clean ones alone, so a key costs what it finds; one of many clean texts says little, or they are copies of
# each other: then the fullest few stand for all.
_PROBED = """
WITH ranked AS (
    SELECT *, count(*) OVER same AS documents, row_number() OVER (same ORDER BY size DESC, doc) AS place
    FROM found WINDOW same AS (PARTITION BY key))
SELECT least(x.doc, y.doc) AS a, greatest(x.doc, y.doc) AS b, $probe::TINYINT AS family,
       least(x.size, y.size) AS smaller, count(*)::BIGINT AS shared
FROM probes x JOIN ranked y USING (key)
WHERE y.place <= CASE WHEN y.documents <= $hottest THEN y.documents ELSE $fullest END
GROUP BY ALL ORDER BY ALL
"""
_FULLEST = 4  # documents of a hot key that every other one is compared with


_PROBED_KEYS = 2  # keys that make two documents worth comparing: a dozen words have ten, and a strong filter leaves few of them


def shared_keys(sketches: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """How many keys each pair of documents shares, in one partition of the keys.

    Keys of more than `hottest` documents pair each of them with the fullest few only: all their pairs would cost the square.
    """
    return _sql(_PAIRS, {"hottest": options["hottest"], "fullest": _FULLEST, "whole": WHOLE}, sketches=sketches)


def probed_keys(probes: pa.Table, found: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """How many keys each degraded document shares with each clean one, in one partition of the keys, like `shared_keys`."""
    parameters = {"hottest": options["hottest"], "fullest": _FULLEST, "probe": PROBE}
    return _sql(_PROBED, parameters, probes=probes, found=found)


def candidate_pairs(pairs: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """The pairs to verify, with the larger of the containments their sketches estimate: columns `a`, `b`, `containment`."""
    wanted = {name: options[name] for name in ("shared", "containment", "passage")}
    return _sql(_CANDIDATES, {**wanted, "surface": SURFACE, "probe": PROBE, "probed": _PROBED_KEYS}, pairs=pairs)


def _sql(query: str, parameters: Mapping[str, Any], **tables: pa.Table) -> pa.Table:
    """Run a query over Arrow tables in a DuckDB of its own: one thread, no state, nothing on disk."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return connection.sql(query, params=dict(parameters)).to_arrow_table()

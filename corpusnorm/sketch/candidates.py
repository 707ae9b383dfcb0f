"""Candidate pairs by a join on shared keys; never by comparing all pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

_PAIRS = """
WITH cold AS (SELECT family, key FROM sketches GROUP BY ALL HAVING count(*) BETWEEN 2 AND $hottest),
     kept AS (SELECT s.* FROM sketches s JOIN cold USING (family, key))
SELECT x.doc AS a, y.doc AS b, x.family AS family, x.size AS size_a, y.size AS size_b, count(*)::BIGINT AS shared
FROM kept x JOIN kept y ON x.family = y.family AND x.key = y.key AND x.doc < y.doc
GROUP BY ALL ORDER BY ALL
"""
# A pair is worth verifying when it shares enough keys, and enough of the smaller sketch.
_CANDIDATES = """
SELECT a, b, max(containment) AS containment FROM (
    SELECT a, b, family, sum(shared)::DOUBLE / least(size_a, size_b) AS containment
    FROM pairs GROUP BY a, b, family, size_a, size_b
    HAVING sum(shared) >= least($shared, least(size_a, size_b))
       AND sum(shared)::DOUBLE / least(size_a, size_b) >= $containment)
GROUP BY a, b ORDER BY a, b
"""


def shared_keys(sketches: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """How many keys each pair of documents shares, in one partition of the keys.

    Keys of more than `hottest` documents are left out: boilerplate says nothing, and would cost its square.
    """
    return _sql(_PAIRS, {"hottest": options["hottest"]}, sketches=sketches)


def candidate_pairs(pairs: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """The pairs to verify, with the larger of the containments their sketches estimate: columns `a`, `b`, `containment`."""
    wanted = {name: options[name] for name in ("shared", "containment")}
    return _sql(_CANDIDATES, wanted, pairs=pairs)


def _sql(query: str, parameters: Mapping[str, Any], **tables: pa.Table) -> pa.Table:
    """Run a query over Arrow tables in a DuckDB of its own: one thread, no state, nothing on disk."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return connection.sql(query, params=dict(parameters)).to_arrow_table()

"""Candidate pairs by a join on shared keys; never by comparing all pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpusnorm.columns import utf8
from corpusnorm.segmentation.words import Hashes, Places
from corpusnorm.sketch.probes import Sought, found_rows, probe_rows
from corpusnorm.sketch.sketch import NAMES, PROBE, SURFACE, WHOLE, Sketches, SketchOptions, sketch

PAIRS = pa.schema([("a", NAMES), ("b", NAMES), ("family", pa.int8()), ("smaller", pa.int64()), ("shared", pa.int64())])
"""Two documents with how many keys of a family they share, and how many the smaller of them has."""
CANDIDATES = pa.schema([("a", pa.string()), ("b", pa.string()), ("containment", pa.float64())])
"""Two documents worth comparing, with the share of the smaller sketch that they share: an estimate."""

# A pair is worth verifying when it shares enough keys, and enough of the smaller sketch or enough for a passage.
_CANDIDATES = """
SELECT a, b, max(containment) AS containment FROM (
    SELECT a, b, family, least(sum(shared)::DOUBLE / smaller, 1) AS containment
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
       least(x.size, y.size)::BIGINT AS smaller, count(*)::BIGINT AS shared
FROM probes x JOIN ranked y USING (key)
WHERE y.place <= CASE WHEN y.documents <= $hottest THEN y.documents ELSE $fullest END
GROUP BY ALL ORDER BY ALL
"""
_DIGIT, _SORTED = 11, 33  # bits of a digit of the radix sort of keys, and bits that they are sorted by
_FULLEST = 4  # documents of a hot key that every other one is compared with
_PROBED_KEYS = 2  # keys that make two documents worth comparing: a dozen words have ten, and a strong filter leaves few of them
_CLOSE = 0.5  # share of the keys of the best candidate of a degraded document that another one must have to be compared
_EVERY = 1, 0.0, 1  # the limits that every pair with a key in common keeps
# For copies and parts alone. Near copies with a fifth of their words edited share .33 of their 5-grams, parts .59; two texts with a
# sentence or two in common, .2. A quarter of the sketch tells these apart, so no more is joined.
_COARSER, _COPIED, _COPIED_KEYS, _NEVER = 4, 0.3, 4, 2**62


class Limits(NamedTuple):
    """Which documents meet under a key, and which pairs are kept: see `SketchOptions`."""

    hottest: int
    fullest: int
    shared: int
    containment: float
    passage: int


class Keys(NamedTuple):
    """Keys with a mark of what follows each, and the documents they are of: numbers, sorted, from 0 on.

    Of each document `sizes` has the number of keys, and `shares` which share of all its keys these are.
    """

    keys: Hashes
    marks: NDArray[np.uint32]
    docs: NDArray[np.int32]
    sizes: NDArray[np.int32]
    shares: NDArray[np.float64]

    def pairs(self, limits: Limits) -> NDArray[np.int64]:
        """The pairs of documents that share keys, those first that meet first: two numbers, keys shared, keys of the smaller one.

        A key of more than `hottest` documents is boilerplate, or that of many copies: there documents with the same next key meet,
        and of more than `hottest` of these each the `fullest` few. So cost stays linear.
        """
        from corpusnorm.sketch.kernels import counted, met

        rows, begins = self._grouped(limits.hottest)
        stretches = np.empty((len(rows), 2), np.int32)
        met(begins, rows, self.docs, self.sizes, limits.hottest, limits.fullest, stretches)
        posted, wanted = self.docs[rows], np.array([limits.passage, limits.shared, limits.containment], np.float64)
        counts, others = np.zeros((2, len(self.sizes)), np.int32)
        pairs = np.empty((1 << 10, 4), np.int64)
        at: int | np.int64 = 0
        written: int | np.int64 = 0
        while at < len(self.docs):
            pairs = np.concatenate([pairs, np.empty_like(pairs)])
            at, written = counted(self.docs, posted, stretches, self.sizes, self.shares, wanted, counts, others, at, written, pairs)
        return pairs[:written]

    def _grouped(self, hottest: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """The rows in an order in which equal keys stand together, of more than `hottest` also equal marks; where groups begin."""
        keys, rows = _together(self.keys, np.arange(len(self.keys), dtype=np.int32), _SORTED)
        begins = np.ones(len(keys), np.bool_)
        begins[1:] = keys[1:] != keys[:-1]
        firsts = np.flatnonzero(begins)
        lengths = np.diff(firsts, append=len(keys))
        hot = lengths > hottest
        places = np.flatnonzero(np.repeat(hot, lengths))
        if len(places):
            groups = np.repeat(np.arange(np.count_nonzero(hot), dtype=np.uint64), lengths[hot])
            both = groups << np.uint64(32) | self.marks[rows[places]]
            both, rows[places] = _together(both, rows[places], 32 + len(groups).bit_length())
            begins[places[1:]] = both[1:] != both[:-1]
        return rows, begins


def _together(keys: Hashes, rows: NDArray[np.int32], bits: int) -> tuple[Hashes, NDArray[np.int32]]:
    """Keys and their rows in an order in which equal keys stand together, as they stood.

    They are sorted by so many bits, from the lowest digit up, and the few that look equal by these by the others.
    """
    from corpusnorm.sketch.kernels import by_digit, settled

    shifts = range(0, bits, _DIGIT)
    for shift in shifts:
        places, ordered = np.zeros((1 << _DIGIT) + 1, np.int64), (np.empty_like(keys), np.empty_like(rows))
        by_digit(keys, rows, np.uint64(shift), np.uint64((1 << _DIGIT) - 1), places, *ordered)
        keys, rows = ordered
    settled(keys, rows, np.uint64((1 << min(len(shifts) * _DIGIT, 64)) - 1))
    return keys, rows


def find_candidates(documents: pa.Table, options: SketchOptions | None = None, passages: bool = True) -> pa.Table:
    """The pairs worth verifying among documents with `id` and `text`, as rows of `CANDIDATES`, sorted.

    Without `passages` only those that can be copies or parts of each other, which costs a quarter: the pairs of which much is
    shared, not those with a paragraph in common. Where documents have a column `degraded` that is true of some, their originals
    are sought too. Does not depend on the order of the documents.

    >>> story = "The wars of the coastal countries were long, and Roman armies fought for the cities near the Tiber."
    >>> find_candidates(pa.table({"id": ["x", "y"], "text": [story, story.upper()]})).to_pylist()
    [{'a': 'x', 'b': 'y', 'containment': 1.0}]
    """
    chosen = options or SketchOptions()
    coarser = 1 if passages else _COARSER
    ids = documents["id"].cast(pa.string()).combine_chunks()
    order = pc.sort_indices(ids).to_numpy().astype(np.int64)
    found = sketch(utf8(documents["text"]), chosen.scale * coarser, max(chosen.floor // coarser, 1))
    wanted = (chosen.shared, chosen.containment, chosen.passage) if passages else (_COPIED_KEYS, _COPIED, _NEVER)
    met = _ordered(found, order).pairs(Limits(chosen.hottest, _FULLEST, *wanted))
    equal = _equal(found.wholes[order])
    names = ids.take(pa.array(order))
    a, b = np.concatenate([met[:, :2], equal]).T
    estimates = np.concatenate([np.minimum(met[:, 2] / met[:, 3], 1.0), np.ones(len(equal))])
    pairs = [_candidates(names, a, b, estimates)]
    if "degraded" in documents.column_names:
        pairs.append(_degraded_candidates(documents, chosen))
    table = pa.concat_tables(pairs).group_by(["a", "b"], use_threads=False).aggregate([("containment", "max")])
    return table.rename_columns(CANDIDATES.names).sort_by([("a", "ascending"), ("b", "ascending")])


def _ordered(found: Sketches, order: NDArray[np.int64]) -> Keys:
    """The keys of sketches, the documents in another order."""
    sizes = np.diff(found.offsets)[order]
    docs = np.repeat(np.arange(len(order), dtype=np.int32), sizes)
    if (order == np.arange(len(order))).all():
        return Keys(found.keys, found.marks, docs, sizes.astype(np.int32), found.shares)
    rows = np.arange(len(docs)) + np.repeat(found.offsets[order] - np.cumsum(sizes) + sizes, sizes)
    return Keys(found.keys[rows], found.marks[rows], docs, sizes.astype(np.int32), found.shares[order])


def _candidates(names: pa.Array, a: Places, b: Places, estimates: NDArray[np.float64]) -> pa.Table:
    return pa.Table.from_arrays([names.take(pa.array(a)), names.take(pa.array(b)), pa.array(estimates)], schema=CANDIDATES)


def _degraded_candidates(documents: pa.Table, options: SketchOptions) -> pa.Table:
    """The pairs of degraded documents with others, and with each other."""
    copies = documents.filter(documents["degraded"])
    if not copies.num_rows:
        return CANDIDATES.empty_table()
    limits = asdict(options)
    probes = probe_rows(copies, options.scale, options.floor)
    found = found_rows(
        documents.filter(pc.invert(documents["degraded"])), Sought(probes["key"].to_numpy(), probes["start"].to_numpy())
    )
    met = pa.concat_tables([probed_keys(probes, found, limits), degraded_keys(probes, limits)])
    return candidate_pairs(_closest(met, copies["id"].cast(pa.string()).combine_chunks()), limits)


def _closest(pairs: pa.Table, copies: pa.Array) -> pa.Table:
    """The rows of `PAIRS` that share nearly as many keys as the best pair of one of their degraded documents: to verify is dear."""
    shares, close = pairs["shared"].to_numpy(), np.zeros(pairs.num_rows, bool)
    sides = (pairs[side].cast(pa.string()) for side in ("a", "b"))
    places = [pc.fill_null(pc.index_in(side, copies), -1).to_numpy() for side in sides]
    best = np.zeros(len(copies) + 1)
    for place in places:
        np.maximum.at(best, place, np.where(place >= 0, shares, 0))
    for place in places:
        close |= (place >= 0) & (shares >= _CLOSE * best[place])
    return pairs.filter(pa.array(close))


def shared_keys(sketches: pa.Table, options: Mapping[str, Any], complete: bool = False) -> pa.Table:
    """How many keys each pair of documents shares, in one partition of the keys, given rows of `SKETCHES`; rows of `PAIRS`.

    Where the partition is `complete`, it has all keys, so pairs that share too few of them are left out.
    """
    wanted = (options["shared"], options["containment"], options["passage"]) if complete else _EVERY
    surface = sketches.filter(pc.equal(sketches["family"], SURFACE))
    whole = sketches.filter(pc.equal(sketches["family"], WHOLE))
    names, keys = _numbered(surface)
    met = keys.pairs(Limits(options["hottest"], _FULLEST, *wanted))
    whole_names, whole_keys = _numbered(whole)
    equal = whole_keys.docs[_equal(whole_keys.keys)]
    ones = np.ones((len(equal), 2), np.int64)
    return pa.concat_tables([_pairs(names, met, SURFACE), _pairs(whole_names, np.hstack([equal, ones]), WHOLE)])


def probed_keys(probes: pa.Table, found: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """How many keys each degraded document shares with each clean one, in one partition of the keys; rows of `PAIRS`."""
    if not (probes.num_rows and found.num_rows):
        return PAIRS.empty_table()
    parameters = {"hottest": options["hottest"], "fullest": _FULLEST, "probe": PROBE}
    return _sql(_PROBED, parameters, probes=probes, found=found).cast(PAIRS)


def degraded_keys(probes: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """How many keys two degraded documents share, like `probed_keys`."""
    names, keys = _numbered(probes)
    return _pairs(names, keys.pairs(Limits(options["hottest"], _FULLEST, *_EVERY)), PROBE)


def candidate_pairs(pairs: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    """The pairs to verify of rows of `PAIRS`, with the larger of the containments their sketches estimate: rows of `CANDIDATES`."""
    wanted = {name: options[name] for name in ("shared", "containment", "passage")}
    parameters = {**wanted, "surface": SURFACE, "probe": PROBE, "probed": _PROBED_KEYS}
    return _sql(_CANDIDATES, parameters, pairs=pairs).cast(CANDIDATES)


def _numbered(rows: pa.Table) -> tuple[pa.Array, Keys]:
    """The ids of the documents of some rows, sorted, and the rows with the places of the ids for the ids."""
    if not rows.num_rows:
        nothing = np.zeros(0, np.int32)
        return pa.array([], pa.string()), Keys(nothing.astype(np.uint64), nothing.astype(np.uint32), nothing, nothing, np.zeros(0))
    names = rows["doc"].unify_dictionaries().combine_chunks()
    rank = np.empty(len(names.dictionary), np.int32)
    order = pc.sort_indices(names.dictionary).to_numpy()
    rank[order] = np.arange(len(order), dtype=np.int32)
    docs = rank[names.indices.to_numpy()]
    by_doc = np.argsort(docs, kind="stable")
    docs = docs[by_doc]
    marks = rows["mark"].to_numpy()[by_doc] if "mark" in rows.column_names else np.zeros(len(docs), np.uint32)
    sizes, shares = np.zeros(len(rank), np.int32), np.ones(len(rank), np.float64)
    sizes[docs], shares[docs] = rows["size"].to_numpy()[by_doc], rows["share"].to_numpy()[by_doc]
    return names.dictionary.take(pa.array(order)), Keys(rows["key"].to_numpy()[by_doc], marks, docs, sizes, shares)


def _equal(wholes: Hashes) -> NDArray[np.int64]:
    """The pairs of each number that is not the first of its kind with the first."""
    _, first, inverse = np.unique(wholes, return_index=True, return_inverse=True)
    others = np.flatnonzero(first[inverse] != np.arange(len(wholes)))
    return np.column_stack([first[inverse[others]], others])


def _pairs(names: pa.Array, met: NDArray[np.int64], family: int) -> pa.Table:
    a, b = (pa.DictionaryArray.from_arrays(pa.array(met[:, side], pa.int32()), names) for side in (0, 1))
    columns = [a, b, pa.repeat(pa.scalar(family, pa.int8()), len(met)), pa.array(met[:, 3]), pa.array(met[:, 2])]
    return pa.Table.from_arrays(columns, schema=PAIRS)


def _sql(query: str, parameters: Mapping[str, Any], **tables: pa.Table) -> pa.Table:
    """Run a query over Arrow tables in a DuckDB of its own: one thread, no state, nothing on disk."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return connection.sql(query, params=dict(parameters)).to_arrow_table()

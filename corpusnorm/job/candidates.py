"""The tasks that find which documents are worth comparing, and how sets of degraded ones were made."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpusnorm.dedup.originals import TOLD, shared_recipes
from corpusnorm.dedup.relation import SHORT, is_bare
from corpusnorm.degradation import record
from corpusnorm.degradation.shared import Pair
from corpusnorm.engine import PARTITION, Inputs
from corpusnorm.job.tasks import kept
from corpusnorm.sketch.candidates import candidate_pairs, degraded_keys, probed_keys, shared_keys
from corpusnorm.sketch.probes import FOUND, Sought, found_rows, probe_rows
from corpusnorm.sketch.sketch import SKETCHES, sketch_batch

RECIPES = pa.schema([("degradation", pa.string())])
_BATCH = 1024  # documents at a time
_FACTOR = 31  # of the checksum of the first id of a pair
_LIKELY = 4  # candidates of a degraded document that are looked at to tell how its set was made


def sketch(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Documents to keys, partitioned by key."""
    table = kept(inputs.table("documents", ["id", "text", "dropped", "code"]))
    batches = [sketch_batch(batch, options["scale"], options["floor"]) for batch in table.to_batches(max_chunksize=_BATCH)]
    return _by_key(pa.Table.from_batches(batches, SKETCHES), options)


def probes(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Documents to the keys of the degraded ones, and of those that may be and are too short to tell, partitioned by key."""
    table = kept(inputs.table("documents", ["id", "text", "degraded", "dropped", "code"]))
    return _by_key(probe_rows(table.filter(_may_be_copies(table)), options["scale"], options["floor"]), options)


def found(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Documents to the keys of degraded ones that the others have, partitioned by key."""
    keys = inputs.table("probes", ["key", "start"])
    if not keys.num_rows:
        return _by_key(FOUND.empty_table(), options)
    sought = Sought(keys["key"].to_numpy(), keys["start"].to_numpy())
    table = kept(inputs.table("documents", ["id", "text", "degraded", "dropped", "code"]))
    clean = table.filter(pc.invert(_may_be_copies(table)))
    rows = [found_rows(clean.slice(start, _BATCH), sought) for start in range(0, clean.num_rows, _BATCH)]
    return _by_key(pa.concat_tables([FOUND.empty_table(), *rows]), options)


def _may_be_copies(table: pa.Table) -> pa.Array:
    """Which documents are degraded, or too short to tell and look it."""
    short = pc.less(pc.utf8_length(table["text"]), SHORT)
    bare = {row["id"] for row in table.filter(short).select(["id", "text"]).to_pylist() if is_bare(row["text"])}
    return pc.or_(table["degraded"], pc.is_in(table["id"], pa.array(sorted(bare), pa.string())))


def _by_key(keys: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    numbers = keys["key"].to_numpy() % options["partitions"]
    return keys.append_column(PARTITION, pa.array(numbers.astype("int64"), pa.int64()))


def pairs(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Keys of one partition to how many of them two documents share, partitioned by pair."""
    only, probes = options["partitions"] == 1, inputs.table("probes")
    tables = [
        shared_keys(inputs.table("sketches"), options, complete=only),
        probed_keys(probes, inputs.table("found"), options),
        degraded_keys(probes, options),
    ]
    met = pa.concat_tables(tables).unify_dictionaries()
    numbers = np.zeros(met.num_rows, np.int64) if only else _pair_numbers(met) % options["partitions"]
    return met.append_column(PARTITION, pa.array(numbers, pa.int64()))


def _pair_numbers(pairs: pa.Table) -> NDArray[np.int64]:
    """A number for each pair of ids, the same in every table."""
    a, b = (_checksums(pairs[side]) for side in ("a", "b"))
    return a * _FACTOR ^ b


def _checksums(names: pa.ChunkedArray) -> NDArray[np.int64]:
    encoded = names.combine_chunks()
    sums = np.array([zlib.crc32(name.encode()) for name in encoded.dictionary.to_pylist()], np.int64)
    return sums[encoded.indices.to_numpy()] if len(encoded) else np.zeros(0, np.int64)


def candidates(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Shared keys of one partition of the pairs to the pairs worth verifying."""
    return candidate_pairs(inputs.table("pairs"), options)


def recipes(inputs: Inputs, _: Mapping[str, Any]) -> pa.Table:
    """Candidate pairs to the recipes that several degraded documents share: from the first of them by id, which is by chance."""
    degraded = inputs.table("probes", ["doc"])["doc"].cast(pa.string()).unique()
    pairs = inputs.table("candidates")
    pairs = pairs.filter(pc.xor(pc.is_in(pairs["a"], degraded), pc.is_in(pairs["b"], degraded)))
    copies = set(degraded.to_pylist())
    likely: dict[str, list[tuple[float, str]]] = {}
    for row in pairs.to_pylist():
        copy, original = (row["a"], row["b"]) if row["a"] in copies else (row["b"], row["a"])
        likely.setdefault(copy, []).append((-row["containment"], original))
    chosen = {copy: [original for _, original in sorted(likely[copy])[:_LIKELY]] for copy in sorted(likely)[:TOLD]}
    ids = {*chosen, *(original for originals in chosen.values() for original in originals)}
    text = {row["id"]: row["text"] for row in inputs.where("documents", "id", ids, ["id", "text"]).to_pylist()}
    likeliest = {copy: [Pair(text[copy], text[original]) for original in originals] for copy, originals in chosen.items()}
    return pa.Table.from_pylist([{"degradation": record.dump(how)} for how in shared_recipes(likeliest)], RECIPES)

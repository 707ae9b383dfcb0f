"""The tasks that find which documents are worth comparing, and how sets of degraded ones were made."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from corpusnorm.dedup.originals import TOLD, shared_recipes
from corpusnorm.dedup.relation import is_bare
from corpusnorm.degradation import record
from corpusnorm.degradation.shared import Pair
from corpusnorm.engine import PARTITION, Inputs
from corpusnorm.job.tasks import kept
from corpusnorm.sketch.candidates import candidate_pairs, probed_keys, shared_keys
from corpusnorm.sketch.probes import FOUND, Sought, found_rows, probe_rows
from corpusnorm.sketch.sketch import SKETCHES, sketch_batch

RECIPES = pa.schema([("degradation", pa.string())])
_LIKELY = 4  # candidates of a degraded document that are looked at to tell how its set was made


def sketch(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Documents to keys, partitioned by key."""
    table = kept(inputs.table("documents", ["id", "text", "dropped", "code"]))
    batches = [sketch_batch(batch, options["scale"], options["floor"]) for batch in table.to_batches(max_chunksize=1024)]
    return _by_key(pa.Table.from_batches(batches, SKETCHES), options)


def probes(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Documents to the keys of the degraded ones, and of those that may be and are too short to tell, partitioned by key."""
    rows = kept(inputs.table("documents", ["id", "text", "degraded", "dropped", "code"])).to_pylist()
    texts = ((row["id"], row["text"]) for row in rows if _may_be_copy(row))
    return _by_key(probe_rows(texts, options["scale"], options["floor"]), options)


def found(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Documents to the keys of degraded ones that the others have, partitioned by key."""
    keys = inputs.table("probes", ["key", "start"])
    if not keys.num_rows:
        return _by_key(FOUND.empty_table(), options)
    sought = Sought(keys["key"].to_numpy(), keys["start"].to_numpy())
    rows = kept(inputs.table("documents", ["id", "text", "degraded", "dropped", "code"])).to_pylist()
    return _by_key(found_rows(((row["id"], row["text"]) for row in rows if not _may_be_copy(row)), sought), options)


def _may_be_copy(row: Mapping[str, Any]) -> bool:
    return bool(row["degraded"]) or is_bare(row["text"])


def _by_key(keys: pa.Table, options: Mapping[str, Any]) -> pa.Table:
    numbers = keys["key"].to_numpy() % options["partitions"]
    return keys.append_column(PARTITION, pa.array(numbers.astype("int64"), pa.int64()))


def pairs(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Keys of one partition to how many of them two documents share, partitioned by pair."""
    probed = probed_keys(inputs.table("probes"), inputs.table("found"), options)
    shared = pa.concat_tables([shared_keys(inputs.table("sketches"), options), probed])
    ids = zip(shared["a"].to_pylist(), shared["b"].to_pylist(), strict=True)
    numbers = [zlib.crc32(f"{a} {b}".encode()) % options["partitions"] for a, b in ids]
    return shared.append_column(PARTITION, pa.array(numbers, pa.int64()))


def candidates(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    """Shared keys of one partition of the pairs to the pairs worth verifying."""
    return candidate_pairs(inputs.table("pairs"), options)


def recipes(inputs: Inputs, _: Mapping[str, Any]) -> pa.Table:
    """Candidate pairs to the recipes that several degraded documents share: from the first of them by id, which is by chance."""
    copies = set(inputs.table("probes", ["doc"])["doc"].unique().to_pylist())
    likely: dict[str, list[tuple[float, str]]] = {}
    for row in inputs.table("candidates").to_pylist():
        if (row["a"] in copies) != (row["b"] in copies):
            copy, original = (row["a"], row["b"]) if row["a"] in copies else (row["b"], row["a"])
            likely.setdefault(copy, []).append((-row["containment"], original))
    chosen = {copy: [original for _, original in sorted(likely[copy])[:_LIKELY]] for copy in sorted(likely)[:TOLD]}
    ids = {*chosen, *(original for originals in chosen.values() for original in originals)}
    text = {row["id"]: row["text"] for row in inputs.where("documents", "id", ids, ["id", "text"]).to_pylist()}
    pairs = {copy: [Pair(text[copy], text[original]) for original in originals] for copy, originals in chosen.items()}
    return pa.Table.from_pylist([{"degradation": record.dump(how)} for how in shared_recipes(pairs)], RECIPES)

"""Sketches: what meets and what does not."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.sketch.candidates import candidate_pairs, shared_keys
from corpusnorm.sketch.keys import universal_key
from corpusnorm.sketch.sketch import CONTENT, SURFACE, sketch, sketch_batch
from corpusnorm.testing import texts


def share(a: np.ndarray, b: np.ndarray) -> float:  # type: ignore[type-arg]
    return len(np.intersect1d(a, b)) / min(len(a), len(b))


@given(texts())
def test_a_sketch_is_sorted_distinct_and_its_own(text: str) -> None:
    for hashes in sketch(text).values():
        assert (np.diff(hashes) > 0).all()
    assert all((sketch(text)[family] == hashes).all() for family, hashes in sketch(text).items())


def test_a_short_text_keeps_all(seeds: dict[str, str]) -> None:
    sentence = seeds["000"][:150]
    everything = sketch(sentence, scale=1)
    assert all((sketch(sentence)[family] == hashes).all() for family, hashes in everything.items())


def test_the_degraded_copy_meets_its_original_in_content_alone(seeds: dict[str, str]) -> None:
    clean, degraded = sketch(seeds["003"]), sketch(seeds["004"])
    assert share(clean[SURFACE], degraded[SURFACE]) < 0.02
    assert share(clean[CONTENT], degraded[CONTENT]) > 0.6


def test_universal_keys_survive_degradation() -> None:
    for forms in (("was", "wa", "Was"), ("Countries", "country", "countri"), ("don't", "dont"), ("Özgür", "ozgur")):
        assert len({universal_key(form) for form in forms}) == 1


def test_a_batch_is_its_documents(seeds: dict[str, str]) -> None:
    batch = pa.RecordBatch.from_pydict({"id": list(seeds), "text": list(seeds.values())})
    rows = sketch_batch(batch, 4, 64).to_pylist()
    for name, text in seeds.items():
        for family, hashes in sketch(text).items():
            assert [row["key"] for row in rows if row["doc"] == name and row["family"] == family] == hashes.tolist()


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5)), unique=True))
def test_candidates_are_the_pairs_that_share_keys(keys: list[tuple[str, int]]) -> None:
    sizes = {doc: sum(other == doc for other, _ in keys) for doc, _ in keys}
    rows = [{"doc": doc, "family": 0, "key": key, "size": sizes[doc]} for doc, key in keys]
    schema = pa.schema([("doc", pa.string()), ("family", pa.int8()), ("key", pa.uint64()), ("size", pa.int64())])
    options = {"hottest": 100, "shared": 1, "containment": 0.0, "passage": 4}
    found = candidate_pairs(shared_keys(pa.Table.from_pylist(rows, schema), options), options).to_pylist()
    expected = {(a, b) for a, x in keys for b, y in keys if a < b and x == y}
    assert {(row["a"], row["b"]) for row in found} == expected

"""The guard: a document that a stage fails on costs only itself, wherever it stands among how many."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.job.guard import guarded


@given(st.sets(st.integers(0, 40)), st.integers(1, 41))
def test_only_what_fails_is_a_fault(bad: set[int], count: int) -> None:
    def stage(batch: pa.RecordBatch) -> pa.RecordBatch:
        if bad & set(batch["n"].to_pylist()):
            raise ValueError("no")
        return batch

    ids = [f"d{number}" for number in range(count)]
    done, faults = guarded([stage], pa.record_batch({"id": ids, "n": list(range(count))}))
    assert [row["n"] for batch in done for row in batch.to_pylist()] == [number for number in range(count) if number not in bad]
    assert [(fault.id, fault.code, fault.message) for fault in faults] == [
        (f"d{number}", "E401", "ValueError: no") for number in sorted(bad) if number < count
    ]

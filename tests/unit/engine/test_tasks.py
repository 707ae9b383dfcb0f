"""Tasks: skipped when done, whole or not there, the same bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from corpusnorm.engine import PARTITION, Inputs, Part, Task, parts, runner, slices, write
from corpusnorm.errors import ConfigError


def doubled(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    numbers = inputs.table("numbers")["n"].to_pylist()
    return pa.table({"n": [number * options["by"] for number in numbers]})


def failing(inputs: Inputs, options: Mapping[str, Any]) -> pa.Table:
    raise RuntimeError("no")


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    write(pa.table({"n": list(range(10)), "name": list("abcdefghij")}), tmp_path / "in.arrow")
    return tmp_path / "in.arrow"


def test_a_task_writes_what_its_function_gives(numbers: Path, tmp_path: Path) -> None:
    done = Task(doubled, {"numbers": parts([numbers])}, tmp_path / "out.arrow", {"by": 2}).run()
    assert Part(done).read()["n"].to_pylist() == list(range(0, 20, 2))


def test_a_task_whose_output_stands_is_skipped(numbers: Path, tmp_path: Path) -> None:
    Task(doubled, {"numbers": parts([numbers])}, tmp_path / "out.arrow", {"by": 2}).run()
    assert Task(failing, {}, tmp_path / "out.arrow").run() == tmp_path / "out.arrow"


def test_a_task_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        Task(failing, {}, tmp_path / "out.arrow").run()
    assert list(tmp_path.iterdir()) == []


def test_an_exchange_is_read_by_partition(tmp_path: Path) -> None:
    table = pa.table({"n": [0, 1, 2, 3, 4], PARTITION: [1, 0, 1, 2, 1]})
    write(table, tmp_path / "out.arrow", partitions=4)
    assert [Part(tmp_path / "out.arrow", j).read()["n"].to_pylist() for j in range(4)] == [[1], [0, 2, 4], [3], []]


def test_slices_cover_all_rows_in_order(numbers: Path) -> None:
    found = [part.read(["n"])["n"].to_pylist() for part in slices([numbers, numbers], 4)]
    assert found == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]] * 2


def test_rows_are_chosen_by_value(numbers: Path) -> None:
    inputs = Inputs({"numbers": parts([numbers, numbers])})
    assert inputs.where("numbers", "name", ["b", "d"])["n"].to_pylist() == [1, 3, 1, 3]


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(pa.table({"n": [1, 2], "s": ["x", None]}), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_unknown_runner_is_named() -> None:
    with pytest.raises(ConfigError, match=r"no runner is named 'slurm'.*known: inline"):
        runner("slurm")

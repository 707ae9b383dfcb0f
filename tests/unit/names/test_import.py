"""Importing the stage reads nothing and is quick; the data ship with the package."""

import subprocess
import sys

import pytest

PROBE = """
import sys, time
import corpusnorm.edits
started = time.perf_counter()
import corpusnorm.names
spent = time.perf_counter() - started
assert not {"ahocorasick_rs", "tomllib", "corpusnorm.names.match"} & sys.modules.keys()
print(spent)
"""


def test_import_is_quick_and_loads_no_matcher() -> None:
    runs = [subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True) for _ in range(3)]  # noqa: S603
    assert min(float(run.stdout) for run in runs) < 0.030


def test_every_public_name_is_there_and_no_other() -> None:
    import corpusnorm.names as names

    assert all(getattr(names, name).__name__ == name for name in names.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = names.nothing

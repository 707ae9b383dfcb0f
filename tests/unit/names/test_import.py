"""Importing the stage loads nothing heavy; the data ship with the package."""

import subprocess
import sys

import pytest

PROBE = """
import sys
import corpusnorm.names
assert not {"numba", "tomllib", "corpusnorm.names.match"} & sys.modules.keys()
"""


def test_import_loads_no_matcher() -> None:
    subprocess.run([sys.executable, "-c", PROBE], check=True)  # noqa: S603


def test_every_public_name_is_there_and_no_other() -> None:
    import corpusnorm.names as names

    assert all(getattr(names, name).__name__ == name for name in names.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = names.nothing

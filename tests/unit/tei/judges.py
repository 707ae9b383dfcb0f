"""jing, as judge of many files at a time, and the schemas that it judges by."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpusnorm.tei.schema import build

OURS = build.FOLDER / build.SCHEMA
TEI_ALL = Path(__file__).parents[4] / "shared" / "schemas" / "tei_all.rng"

needs_jing = pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
needs_tei_all = pytest.mark.skipif(not TEI_ALL.is_file(), reason="shared/schemas/tei_all.rng is not there")

_COMPLAINT = re.compile(r"(.*?):\d+:\d+: (?:fatal|error): .*")


def jing(schema: Path, files: Iterable[Path]) -> str:
    """The complaints of jing, none for valid files."""
    command = ["jing", str(schema), *(str(file) for file in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program on our own files
    return done.stdout


def complaints(schema: Path, files: Iterable[Path]) -> dict[Path, str]:
    """What jing says first of each file that is not valid. Raises where it says something of no file."""
    found: dict[Path, str] = {}
    for line in jing(schema, files).splitlines():
        said = _COMPLAINT.fullmatch(line)
        assert said, line
        found.setdefault(Path(said[1]), line)
    return found

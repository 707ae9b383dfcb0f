"""The pairs of `../shared/data/repair` (beside the repository), as the benchmarks take them from the command line."""

from __future__ import annotations

import argparse
import string
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "repair"
MARKS = string.punctuation + "“”‘’—…"  # what some tokenizers count to a word and others do not


def chosen(description: str | None) -> list[Path]:
    """The files of the pairs asked for on the command line, all by default; says so where there are none."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*", help="only the pairs whose name holds one of these")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    files = [each for each in sorted(arguments.folder.glob("*.json")) if any(part in each.name for part in arguments.pairs or [""])]
    if not files:
        print(f"no pairs in {arguments.folder}: nothing measured")
    return files


def between(truth: str, left: tuple[int, int], right: tuple[int, int]) -> str:
    """The truth between two tokens at [start, end), with the marks that some tokenizers count to them."""
    (start, end), (following, stop) = left, right
    start += len(truth[start:end].rstrip(MARKS)) or end - start
    return truth[start : stop - (len(truth[following:stop].lstrip(MARKS)) or stop - following)]

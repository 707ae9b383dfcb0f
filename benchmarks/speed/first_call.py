"""What a first call costs that compiles, once a machine and version: `python -m benchmarks.speed.first_call`.

Processor seconds of a new process, imports left out: the first call on an empty cache, and the same in the next process, which
reads what the first one compiled (`corpusnorm.kernel`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.speed.measuring import peer, show

_CALLS = {
    "align_numbers, small numbers": "align_numbers(np.arange(50) % 7, np.arange(50) % 5)",
    "the same, hashes of 64 bits": "align_numbers(np.arange(50) % 7 << 40, np.arange(50) % 5 << 40)",
    "the same, 20,000 items": "align_numbers(*(np.arange(20_000) * step % 19_991 << 40 for step in (1, 2)))",
    "identify": "identify('The majority of the voters')",
    "identify, a text with addresses": "identify('The majority of the voters: http://example.org, me@example.org')",
}
_PROGRAM = """
import time
import numba
import numpy as np
from corpusnorm.alignment import align_numbers
from corpusnorm.language import identify
start = time.process_time()
{}
print(time.process_time() - start)
"""


def main() -> None:
    """Print the table."""
    show(f"First calls, {peer('numba')}", ("call", "s, first", "s, in the next process"), _rows())


def _rows() -> Iterator[tuple[str, float, float]]:
    for name, call in _CALLS.items():
        with tempfile.TemporaryDirectory() as folder:
            first, following = (_seconds(call, folder) for _ in range(2))
        yield name, first, following


def _seconds(call: str, folder: str) -> float:
    """What a call costs in a process of its own that keeps what it compiles in a folder."""
    command = [sys.executable, "-c", _PROGRAM.format(call)]
    environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
    return float(subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout)  # noqa: S603


if __name__ == "__main__":
    main()

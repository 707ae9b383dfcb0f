"""All tables of speed, one after the other, each in a process of its own: `python -m benchmarks.speed [TABLE...]`."""

from __future__ import annotations

import argparse
import subprocess
import sys

TABLES = ("clean", "language", "diagnosis", "names", "relate", "passages", "alignment", "tei", "job", "validate", "first_call")


def main() -> int:
    """Print the tables asked for; the exit code says whether all of them came to an end."""
    parser = argparse.ArgumentParser(description="Speed beside other libraries, per processor second and in one process.")
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"{', '.join(TABLES)}; all without one")
    wanted = parser.parse_args().tables or TABLES
    codes = [subprocess.run([sys.executable, "-m", f"benchmarks.speed.{name}"], check=False).returncode for name in wanted]  # noqa: S603
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())

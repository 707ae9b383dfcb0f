"""What every program that makes our tables does: fetch a source, write a table under its header, compare with what is there."""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

WORDNET_VERSION = "1:3.0-37"


def run(*command: str, cwd: Path | None = None) -> None:
    """Run a command and fail where it fails; its output is not shown."""
    # The commands are constants of the programs that make tables.
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL)  # noqa: S603


def wordnet(scratch: Path) -> Path:
    """Debian's files of WordNet, fetched into a folder."""
    run("apt-get", "download", f"wordnet-base={WORDNET_VERSION}", cwd=scratch)
    run("dpkg-deb", "--extract", str(next(scratch.glob("wordnet-base_*.deb"))), str(scratch / "wordnet"))
    return scratch / "wordnet" / "usr" / "share" / "wordnet"


def wordnet_licence(folder: Path) -> str:
    """WordNet's licence, as its files begin with it."""
    notice = re.findall(r"^ {2}\d+ (.*?) *$", (folder / "index.noun").read_text(encoding="ascii"), re.MULTILINE)
    return "\n".join(line.rstrip() for line in notice) + "\n"


def table(fields: Mapping[str, str], rows: Iterable[str]) -> str:
    """A table: a line for each field, then one for each row."""
    return "\n".join([*(f"# {field}: {value}" for field, value in fields.items()), *rows]) + "\n"


def write_or_compare(
    command: str, description: str, folder: Path, tables: Iterable[tuple[str, str]], arguments: list[str] | None
) -> int:
    """Write the tables, given as path in the folder and text, or with `--check` compare them; return the exit code."""
    parser = argparse.ArgumentParser(prog=command, description=description)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a table would change")
    check = parser.parse_args(arguments).check
    changed = 0
    for name, text in tables:
        path = folder / name
        if path.exists() and path.read_bytes() == text.encode():
            continue
        changed += 1
        print(f"{'differs' if check else 'written'}: {name}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    return int(check and changed > 0)

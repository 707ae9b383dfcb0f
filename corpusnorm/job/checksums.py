"""The checksums of a package: one line a file, as `sha256sum --check` reads them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Set
from pathlib import Path

from corpusnorm.errors import PackageError

CHECKSUMS = "checksums.sha256"


def write_checksums(folder: Path) -> None:
    """Write the checksums of all files in `folder`, sorted by path."""
    lines = [f"{_digest(folder / name)}  {name}\n" for name in sorted(_files(folder))]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="")


class Checksums:
    """The checksums of a package that is checked. Raises `PackageError` where they are missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise PackageError("the checksums of the package are missing", where=CHECKSUMS, code="E724") from error
        self._listed = {line[66:]: line[:64] for line in lines}

    def differs(self, name: str, digest: str) -> bool:
        """Whether a file whose sha256 is known is not as the run wrote it."""
        return self._listed.get(name) != digest

    def changed(self, known: Set[str]) -> Iterator[tuple[str, str]]:
        """The files that are not as the run wrote them, each with what is wrong. Those `known` are not looked at again."""
        there = set(_files(self._folder)) - {CHECKSUMS}
        for name in sorted({*self._listed, *there} - known):
            if name not in self._listed:
                yield name, "the run did not write it"
            elif name not in there:
                yield name, "it is missing"
            elif self.differs(name, _digest(self._folder / name)):
                yield name, "it was changed after the run"


def _files(folder: Path) -> Iterator[str]:
    """The names of all files in a folder, below it."""
    for path, _, names in os.walk(folder):
        below = Path(path).relative_to(folder).as_posix()
        yield from (f"{below}/{name}" for name in names) if below != "." else names


def _digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The input of a run: files, and packages, which stand for the files that they were made from."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from corpusnorm.errors import OutputError
from corpusnorm.ingest import expand
from corpusnorm.ingest.filenames import file_named
from corpusnorm.job.reconstruct import Package, reconstruct
from corpusnorm.job.workspace import is_package, is_workspace

_LONG, _CUT = 240, 50  # bytes of a name that may not get longer, and how many characters of it are kept
_DIGITS = 8  # of the sha256, in the name of a file whose name another one has


@dataclass(frozen=True, slots=True)
class File:
    """An input file: its name, its size, and what tells it from an earlier state of it. `path` is where it lies; one of a `package`
    lies nowhere until it is rebuilt, and is called `original` there."""

    name: str
    size: int
    stamp: str
    path: Path = Path()
    package: Path | None = None
    original: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a run is given: its files, sorted by name, the packages that some come from, and which were called otherwise."""

    files: tuple[File, ...]
    packages: tuple[Path, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    def check_apart(self, output: Path) -> None:
        """Raise `OutputError` where the output would stand on the input, or in a package."""
        onto = any(output == each.path or output in each.path.parents for each in self.files if not each.package)
        if onto or any(output.is_relative_to(each) or each.is_relative_to(output) for each in self.packages):
            raise OutputError("the output would stand on the input", where=str(output), hint="choose another folder", code="E507")

    def rebuilt(self, folder: Path) -> list[tuple[str, Path]]:
        """The names and paths of all files; those of packages are rebuilt below `folder`, and stay there for a run that goes on.

        Raises `PackageError` where one does not come out of its package with its sha256.
        """
        places: dict[Path, Path] = {}
        for number, package in enumerate(self.packages):
            places[package] = folder / str(number)
            if not places[package].exists():
                begun = folder / f"{number}.begun"
                shutil.rmtree(begun, ignore_errors=True)
                reconstruct(package, begun)
                begun.replace(places[package])
        return [(each.name, places[each.package] / file_named(each.original) if each.package else each.path) for each in self.files]


def given(inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> Given:
    """What `inputs`, files and folders, stand for.

    A folder that is a package, named or found in another one, stands for the files that it was made from, under their names there;
    what other inputs give is named as `expand` says. Of files with the same name and the same bytes one is taken. Where the bytes
    differ all are: one of a package keeps the name, the others have the beginning of their sha256 in it. Raises `InputError` where
    there is nothing to read, `PackageError` for a package that is damaged. Cost: the tables of files of the packages.
    """
    named = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    packages = {path for each in named if is_package(path := Path(each).resolve())}

    def apart(folder: Path) -> bool:
        if is_package(folder):
            packages.add(folder)
        return folder in packages or is_workspace(folder)

    others = [each for each in named if Path(each).resolve() not in packages]
    files = [_plain(name, path) for name, path in (expand(others, apart) if others or not packages else ())]
    files += [each for package in sorted(packages) for each in _of(package)]
    return _told_apart(files, tuple(sorted(packages)))


def _plain(name: str, path: Path) -> File:
    known = path.stat()
    return File(name, known.st_size, str(known.st_mtime_ns), path)


def _of(package: Path) -> Iterator[File]:
    """The files of a package."""
    source = Package(package)
    for row in source.ledger.rows("SELECT file, size, sha256 FROM files ORDER BY file"):
        yield File(row["file"], row["size"], row["sha256"], package=package, original=row["file"])
    source.ledger.close()


def _told_apart(files: Sequence[File], packages: tuple[Path, ...]) -> Given:
    """Files of which no two have the same name."""
    by_name: dict[str, list[File]] = {}
    for each in files:
        by_name.setdefault(each.name, []).append(each)
    chosen: dict[str, File] = {}
    renamed: list[tuple[str, str]] = []
    for name, same in sorted(by_name.items()):
        contents = _contents(same) if len(same) > 1 else {"": same[0]}
        first, *others = sorted(contents, key=lambda digest: (contents[digest].package is None, digest))
        chosen[name] = contents[first]
        for digest in others:
            other = _free(name, digest, by_name)
            chosen[other] = replace(contents[digest], name=other)
            renamed.append((name, other))
    return Given(tuple(chosen[name] for name in sorted(chosen)), packages, tuple(renamed))


def _contents(files: Sequence[File]) -> dict[str, File]:
    """Files by the sha256 of their bytes; one of a package before others with the same."""
    found: dict[str, File] = {}
    for each in files:
        if each.package:
            found.setdefault(each.stamp, each)
    for each in files:
        if not each.package:
            with each.path.open("rb") as file:
                found.setdefault(hashlib.file_digest(file, "sha256").hexdigest(), each)
    return found


def _free(name: str, digest: str, taken: dict[str, list[File]]) -> str:
    """A name like `name` that no other file has."""
    path = PurePosixPath(name)
    stem = path.stem if len(path.name.encode()) < _LONG else path.stem[:_CUT]
    for digits in range(_DIGITS, len(digest) + 1):
        other = f"{name[: -len(path.name)]}{stem}~{digest[:digits]}{path.suffix}"
        if other not in taken:
            break
    return other

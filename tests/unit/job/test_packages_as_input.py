"""A package given to a run stands for the files that it was made from."""

import hashlib
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import corpusnorm
from corpusnorm.errors import OutputError, PackageError
from corpusnorm.job.given import given
from corpusnorm.job.reconstruct import Package

FILES = {
    "a.txt": b" date 2023-11-09 The president of Turkey met the delegation in Kiev.\r\n\r\nThey spoke for two hours.\r\n",
    "sub/b.jsonl": b'{"text": "One line, \\u00e9."}\n\n{"text": 1}\n',
    "caf\udce9.txt": "caf\u00e9".encode("utf-16"),
    r"n\xff.txt": b"\xff\xfe\x00",
}


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(package: Path) -> dict[str, str]:
    return {row["name"]: row["document"] for row in Package(package).ledger.rows("SELECT name, document FROM documents")}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    return corpusnorm.run(laid(folder / "in", FILES), folder / "out").output


def test_a_package_run_again_is_the_same_bytes(package: Path, tmp_path: Path) -> None:
    corpusnorm.run(package, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(package)
    assert not corpusnorm.compare(package, tmp_path / "out")


def test_documents_are_added(package: Path, tmp_path: Path) -> None:
    laid(tmp_path / "more", {"new.txt": b"A violin has four strings."})
    corpusnorm.run([package, tmp_path / "more"], tmp_path / "out")
    assert names(tmp_path / "out").items() > names(package).items()
    old = {name: content for name, content in contents(package).items() if name.startswith("works/")}
    assert contents(tmp_path / "out").items() > old.items()
    corpusnorm.reconstruct(tmp_path / "out", tmp_path / "back")
    assert contents(tmp_path / "back") == {**FILES, "new.txt": b"A violin has four strings."}


def test_files_of_the_same_name_are_told_apart(package: Path, tmp_path: Path) -> None:
    laid(tmp_path / "more", {"a.txt": b"Another one.", r"n\xff.txt": FILES[r"n\xff.txt"]})
    made = corpusnorm.run([tmp_path / "more", package], tmp_path / "out")
    other = f"a~{hashlib.sha256(b'Another one.').hexdigest()[:8]}.txt"
    assert made.renamed == (("a.txt", other),)
    corpusnorm.reconstruct(tmp_path / "out", tmp_path / "back")
    assert contents(tmp_path / "back") == {**FILES, other: b"Another one."}


def test_a_package_in_a_folder_stands_for_its_files_too(package: Path, tmp_path: Path) -> None:
    laid(tmp_path / "in", {"new.txt": b"A violin has four strings."})
    shutil.copytree(package, tmp_path / "in" / "old")
    assert [each.name for each in given(tmp_path / "in").files] == sorted([*Package(package).files(), "new.txt"])


def test_an_interrupted_run_goes_on_from_what_was_rebuilt(package: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "inputs"
    first = given(package).rebuilt(workspace)
    when = {path: path.stat().st_mtime_ns for _, path in first}
    assert given(package).rebuilt(workspace) == first
    assert {path: path.stat().st_mtime_ns for _, path in first} == when


@pytest.mark.parametrize("place", [".", "inner", "ledger/inner"])
def test_the_output_never_stands_in_the_package(place: str, package: Path) -> None:
    with pytest.raises(OutputError, match="would stand on the input"):
        corpusnorm.run(package, package / place, overwrite=True)


def test_a_damaged_package_is_refused(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "damaged")
    work = next(path for path in (tmp_path / "damaged" / "works").iterdir() if b"delegation" in path.read_bytes())
    work.write_bytes(work.read_bytes().replace(b"delegation", b"delegatoin"))
    with pytest.raises(PackageError, match=r"1 files did not come out as they went in: a\.txt"):
        corpusnorm.run(tmp_path / "damaged", tmp_path / "out")


def test_a_package_of_another_version_is_refused(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "old")
    documents = tmp_path / "old" / "ledger" / "documents.parquet"
    pq.write_table(pq.read_table(documents).drop_columns(["line_feeds"]), documents)
    with pytest.raises(PackageError, match="was it written by another version"):
        corpusnorm.run(tmp_path / "old", tmp_path / "out")

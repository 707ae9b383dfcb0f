"""A package carries its schema, every file of it names the schema, and jing finds each of them valid by it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

import corpusnorm
from corpusnorm.tei.schema import build

NAMES = ["corpusnorm.odd", "corpusnorm.rng"]


@pytest.fixture(scope="module")
def package(seeds_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpusnorm.run(seeds_folder, tmp_path_factory.mktemp("schema") / "out").output


def named(file: Path) -> Path:
    """The schema that a file names before its root."""
    root = etree.parse(file).getroot()
    [model] = [node for node in root.itersiblings(preceding=True) if node.tag is etree.PI]
    assert model.target == "xml-model"
    assert dict(model.attrib) | {"href": ""} == {
        "href": "",
        "type": "application/xml",
        "schematypens": "http://relaxng.org/ns/structure/1.0",
    }
    return (file.parent / model.get("href")).resolve()


def test_the_schema_of_a_package_is_ours(package: Path) -> None:
    assert sorted(path.name for path in (package / "schema").iterdir()) == NAMES
    for name in NAMES:
        assert (package / "schema" / name).read_bytes() == (build.FOLDER / name).read_bytes()


def test_every_file_names_the_schema_of_its_package(package: Path) -> None:
    files = sorted(package.rglob("*.xml"))
    assert len(files) == 6
    assert {named(file) for file in files} == {(package / "schema" / "corpusnorm.rng").resolve()}


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
def test_a_package_is_valid_by_its_own_schema(package: Path) -> None:
    """jing includes what `corpus.xml` includes."""
    command = ["jing", str(package / "schema" / "corpusnorm.rng"), *map(str, sorted(package.rglob("*.xml")))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program, our files
    assert (done.stdout, done.returncode) == ("", 0)

"""The package of the seeds, as a whole and file by file, is TEI P5: jing says so, with the consortium's own schema."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

import corpusnorm
from corpusnorm.config import from_dict

TEI_ALL = Path(__file__).parents[4] / "shared" / "schemas" / "tei_all.rng"

pytestmark = [
    pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed"),
    pytest.mark.skipif(not TEI_ALL.is_file(), reason="shared/schemas/tei_all.rng is not there"),
]


def expanded(package: Path, target: Path) -> Path:
    """The corpus as one file, every inclusion done."""
    corpus = etree.parse(package / "corpus.xml")
    corpus.xinclude()
    corpus.write(target, encoding="utf-8")
    return target


def complaints(files: list[Path]) -> str:
    command = ["jing", str(TEI_ALL), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603 - a fixed program, our files


@pytest.mark.parametrize("least", [0, 0.7, 1])
def test_the_package_of_the_seeds_is_valid(least: float, seeds_folder: Path, tmp_path: Path) -> None:
    config = from_dict({"repair": {"conjecture_from": least}})
    done = corpusnorm.run(seeds_folder, tmp_path / "out", config)
    works = sorted((done.output / "works").iterdir())
    assert len(works) == 4
    assert complaints([expanded(done.output, tmp_path / "expanded.xml"), done.output / "authorities.xml", *works]) == ""


def test_a_package_in_shards_is_valid(seeds_folder: Path, tmp_path: Path) -> None:
    done = corpusnorm.run(seeds_folder, tmp_path / "out", from_dict({"tei": {"layout": "shards"}}))
    shards = sorted((done.output / "works").iterdir())
    assert [etree.parse(shard).getroot().tag for shard in shards] == ["{http://www.tei-c.org/ns/1.0}teiCorpus"] * len(shards)
    assert complaints([expanded(done.output, tmp_path / "expanded.xml"), *shards]) == ""


def test_a_package_with_tokens_is_valid(seeds_folder: Path, tmp_path: Path) -> None:
    done = corpusnorm.run(seeds_folder, tmp_path / "out", from_dict({"tei": {"tokens": True}}))
    works = sorted((done.output / "works").iterdir())
    assert all(b"<w " in work.read_bytes() and b"<pc " in work.read_bytes() for work in works)
    assert complaints([expanded(done.output, tmp_path / "expanded.xml"), *works]) == ""

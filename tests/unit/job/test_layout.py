"""The same corpus in files and in shards: the same works and texts, whatever the chunks; all that reads a package reads both."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest
from lxml import etree

import corpusnorm
from corpusnorm.config import Config, from_dict
from corpusnorm.errors import ConfigError, PackageError
from corpusnorm.exports import read_works
from corpusnorm.job.reconstruct import Package
from corpusnorm.tei.division import MOST_FILES, Division

_SENTENCE = "The old harbour of the town was built by merchants from the north, who traded in salt and timber for many years."
_BESIDE = re.compile(rb'"[0-9a-f]+\.xml#|"d[0-9a-f]{16}\.xml#')


def config(layout: str, **options: object) -> Config:
    return from_dict({"tei": {"layout": layout}, "run": options})


def few_hundred(path: Path) -> Path:
    """300 short texts, among them exact and near copies, and some that share a paragraph."""
    random = Random(6)  # noqa: S311
    words = sorted(set(_SENTENCE.split()) | {f"word{number}" for number in range(300)})
    texts = [" ".join(random.choices(words, k=40)) for _ in range(300)]
    for number in range(10, 300, 10):
        texts[number] = (texts[number - 1], texts[number - 1] + " More.", f"{texts[number]}\n\n{_SENTENCE * 4}")[number // 10 % 3]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> tuple[Path, Path]:
    """The seeds and some hundred texts, in files and in shards."""
    folder = tmp_path_factory.mktemp("both")
    few_hundred(Path(shutil.copytree(seeds_folder, folder / "in")) / "many.jsonl")
    files, shards = (corpusnorm.run(folder / "in", folder / layout, config(layout)).output for layout in ("files", "shards"))
    return files, shards


def digest(folder: Path) -> dict[str, str]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(found.items())}


def test_shards_are_named_by_the_ids_of_their_works(both: tuple[Path, Path]) -> None:
    names = sorted(path.name for path in (both[1] / "works").iterdir())
    assert names == [f"{digit:x}.xml" for digit in range(16)]
    for name in names:
        root = etree.parse(both[1] / "works" / name).getroot()
        ids = [work.get("{http://www.w3.org/XML/1998/namespace}id") for work in root.iterchildren("{*}TEI")]
        assert ids == sorted(ids)
        assert {id_[1] for id_ in ids} == {name[0]}


def test_a_work_is_the_same_element_but_for_its_pointers_into_others(both: tuple[Path, Path]) -> None:
    files, shards = map(Package, both)
    ids = [row["work"] for row in files.ledger.rows("SELECT work FROM works ORDER BY work")]
    assert ids == [row["work"] for row in shards.ledger.rows("SELECT work FROM works")]
    pointed = 0
    for work in ids:
        one, other = files.works.xml(work), shards.works.xml(work)
        assert _BESIDE.sub(b'"', one) == _BESIDE.sub(b'"', other)
        pointed += one != other
    assert pointed > 5
    assert [work.text for work in read_works(files)] == [work.text for work in read_works(shards)]


def test_the_ledger_says_where_each_work_stands(both: tuple[Path, Path]) -> None:
    for package in both:
        for row in pq.read_table(package / "ledger" / "works.parquet").to_pylist():
            xml = (package / row["file"]).read_bytes()[row["start"] : row["end"]]
            assert etree.fromstring(xml).get("{http://www.w3.org/XML/1998/namespace}id") == row["work"]


def test_both_are_sound_and_give_everything_back(both: tuple[Path, Path]) -> None:
    for package in both:
        assert corpusnorm.validate(package) == []
        assert all(each.right for each in corpusnorm.reconstruct(package, check=True))


def test_nothing_reads_differently(both: tuple[Path, Path]) -> None:
    assert not corpusnorm.compare(*both)
    assert corpusnorm.compare(*both[::-1]).readings == ()


def test_the_other_tables_of_the_ledger_are_the_same(both: tuple[Path, Path]) -> None:
    files, shards = (digest(package / "ledger") for package in both)
    assert {name for name in files if files[name] != shards[name]} == {"works.parquet"}


def test_chunks_and_order_change_nothing(both: tuple[Path, Path], tmp_path: Path) -> None:
    inputs = sorted((both[1].parent / "in").iterdir(), reverse=True)
    again = corpusnorm.run(inputs, tmp_path / "again", config("shards", chunk_bytes=7_000)).output
    assert digest(again) == digest(both[1])


def test_the_corpus_includes_each_shard_once(both: tuple[Path, Path]) -> None:
    corpus = etree.parse(both[1] / "corpus.xml")
    corpus.xinclude()
    works = [found.get("{http://www.w3.org/XML/1998/namespace}id") for found in corpus.getroot().iter("{*}TEI")]
    assert sorted(works) == ["authorities", *(work.id for work in read_works(Package(both[1])))]


def test_a_work_that_is_not_where_it_was_is_told(both: tuple[Path, Path], tmp_path: Path) -> None:
    package = Path(shutil.copytree(both[1], tmp_path / "out"))
    shard = next((package / "works").iterdir())
    shard.write_bytes(shard.read_bytes().replace(b"<teiHeader>", b"<teiHeader >", 1))
    source = Package(package)
    work = source.ledger.rows("SELECT work FROM works WHERE file = $f", f=f"works/{shard.name}")[0]["work"]
    with pytest.raises(PackageError, match="does not stand where the ledger says"):
        source.works.xml(work)
    assert corpusnorm.validate(package) != []


@pytest.mark.parametrize(
    ("works", "size", "digits"),
    [
        (MOST_FILES, 10**15, 0),
        (MOST_FILES + 1, 0, 1),
        (64_000, 0, 1),
        (64_001, 0, 2),
        (4_000_000, 12 * 10**9, 3),
        (20_000, 10**10, 2),
    ],
)
def test_the_number_of_works_and_bytes_decides(works: int, size: int, digits: int) -> None:
    assert Division.of("auto", works, size).digits == digits


def test_a_layout_that_is_none_is_told() -> None:
    with pytest.raises(ConfigError, match=r"expected auto, files or shards, not 'shard' @ \$\.tei\.layout"):
        from_dict({"tei": {"layout": "shard"}})

"""Two releases of a corpus, held against each other."""

from pathlib import Path

import pytest

import corpusnorm
from corpusnorm.config import from_dict
from corpusnorm.errors import PackageError
from corpusnorm.job.releases import Change, compare
from corpusnorm.tei.reader import read_blocks

STORY = "The president of Turkey met the delegation in Kiev on Monday. They spoke for two hours about the roads of the region."
OTHER = "A violin has four strings, and each of them is tuned a fifth above the next one. The bow is made of wood and hair."


def released(folder: Path, texts: dict[str, str], policy: str = "default") -> Path:
    source = folder / "in"
    source.mkdir(parents=True)
    for name, text in texts.items():
        (source / name).write_text(f" date 2023-11-09 {text}\n", encoding="utf-8")
    return corpusnorm.run(source, folder / "out", from_dict({"names": {"policy": policy}})).output


def test_a_corpus_is_not_different_from_itself(tmp_path: Path) -> None:
    package = released(tmp_path, {"a.txt": STORY, "b.txt": OTHER})
    assert not compare(package, package)


def test_what_came_went_and_was_edited(tmp_path: Path) -> None:
    old = released(tmp_path / "1", {"a.txt": STORY, "b.txt": OTHER, "c.txt": "Gone."})
    new = released(tmp_path / "2", {"a.txt": STORY.replace("two", "three"), "b.txt": OTHER, "d.txt": OTHER, "e.txt": "New."})
    found = compare(old, new)
    assert (found.works, found.added, found.removed) == ((3, 3), ("e.txt",), ("c.txt",))
    assert found.documents == (
        Change("a.txt", "edited", "base", "base"),
        Change("c.txt", "removed", was="base"),
        Change("d.txt", "added", now="exact b.txt"),
        Change("e.txt", "added", now="base"),
    )
    assert [(each.name, each.old, each.new) for each in found.readings] == [("a.txt", "two", "three")]


def test_a_document_that_became_another_works_copy_has_moved(tmp_path: Path) -> None:
    story = f"{OTHER} {STORY}"
    old = released(tmp_path / "1", {"b.txt": story})
    new = released(tmp_path / "2", {"a.txt": f"{story} Nobody else came.", "b.txt": story})
    found = compare(old, new)
    assert found.documents == (Change("a.txt", "added", now="base"), Change("b.txt", "moved", "base", "near a.txt"))


def test_a_work_goes_on_under_a_better_witness(tmp_path: Path) -> None:
    story = f"{OTHER} {STORY}"
    old = released(tmp_path / "1", {"b.txt": story, "c.txt": "Nothing of the kind."})
    new = released(tmp_path / "2", {"a.txt": f"{story} Nobody else came.", "b.txt": story, "c.txt": "Nothing of the kind."})
    found = compare(old, new)
    assert (found.added, found.removed, found.rebased) == ((), (), (("b.txt", "a.txt"),))
    assert [(each.name, each.old, each.new.strip()) for each in found.readings] == [("a.txt", "", "Nobody else came.")]


def test_two_works_that_become_one_are_not_one_that_goes_on(tmp_path: Path) -> None:
    old = released(tmp_path / "1", {"b.txt": f"{OTHER} {STORY}", "a.txt": "Nothing of the kind."})
    new = released(tmp_path / "2", {"b.txt": f"{OTHER} {STORY}", "a.txt": f"{OTHER} {STORY} Nobody else came."})
    found = compare(old, new)
    assert (found.added, found.removed, found.rebased) == ((), ("b.txt",), ())


def test_another_policy_is_other_readings_and_nothing_else(tmp_path: Path) -> None:
    old = released(tmp_path / "1", {"a.txt": STORY, "b.txt": OTHER}, "as-written")
    new = released(tmp_path / "2", {"a.txt": STORY, "b.txt": OTHER})
    found = compare(old, new)
    assert (found.added, found.removed, found.documents) == ((), (), ())
    assert [(each.old, each.new) for each in found.readings] == [("Turkey", "Türkiye"), ("Kiev", "Kyiv")]
    texts = ["\n".join(read_blocks(package / "works" / f"{found.readings[0].work}.xml", "regular")) for package in (old, new)]
    for each in reversed(found.readings):
        texts[0] = texts[0][: each.start] + each.new + texts[0][each.end :]
    assert texts[0] == texts[1]


def test_what_is_no_package_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no package"):
        compare(tmp_path, tmp_path)

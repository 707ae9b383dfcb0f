"""One work in six documents of the development pairs: two revisions, one with known edits, two degraded copies, and a part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import corpusnorm
from corpusnorm.job.reconstruct import Package
from corpusnorm.tei.parsing import parse, tei
from corpusnorm.tei.reader import read_blocks

PAIRS = Path(__file__).parents[4] / "shared/data/repair"
NEW = "A wholly new paragraph that was written for this revision alone, and which nobody else has."
WORDS = 40  # that are replaced, each in a paragraph of its own
pytestmark = pytest.mark.skipif(not PAIRS.is_dir(), reason="the development pairs are not here")


def edited(text: str) -> tuple[str, dict[str, Any]]:
    """A revision with a paragraph that moved, one that is gone, a new one, and words that are replaced; and which these are."""
    lines = text.split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > 150]
    moved, gone, *others = long
    replaced = {}
    for place, number in enumerate(others[:WORDS]):
        words = lines[number].split(" ")
        words[3] = f"zyx{place}"
        replaced[words[3]] = lines[number].split(" ")[3]
        lines[number] = " ".join(words)
    known = {"moved": lines[moved], "gone": lines[gone], "replaced": replaced}
    left = [line for number, line in enumerate(lines) if number not in (moved, gone)]
    left.insert(len(left) - 2, known["moved"])
    left.insert(5, NEW)
    return "\n".join(left), known


@pytest.fixture(scope="module")
def collated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], dict[str, Any]]:
    folder = tmp_path_factory.mktemp("witnesses")
    pairs = [json.loads(path.read_text("utf-8")) for path in sorted(PAIRS.glob("rustbook-ch04__*.json"))]
    base, early = pairs[0]["truth_b"], pairs[0]["clean_a"]
    revised, known = edited(base)
    texts = {
        "base.txt": base,
        "early.txt": early,
        "edited.txt": revised,
        "part.txt": base[: base.rindex("\n", 0, len(base) * 2 // 3)],
    }
    texts |= {f"degraded{number}.txt": pair["degraded_b"] for number, pair in enumerate(pairs)}
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / name).write_text(text, "utf-8")
    corpusnorm.run(folder / "in", folder / "out")
    return folder / "out", texts, known


def test_they_are_one_work_and_each_comes_back(collated: tuple[Path, dict[str, str], dict[str, Any]]) -> None:
    out, texts, _ = collated
    package = Package(out)
    rows = {name: package.document(name) for name in texts}
    assert len({row["work"] for row in rows.values()}) == 1
    assert {name: row["kind"] for name, row in rows.items()} == {
        "base.txt": "base",
        "early.txt": "near",
        "edited.txt": "near",
        "part.txt": "contains",
        "degraded0.txt": "degraded-of",
        "degraded1.txt": "degraded-of",
    }
    assert {name: package.raw_text(name) for name in texts} == texts
    assert corpusnorm.validate(out) == []


@pytest.mark.parametrize("name", ["early.txt", "edited.txt", "part.txt"])
def test_each_witness_is_read_out_of_the_tei(name: str, collated: tuple[Path, dict[str, str], dict[str, Any]]) -> None:
    out, _, _ = collated
    package = Package(out)
    [work] = (out / "works").glob("*.xml")
    read = "".join(read_blocks(work, witness=package.document(name)["document"]))
    assert "".join(read.split()) == "".join(package.clean_text(name).split())


def test_what_moved_is_marked_and_linked(collated: tuple[Path, dict[str, str], dict[str, Any]]) -> None:
    out, texts, known = collated
    [work] = (out / "works").glob("*.xml")
    root = parse(work)
    witness = f"#wit.{Package(out).document('edited.txt')['document']}"
    [group] = [each for each in root.iter(tei("linkGrp")) if each.get("type") == "transposition" and each.get("corresp") == witness]
    [link] = group
    place, raw = (link.get("target") or "").split()
    start, _, end = raw.partition("#")[2].partition(",")
    assert texts["edited.txt"][int(start) : int(end)] == known["moved"]
    [there] = [each for each in root.iter(tei("seg")) if each.get("corresp") == place]
    assert there.text == known["moved"]
    gone = [each for each in root.iter(tei("rdg")) if each.get("type") == "transposed" and witness in each.get("wit", "").split()]
    assert len(gone) == 1


def test_the_known_variants_are_found_and_no_others(collated: tuple[Path, dict[str, str], dict[str, Any]]) -> None:
    """Each word that was replaced, nearly all in entries of their own; beside them what moved, what is gone and what is new."""
    out, _, known = collated
    [work] = (out / "works").glob("*.xml")
    witness = f"#wit.{Package(out).document('edited.txt')['document']}"
    own = [each for each in parse(work).iter(tei("rdg")) if witness in each.get("wit", "").split()]
    read = {"".join(each.itertext()): "".join(each.getparent()[0].itertext()) for each in own}
    found = {word: lemma for text, lemma in read.items() for word in text.split() if word.startswith("zyx")}
    assert set(found) == set(known["replaced"])
    assert all(word in found[new] for new, word in known["replaced"].items())
    assert (
        sum(found[new] == word for new, word in known["replaced"].items()) >= 0.85 * WORDS
    )  # in others another witness differs, too
    others = [each for each in own if "zyx" not in "".join(each.itertext())]
    assert len(others) == 5  # of what moved two, of the lacuna its edges, and the new paragraph
    assert any(NEW in "".join(each.itertext()) for each in others)


def test_a_part_ends_where_it_ends(collated: tuple[Path, dict[str, str], dict[str, Any]]) -> None:
    out, _, _ = collated
    [work] = (out / "works").glob("*.xml")
    witness = f"#wit.{Package(out).document('part.txt')['document']}"
    [end] = [each for each in parse(work).iter(tei("witEnd")) if witness in (each.getparent().get("wit") or "").split()]
    assert not list(end.itertext())

"""A place of the output is led back to its bytes, and a place of the source forward."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpusnorm
from corpusnorm.errors import PackageError
from corpusnorm.job.reconstruct import Package
from corpusnorm.job.trace import trace

STORY = (
    " date 2023-11-09 Turkey\u2019s president didn\u00e2\u20ac\u2122t go to Kiev.\r\n\r\nNobody  knows why; cafe\u0301s closed.\r\n"
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trace")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_bytes(b"\xef\xbb\xbf" + STORY.encode())
    lines = [
        json.dumps({"n": 1, "text": "One line, \u00e9 and \u00fc."}),
        json.dumps({"text": "In Kiev \u00e9."}, ensure_ascii=False),
    ]
    (folder / "in" / "b.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "in" / "c.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>One &amp; <hi>Kiev</hi>.</p></body></text></TEI>', encoding="utf-8"
    )
    return corpusnorm.run(folder / "in", folder / "out").output


def source(package: Path, name: str) -> bytes:
    return (package.parent / "in" / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "word", "raw", "rules"),
    [
        ("a.txt", "Türkiye", "Turkey", ["names:renaming"]),
        ("a.txt", "didn\u2019t", "didn\u00e2\u20ac\u2122t", ["encoding"]),
        ("a.txt", "caf\u00e9s", "cafe\u0301s", ["unicode:NFC"]),
        ("b.jsonl#1", "\u00fc", "\u00fc", []),
        ("b.jsonl#2", "Kyiv \u00e9", "Kiev \u00e9", ["names:transliteration"]),
        ("c.xml", "Kyiv", "Kiev", ["names:transliteration"]),
    ],
)
def test_a_word_is_led_back_to_its_bytes(package: Path, name: str, word: str, raw: str, rules: list[str]) -> None:
    text = trace(package, name).stages[-1].text
    at = text.index(word)
    found = trace(package, name, at, at + len(word))
    assert (found.stages[-1].text, found.stages[0].text) == (word, raw)
    assert [edit.rule for stage in found.stages for edit, _ in stage.edits] == rules
    assert found.bytes is not None
    data = source(package, found.file)[slice(*found.bytes)].decode()
    assert raw == (json.loads(f'"{data}"') if name == "b.jsonl#1" else data)


@given(st.data())
def test_there_and_back_covers_the_place(package: Path, data: st.DataObject) -> None:
    whole = trace(package, "a.txt")
    size = len(whole.stages[-1].text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    back = trace(package, "a.txt", start, end)
    first = back.stages[0].span
    forth = trace(package, "a.txt", first.start, first.end, "raw").stages[-1].span
    assert forth.start <= start <= end <= forth.end
    assert back.bytes is not None
    assert source(package, "a.txt")[slice(*back.bytes)].decode().replace("\r\n", "\n") == first.of(
        Package(package).raw_text("a.txt")
    )
    if not any(stage.edits for stage in back.stages):
        assert back.stages[0].text == back.stages[-1].text


def test_a_paragraph_is_a_place(package: Path) -> None:
    work = Package(package).document("a.txt")["work"]
    assert trace(package, f"{work}.p2").stages[-1].text == "Nobody knows why; cafés closed."
    assert trace(package, f"{work}.p2", 0, 6).stages[0].text == "Nobody"


@pytest.mark.parametrize(("place", "start", "end"), [("a.txt", 0, 10_000), ("a.txt", 5, 3), ("no.txt", 0, 1)])
def test_a_place_that_is_not_there_is_said(package: Path, place: str, start: int, end: int) -> None:
    with pytest.raises(PackageError, match="E601"):
        trace(package, place, start, end)
    with pytest.raises(PackageError, match="paragraphs"):
        trace(package, f"{Package(package).document('a.txt')['work']}.p9")


def test_sentences_and_tokens_are_followed_by_their_ids(package: Path) -> None:
    """They are those of the TEI; a token of a rewritten name is followed with the whole name."""
    document = trace(package, "a.txt").document
    read = {place: trace(package, f"{document}.p{place}") for place in ("1.s1", "1.s1.w1", "1.s1.w2", "1.s1.c7", "2.s1.w1")}
    words = {place: (found.stages[0].text, found.stages[-1].text) for place, found in read.items()}
    assert words["1.s1"][1].startswith("Türkiye\u2019s president didn\u2019t go to Kyiv.")
    assert words["1.s1.w1"] == ("Turkey", "Türkiye")
    assert words["1.s1.w2"] == ("\u2019s", "\u2019s")
    assert words["2.s1.w1"] == ("Nobody", "Nobody")


@pytest.mark.parametrize(
    ("place", "message"),
    [("p9", "has 2 paragraphs"), ("p1.s9", "has 1 sentences"), ("p1.s1.w99", "has 8 tokens")],
)
def test_a_segment_that_is_not_there(package: Path, place: str, message: str) -> None:
    with pytest.raises(PackageError, match=message):
        trace(package, f"{trace(package, 'a.txt').document}.{place}")


def test_the_paragraph_of_a_work_without_text_is_a_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b" \n")
    corpusnorm.run(tmp_path / "a.txt", tmp_path / "out")
    work = Package(tmp_path / "out").document("a.txt")["work"]
    assert f'xml:id="{work}.p1"' in (tmp_path / "out" / "works" / f"{work}.xml").read_text("utf-8")
    assert trace(tmp_path / "out", f"{work}.p1").stages[0].text == " \n"
    with pytest.raises(PackageError, match="has 0 sentences"):
        trace(tmp_path / "out", f"{work}.p1.s1")

"""The package of the seeds in other formats: the same ids, the same texts, nothing lost between the tokens."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import corpusnorm
from corpusnorm.cli.export import command
from corpusnorm.config import from_dict
from corpusnorm.errors import ConfigError, OutputError
from corpusnorm.exports import FORMATS, WorkText, export, read_works
from corpusnorm.exports.tokens import sentences_of
from corpusnorm.exports.works import Side
from corpusnorm.job.reconstruct import Package
from corpusnorm.tei.parsing import XML_ID, attribute, parse, tei


@pytest.fixture(scope="module")
def package(seeds_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpusnorm.run(seeds_folder, tmp_path_factory.mktemp("seeds") / "out", from_dict({"tei": {"tokens": True}})).output


@pytest.fixture(scope="module")
def works(package: Path) -> list[WorkText]:
    return list(read_works(Package(package)))


def test_works_read_as_their_tei(package: Path, works: list[WorkText]) -> None:
    written = Package(package).works
    assert len(works) == 4
    for work in works:
        texts = tuple(each.span.of(work.text) for each in work.paragraphs)
        assert texts == written.blocks(work.id, "regular")
        xml = written.xml(work.id).decode()
        assert all(f'xml:id="{each.id}"' in xml for each in work.paragraphs)


def test_names_stand_where_they_are_said_to_and_their_originals_in_the_other_text(package: Path, works: list[WorkText]) -> None:
    for work, written in zip(works, read_works(Package(package), "base"), strict=True):
        for name, before in zip(work.names, written.names, strict=True):
            assert name.span.of(work.text) == name.form
            assert before.span.of(written.text) == before.form == name.original
    assert any(name.form != name.original for work in works for name in work.names)


def test_witnesses_are_listed_the_base_first(works: list[WorkText]) -> None:
    [two] = [work for work in works if len(work.witnesses) > 1]
    assert [each["name"][:3] for each in two.witnesses] == ["003", "004"]


def test_jsonl_and_parquet_say_the_same(package: Path, tmp_path: Path) -> None:
    assert export(package, tmp_path / "a.jsonl", "jsonl") == 4
    export(package, tmp_path / "a.parquet", "parquet")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [{**row, "meta": json.loads(row["meta"])} for row in pq.read_table(tmp_path / "a.parquet").to_pylist()]
    assert lines == rows


def test_text_is_the_paragraphs_and_nothing_else(package: Path, works: list[WorkText], tmp_path: Path) -> None:
    export(package, tmp_path / "texts", "text")
    for work in works:
        lines = (tmp_path / "texts" / f"{work.id}.txt").read_text(encoding="utf-8").split("\n")
        assert lines == [*(each.span.of(work.text) for each in work.paragraphs), ""]


def conllu(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The `# text` of each sentence and its rows."""
    for block in text.split("\n\n"):
        lines = block.split("\n")
        found = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
        if found:
            yield found[0], [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_conllu_gives_each_sentence_back_and_every_name_once(package: Path, works: list[WorkText], tmp_path: Path) -> None:
    export(package, tmp_path / "a.conllu", "conllu")
    begun = 0
    for text, rows in conllu((tmp_path / "a.conllu").read_text(encoding="utf-8")):
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        assert all(len(row) == 10 for row in rows)
        spaces = ["" if "SpaceAfter=No" in row[9] else " " for row in rows]
        assert "".join(f"{row[1]}{space}" for row, space in zip(rows, spaces, strict=True)).split() == text.split()
        begun += sum("Name=B-" in row[9] for row in rows)
    assert begun == sum(len(work.names) for work in works)


@pytest.mark.parametrize("side", ["base", "regular"])
def test_sentences_and_tokens_have_the_ids_of_the_tei(side: Side, package: Path) -> None:
    """What the TEI has the exports have, but for tokens of names that were rewritten; they alone have what stands in copies."""
    for work in read_works(Package(package), side):
        root = parse(package / "works" / f"{work.id}.xml")
        copies = any("copyOf" in node.attrib for node in root.iter())
        lines = [line for _, found in sentences_of(work, with_tokens=True) for line in found]
        sentences = [attribute(node, XML_ID) for node in root.iter(tei("s")) if "prev" not in node.attrib]
        assert sentences == [line.id for line in lines if line.id in set(sentences) or not copies]
        whole = {attribute(node, XML_ID): node for node in root.iter(tei("w"), tei("pc")) if "prev" not in node.attrib}
        tokens = {token.id: token.form for line in lines for token in line.tokens if token.id}
        assert [name for name in tokens if name in whole or not copies] == [name for name in whole if name in tokens]
        assert side == "regular" or set(whole) <= set(tokens)
        assert len(set(tokens) & set(whole)) > 0.9 * len(whole)
        cut = {name for name, node in whole.items() if "part" in node.attrib}
        assert all(node.text == tokens[name] for name, node in whole.items() if name in tokens and name not in cut)


def test_vertical_text_nests_and_gives_the_text_back(package: Path, works: list[WorkText], tmp_path: Path) -> None:
    export(package, tmp_path / "a.vert", "vertical")
    lines = (tmp_path / "a.vert").read_text(encoding="utf-8").splitlines()
    opened: list[str] = []
    tokens: dict[str, str] = {}
    work = ""
    for line in lines:
        if match := re.fullmatch(r'<(doc|p|s|name)( id="(\w+)".*| .*)?>', line):
            opened.append(match[1])
            work = match[3] if match[1] == "doc" else work
        elif match := re.fullmatch(r"</(\w+)>", line):
            assert opened.pop() == match[1]
        elif line != "<g/>":
            form, start, end, _ = line.split("\t")
            text = next(each.text for each in works if each.id == work)
            assert text[int(start) : int(end)] == form.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            tokens[work] = tokens.get(work, "") + text[int(start) : int(end)]
    assert opened == []
    assert tokens == {work.id: "".join(work.text.split()) for work in works}


def test_pages_load_nothing_and_mark_every_name(package: Path, works: list[WorkText], tmp_path: Path) -> None:
    export(package, tmp_path / "pages", "html")
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    for work in works:
        page = (tmp_path / "pages" / f"{work.id}.html").read_text(encoding="utf-8")
        assert f'href="{work.id}.html"' in index
        assert page.count("data-name title=") == len(work.names)
        assert "<script" not in page
        assert "default-src 'none'" in unescape(page)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_package_gives_the_same_bytes(form: str, package: Path, tmp_path: Path) -> None:
    for name in "ab":
        export(package, tmp_path / name, form)
    one, other = (sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) or [tmp_path / name] for name in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_the_command_knows_every_format() -> None:
    [option] = [each for each in command.params if each.name == "form"]
    assert list(option.type.choices) == list(FORMATS)


def test_what_cannot_be_is_said(package: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'csv' is no format"):
        export(package, tmp_path / "a", "csv")
    with pytest.raises(OutputError, match="E506"):
        export(package, tmp_path, "jsonl")


@pytest.mark.parametrize("form", FORMATS)
def test_metadata_with_half_a_surrogate_is_written(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "A war.", "title": "a\\ud800", "\\udc00": "b"}', encoding="utf-8")
    corpusnorm.run(tmp_path / "a.jsonl", tmp_path / "out")
    assert export(tmp_path / "out", tmp_path / "written", form) == 1
    [work] = corpusnorm.works(tmp_path / "out")
    assert work.title == "a\N{REPLACEMENT CHARACTER}"

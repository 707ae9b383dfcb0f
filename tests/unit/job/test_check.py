"""Validation: packages of every kind are sound, and whatever a careless or hostile hand does to one is found, and said where."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import corpusnorm
from corpusnorm.config import from_dict
from corpusnorm.degradation import Degradation, operator_from_dict
from corpusnorm.job.checksums import CHECKSUMS, write_checksums
from corpusnorm.job.validation.check import LISTED, check
from corpusnorm.tei.checks import Problem

WORK = "works/{}.xml"
RECIPE = [{"op": "tokenize"}, {"op": "lowercase"}, {"op": "stop", "list": "fox"}]


def files(seeds: dict[str, str]) -> dict[str, bytes]:
    """Input of every kind: texts with names and with a shared passage, a near copy, a degraded copy, mojibake, records that are
    empty, blank or broken, JSONL, TEI."""
    letter = seeds["000"]
    near = letter.replace("embarked on", "set out for").replace("significant", "notable")
    body = "<p>Wheat was dearer by six pence this week.</p><p>Nobody knew why.</p>"
    header = (
        "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt></fileDesc></teiHeader>"
    )
    return {
        "a.txt": letter.encode(),
        "near.txt": near.encode(),
        "same.txt": letter.encode(),
        "one.txt": seeds["001"].encode(),
        "two.txt": seeds["002"].encode(),
        "odd.txt": "The cafÃ© was\x0b closed.\r\n\r\nIt stayed closed.\r\n".encode(),
        "empty.txt": b"",
        "binary.txt": b"\x00\xff\x01\x80\x00",
        "sub/lines.jsonl": b'{"id":1,"text":"A first line."}\n\n{broken\n{"text":"A second one, \\u00fcber all."}\n',
        "tei.xml": f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'.encode(),
    }


class Package(NamedTuple):
    """A package on disk, and the ids of its works by the name of their base."""

    folder: Path
    works: dict[str, str]

    def path(self, name: str) -> Path:
        return self.folder / "works" / f"{self.works[name]}.xml"


def made(source: Path, folder: Path, **options: Any) -> Package:
    result = corpusnorm.run(source, folder, from_dict(options))
    named = {document["name"]: work["work"] for work in result.report["works"] for document in work["documents"]}
    return Package(folder, named)


@pytest.fixture(scope="module")
def source(seeds: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("every-kind") / "in"
    for name, content in files(seeds).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def package(source: Path) -> Package:
    return made(source, source.parent / "out")


def tampered(package: Package, folder: Path, change: Callable[[Package], None], *, hidden: bool = True) -> list[Problem]:
    """The problems of a copy after a change, of which the checksums say nothing where it is `hidden`."""
    shutil.copytree(package.folder, folder / "out")
    other = Package(folder / "out", package.works)
    change(other)
    if hidden:
        (other.folder / CHECKSUMS).unlink(missing_ok=True)
        write_checksums(other.folder)
    return check(other.folder).problems


def replaced(name: str, before: str, after: str, *, all_of_them: bool = False) -> Callable[[Package], None]:
    """In the work of a document, or a file of the package, the first match of a pattern replaced."""

    def change(package: Package) -> None:
        path = package.path(name) if name in package.works else package.folder / name
        text = path.read_text(encoding="utf-8")
        new, count = re.subn(before, after, text, count=0 if all_of_them else 1)
        assert count
        assert new != text
        path.write_text(new, encoding="utf-8", newline="")

    return change


def column(table: str, changed: str, change: Callable[[Any], Any], of: str = "", **where: Any) -> Callable[[Package], None]:
    """A value of a table of the ledger changed: in the first row, that of the base `of` a work and with the values `where`."""

    def tamper(package: Package) -> None:
        path = package.folder / "ledger" / f"{table}.parquet"
        found = pq.read_table(path)
        wanted = {**where, "document": package.works[of]} if of else where
        rows = found.to_pylist()
        row = next(row for row in rows if all(row[column] == value for column, value in wanted.items()))
        before, row[changed] = row[changed], change(row[changed])
        assert row[changed] != before
        pq.write_table(pa.Table.from_pylist(rows, found.schema), path)

    return tamper


def without(table: str, of: str = "", **where: Any) -> Callable[[Package], None]:
    """The first such row of a table of the ledger taken away."""

    def tamper(package: Package) -> None:
        path = package.folder / "ledger" / f"{table}.parquet"
        found = pq.read_table(path)
        wanted = {**where, "document": package.works[of]} if of else where
        rows = found.to_pylist()
        rows.remove(next(row for row in rows if all(row[column] == value for column, value in wanted.items())))
        pq.write_table(pa.Table.from_pylist(rows, found.schema), path)

    return tamper


def swapped(package: Package) -> None:
    one, other = package.path("a.txt"), package.path("one.txt")
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)


def moved(package: Package) -> None:
    path = package.path("a.txt")
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("<p "))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    path.write_text("\n".join(lines), encoding="utf-8", newline="")


def doubled(package: Package) -> None:
    shutil.copy(package.path("a.txt"), package.folder / "works" / "d0000000000000000.xml")


def renamed(package: Package) -> None:
    package.path("a.txt").rename(package.folder / "works" / "dffffffffffffffff.xml")


def truncated(package: Package) -> None:
    path = package.path("one.txt")
    path.write_bytes(path.read_bytes()[:-40])


def damaged(package: Package) -> None:
    path = package.folder / "ledger" / "edits.parquet"
    path.write_bytes(path.read_bytes()[:-9])


def spoilt(package: Package) -> None:
    """A byte in the description that a table ends with."""
    path = package.folder / "ledger" / "mentions.parquet"
    data = path.read_bytes()
    path.write_bytes(data[:-60] + b"\x07" + data[-60:])


def other_target(package: Package) -> None:
    """A copy that is of another paragraph of the same work."""
    for path in (package.folder / "works").iterdir():
        text = path.read_text(encoding="utf-8")
        found = re.search(r'<p [^>]*copyOf="([^"]*\.p)(\d+)"', text)
        if found:
            other = "1" if found[2] != "1" else "2"
            path.write_text(
                text.replace(found[0], found[0].replace(f'{found[1]}{found[2]}"', f'{found[1]}{other}"')), encoding="utf-8"
            )
            return
    raise AssertionError("no paragraph is a copy")


TAMPERED: dict[str, tuple[Callable[[Package], None], str, str]] = {
    "a word of a paragraph": (replaced("a.txt", r"alliance", "alliamce"), "E722", "a.txt"),
    "a word that is longer": (replaced("a.txt", r"alliance", "alliances"), "E709", "a.txt:line"),
    "the word of a copy": (replaced("near.txt", r"(<rdg [^>]*>[^<]+)", r"\1x"), "E723", "near.txt:line"),
    "the input that a word is of": (replaced("a.txt", r"alliance", "alliamce"), "E721", "=a.txt"),
    "a paragraph moved": (moved, "E709", "a.txt:line"),
    "a place in the source": (replaced("a.txt", r'<p ([^>]*source="raw:[^#]+#)(\d+),', r"<p \g<1>1\2,"), "E709", "a.txt:line"),
    "the place of a correction": (replaced("odd.txt", r'(<sic source="raw:odd.txt#)\d+,', r"\g<1>0,"), "E709", "odd.txt:line"),
    "what was corrected": (replaced("odd.txt", r"Ã©</sic>", "Ã¨</sic>"), "E709", "odd.txt:line"),
    "a certainty": (replaced("a.txt", r'cert="[01][.0-9]*"', 'cert="0.1234"'), "E723", "a.txt:line"),
    "an entity": (replaced("a.txt", r"authorities.xml#e\.turkey", "authorities.xml#e.azerbaijan"), "E723", "a.txt:line"),
    "a name as it is written": (replaced("a.txt", r">Türkiye</reg>", ">Turkiye</reg>"), "E723", "a.txt:line"),
    "an id of an entity": (replaced("authorities.xml", r'xml:id="e\.turkey"', 'xml:id="e.turkei"'), "E704", "a.txt:line"),
    "the identifier of an entity": (replaced("authorities.xml", r">Q\d+<", ">Q1<"), "E723", "authorities.xml:line"),
    "a witness's sha256": (replaced("a.txt", r'"sha256">[0-9a-f]{8}', '"sha256">00000000'), "E723", "a.txt:line"),
    "a witness's name": (replaced("a.txt", r">near.txt<", ">far.txt<"), "E723", "a.txt:line"),
    "an id": (replaced("a.txt", r'xml:id="(d[0-9a-f]+)\.p1"', r'xml:id="\1.p9"'), "E723", "a.txt:line"),
    "a count of a work": (
        replaced("a.txt", r'unit="characters" quantity="\d+"', 'unit="characters" quantity="7"'),
        "E706",
        "a.txt",
    ),
    "a count of the corpus": (
        replaced("corpus.xml", r'unit="works" quantity="\d+"', 'unit="works" quantity="70"'),
        "E706",
        "corpus.xml",
    ),
    "the number of documents": (
        replaced("corpus.xml", r'unit="documents" quantity="\d+"', 'unit="documents" quantity="7"'),
        "E723",
        "corpus.xml:line",
    ),
    "the share of a language": (replaced("corpus.xml", r'usage="\d+"', 'usage="3"'), "E723", "corpus.xml:line"),
    "the count of a step": (
        replaced("corpus.xml", r'unit="mentions" quantity="\d+"', 'unit="mentions" quantity="3"'),
        "E723",
        "corpus.xml:line",
    ),
    "a count of the report": (replaced("report.json", r'"mentions": \d+', '"mentions": 2'), "E723", "report.json"),
    "a prefix": (replaced("corpus.xml", r'matchPattern="\(\[\^#', 'matchPattern="([^a'), "E705", "a.txt:line"),
    "a work deleted": (lambda package: package.path("a.txt").unlink(), "E720", "a.txt"),
    "a work not included": (lambda package: package.path("a.txt").unlink(), "E708", "corpus.xml"),
    "a work doubled": (doubled, "E708", "corpus.xml"),
    "a work renamed": (renamed, "E720", "a.txt"),
    "two works swapped": (swapped, "E703", "a.txt:line"),
    "a work cut off": (truncated, "E701", "one.txt"),
    "a table cut off": (damaged, "E603", "ledger"),
    "a byte put into a table": (spoilt, "E603", "ledger"),
    "a table deleted": (lambda package: (package.folder / "ledger" / "mentions.parquet").unlink(), "E603", "ledger"),
    "the target of a copy": (other_target, "E722", "works/"),
    "an edit of the ledger": (column("edits", "new", lambda new: f"{new}x", layer="delta"), "E722", "a.txt"),
    "an edit taken from the ledger": (without("edits", layer="delta"), "E722", "a.txt"),
    "what stood before an edit": (column("edits", "old", lambda old: old + b"x", "a.txt", layer="clean"), "E722", "a.txt"),
    "a name of a copy": (column("edits", "old", lambda old: old + b"x", layer="names"), "E723", "a.txt"),
    "why an edit was made": (column("edits", "rule", lambda rule: f"{rule}x", "odd.txt", layer="clean"), "E723", "corpus.xml:line"),
    "a certainty of the ledger": (column("mentions", "certainty", lambda _: 0.4321, "a.txt"), "E723", "a.txt:line"),
    "a mention taken from the ledger": (without("mentions", "a.txt"), "E723", "a.txt:line"),
    "a line end": (column("records", "newline", lambda _: "\n", name="odd.txt"), "E722", "odd.txt"),
    "a record taken away": (without("records", name="sub/lines.jsonl#4"), "E721", "=sub/lines.jsonl"),
    "a record that was set aside": (column("records", "data", lambda data: data + b"x", name="sub/lines.jsonl#3"), "E721", "=sub/"),
    "a language of the ledger": (column("documents", "language", lambda _: "xx", "a.txt"), "E723", "a.txt:line"),
    "a work of the ledger": (column("documents", "kind", lambda _: "near", "tei.xml"), "E72", "tei.xml"),
    "line feeds": (column("documents", "line_feeds", lambda feeds: feeds + 1, "a.txt"), "E722", "a.txt"),
    "a file of the ledger": (column("files", "sha256", lambda sha256: "0" * len(sha256), file="near.txt"), "E721", "=near.txt"),
    "where a work stands": (column("works", "start", lambda start: start + 1), "E723", "works/"),
    "where a work ends": (column("works", "end", lambda end: end - 1), "E723", "works/"),
    "in which file a work stands": (column("works", "file", lambda file: f"{file[:-5]}_.xml"), "E723", "works/"),
    "the schema": (replaced("schema/corpusnorm.rng", "<optional>", "<zeroOrMore>"), "E724", "schema/corpusnorm.rng"),
    "the source of the schema": (replaced("schema/corpusnorm.odd", "<TEI", "<TEI n='1'"), "E724", "schema/corpusnorm.odd"),
    "the schema deleted": (
        lambda package: (package.folder / "schema" / "corpusnorm.rng").unlink(),
        "E724",
        "schema/corpusnorm.rng",
    ),
    "a file that nobody wrote": (lambda package: (package.folder / "works" / "x.xml").write_text("<TEI/>"), "E708", "corpus.xml"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_tampered_with_is_found(name: str, package: Package, tmp_path: Path) -> None:
    change, code, place = TAMPERED[name]
    found = [problem for problem in tampered(package, tmp_path, change) if problem.code.startswith(code)]
    named, _, lined = place.partition(":")
    file = f"works/{package.works[named]}.xml" if named in package.works else named.removeprefix("=")
    there = [problem for problem in found if problem.file.startswith(file) and (problem.line > 0 or not lined)]
    assert there, [*found, (code, file)]


def in_a_shard(before: str, after: str) -> Callable[[Package], None]:
    """In the first shard, the first match of a pattern replaced."""

    def change(package: Package) -> None:
        first = min((package.folder / "works").iterdir())
        replaced(f"works/{first.name}", before, after)(package)

    return change


@pytest.fixture(scope="module")
def sharded(source: Path) -> Package:
    return made(source, source.parent / "sharded", tei={"layout": "shards"})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (in_a_shard(r'unit="works" quantity="\d+"', 'unit="works" quantity="70"'), "E706"),
        (in_a_shard(r'unit="characters" quantity="\d+"', 'unit="characters" quantity="7"'), "E706"),
        (in_a_shard("</extent>", "</extent><tagsDecl/>"), "E702"),
        (in_a_shard("<TEI ", " <TEI "), "E723"),
        (column("works", "start", lambda start: start + 1), "E723"),
        (column("works", "end", lambda end: end - 1), "E723"),
    ],
    ids=["works", "characters", "a declaration of tags", "a place moved", "a start", "an end"],
)
def test_what_a_shard_and_the_ledger_say_of_its_works_is_held_against_it(
    change: Callable[[Package], None], code: str, sharded: Package, tmp_path: Path
) -> None:
    assert code in {problem.code for problem in tampered(sharded, tmp_path, change) if problem.file.startswith("works/")}


def test_what_nothing_else_tells_the_checksums_tell(package: Package, tmp_path: Path) -> None:
    change = replaced("report.json", r'"title": "[^"]*"', '"title": "Mine"')
    found = tampered(package, tmp_path, change, hidden=False)
    assert [(problem.file, problem.code) for problem in found if problem.code == "E724"] == [("report.json", "E724")]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"tei": {"layout": "shards"}},
        {"tei": {"sentences": False}},
        {"tei": {"tokens": True}},
        {"names": {"policy": "as-written"}},
        {"repair": {"enabled": False}},
    ],
    ids=str,
)
def test_packages_of_every_kind_are_sound(source: Path, tmp_path: Path, options: dict[str, Any]) -> None:
    assert check(made(source, tmp_path / "out", **options).folder).found == {}


@pytest.fixture(scope="module")
def degraded(seeds: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Package:
    """One work: a text and its degraded copy."""
    folder = tmp_path_factory.mktemp("degraded")
    (folder / "in").mkdir()
    how = Degradation(tuple(operator_from_dict(operator) for operator in RECIPE))
    (folder / "in" / "clean.txt").write_text(seeds["000"], encoding="utf-8")
    (folder / "in" / "degraded.txt").write_text(how.apply(seeds["000"]), encoding="utf-8")
    package = made(folder / "in", folder / "out")
    assert len(set(package.works.values())) == 1
    return package


def test_a_degraded_copy_is_sound(degraded: Package) -> None:
    assert check(degraded.folder).found == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<gap reason="degradation"', '<gap reason="damage"'),
        ('<f name="list"><string>fox', '<f name="list"><string>smart'),
        ("<label>lowercase</label>", "<label>uppercase</label>"),
        ('type="fit" unit="share" quantity="[0-9.]+"', 'type="fit" unit="share" quantity="0.5"'),
        ('type="containment" unit="share" quantity="[0-9.]+"', 'type="containment" unit="share" quantity="0.5"'),
        ('type="names-restored" unit="names" quantity="[0-9]+"', 'type="names-restored" unit="names" quantity="1"'),
        (r"raw:degraded.txt#\d+,", "raw:degraded.txt#1,"),
        (r"(<rdg [^>]*>\w)", r"\1x"),
    ],
    ids=["gap", "parameter", "operator", "fit", "containment", "names", "alignment", "reading"],
)
def test_what_is_said_of_a_degraded_copy_is_held_against_the_ledger(
    before: str, after: str, degraded: Package, tmp_path: Path
) -> None:
    found = tampered(degraded, tmp_path, replaced("clean.txt", before, after))
    assert {(problem.file, problem.code, problem.line > 0) for problem in found} >= {
        (f"works/{degraded.works['clean.txt']}.xml", "E723", True)
    }


def test_another_version_is_not_held_against_what_this_one_writes(package: Package, tmp_path: Path) -> None:
    change = replaced("report.json", rf'"corpusnorm": "{re.escape(corpusnorm.__version__)}"', '"corpusnorm": "0.0.0"')
    assert tampered(package, tmp_path, change) == []


def test_many_problems_do_not_flood(package: Package, tmp_path: Path) -> None:
    shutil.copytree(package.folder, tmp_path / "out")
    names = "".join(f'<xi:include href="works/x{number}.xml"/>' for number in range(LISTED + 5))
    replaced("corpus.xml", r"</teiCorpus>", f"{names}</teiCorpus>")(Package(tmp_path / "out", {}))
    checked = check(tmp_path / "out")
    assert checked.found["E708"] == LISTED + 5
    assert sum(problem.code == "E708" for problem in checked.problems) == LISTED


def test_what_was_looked_at_is_counted(package: Package) -> None:
    report = json.loads((package.folder / "report.json").read_text(encoding="utf-8"))
    looked = check(package.folder).looked
    assert looked["works"] == report["counts"]["dedup"]["works"]
    assert looked["documents"] == sum(1 for document in report["documents"] if document["work"])

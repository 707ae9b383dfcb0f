"""A run on the seeds, and on input that is wrong."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

import corpusnorm
from corpusnorm.config import from_dict
from corpusnorm.document import Document, content_id
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import ConfigError, InputError, OutputError, PackageError
from corpusnorm.job.reconstruct import Package
from corpusnorm.job.run import Result
from corpusnorm.job.summary import Ledger
from corpusnorm.names import Regularized
from corpusnorm.names.regularizer import Regularizer
from corpusnorm.transform import Drop, Transform, register


@pytest.fixture(scope="module")
def result(seeds_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    return corpusnorm.run(seeds_folder, tmp_path_factory.mktemp("seeds") / "out")


def test_five_documents_are_four_works(result: Result) -> None:
    works = [[document["name"][:3] for document in work["documents"]] for work in result.report["works"]]
    assert works == [["000"], ["001"], ["002"], ["003", "004"]]
    assert sorted(path.suffix for path in (result.output / "works").iterdir()) == [".xml"] * 4


def test_the_report_names_the_relations(result: Result) -> None:
    names = {row["document"]: row["name"][:3] for row in result.report["documents"]}
    relations = {row["kind"]: (names[row["a"]], names[row["b"]]) for row in result.report["relations"]}
    assert relations["degraded-of"] == ("004", "003")
    assert sorted(relations["shares-passage"]) == ["001", "002"]
    assert len(relations) == len(result.report["relations"]) == 2
    assert json.loads((result.output / "report.json").read_text()) == result.report


def test_the_package_is_sound(result: Result) -> None:
    assert corpusnorm.validate(result.output) == []


def test_headers_become_dates(result: Result) -> None:
    ledger = Ledger(result.output / "ledger")
    dates = {row["name"][:3]: json.loads(row["meta"]).get("date") for row in ledger.rows("SELECT name, meta FROM documents")}
    assert dates == {"000": "2023-11-09", "001": "2024-02-19", "002": "2024-06-10", "003": None, "004": None}


def test_a_shared_paragraph_is_stored_once(result: Result) -> None:
    works = [path.read_text() for path in (result.output / "works").iterdir()]
    assert sum(work.count("Having upgraded relations") for work in works) == 1
    assert sum("copyOf=" in work for work in works) == 1


def test_names_stand_beside_the_original(result: Result) -> None:
    works = "".join(path.read_text() for path in (result.output / "works").iterdir())
    assert "<orig" in works
    assert ">Türkiye</reg>" in works
    assert ">Turkey</orig>" in works


def test_an_explanation_gives_rule_and_evidence(result: Result) -> None:
    explained = corpusnorm.explain(result.output, "004_2bf72bf25c56fec4.txt")
    was = next(change for change in explained.changes if change.layer == "repair" and change.old == "wa" and change.new == "was")
    assert was.rule.startswith("repair:")
    assert was.evidence
    assert 0 < was.certainty <= 1


def test_an_unknown_document_is_said(result: Result) -> None:
    with pytest.raises(PackageError, match="no document is called 'nobody'"):
        corpusnorm.explain(result.output, "nobody")


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to read"):
        corpusnorm.run(tmp_path, tmp_path / "out")
    with pytest.raises(InputError, match="no such file or folder"):
        corpusnorm.run(tmp_path / "nowhere", tmp_path / "out")


def test_an_output_is_not_overwritten_unasked(result: Result, seeds_folder: Path) -> None:
    with pytest.raises(OutputError, match=r"the output exists.*--overwrite"):
        corpusnorm.run(seeds_folder, result.output)


def test_a_folder_that_is_no_package_is_never_replaced(seeds_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="no package"):
        corpusnorm.run(seeds_folder, tmp_path, overwrite=True)
    assert (tmp_path / "thesis.txt").exists()


def test_the_output_is_never_the_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    with pytest.raises(OutputError, match="on the input"):
        corpusnorm.run(tmp_path, tmp_path)


def test_every_fault_of_a_configuration_is_said_and_nothing_is_run(tmp_path: Path, seeds_folder: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[sketch]\nscale = 'four'\nflor = 1\n[names]\npolicy = 3\n")
    with pytest.raises(ConfigError) as raised:
        corpusnorm.run(seeds_folder, tmp_path / "out", config)
    places = {problem.partition("$.")[2] for problem in raised.value.problems}
    assert places == {"sketch.scale", "sketch", "names.policy"}
    assert len(raised.value.problems) == 3
    assert not (tmp_path / "out.partial").exists()


def test_faults_of_steps_policy_and_runner_are_said_together(tmp_path: Path, seeds_folder: Path) -> None:
    options = {"unicode": {"form": "NFX"}, "residue": {"removed": True}, "magic": {}}
    wrong = {
        "clean": {"options": options},
        "names": {"policy": "/nowhere.toml"},
        "run": {"runner": "slurm"},
        "ingest": {"header": "("},
    }
    with pytest.raises(ConfigError) as raised:
        corpusnorm.run(seeds_folder, tmp_path / "out", from_dict(wrong))
    said = " ".join(raised.value.problems)
    for word in ("'NFX'", "'removed'", "clean.options.magic", "nowhere.toml", "'slurm'", "regular expression"):
        assert word in said


@pytest.mark.parametrize("section", [{"sketch": {"scale": 0}}, {"relate": {"near": 1.5}}, {"run": {"chunk_bytes": 0}}])
def test_a_value_out_of_range_is_said(section: dict[str, dict[str, float]]) -> None:
    with pytest.raises(ConfigError, match="expected at"):
        from_dict(section)


def test_an_unknown_step_is_said(tmp_path: Path, seeds_folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"no step is named 'magic'.*known: "):
        corpusnorm.run(seeds_folder, tmp_path / "out", from_dict({"clean": {"steps": ["magic"]}}))


@register
@dataclass(frozen=True)
class Picky(Transform):
    """Drops, raises or overlaps, as the text asks."""

    name: ClassVar[str] = "picky"

    def __call__(self, document: Document) -> Edits | Drop:
        if "drop" in document.text:
            return Drop("it says so")
        if "raise" in document.text:
            raise RuntimeError("it says so")
        if "overlap" in document.text:
            return Edits([Edit(Span(0, 2), ""), Edit(Span(1, 3), "")])
        return Edits()


def test_a_step_that_fails_costs_only_its_document(tmp_path: Path) -> None:
    texts = {"a.txt": "please drop", "b.txt": "please raise", "c.txt": "please overlap", "d.txt": "just text"}
    (tmp_path / "in").mkdir()
    for name, text in texts.items():
        (tmp_path / "in" / name).write_text(text)
    done = corpusnorm.run(tmp_path / "in", tmp_path / "out", from_dict({"clean": {"steps": ["picky"]}}))
    rows = Ledger(done.output / "ledger").rows("SELECT name, code, message FROM records ORDER BY name")
    assert [(row["name"], row["code"]) for row in rows] == [("a.txt", ""), ("b.txt", "E401"), ("c.txt", "E101"), ("d.txt", "")]
    assert all("in step 'picky' on document" in row["message"] for row in rows[1:3])
    assert [work["documents"][0]["name"] for work in done.report["works"]] == ["d.txt"]
    assert done.quarantined == 2
    corpusnorm.reconstruct(done.output, tmp_path / "back")
    assert {path.name: path.read_text() for path in (tmp_path / "back").iterdir()} == texts


def test_residue_goes_only_when_asked(tmp_path: Path, seeds_folder: Path) -> None:
    config = from_dict({"clean": {"options": {"residue": {"remove": True}}}})
    done = corpusnorm.run([seeds_folder / "003_bd988755566931f1.txt"], tmp_path / "out", config)
    text = Package(done.output).clean_text("003_bd988755566931f1.txt")
    assert "\nin Dashalty\n" in (seeds_folder / "003_bd988755566931f1.txt").read_text()
    assert "\nin Dashalty\n" not in text
    corpusnorm.reconstruct(done.output, tmp_path / "back")
    assert (tmp_path / "back" / "003_bd988755566931f1.txt").read_bytes() == (seeds_folder / "003_bd988755566931f1.txt").read_bytes()


@pytest.mark.parametrize(
    ("damage", "code"),
    [("works", "E708"), ("text", "E721"), ("ledger", "E721")],
)
def test_a_damaged_package_is_told(damage: str, code: str, seeds_folder: Path, tmp_path: Path) -> None:
    done = corpusnorm.run([seeds_folder / "000_ee8bfcf173554c38.txt"], tmp_path / "out")
    work = next((done.output / "works").iterdir())
    if damage == "works":
        work.unlink()
    elif damage == "text":
        work.write_text(work.read_text().replace("objective", "obiective"))
    else:
        other = corpusnorm.run([seeds_folder / "001_82c204a477bd98b6.txt"], tmp_path / "other")
        (done.output / "ledger" / "files.parquet").write_bytes((other.output / "ledger" / "files.parquet").read_bytes())
    assert code in {problem.code for problem in corpusnorm.validate(done.output)}


def test_a_degraded_document_alone_is_a_work_of_its_own(seeds_folder: Path, tmp_path: Path) -> None:
    done = corpusnorm.run([seeds_folder / "004_2bf72bf25c56fec4.txt"], tmp_path / "out")
    work = next((done.output / "works").iterdir()).read_text()
    assert [work["documents"][0]["kind"] for work in done.report["works"]] == ["base"]
    assert ">wa</sic>" in work or ">wa</orig>" in work
    assert corpusnorm.validate(done.output) == []


@pytest.mark.parametrize("stage", ["job.tasks.repair_row", "job.tasks.names_batch", "dedup.verify.degraded_relation"])
def test_a_stage_that_fails_costs_only_what_it_worked_on(
    stage: str, seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("it broke")

    monkeypatch.setattr(f"corpusnorm.{stage}", fails)
    done = corpusnorm.run([seeds_folder / "003_bd988755566931f1.txt", seeds_folder / "004_2bf72bf25c56fec4.txt"], tmp_path / "out")
    assert "ValueError: it broke" in json.dumps(done.report) or done.counts.counts["clean", "E402"] > 0
    assert corpusnorm.validate(done.output) == []
    assert all(each.right for each in corpusnorm.reconstruct(done.output, check=True))


def test_the_names_of_a_text_that_the_stage_fails_on_cost_only_that_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Regularizer.regularized

    def fails_on_one(self: Regularizer, text: str, *details: Any) -> Regularized:
        if "broken" in text:
            raise ValueError("it broke")
        return looked(self, text, *details)

    monkeypatch.setattr(Regularizer, "regularized", fails_on_one)
    records = [{"text": f"Erdogan {word} from Turkey to Ankara.", "date": "2023"} for word in ("flew", "was broken", "drove")]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)))
    done = corpusnorm.run(tmp_path / "in.jsonl", tmp_path / "out")
    changes = [[each.new for each in corpusnorm.explain(done.output, f"in.jsonl#{number}").changes] for number in (1, 2, 3)]
    assert changes == [["Erdoğan", "Türkiye"], [], ["Erdoğan", "Türkiye"]]
    assert done.counts.counts["clean", "E402"] == 1
    assert corpusnorm.validate(done.output) == []


@pytest.mark.parametrize("damage", [str.lower, lambda text: text.replace("ea", "e√§a")])
def test_the_survivor_is_the_undamaged_copy(damage: Callable[[str], str], seeds: dict[str, str], tmp_path: Path) -> None:
    text = seeds["000"]
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "z.txt"):  # whichever comes first
        (tmp_path / "in" / name).write_text(text if name == "a.txt" else damage(text) + " More words at the end, and more.")
    done = corpusnorm.run(tmp_path / "in", tmp_path / "out")
    assert [document["name"] for document in done.report["works"][0]["documents"]] == ["a.txt", "z.txt"]
    assert corpusnorm.validate(done.output) == []


def test_authorities_are_those_of_the_base_texts(seeds: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(seeds["000"] + " And so it ended, as everybody there had known for years.")
    (tmp_path / "in" / "b.txt").write_text(seeds["000"] + " Uruguay won.")
    done = corpusnorm.run(tmp_path / "in", tmp_path / "out")
    assert len(done.report["works"]) == 1
    assert corpusnorm.validate(done.output) == []


def test_a_time_of_day_leaves_the_date_readable(tmp_path: Path) -> None:
    record = {"text": "Erdogan flew from Turkey to Ankara.", "date": "2023-11-09T10:00:00Z"}
    (tmp_path / "in.jsonl").write_text(json.dumps(record))
    done = corpusnorm.run(tmp_path / "in.jsonl", tmp_path / "out")
    assert "<reg" in next((done.output / "works").iterdir()).read_text()
    assert [change.new for change in corpusnorm.explain(done.output, "in.jsonl#1").changes] == ["Erdoğan", "Türkiye"]


def test_nothing_is_rebuilt_into_the_package(result: Result) -> None:
    with pytest.raises(OutputError, match="lies in the package"):
        corpusnorm.reconstruct(result.output, result.output / "back")


def test_a_repair_goes_by_the_degradation_of_its_own_pair(seeds_folder: Path, tmp_path: Path) -> None:
    """A copy of half the article is an original of 004 as well; its degradation is another, with other dropped words."""
    whole = (seeds_folder / "003_bd988755566931f1.txt").read_text()
    part = whole[: len(whole) * 6 // 10]
    ids = {name: content_id(name, part.encode()) for name in ("part.txt", "piece.txt", "half.txt", "excerpt.txt")}
    other = next(name for name in ids if ids[name] > content_id("whole.txt", whole.encode()))  # the relation that comes last
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "whole.txt").write_text(whole)
    (tmp_path / "in" / other).write_text(part)
    (tmp_path / "in" / "degraded.txt").write_bytes((seeds_folder / "004_2bf72bf25c56fec4.txt").read_bytes())
    done = corpusnorm.run(tmp_path / "in", tmp_path / "out")
    names = {row["document"]: row["name"] for row in done.report["documents"]}
    pairs = {names[row["b"]]: row["degradation"]["operators"] for row in done.report["relations"] if row["kind"] == "degraded-of"}
    assert set(pairs) == {"whole.txt", other}
    assert pairs["whole.txt"] != pairs[other]
    [row] = Ledger(done.output / "ledger").rows("SELECT work, degradation FROM documents WHERE name = 'degraded.txt'")
    assert json.loads(row["degradation"])["operators"] == pairs[names[row["work"]]]

"""The run, its summary, and the commands that read its package."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from corpusnorm.cli.overview import Copy, Overview, Pair, Quarantined
from corpusnorm.cli.progress import progress
from corpusnorm.cli.summary import summary
from corpusnorm.cli.terminal import show

Cli = Callable[..., Result]
Golden = Callable[[str, str], None]

FULL = Overview(
    files=7,
    documents=1_234,
    works=1_200,
    example="b.txt",
    languages=(("en", 1_200), ("und", 34)),
    kinds={"degraded-of": 7, "exact": 20, "shares-passage": 2},
    copies=(
        Copy("b.txt", "a.txt", 0.854, ("lower-cased", "stop words removed (smart)"), 7_087, 6_052, (1_266, 11, 137)),
        Copy("c.txt", "a.txt", 1.0, ("stemmed (porter)",), 0, 0, (0, 0, 0)),
    ),
    lone=("d.txt",),
    pairs=(
        Pair("a.txt", "exact", "e.txt", "the texts are equal"),
        Pair("a.txt", "shares-passage", "f.txt", "2 passages, 84 words"),
    ),
    cleaned=(("encoding", 12), ("whitespace", 3)),
    tiers=(("witness", 161, 90_000), ("lexical", 283, 9_000), ("kept", 75, 1_000), ("gap", 694, 0)),
    mentions=(1_571, 9, 40),
    rewritten=(("Turkey", "Türkiye", 30), ("Erdogan", "Erdoğan", 9)),
    decisions=(12, 2),
    findings=(("orphan-caption", 4, 1), ("flattened-table", 7, 2)),
    quarantined=12,
    set_aside=(Quarantined("g.jsonl#7", "E205", "no string at $.text"), Quarantined("h\x1b[0m.txt", "E201", "it is not text")),
)


def test_the_summary_of_a_run(corpus: Path, cli: Cli, golden: Golden) -> None:
    result = cli("run", "in", "-o", "out")
    assert (result.exit_code, result.stderr) == (3, "")
    golden("run", result.stdout)


@pytest.mark.parametrize("columns", [80, 100])
def test_the_summary_of_much(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    show(*summary(FULL, "out/my corpus"))
    words = capsys.readouterr().out
    assert max(map(len, words.split("\n"))) <= columns
    golden(f"summary-{columns}", words)


def test_one_more_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    show(*summary(replace(FULL, quarantined=len(FULL.set_aside) + 1), "out"))
    assert "… and 1 more record; the ledger" in capsys.readouterr().out


def test_the_summary_of_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    nothing = replace(
        FULL, documents=0, works=0, example="", languages=(), kinds={}, copies=(), lone=(), pairs=(), cleaned=(), tiers=(),
        mentions=(0, 0, 0), rewritten=(), decisions=(0, 0), findings=(), quarantined=0, set_aside=(),
    )  # fmt: skip
    show(*summary(nothing, "out"))
    golden("summary-of-nothing", capsys.readouterr().out)


def test_quiet_says_only_what_was_set_aside(corpus: Path, cli: Cli) -> None:
    result = cli("run", "in", "-o", "out", "--quiet")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "1 record was set aside; the table records of out/ledger has the bytes.\n"


def test_findings_count_where_strict_is_asked_for(here: Path, seed_paths: dict[str, Path], cli: Cli) -> None:
    folder = here / "in"
    folder.mkdir()
    shutil.copy(seed_paths["003"], folder)
    assert cli("run", "in", "-o", "out", "-q").exit_code == 0
    assert cli("run", "in", "-o", "out", "-q", "--overwrite", "--strict").exit_code == 1


def test_no_findings_are_no_fault_where_strict_is_asked_for(corpus: Path, cli: Cli) -> None:
    assert cli("run", "in/copy.txt", "-o", "out", "-q", "--strict").exit_code == 0


def test_the_output_is_replaced_only_when_asked(corpus: Path, cli: Cli, golden: Golden) -> None:
    assert cli("run", "in/copy.txt", "-o", "out", "-q").exit_code == 0
    refused = cli("run", "in/copy.txt", "-o", "out", "-q")
    assert (refused.exit_code, refused.stdout) == (2, "")
    golden("output-exists", refused.stderr)
    assert cli("run", "in/copy.txt", "-o", "out", "-q", "--overwrite").exit_code == 0


def test_the_way_there_and_back(corpus: Path, cli: Cli) -> None:
    cli("run", "in", "-o", "out", "-q")
    assert cli("validate", "out").exit_code == 0
    assert json.loads(cli("validate", "out", "--json").stdout) == []
    assert cli("reconstruct", "out", "--check").exit_code == 0
    assert cli("reconstruct", "out", "--check", "--to", "back").exit_code == 0
    for file in corpus.iterdir():
        assert (Path("back") / file.name).read_bytes() == file.read_bytes()


def test_a_difference_is_found_and_nothing_written(corpus: Path, cli: Cli) -> None:
    cli("run", "in", "-o", "out", "-q")
    damage(Path("out"))
    result = cli("reconstruct", "out", "--to", "back", "--check")
    assert result.exit_code == 1
    assert "does not come out as it went in" in result.stdout
    assert not Path("back").exists()
    assert cli("reconstruct", "out", "--to", "back").exit_code == 2


def test_what_is_not_sound_is_listed(corpus: Path, cli: Cli) -> None:
    cli("run", "in", "-o", "out", "-q")
    damage(Path("out"))
    result = cli("validate", "out")
    assert result.exit_code == 1
    assert json.loads(cli("validate", "out", "--json").stdout)
    Path("out/ledger/edits.parquet").write_bytes(b"PAR1")
    assert cli("validate", "out").exit_code == 1
    assert cli("explain", "out", "copy.txt").exit_code == 2
    shutil.rmtree("out/ledger")
    assert cli("validate", "out").exit_code == 1


def damage(package: Path) -> None:
    """Change a word of a work and leave its length."""
    for work in (package / "works").glob("*.xml"):
        text = work.read_text(encoding="utf-8")
        work.write_text(text.replace("violin", "guitar").replace("Monday", "Sunday"), encoding="utf-8")


def test_a_document_is_explained(corpus: Path, cli: Cli, golden: Golden) -> None:
    cli("run", "in", "-o", "out", "-q")
    names = ("mojibake.txt", "story.txt", "copy.txt", "more.jsonl#1")
    golden("explain", "\n".join(cli("explain", "out", name).stdout for name in names))


def test_a_record_that_was_set_aside_is_explained_too(corpus: Path, cli: Cli, golden: Golden) -> None:
    cli("run", "in", "-o", "out", "-q")
    refused = [cli("explain", "out", name) for name in ("more.jsonl#2", "nobody.txt")]
    assert [(each.exit_code, each.stdout) for each in refused] == [(2, ""), (2, "")]
    golden("explain-nothing", "".join(each.stderr for each in refused))


def test_of_many_changes_the_first_are_shown(here: Path, cli: Cli) -> None:
    Path("in.txt").write_text("It doesnâ€™t matter. " * 30, encoding="utf-8")
    cli("run", "in.txt", "-o", "out", "-q")
    assert "… and 11 more; --all shows them" in cli("explain", "out", "in.txt").stdout
    assert cli("explain", "out", "in.txt", "--all", COLUMNS="200").stdout.count("â€™ → ’") == 30


def test_an_explanation_as_json_has_everything(corpus: Path, cli: Cli) -> None:
    cli("run", "in", "-o", "out", "-q")
    found = json.loads(cli("explain", "out", "story.txt", "--json").stdout)
    assert found["meta"] == {"date": "2023-11-09"}
    assert {change["layer"] for change in found["changes"]} >= {"clean"}


def test_progress_is_silent_elsewhere_than_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(quiet=False) as begin:
        begin("records")
    assert capsys.readouterr() == ("", "")


def test_one_document_comes_back_as_bytes_or_as_text(corpus: Path, cli: Cli) -> None:
    cli("run", "in", "-o", "out")
    for name in ("story.txt", "copy.txt", "mojibake.txt"):
        assert cli("reconstruct", "out", "--document", name).stdout_bytes == (corpus / name).read_bytes()
    line = (corpus / "more.jsonl").read_bytes().splitlines(keepends=True)[0]
    assert cli("reconstruct", "out", "--document", "more.jsonl#1").stdout_bytes == line
    assert "doesn’t" in cli("reconstruct", "out", "--witness", "mojibake.txt").stdout
    cli("reconstruct", "out", "--witness", "copy.txt", "-o", "copy.out")
    assert Path("copy.out").read_bytes() == (corpus / "copy.txt").read_bytes().rstrip(b"\n")
    assert cli("reconstruct", "out", "--document", "no.txt").exit_code == 2
    assert cli("reconstruct", "out", "--document", "copy.txt", "--check").exit_code == 2
    assert cli("reconstruct", "out", "-o", "file").exit_code == 2

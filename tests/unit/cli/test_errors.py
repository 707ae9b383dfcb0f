"""The words of errors, and the exit codes. One golden file has them all, as a person sees them."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

import corpusnorm.cleaning
from corpusnorm.config import template

HOSTILE = "ev\x1b[31mil\u202e\n.txt"
INSTALLED = r"(?<=known: |re is: )[a-z_, -]+"
CASES: dict[str, tuple[str, ...]] = {
    "no such input": ("run", "nowhere", "-o", "out"),
    "nothing to read": ("run", "empty", "-o", "out"),
    "no such configuration": ("run", "in", "-o", "out", "--config", "nowhere.toml"),
    "not TOML": ("run", "in", "-o", "out", "--config", "broken.toml"),
    "faults of a configuration": ("run", "in", "-o", "out", "--config", "faulty.toml"),
    "an unknown step": ("run", "in", "-o", "out", "--config", "step.toml"),
    "the output is the input": ("run", "in", "-o", "in"),
    "the output is no package": ("run", "in", "-o", "full"),
    "the configuration is there": ("init", "faulty.toml"),
    "the text is there": ("clean", "in/copy.txt", "-o", "faulty.toml"),
    "no folder for the text": ("clean", "in/copy.txt", "-o", "nowhere/text.txt"),
    "no such file": ("diagnose", "nowhere.txt"),
    "a folder": ("diagnose", "in"),
    "not a text": ("clean", "binary.bin"),
    "standard input twice": ("align", "-", "-"),
    "explained into a file": ("repair", "in/copy.txt", "--explain", "-o", "x.txt"),
    "no date": ("names", "in/copy.txt", "--date", "2023-13"),
    "no policy": ("names", "in/copy.txt", "--policy", "nobody"),
    "no recipe": ("degrade", "in/copy.txt", "--recipe", "in/copy.txt"),
    "not operators": ("degrade", "in/copy.txt", "--recipe", "step.toml"),
    "no such operator": ("degrade", "in/copy.txt", "--recipe", "recipe.json"),
    "no package": ("validate", "in"),
    "nowhere to write": ("reconstruct", "in"),
    "a hostile name": ("diagnose", HOSTILE),
}


@pytest.fixture
def faulty(corpus: Path) -> Path:
    """Files that are not as they should be."""
    here = corpus.parent
    (here / "empty").mkdir()
    (here / "full").mkdir()
    (here / "full" / "mine.txt").write_text("Mine.", encoding="utf-8")
    (here / "broken.toml").write_text("[run\n", encoding="utf-8")
    (here / "faulty.toml").write_text('[sketch]\nscale = "four"\nflor = 1\n[clean]\nsteps = "encoding"\n', encoding="utf-8")
    (here / "step.toml").write_text('[clean]\nsteps = ["encodign"]\n', encoding="utf-8")
    (here / "recipe.json").write_text('[{"op": "lowercas"}]', encoding="utf-8")
    (here / "binary.bin").write_bytes(b"\0\1\2\3\xff\xfe\0")
    return here


def test_the_words_of_errors(faulty: Path, cli: Callable[..., Result], golden: Callable[[str, str], None]) -> None:
    golden("errors", "\n".join(said(cli)))


def said(cli: Callable[..., Result]) -> Iterator[str]:
    """Each error under its title, without the lists of what is installed: other tests register steps and operators."""
    for title, arguments in CASES.items():
        result = cli(*arguments)
        assert result.stdout == "", title
        yield f"# {title}: exit {result.exit_code}\n{re.sub(INSTALLED, '...', result.stderr)}"


@pytest.mark.parametrize(
    "arguments", [("run", "in"), ("run", "in", "-o", "out", "--bogus"), ("diagnose", f"--{HOSTILE}"), ("bogus",)]
)
def test_a_wrong_command_line_is_a_usage_error(cli: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    """In the words of click, which change from version to version."""
    result = cli(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: corpusnorm ")
    assert "Error: " in result.stderr
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_an_error_leaves_nothing_behind(faulty: Path, cli: Callable[..., Result]) -> None:
    before = sorted(faulty.rglob("*"))
    for arguments in CASES.values():
        cli(*arguments)
    assert sorted(faulty.rglob("*")) == before


def test_an_error_of_ours_is_a_sentence(
    corpus: Path, cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    monkeypatch.setattr(corpusnorm.cleaning, "clean", broken)
    monkeypatch.setattr("platform.python_version", lambda: "3.x")
    monkeypatch.setattr("platform.system", lambda: "Linux")
    result = cli("clean", "in/copy.txt")
    assert (result.exit_code, result.stdout) == (4, "")
    golden("internal", result.stderr.replace(corpusnorm.__version__, "0.x"))


def test_an_error_of_ours_has_its_traceback_where_it_is_asked_for(
    corpus: Path, cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpusnorm.cleaning, "clean", broken)
    result = cli("clean", "in/copy.txt", CORPUSNORM_DEBUG="1")
    assert result.exit_code == 4
    assert "Traceback" in result.stderr
    assert "\x1b" not in result.stderr


def broken(_: str) -> str:
    raise KeyError("\x1b[31mwhat\n")


def test_an_interrupted_run_says_that_its_work_is_kept(
    corpus: Path, cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpusnorm.job.publish.works", interrupted)
    result = cli("run", "in", "-o", "out")
    assert result.exit_code == 130
    assert "The work so far is kept" in result.stderr
    assert not Path("out").exists()
    monkeypatch.undo()


def test_a_run_that_is_interrupted_goes_on(corpus: Path, cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("corpusnorm.job.publish.works", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        cli("run", "in", "-o", "out")
    assert cli("run", "in", "-o", "out").exit_code == 3
    assert not Path("out.partial").exists()


def test_the_configuration_that_init_writes_is_the_default(corpus: Path, cli: Callable[..., Result]) -> None:
    assert cli("init").exit_code == 0
    assert Path("corpusnorm.toml").read_text(encoding="utf-8") == template()
    assert cli("run", "in", "-o", "out", "--config", "corpusnorm.toml").exit_code == 3


def test_a_full_disk_is_said(corpus: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    command = [sys.executable, "-c", "from corpusnorm.cli import main; main()", "clean", "in/copy.txt"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (2, b"E501 standard output: No space left on device\n")

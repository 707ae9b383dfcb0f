"""Standard input and output: encodings, pipes that close, terminals, and text that would speak to them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Cli = Callable[..., Result]

COMMAND = [sys.executable, "-c", "from corpusnorm.cli import main; main()"]
HOSTILE = "ev\x1b[31mil\u202e\n.txt"
TEXT = "Turkey \x1b]0;title\x07 and \u202eKiev\u202c \x9b2J Turkey."
JOBS = (
    ("diagnose",),
    ("names",),
    ("clean",),
    ("repair",),
    ("repair", "--explain"),
    ("align", HOSTILE),
    ("align", HOSTILE, "--tsv"),
    ("names", "--json"),
    ("diagnose", "--json"),
    ("clean", "--json"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_standard_input_may_be_in_any_encoding(cli: Cli, encoding: str) -> None:
    assert cli("clean", "-", stdin="Café, naïve Ångström.".encode(encoding)).stdout == "Café, naïve Ångström."


def test_bytes_that_are_no_text_go_through_a_repair(cli: Cli) -> None:
    assert (
        cli("repair", "-", stdin="caf\u00e9 \u00e9\u00e9 ".encode() + b"\xff x").stdout_bytes
        == "caf\u00e9 \u00e9\u00e9 ".encode() + b"\xff x"
    )


def test_one_of_two_texts_may_be_standard_input(here: Path, cli: Cli) -> None:
    Path("a.txt").write_text("The wars were long.", encoding="utf-8")
    assert json.loads(cli("align", "a.txt", "-", "--json", stdin="war long").stdout)["pairs"] == [[1, 0], [3, 1]]


@pytest.mark.parametrize("arguments", JOBS)
def test_nothing_that_is_shown_acts(here: Path, arguments: tuple[str, ...]) -> None:
    """On a terminal also the results that are texts are escaped."""
    (here / HOSTILE).write_text(TEXT, encoding="utf-8")
    shown = on_a_terminal(arguments[0], HOSTILE, *arguments[1:])
    for acting in ("\x1b]0", "\x1b[31mil", "\x07", "\u202e", "\x9b"):
        assert acting not in shown


def test_a_hostile_corpus_is_shown_escaped(here: Path, cli: Cli) -> None:
    folder = here / "in"
    folder.mkdir()
    (folder / HOSTILE).write_text(TEXT, encoding="utf-8")
    (folder / "x\x1b[5m.jsonl").write_text('{"\x1b[31m', encoding="utf-8")
    results = [cli("run", "in", "-o", "out"), cli("explain", "out", HOSTILE), cli("dedup", "in"), cli("validate", "out\x1b[5m")]
    assert [result.exit_code for result in results] == [3, 0, 3, 2]
    for result in results:
        assert "\x1b" not in result.output
        assert "\u202e" not in result.output
    assert r"ev\x1b[31mil\u202e\n.txt" in results[1].stdout


def test_a_file_gets_the_text_as_it_is(here: Path, cli: Cli) -> None:
    assert cli("repair", "-", stdin="a \u202e b\x1b c").stdout == "a \u202e b\x1b c"


def test_json_is_alone_on_standard_output(corpus: Path, cli: Cli) -> None:
    result = cli("dedup", "in", "--json")
    assert json.loads(result.stdout)[0]["kind"] == "exact"
    assert result.stderr


def test_colours_only_on_a_terminal_and_not_where_nobody_wants_them(corpus: Path, cli: Cli) -> None:
    assert "\x1b[32m" in on_a_terminal("names", "in/story.txt", TERM="xterm-256color")
    assert "\x1b[32m" not in on_a_terminal("names", "in/story.txt", TERM="xterm-256color", NO_COLOR="1")
    assert "\x1b" not in cli("names", "in/story.txt").stdout


def test_progress_is_shown_on_a_terminal(corpus: Path) -> None:
    shown = on_a_terminal("run", "in", "-o", "out", TERM="xterm-256color")
    assert "Cleaning and diagnosing" in shown
    assert "4 documents became 3 works" in shown
    assert "Cleaning and diagnosing" not in on_a_terminal("run", "in", "-o", "out", "--overwrite", "-q", TERM="xterm-256color")


def test_a_reader_that_goes_away_is_no_error(corpus: Path) -> None:
    for arguments in (("clean", "in/copy.txt"), ("names", "in/copy.txt"), ("run", "in/copy.txt", "-o", "out")):
        process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        with process.stderr as said:
            assert said.read() == b""
        assert process.wait() == 0
    assert Path("out/report.json").is_file()


def test_an_output_that_is_not_unicode_gets_escapes(corpus: Path) -> None:
    done = subprocess.run(  # noqa: S603
        [*COMMAND, "names", "in/story.txt"], capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    assert rb"T\xfcrkiye" in done.stdout


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a terminal gets to see of a command."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    process = subprocess.Popen(  # noqa: S603
        [*COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env={**plain, "TERM": "dumb", **environment}
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # Linux says so where the other side is closed
            part = b""
        if not part:
            break
        shown += part
    process.wait()
    os.close(ours)
    return shown.decode("utf-8")

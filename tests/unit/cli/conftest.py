"""A command line in a folder of its own, and the files that its words are compared with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpusnorm.cli import main

GOLDEN = Path(__file__).parents[2] / "golden" / "cli"
STORY = (
    "The president of Turkey met the delegation in Stepanakert on Monday. They spoke for two hours about the roads, the railway "
    "and the schools of the region, and about the people who had left their houses in the war. Nobody knows when they will return."
)
OTHER = (
    "A violin has four strings, and each of them is tuned a fifth above the next one. The bow is made of wood and of the hair of "
    "horses; good ones are rarer than good violins, and some players own three or four of them."
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, so that names in messages are short and the same everywhere."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def corpus(here: Path) -> Path:
    """A corpus of four documents, two of them the same, and a record that is none."""
    folder = here / "in"
    folder.mkdir()
    (folder / "story.txt").write_text(f" date 2023-11-09 {STORY}\n", encoding="utf-8")
    (folder / "copy.txt").write_text(f"{STORY}\n", encoding="utf-8")
    (folder / "mojibake.txt").write_bytes(f"{OTHER} It doesnâ€™t matter.\n".encode())
    (folder / "more.jsonl").write_text('{"text": "One line."}\n{"texts": "No text."}\n', encoding="utf-8")
    return folder


@pytest.fixture
def cli(here: Path) -> Callable[..., Result]:
    """Run a command line in `here`, 100 columns wide."""

    def run(*arguments: str | Path, stdin: str | bytes | None = None, **environment: str) -> Result:
        return CliRunner(env={"COLUMNS": "100", **environment}).invoke(main, list(map(str, arguments)), input=stdin)

    return run


@pytest.fixture
def golden(here: Path) -> Callable[[str, str], None]:
    """Compare words with those of a golden file. With CORPUSNORM_GOLDEN=write the file is written instead; then read the diff."""

    def compare(name: str, words: str) -> None:
        path = GOLDEN / f"{name}.txt"
        words = words.replace(str(here.resolve()), "HERE")
        if os.environ.get("CORPUSNORM_GOLDEN") == "write":
            path.write_text(words, encoding="utf-8")
        assert words == path.read_text(encoding="utf-8")

    return compare

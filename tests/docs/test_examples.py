"""Every example in the README and in `docs/` runs, and gives what stands there.

A page is a session, in a folder of its own that has `seeds/`. Its blocks run in order:

- `console`: each line `$ command` is run, and the lines below it are its output. `$ make` is not run; `$ pip install .` only makes
  known the entry points of a `pyproject.toml` that the page wrote.
- `python`: with `>>>` as a doctest, otherwise it must run; the page has one namespace.
- any block under `<!-- file: NAME -->` is written to that file.

A line `...` stands for any number of lines, `...` within a line for any text. When the output changes on purpose:
`.venv/bin/python tests/docs/test_examples.py README.md docs/tutorial/seeds.md` writes what comes out now into the pages (all,
where none is named), to be read before it is taken over.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "reference" not in path.parts and "```" in path.read_text(encoding="utf-8")
]
_BLOCK = re.compile(r"(?:^<!-- file: (?P<file>\S+) -->\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_NOT_RUN = ("make", "pip")
_OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


@dataclass
class Session:
    """A page at work: its folder and its namespace. Tells every output that is not the one that stands on the page."""

    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

    def differences(self, page: str) -> Iterator[tuple[int, int, str]]:
        """The stretches of the page that should read otherwise: start, end, and what comes out."""
        for block in _BLOCK.finditer(page):
            start, body = block.start("body"), block["body"]
            if block["file"]:
                (self.folder / block["file"]).write_text(body, encoding="utf-8")
            elif block["kind"] == "console":
                yield from ((start + a, start + b, text) for a, b, text in self._console(body))
            elif block["kind"] == "python" and ">>>" in body:
                yield from ((start + a, start + b, text) for a, b, text in self._doctest(body))
            elif block["kind"] == "python":
                exec(compile(body, "example", "exec"), self.names)  # noqa: S102 - our own pages

    def _console(self, body: str) -> Iterator[tuple[int, int, str]]:
        for found in _COMMAND.finditer(body):
            if found["command"] == "pip install .":
                _announce(self.folder)
            if found["command"].split()[0] not in _NOT_RUN:
                output = _shell(found["command"], self.folder)
                if not _matches(found["output"], output):
                    yield *found.span("output"), output

    def _doctest(self, body: str) -> Iterator[tuple[int, int, str]]:
        lines = body.splitlines(keepends=True)
        for example in doctest.DocTestParser().get_examples(body):
            first = example.lineno + example.source.count("\n")
            start = len("".join(lines[:first]))
            output = self._evaluated(example.source)
            if not doctest.OutputChecker().check_output(example.want, output, _OPTIONS):
                yield start, start + len(example.want), output

    def _evaluated(self, source: str) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as shown:
            try:
                exec(compile(source, "example", "single"), self.names)  # noqa: S102 - our own pages
            except Exception as error:  # noqa: BLE001 - an example may show what is raised
                print("Traceback (most recent call last):\n  ...\n" + f"{_qualified(type(error))}: {error}")
        return shown.getvalue()


def _qualified(kind: type) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _announce(folder: Path) -> None:
    """What installing a package makes known of its entry points, without pip and the network."""
    if (folder / "pyproject.toml").exists():
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        installed = folder / f"{project['name']}-{project['version']}.dist-info"
        installed.mkdir()
        (installed / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
        groups = (
            f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in points.items())
            for group, points in project["entry-points"].items()
        )
        (installed / "entry_points.txt").write_text("\n".join(groups), encoding="utf-8")


def _shell(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "CORPUSNORM_DEBUG")}
    done = subprocess.run(  # noqa: S603 - our own pages
        ["bash", "-c", command],  # noqa: S607 - wherever it is
        cwd=folder,
        env={**kept, "PATH": path, "PYTHONUTF8": "1", "PYTHONPATH": str(folder), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=300,
    )
    text = done.stdout.decode("utf-8")
    return f"{text}\n" if text and not text.endswith("\n") else text


def _matches(expected: str, output: str) -> bool:
    """Whether the output is the expected one."""
    lines = (
        ".*".join(map(re.escape, line.split("..."))) + "\n" if line != "..." else "(?:.*\n)*" for line in expected.splitlines()
    )
    return re.fullmatch("".join(lines), output) is not None


def _trimmed(expected: str, output: str) -> str:
    """The new output, cut where the old one was: after as many lines, and before as many."""
    lines = expected.splitlines(keepends=True)
    if lines.count("...\n") != 1:
        return output
    first, new = lines.index("...\n"), output.splitlines(keepends=True)
    last = len(lines) - first - 1
    return "".join([*new[:first], "...\n", *(new[-last:] if last else [])])


@contextlib.contextmanager
def at_home(folder: Path) -> Iterator[Path]:
    """A page's own folder: the seeds are in it, it is the working directory, and modules that the page writes can be imported."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    sys.path.insert(0, str(folder))
    try:
        with contextlib.chdir(folder):
            yield folder
    finally:
        sys.path.remove(str(folder))
        for path in folder.glob("*.py"):
            sys.modules.pop(path.stem, None)


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_give_what_stands_there(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    with at_home(tmp_path) as folder:
        found = list(Session(folder).differences(text))
    wrong = (f"{page}:{text.count(chr(10), 0, a) + 1}: expected\n{text[a:b]}but it gives\n{output}" for a, b, output in found)
    assert not found, "\n".join(wrong)


def test_an_ellipsis_stands_for_lines_and_for_text() -> None:
    assert _matches("a\n...\nd\n", "a\nb\nc\nd\n")
    assert _matches("a\n...\n", "a\n")
    assert _matches("took ... s\n", "took 1.5 s\n")
    assert not _matches("took ... s\n", "took 1.5\n s\n")
    assert not _matches("a\n", "a\nb\n")


def take_over(page: str) -> None:
    """Write the present output into a page."""
    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name, at_home(Path(name)) as folder:
        found = list(Session(folder).differences(text))
    for start, end, output in reversed(found):
        text = text[:start] + _trimmed(text[start:end], output) + text[end:]
    path.write_text(text, encoding="utf-8")
    print(f"{page}: {len(found)} outputs differ")


if __name__ == "__main__":
    for each in sys.argv[1:] or PAGES:
        take_over(each)

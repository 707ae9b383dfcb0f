"""Law 3: the package does not depend on the order of the input, the size of the chunks, the hash seed, or a restart."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import corpusnorm
from corpusnorm.config import from_dict
from corpusnorm.engine import InlineRunner, Task

CHUNKS = from_dict({"run": {"chunk_bytes": 1}})


def digest(folder: Path) -> dict[str, str]:
    """The sha256 of every file of a package."""
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> dict[str, str]:
    output = tmp_path_factory.mktemp("expected") / "out"
    corpusnorm.run(seeds_folder, output)
    return digest(output)


def test_order_and_chunks_change_nothing(expected: dict[str, str], seeds_folder: Path, tmp_path: Path) -> None:
    files = sorted(seeds_folder.iterdir(), reverse=True)
    corpusnorm.run(files, tmp_path / "out", CHUNKS)
    assert digest(tmp_path / "out") == expected


def test_the_hash_seed_changes_nothing(expected: dict[str, str], seeds_folder: Path, tmp_path: Path) -> None:
    code = f"import corpusnorm; corpusnorm.run({str(seeds_folder)!r}, {str(tmp_path / 'out')!r})"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": "12345"})  # noqa: S603
    assert digest(tmp_path / "out") == expected


class Stops(InlineRunner):
    """A runner that is killed when it has run some tasks."""

    def __init__(self, tasks: int) -> None:
        self.left = tasks

    def run(self, tasks: "list[Task]") -> list[Path]:  # type: ignore[override]
        done = []
        for task in tasks:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            done.append(task.run())
        return done


@pytest.mark.parametrize("after", [1, 6, 14])
def test_an_interrupted_run_goes_on(
    after: int, expected: dict[str, str], seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("corpusnorm.job.means.runner", lambda _: Stops(after))
        with pytest.raises(KeyboardInterrupt):
            corpusnorm.run(seeds_folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    corpusnorm.run(seeds_folder, tmp_path / "out")
    assert digest(tmp_path / "out") == expected
    assert not (tmp_path / "out.partial").exists()


def test_an_interrupted_run_is_not_taken_up_by_another_configuration(
    seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("corpusnorm.job.means.runner", lambda _: Stops(1))
        with pytest.raises(KeyboardInterrupt):
            corpusnorm.run(seeds_folder, tmp_path / "out")
    with pytest.raises(corpusnorm.CorpusnormError, match="with another configuration"):
        corpusnorm.run(seeds_folder, tmp_path / "out", CHUNKS)
    corpusnorm.run(seeds_folder, tmp_path / "out", CHUNKS, restart=True)


def test_a_long_file_may_be_cut_after_any_line(tmp_path: Path) -> None:
    first = "The old harbour of the town was built by merchants from the north, who traded in salt and timber for years. " * 3
    texts = [
        first,
        f"{first}\n\nLater it fell into ruin.",
        "Ã¼ber alles",
        "",
        first.lower(),
        "Another text, about nothing of the kind.",
    ]
    lines = [json.dumps({"text": text, "title": f"Number {number}"}) for number, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, "", "{no object", *lines]), encoding="utf-8")
    packages = []
    for size in (1, 700, 32_000_000):
        corpusnorm.run(tmp_path / "a.jsonl", tmp_path / str(size), from_dict({"run": {"chunk_bytes": size}}))
        packages.append(digest(tmp_path / str(size)))
    assert packages[0] == packages[1] == packages[2]
    assert [each.right for each in corpusnorm.reconstruct(tmp_path / "1", check=True)] == [True]

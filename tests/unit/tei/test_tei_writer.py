"""What is written, word for word: the sample against `golden/`, where a change is to be read before it is taken over.

To take it over: `.venv/bin/python -c "from pathlib import Path; from tests.unit.tei.sample import write;
write(Path('tests/unit/tei/golden'))"` in the root of the repository.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusnorm.errors import OutputError
from corpusnorm.tei import Counts, authorities_xml
from corpusnorm.tei.model import AuthorityEntry

from .sample import ENTITIES, write

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.xml"))


@pytest.mark.parametrize("file", FILES)
def test_the_sample_is_written_as_it_was(file: str, tmp_path: Path) -> None:
    assert (write(tmp_path) / file).read_bytes().decode() == (GOLDEN / file).read_bytes().decode()


def test_every_file_of_the_sample_is_golden(tmp_path: Path) -> None:
    assert sorted(path.relative_to(tmp_path).as_posix() for path in write(tmp_path).rglob("*.xml")) == FILES


def test_files_are_utf8_with_line_feeds_and_no_mark(tmp_path: Path) -> None:
    for path in write(tmp_path).rglob("*.xml"):
        data = path.read_bytes()
        assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        assert b"\r" not in data
        assert data.endswith(b">\n")


def test_counts_add_in_any_order() -> None:
    counts = [Counts({"p": 1}, {"works": 1}), Counts({"p": 2, "gap": 1}, {"works": 1}), Counts()]
    assert sum(counts, Counts()) == sum(counts[::-1], Counts()) == Counts({"p": 3, "gap": 1}, {"works": 2})


@pytest.mark.parametrize("entries", [ENTITIES[::-1], (ENTITIES[0], ENTITIES[0])])
def test_entities_come_in_order_and_once(entries: tuple[AuthorityEntry, ...]) -> None:
    with pytest.raises(OutputError, match="not sorted by type and id, each once"):
        list(authorities_xml(entries))

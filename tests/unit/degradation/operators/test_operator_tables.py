"""Every table says where it comes from, is sorted, and is small."""

import hashlib
from pathlib import Path

import pytest

from corpusnorm.degradation import data
from corpusnorm.degradation.data import build

FOLDER = Path(data.__file__).parent
TABLES = [f"stopwords/{name}.txt" for name in data.tables("stopwords")] + [
    f"wordnet/{part}{kind}.txt" for part in ("noun", "verb", "adj", "adv") for kind in ("", "_exceptions")
]


@pytest.mark.parametrize("path", TABLES)
def test_a_table_is_sorted_under_a_header_that_names_its_source(path: str) -> None:
    header, entries = data.header(path), data.entries(path)
    assert {"name", "version", "source", "licence", "command"} <= header.keys()
    assert header["command"] == build.COMMAND
    assert entries
    assert list(entries) == sorted(set(entries))


@pytest.mark.parametrize("name", data.tables("stopwords"))
def test_the_version_of_a_stop_list_is_its_content(name: str) -> None:
    words = data.entries(f"stopwords/{name}.txt")
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    assert data.header(f"stopwords/{name}.txt")["version"] == f"{len(words)}-{digest[:8]}"


def test_the_tables_take_less_than_two_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if "__pycache__" not in path.parts) < 2_000_000


def test_the_licences_travel_with_the_tables() -> None:
    assert "Princeton University" in (FOLDER / "wordnet" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "Princeton University" in (FOLDER / "spacy" / "NOTICE").read_text(encoding="utf-8")
    notice = (FOLDER / "stopwords" / "NOTICE").read_text(encoding="utf-8")
    assert all(f"{listed.source.package} {listed.source.version}\n" in notice for listed in build.STOP_LISTS)


MODULE = '''
STOP_WORDS = set("""an
the""".split())
listed = ["a", "b"]
by_language = {"de": frozenset("der die".split()), "en": ("a", "an")}
made = open("x")
'''


@pytest.mark.parametrize(
    ("variable", "part", "words"),
    [
        ("STOP_WORDS", None, ["an", "the"]),
        ("listed", None, ["a", "b"]),
        ("by_language", "de", ["der", "die"]),
        ("by_language", "en", ["a", "an"]),
    ],
)
def test_a_list_is_read_out_of_a_module(variable: str, part: str | None, words: list[str]) -> None:
    assert list(build.literal(variable, part)(MODULE)) == words


@pytest.mark.parametrize("variable", ["made", "absent"])
def test_no_code_of_a_module_is_run(variable: str) -> None:
    with pytest.raises(ValueError, match=r"malformed node|assigns nothing"):
        build.literal(variable)(MODULE)

"""The seeds as they come in: the header is read and taken off the text, and every byte is kept."""

from pathlib import Path

import pytest

from corpusnorm.document import Document
from corpusnorm.ingest import Header, Record, decode, encode, expand, read_records

DATES = {"000": "2023-11-09", "001": "2024-02-19", "002": "2024-06-10"}


@pytest.mark.parametrize("seed", DATES)
def test_the_header_gives_the_date(seeds: dict[str, str], seed: str) -> None:
    assert Header().read(seeds[seed]) == {"date": DATES[seed]}


def test_the_text_begins_after_the_header(seeds: dict[str, str]) -> None:
    document = Document.of(seeds["000"])
    document = document.edited(Header()(document))
    assert document.text.startswith("In a bid to reinforce the longstanding alliance")
    assert document.raw.startswith(" date 2023-11-09 In a bid")


@pytest.mark.parametrize("seed", ["003", "004"])
def test_a_text_without_a_header_has_none(seeds: dict[str, str], seed: str) -> None:
    assert Header().read(seeds[seed]) == {}
    assert not Header()(Document.of(seeds[seed]))


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_every_byte_is_kept(seed_paths: dict[str, Path], seed: str) -> None:
    path = seed_paths[seed]
    decoded = decode(path.read_bytes())
    assert (decoded.encoding, decoded.bom, decoded.newline) == ("utf-8", "", "\n")
    assert encode(decoded) == path.read_bytes()
    [record] = read_records(path.name, path)
    assert isinstance(record, Record)
    assert record.data() == path.read_bytes()


def test_the_folder_gives_the_seeds_by_name(seed_paths: dict[str, Path]) -> None:
    assert [name for name, _ in expand([seed_paths["000"].parent])] == [path.name for path in seed_paths.values()]


@pytest.mark.parametrize(
    ("text", "meta", "rest"),
    [
        ("date 2023-11-09 a", {"date": "2023-11-09"}, "a"),
        ("date 2023-11-09 date 2024-01-01 a", {"date": "2023-11-09"}, "a"),
        ("a date 2023-11-09 b", {}, "a date 2023-11-09 b"),
        ("date 2023-11-09a", {}, "date 2023-11-09a"),
        ("", {}, ""),
    ],
)
def test_only_what_stands_at_the_start_is_a_header(text: str, meta: dict[str, str], rest: str) -> None:
    assert Header().read(text) == meta
    assert Header()(Document.of(text)).apply(text) == rest


def test_no_pattern_no_header() -> None:
    assert not Header("")(Document.of(" date 2023-11-09 a"))

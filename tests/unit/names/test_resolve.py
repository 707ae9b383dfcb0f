"""Who is meant."""

import pytest

from corpusnorm.names import find_mentions


def who(text: str, form: str, date: str | None = None) -> list[str | None]:
    return [mention.entity for mention in find_mentions(text, date=date) if mention.form == form]


@pytest.mark.parametrize(
    ("text", "date", "meant"),
    [
        ("Ilham Aliyev spoke. Aliyev left.", "1995", "aliyev_ilham"),
        ("Heydar Aliyev spoke. Aliyev left.", "2023", "aliyev_heydar"),
        ("Aliyev left.", "2023-11", "aliyev_ilham"),
        ("Aliyev left.", "1994", "aliyev_heydar"),
        ("Aliyev left.", None, None),
        ("Aliyev left.", "2003-10", None),
        ("Heydar Aliyev is the father of Ilham Aliyev. In 1993 Aliyev took over.", None, "aliyev_heydar"),
        ("Heydar Aliyev is the father of Ilham Aliyev.\nIn 2014 Aliyev threatened war.", None, "aliyev_ilham"),
        ("Ilham Aliyev came.\nHeydar Aliyev stepped in, and Aliyev disbanded them.", None, "aliyev_heydar"),
        ("Ilham Aliyev came.\nHeydar Aliyev stepped in.\nAliyev left.", None, None),
        ("Farid Aliyev sells shoes.", "2023", None),
        ("Mrs Aliyev sells shoes.", "2023", None),
    ],
)
def test_father_and_son(text: str, date: str | None, meant: str | None) -> None:
    assert who(text, "Aliyev", date)[-1] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Armenia, Azerbaijan and Georgia are neighbours; Tbilisi is a capital.", "georgia"),
        ("He moved from Atlanta, Georgia, to Florida and Alabama in the United States.", "georgia_us"),
        ("The black sea port of Batumi, Georgia", "georgia"),
        ("Georgia is wide.", None),
        ("They won Georgia, Alabama and Texas.", "georgia_us"),
        ("Georgia O'Keeffe painted.", None),
        ("The Georgia Bulldogs lost.", None),
    ],
)
def test_georgia(text: str, meant: str | None) -> None:
    assert who(text, "Georgia") == [meant]


def test_a_longer_name_is_not_the_name_inside_it() -> None:
    text = "Georgia Tech, the Second Karabakh War and the Turkish Republic of Northern Cyprus"
    assert [mention.entity for mention in find_mentions(text)] == ["georgia_tech", "nk_war2", "trnc"]


@pytest.mark.parametrize("text", ["Odessa, Texas, is hot.", "In Texas, Odessa is hot.", "Moscow, Idaho", "St. Petersburg, Florida"])
def test_a_town_in_a_state_it_is_not_in(text: str) -> None:
    assert find_mentions(text)[0].entity is None or find_mentions(text)[-1].entity is None


def test_a_list_of_towns_and_states_is_no_address() -> None:
    text = "He saw Madrid, London and Berlin, New York and New Jersey, Pennsylvania, California, Arizona."
    assert all(mention.entity for mention in find_mentions(text) if mention.form != "Berlin")


def test_a_bird_is_no_country() -> None:
    assert who("Turkey sandwiches at Thanksgiving", "Turkey") == [None]
    assert who("Turkey sandwiches are sold; Ankara frowns.", "Turkey") == [None]


def test_a_surname_that_many_have_needs_the_full_name() -> None:
    assert who("Mammadov left.", "Mammadov") == [None]
    assert who("Yaqub Mammadov came, Mammadov left.", "Mammadov") == ["mammadov_y"]
    assert who("Gorbachev left.", "Gorbachev") == ["gorbachev"]


def test_the_word_beside_a_name_tells_city_from_region() -> None:
    assert who("the city of Nakhchivan", "Nakhchivan") == ["nakhchivan_city"]
    assert who("the Nakhchivan exclave", "Nakhchivan") == ["nakhchivan"]


def test_two_republics_of_armenia_are_told_apart_by_the_year() -> None:
    assert who("In 1919 the Republic of Armenia fought.", "Republic of Armenia") == ["armenia_first"]
    assert who("In 1992 the Republic of Armenia fought.", "Republic of Armenia") == ["armenia"]


@pytest.mark.parametrize(
    ("text", "form", "meant"),
    [
        ("GIVE US A BREAK", "US", None),
        ("US troops left the country.", "US", "usa"),
        ("Michael Jordan scored.", "Jordan", None),
        ("Jordan Peele directed.", "Jordan", None),
        ("King Abdullah of Jordan spoke.", "Jordan", "jordan"),
        ("The border of Iraq and Jordan is closed.", "Jordan", "jordan"),
        ("Chad Smith drums.", "Chad", None),
        ("Libya, Chad and Niger", "Chad", "chad"),
        ("Guinea pigs are rodents.", "Guinea", None),
        ("Guinea and Mali signed.", "Guinea", "guinea"),
        ("He wore Bermuda shorts.", "Bermuda", None),
        ("They moved to Jersey.", "Jersey", None),
    ],
)
def test_countries_that_are_also_something_else(text: str, form: str, meant: str | None) -> None:
    assert who(text, form) == [meant]


def test_new_guinea_is_no_guinea() -> None:
    assert who("Birds of New Guinea and of Papua New Guinea", "Guinea") == []

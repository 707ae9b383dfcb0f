"""What is proposed, and what is kept apart."""

import pytest

from corpusnorm import discover_variants
from corpusnorm.names import Entity, Name, Registry
from corpusnorm.names.discovery import Proposals


def groups(found: Proposals) -> list[tuple[str, ...]]:
    return [each.forms for each in found]


@pytest.mark.parametrize(
    "forms",
    [
        ("Mardakert", "Martakert", "Mərdəkert"),
        ("Ter-Petrosian", "Ter-Petrosyan"),
        ("Shevchenko", "Schewtschenko", "Шевченко"),
        ("Zhytomyr", "Zhitomir", "Житомир"),
        ("Brezhnev", "Breschnew", "Брежнев"),
        ("Chengdu", "Ch'eng-tu", "成都"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("al-Baghdadi", "el-Baghdadi", "Baghdadi"),
        ("Abdul Aziz", "Abdel-Aziz"),
        ("Oleksandr Turchynov", "Aleksandr Turchinov"),
    ],
)
def test_ways_to_write_one_name_are_one_group(forms: tuple[str, ...]) -> None:
    assert groups(discover_variants(forms, registry=False)) == [tuple(sorted(forms))]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Louis XIV", "Louis XV"),
        ("Apollo 11", "Apollo 13"),
        ("J. S. Bach", "C. P. E. Bach"),
        ("Springfield (Ohio)", "Springfield (Texas)"),
        ("Polish", "polish"),
        ("Karenin", "Karenina"),
        ("Ivanov", "Ivanova"),
        ("Zhukovsky", "Zhukovskaya"),
        ("Shanxi", "Shaanxi Sheng"),
        ("Hubei", "Hebei"),
        ("East Timor", "West Timor"),
        ("Raúl Castro", "Fidel Castro"),
        ("Ghana", "Guyana Esequiba"),
    ],
)
def test_names_that_look_alike_stay_apart(a: str, b: str) -> None:
    assert groups(discover_variants([a, b], registry=False)) == []


def test_the_evidence_of_a_group_ties_all_its_forms() -> None:
    (found,) = discover_variants(["Chernobyl", "Tschernobyl", "Чернобыль", "Chornobyl"], registry=False)
    reached = {found.forms[0]}
    for _ in found.evidence:
        reached |= {end for each in found.evidence if {each.a, each.b} & reached for end in (each.a, each.b)}
    assert reached == set(found.forms)
    assert found.certainty == min(each.value for each in found.evidence)
    assert {each.rule for each in found.evidence} <= {"sound", "script", "letters"}


def test_never_is_obeyed_even_where_a_third_form_is_like_both() -> None:
    forms = ["Mardakert", "Martakert", "Mardagert"]
    found = discover_variants(forms, never=[("Martakert", "Mardakert")], registry=False)
    assert all(not {"Martakert", "Mardakert"} <= set(each) for each in found)


def test_forms_of_different_types_stay_apart() -> None:
    assert len(discover_variants(["Gorki", "Gorky"], registry=False)) == 1
    assert not discover_variants(["Gorki", "Gorky"], ["city", "person"], registry=False)
    assert len(discover_variants(["Gorki", "Gorky"], ["city", ""], registry=False)) == 1
    with pytest.raises(ValueError, match="1 types for 2 forms"):
        discover_variants(["Gorki", "Gorky"], ["city"])


REGISTRY = Registry.of(
    [Entity("a", "city", "Aktau"), Entity("b", "city", "Aktaw"), Entity("m", "city", "Mumbai")],
    [
        Name("a", "Aktau"), Name("b", "Aktaw"),
        Name("m", "Mumbai"), Name("m", "Bombay", kind="renaming"), Name("m", "Mumbay", of="Mumbai"),
    ],
)  # fmt: skip


def test_forms_that_the_registry_knows_as_different_entities_stay_apart() -> None:
    assert groups(discover_variants(["Aktau", "Aktaw"], registry=False)) == [("Aktau", "Aktaw")]
    assert groups(discover_variants(["Aktau", "Aktaw"], registry=REGISTRY)) == []


def test_renamings_are_told_apart_from_variants() -> None:
    found = discover_variants(["Mumbay", "Mumbai", "Bombay"], registry=REGISTRY)
    assert groups(found) == [("Mumbai", "Mumbay")]
    assert [each.rule for each in found[0].evidence] == ["registry"]
    (renaming,) = found.renamings
    assert (renaming.kind, renaming.entity, renaming.forms) == ("renaming", "m", ("Bombay", "Mumbai", "Mumbay"))


def test_witnesses_decide_what_letters_leave_open() -> None:
    forms = ["Dnepr", "Dnipro"]
    assert not discover_variants(forms, registry=False)
    (found,) = discover_variants(forms, witnessed={("Dnipro", "Dnepr"): 3}, registry=False)
    assert [(each.rule, each.value) for each in found.evidence] == [("witness", 3.0)]
    assert not discover_variants(["Dnepr", "Odessa"], witnessed={("Odessa", "Dnepr"): 1}, registry=False)


def test_contexts_are_evidence_and_sentences_with_both_are_against_it() -> None:
    around = {"river": 5, "bridge": 4, "city": 6}
    (found,) = discover_variants(["Agdam", "Aghdam"], contexts={"Agdam": around, "Aghdam": around}, registry=False)
    assert ("context", 1.0) in [(each.rule, each.value) for each in found.evidence]
    assert discover_variants(["Dostoevsky", "Dostoyevsky"], registry=False)
    assert not discover_variants(["Gorki", "Gorky"], together={("Gorky", "Gorki"): 3}, registry=False)


def test_what_is_no_name_is_passed_over() -> None:
    assert groups(
        discover_variants(["", " ", "1992", "-", "\ud800", "Gorki", "Gorki", "Gorky", "\N{PARTY POPPER}"], registry=False)
    ) == [("Gorki", "Gorky")]
    assert not discover_variants([])


def test_a_very_long_form_is_compared_by_its_beginning() -> None:
    long = "Ulaanbaatar" * 40
    assert not discover_variants([long, "Ulan Bator"], registry=False)

"""Decisions: read, checked as a whole, obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusnorm.errors import ConfigError
from corpusnorm.names import default_registry, regularize
from corpusnorm.names.amended import amended
from corpusnorm.names.decisions import Decision, Decisions, load_decisions, parse_decisions
from corpusnorm.names.queue import Question, write_queue

WHY = {"reason": "so it is", "date": "2026-11-20"}


def decided(*rows: Decision) -> Decisions:
    return Decisions.of(rows)


def one(act: str, *forms: str, **said: object) -> Decision:
    return Decision(act, forms, **{**WHY, **said})  # type: ignore[arg-type]


def test_every_fault_is_told_with_its_row() -> None:
    table = """decision,forms,entity,scope,document,start,end,reason,date
is,Aliyev,,corpus,,,,because,2026-11-20
perhaps,Kiev,,corpus,,,,because,2026-11-20
keep,Kiev,,mention,a.txt,9,3,because,20/11/2026
same,Kiev | Kyiv,,corpus,,,,because,2026-11-20
never,Kiev,,corpus,,,,,2026-11-20
keep,Kiev,,document,,,,because,2026-11-20
"""
    with pytest.raises(ConfigError) as error:
        parse_decisions(table)
    assert error.value.problems == (
        "row 2: entity: 'is' names one entity, not 0",
        "row 3: decision: 'perhaps' is none of is, not-a-name, keep, never, same",
        "row 4: date: '20/11/2026' is not a date; write YYYY-MM-DD (a spreadsheet may have changed it: format the column as text)",
        "row 4: start, end: 9-3 is no place; the scope is 'mention'",
        "row 5: forms, preferred: a new entity has two forms or more, and one of them is preferred",
        "row 6: reason: missing",
        "row 6: forms, entity: 'never' names two forms, two entities, or a form and an entity",
        "row 7: document: missing; the scope is 'document'",
    )


def test_an_unknown_column_is_a_fault() -> None:
    with pytest.raises(ConfigError, match="column 'desision': unknown"):
        parse_decisions("desision,forms\nkeep,Kiev")


def test_a_table_that_is_not_utf_8_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes("decision,forms\nkeep,Türkiye".encode("cp1254"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_decisions(tmp_path / "d.csv")


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (one("is", "Aliyev", entities=("aliyev_ilham",)), one("is", "Aliyev", entities=("aliyev_heydar",)), "'Aliyev': is"),
        (one("is", "Aliyev", entities=("aliyev_ilham",)), one("not-a-name", "Aliyev"), "'Aliyev': "),
        (one("keep", "Kiev"), one("not-a-name", "Kiev"), "'Kiev': "),
        (one("same", "Kiev", "Kief", entities=("kyiv",)), one("never", "Kief", "Kiev"), "Kief and Kiev: never, and the same"),
        (one("is", "Kief", entities=("kyiv",)), one("never", "Kief", entities=("kyiv",)), "'Kief': never kyiv, and is kyiv"),
    ],
)
def test_what_contradicts_each_other_is_told_with_both_rows(first: Decision, second: Decision, what: str) -> None:
    rows = [Decision(**{**_said(row), "row": number}) for number, row in ((7, first), (3, second))]
    with pytest.raises(ConfigError) as error:
        Decisions.of(rows)
    assert error.value.problems[0].startswith(f"rows 3 and 7: {what}")


def _said(row: Decision) -> dict[str, object]:
    return {name: getattr(row, name) for name in Decision.__dataclass_fields__}


def test_a_narrower_decision_contradicts_no_wider_one() -> None:
    wide = one("is", "Aliyev", entities=("aliyev_ilham",))
    narrow = one("is", "Aliyev", entities=("aliyev_heydar",), scope="document", document="a.txt")
    text = "Aliyev spoke."
    for document, entity in (("a.txt", "aliyev_heydar"), ("b.txt", "aliyev_ilham")):
        found = regularize(text, decisions=decided(wide, narrow), document=document)
        assert [mention.entity for mention in found.mentions] == [entity]


def test_an_entity_that_is_not_known_is_told_with_its_row() -> None:
    rows = parse_decisions("decision,forms,entity,reason,date\nis,Aliyev,aliyev_x,why,2026\nkeep,Kiev,kyjiw,why,2026")
    with pytest.raises(ConfigError) as error:
        amended(default_registry(), rows)
    assert sorted(error.value.problems) == [
        "row 2: entity: no 'aliyev_x' in the registry",
        "row 3: entity: no 'kyjiw' in the registry",
    ]


def test_a_form_can_mean_what_it_is_decided_to_mean() -> None:
    text = "Aliyev flew to Kiev."
    found = regularize(text, "2023", decisions=decided(one("is", "Aliyev", entities=("aliyev_heydar",))))
    assert [(mention.form, mention.entity) for mention in found.mentions] == [("Aliyev", "aliyev_heydar"), ("Kiev", "kyiv")]
    assert found.edits.apply(text) == "Aliyev flew to Kyiv."
    assert len(found.decided) == 1


def test_what_is_no_name_is_no_mention_and_is_not_rewritten() -> None:
    text = "Chicken Kiev in Kiev."
    here = one("not-a-name", "Kiev", scope="mention", document="a", start=8, end=12)
    found = regularize(text, "2023", decisions=decided(here), document="a")
    assert found.edits.apply(text) == "Chicken Kiev in Kyiv."
    assert len(found.mentions) == 1


@pytest.mark.parametrize(
    "scope", [{}, {"scope": "document", "document": "a"}, {"scope": "mention", "document": "a", "start": 7, "end": 11}]
)
def test_a_name_that_is_kept_stays_and_says_why(scope: dict[str, object]) -> None:
    text = "He saw Kiev."
    found = regularize(text, "2023", decisions=decided(one("keep", "Kiev", **scope)), document="a")
    assert not found.edits
    assert [(kept.form, kept.why) for kept in found.kept] == [("Kyiv", "decided 2026-11-20: so it is")]


def test_one_place_that_is_kept_leaves_the_others_to_the_policy() -> None:
    text = "He saw Kiev. She left Kiev. They love Bombay."
    here = one("keep", "Kiev", scope="mention", document="a", start=22, end=26)
    assert regularize(text, "2023", decisions=decided(here), document="a").edits.apply(text) == (
        "He saw Kyiv. She left Kiev. They love Mumbai."
    )


def test_the_evidence_of_an_edit_says_the_decision() -> None:
    text = "He saw Kief."
    same = one("same", "Kief", entities=("kyiv",), by="N. N.")
    found = regularize(text, "2023", decisions=decided(same))
    assert [edit.text for edit in found.edits] == ["Kyiv"]
    assert f"decision:{same.key}, decided 2026-11-20 by N. N.: so it is" in found.edits[0].evidence


def test_forms_can_be_a_new_entity() -> None:
    same = one("same", "Alijeff", "Alijew", preferred="Alijew", type="person")
    found = regularize("Alijew, whom others call Alijeff.", decisions=decided(same))
    assert {mention.entity for mention in found.mentions} == {amended_id(same)}
    assert regularize("Alijeff came.", decisions=decided(same)).edits.apply("Alijeff came.") == "Alijew came."


def amended_id(row: Decision) -> str:
    (new,) = set(amended(default_registry(), decided(row)).entities) - set(default_registry().entities)
    return new


def test_never_takes_a_form_from_an_entity() -> None:
    never = decided(one("never", "Kiev", entities=("kyiv",)))
    assert regularize("He saw Kiev.", "2023", decisions=never).mentions == ()


def test_never_makes_two_entities_of_one_with_the_ways_to_write_each() -> None:
    registry = amended(default_registry(), decided(one("never", "Stepanakert", "Khankendi")))
    (stays,), (left,) = ({name.entity for name in registry.forms[form]} for form in ("Stepanakert", "Khankendi"))
    assert stays == "stepanakert"
    assert {name.form for name in registry.names if name.entity == left} >= {"Khankendi", "Khankandi", "Xankəndi"}
    text = "The road to Khankendi is open."
    found = regularize(text, "2023-11-09", decisions=decided(one("never", "Stepanakert", "Khankendi")))
    assert found.edits.apply(text) == text


def test_what_is_to_join_another_that_it_is_never_is_told() -> None:
    rows = parse_decisions("decision,forms,entity,reason,date\nsame,Kief,kyiv,why,2026\nnever,Kief | Kyiv,,why,2026")
    with pytest.raises(ConfigError, match=r"rows 2 and 3: Kief and Kyiv: never, and both of kyiv"):
        amended(default_registry(), rows)


def test_a_name_no_registry_has_is_found_where_it_is_decided() -> None:
    text = "The Sultan of Beştepe met New York's mayor. The Sultan of\nBeştepe left."
    said = one("is", "The Sultan of Beştepe", entities=("erdogan",), scope="document", document="a")
    found = regularize(text, "2023", decisions=decided(said), document="a")
    assert [mention.form for mention in found.mentions if mention.entity == "erdogan"] == [
        "The Sultan of Beştepe",
        "The Sultan of\nBeştepe",
    ]
    assert regularize(text, "2023", decisions=decided(said), document="b").mentions == regularize(text, "2023").mentions


def test_a_queue_that_is_filled_in_is_a_file_of_decisions() -> None:
    stand = one("keep", "=Kiev\n", by="me")
    text = write_queue([Question(("Aliyev",), "who?", contexts=("…a…", "…b…"), count=2)], [stand])
    assert parse_decisions(text).rows == (one("keep", "=Kiev", by="me"),)
    filled = text.replace("\r\n,Aliyev,,,,corpus,,,,,,,", "\r\nis,Aliyev,aliyev_ilham,,,corpus,,,,context,2026-11-20,,")
    assert [row.entities for row in parse_decisions(filled).by("is")] == [("aliyev_ilham",)]

"""Policies: every fault named with its path, one line changes a decision, the content makes the digest."""

from pathlib import Path

import pytest

from corpusnorm.errors import ConfigError
from corpusnorm.names import load_policy, regularize
from corpusnorm.names.policy import parse_policy

HEAD = 'schema = 1\nname = "mine"\nversion = "1"\n'
TEXT = "Turkey, Khankendi and Kiev; Bombay; Erdogan."


def result(text: str, date: str | None, toml: str) -> str:
    return regularize(text, date, parse_policy(HEAD + toml)).edits.apply(text)


def test_all_faults_of_a_file_are_named_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_policy(
            'schema = 2\nname = 3\nscope = "all"\nthreshold = "high"\ndate = "fixed:May"\nundated = "never"\n'
            'colour = "red"\n'
            '[[rules]]\nentity = "turkey"\ntype = "city"\nprefer = 1\nprofile = "un"\n'
            '[[rules]]\nregion = "x"\nwhy = "y"\nreason = "z"\n'
        )
    assert set(caught.value.problems) == {
        "schema: 2 is not 1",
        "name: 3 is not a string",
        "version: missing",
        "colour: unknown key",
        "scope: 'all' is none of spelling, transliteration, renaming",
        "threshold: 'high' is not a number from 0 to 1",
        "date: 'fixed:May' is neither document nor a date",
        "undated: 'never' is neither as-written nor latest nor a date",
        "rules[0].prefer: 1 is not a string",
        "rules[0].reason: missing; a rule says why",
        "rules[0]: names not exactly one of entity, type, region",
        "rules[0]: needs either prefer or profile",
        "rules[1].why: unknown key",
        "rules[1]: needs either prefer or profile",
    }


@pytest.mark.parametrize("name", ["default", "as-written", "local", "un", "iso", "cldr"])
def test_the_shipped_policies_load_and_give_a_reason_for_every_rule(name: str) -> None:
    policy = load_policy(name)
    assert policy.name == name
    assert all(len(rule.reason) > 40 for rule in policy.rules)


def test_an_unknown_policy_is_an_error() -> None:
    with pytest.raises(ConfigError, match="no policy 'nowhere'"):
        load_policy("nowhere")


def test_a_policy_can_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(HEAD, encoding="utf-8")
    assert load_policy(tmp_path / "mine.toml").name == "mine"


def test_the_digest_is_that_of_the_content() -> None:
    assert parse_policy(HEAD).digest == parse_policy("# a comment\n" + HEAD + 'scope = "renaming"\n').digest
    assert parse_policy(HEAD).digest != parse_policy(HEAD + 'scope = "spelling"\n').digest


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('scope = "spelling"', "Turkey, Khankendi and Kiev; Bombay; Erdoğan."),
        ('scope = "transliteration"', "Turkey, Khankendi and Kyiv; Bombay; Erdoğan."),
        ("", "Türkiye, Khankendi and Kyiv; Mumbai; Erdoğan."),
        ('date = "fixed:1990"', "Turkey, Khankendi and Kyiv; Bombay; Erdoğan."),
        ('profile = "as-written"', TEXT),
        ("threshold = 1", TEXT),
        ('[[rules]]\ntype = "city"\nprofile = "as-written"\nreason = "r"', "Türkiye, Khankendi and Kiev; Bombay; Erdoğan."),
        ('[[rules]]\nregion = "ukraine"\nprofile = "as-written"\nreason = "r"', "Türkiye, Khankendi and Kiev; Mumbai; Erdoğan."),
        (
            '[[rules]]\nentity = "stepanakert"\nprefer = "Stepanakert"\nreason = "r"',
            "Türkiye, Stepanakert and Kyiv; Mumbai; Erdoğan.",
        ),
        ('[[rules]]\nentity = "turkey"\nprefer = "Turkey"\nreason = "r"', "Turkey, Khankendi and Kyiv; Mumbai; Erdoğan."),
    ],
)
def test_one_line_changes_one_decision(toml: str, expected: str) -> None:
    assert result(TEXT, "2023", toml) == expected


@pytest.mark.parametrize(
    ("undated", "expected"),
    [("as-written", "Turkey, Kyiv"), ("latest", "Türkiye, Kyiv"), ("2020", "Turkey, Kyiv"), ("2024-01", "Türkiye, Kyiv")],
)
def test_a_document_without_a_date(undated: str, expected: str) -> None:
    assert result("Turkey, Kiev", None, f'undated = "{undated}"') == expected


def test_a_contested_name_moves_only_for_a_rule_that_names_it() -> None:
    text = "They left Shushi, Aghdara, Dashalty and Artsakh; Xankandi fell."
    assert result(text, "2024", "") == text.replace("Xankandi", "Khankendi")
    default = regularize(text, "2024")
    assert [(edit.span.of(text), edit.text) for edit in default.edits] == [("Xankandi", "Stepanakert")]


@pytest.mark.parametrize(
    ("historic", "expected"), [("keep", "Leningrad"), ("present", "Leningrad"), ("rewrite", "Saint Petersburg")]
)
def test_a_name_of_the_past(historic: str, expected: str) -> None:
    assert result("Trains to Leningrad ran.", "2023", f'historic = "{historic}"') == f"Trains to {expected} ran."


def test_quotations_are_a_choice() -> None:
    text = 'He said "we know Turkey well" and left.'
    assert result(text, "2023", 'quotations = "rewrite"') == text.replace("Turkey", "Türkiye")
    assert result(text, "2023", "") == text


def test_the_local_form() -> None:
    text = "Trains left Baku for Turkey and Kiev; Shusha and Stepanakert lay still."
    local = "Trains left Bakı for Türkiye and Kyiv; Shusha and Stepanakert lay still."
    assert regularize(text, "2023", "local").edits.apply(text) == local


@pytest.mark.parametrize(("lang", "expected"), [("fr", "Kiev"), ("en", "Kyiv"), ("en-GB", "Kyiv"), (None, "Kyiv")])
def test_a_text_in_another_language_keeps_its_names(lang: str | None, expected: str) -> None:
    found = regularize("Kiev", "2023", lang=lang)
    assert found.edits.apply("Kiev") == expected
    assert [mention.entity for mention in found.mentions] == ["kyiv"]

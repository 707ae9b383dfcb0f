"""`corpusnorm names forms`."""

import json
from collections.abc import Callable

from click.testing import Result

from corpusnorm.transliteration import forms_of, schemes

Cli = Callable[..., Result]


def test_forms_are_listed_with_their_schemes(cli: Cli, golden: Callable[[str, str], None]) -> None:
    told = [
        cli("names", "forms", "Ходжалы", "--limit", "6"),
        cli("names", "forms", "Xankəndi", "--language", "az", "--of", "Khankendi"),
    ]
    assert [result.exit_code for result in told] == [0, 0]
    golden("names-forms", "\n".join(result.stdout for result in told))


def test_forms_as_json_are_what_the_function_gives(cli: Cli) -> None:
    listed = json.loads(cli("names", "forms", "Երևան", "--json", "--limit", "9").stdout)
    assert [form["text"] for form in listed] == [form.text for form in forms_of("Երևան", limit=9)]


def test_schemes_are_listed(cli: Cli) -> None:
    assert len(cli("names", "forms", "--schemes", "--language", "ka").stdout.splitlines()) == 1 + len(schemes("ka"))
    assert len(json.loads(cli("names", "forms", "--schemes", "--json").stdout)) == len(schemes())


def test_what_cannot_be_told_is_said(cli: Cli) -> None:
    assert "--language" in cli("names", "forms", "Yerevan").stdout
    assert "No scheme writes Moscow" in cli("names", "forms", "Москва", "--of", "Moscow").stdout
    assert json.loads(cli("names", "forms", "Москва", "--of", "Moskva", "--json").stdout)[0]["scheme"].startswith("ru-")
    assert cli("names", "forms").exit_code == 2

"""Facts about language identification; fault 12."""

import pytest

from corpusnorm.language import UNDETERMINED, Language, detect_language, identify


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_the_seeds_are_english_also_the_degraded_one(seeds: dict[str, str], seed: str) -> None:
    assert detect_language(seeds[seed]) == "en"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "1988", "1988–1994, 20.000 + 3 %", "...", "😀😀", "\ufffd", "\x00", "𐎠𐎡𐎢", "ᚠᚢᚦ", chr(0xD800)]
)
def test_12_what_cannot_be_known_is_undetermined(text: str) -> None:
    assert identify(text) == Language(UNDETERMINED, 0.0)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("tr", "Cumhurbaşkanı Erdoğan, Azerbaycan’a yaptığı ziyarette Aliyev ile görüştü."),
        ("de", "Der Krieg um Bergkarabach dauerte bis zum Waffenstillstand im Mai 1994."),
        ("fr", "La guerre du Haut-Karabagh a duré jusqu’au cessez-le-feu de mai 1994."),
        ("ru", "Война в Нагорном Карабахе продолжалась до перемирия в мае 1994 года."),
        ("es", "La guerra de Nagorno Karabaj duró hasta el alto el fuego de mayo de 1994."),
        ("ja", "ナゴルノ・カラバフ戦争は1994年5月の停戦まで続いた。"),
    ],
)
def test_languages_are_told_apart(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_the_end_of_a_very_long_text_is_not_looked_at() -> None:
    english = "The majority of the voters voted in favour of independence. " * 200
    assert identify(english + "и" * 100_000) == identify(english)


def test_characters_that_were_lost_say_nothing() -> None:
    lost = "\N{REPLACEMENT CHARACTER}"
    assert detect_language(f"The regi{lost}n{lost}s fighters voted {lost * 40}") == "en"

"""Facts about language identification; fault 12."""

from typing import Any

import pyarrow as pa
import pytest

from corpusnorm.errors import ConfigError
from corpusnorm.language import UNDETERMINED, Language, backends, detect_language, identify
from corpusnorm.language.stage import language_batch


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


@pytest.mark.parametrize("text", ["戰爭一直持續到1994年的停火為止。", "臺灣的歷史與文化"])
def test_chinese_is_not_korean(text: str) -> None:
    assert detect_language(text) == "zh-tw"


@pytest.mark.parametrize("text", ["Երևանը Հայաստանի մայրաքաղաքն է։", "თბილისი საქართველოს დედაქალაქია."])
def test_armenian_and_georgian_are_not_estonian(text: str) -> None:
    assert identify(text) == Language(UNDETERMINED, 0.0)
    assert detect_language(f"The town is called {text.split()[0]} by those who live there.") == "en"


def test_what_is_asked_of_nothing_is_nothing() -> None:
    assert detect_language(pa.array([], pa.string())).to_pylist() == []
    assert detect_language(pa.array([None, ""], pa.string_view())).to_pylist() == [None, UNDETERMINED]


def test_the_languages_may_be_restricted() -> None:
    text = "Ett litet hus."
    assert detect_language(text, languages=["no", "da"]) in ("no", "da")
    assert detect_language("这是一个很小的房子。", languages=["EN", "ZH"]) == "zh-cn"
    assert detect_language("Это маленький дом.", languages=["en", "de"]) == UNDETERMINED


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"languages": ["de", "qx"]}, "E301 languages: the backend 'langdetect' does not know the language 'qx'"),
        ({"languages": []}, "E301 languages: no language is allowed"),
        ({"backend": "guess"}, "E301 backend: there is no backend 'guess' (one of langdetect, cld2, lid176)"),
    ],
)
def test_what_cannot_be_asked_is_said(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        detect_language("The house", **options)
    assert str(raised.value).startswith(message)


def test_a_backend_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"needs the package pycld2 \(pip install 'corpusnorm\[cld2\]'\)"):
        backends.named.__wrapped__("cld2")


def test_the_stage_adds_two_columns_and_leaves_nulls() -> None:
    batch = pa.RecordBatch.from_pydict({"id": ["a", "b", "c"], "text": ["Die Stadt liegt am Fluss.", None, "1988"]})
    found = language_batch(batch)
    assert found.column("language").to_pylist() == ["de", None, UNDETERMINED]
    assert found.column("language_probability").to_pylist() == [1.0, None, 0.0]
    assert found.select(["id", "text"]).equals(batch)

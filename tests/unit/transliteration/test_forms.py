"""The forms of names: those in use are among them, in one order, each with a scheme that writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.transliteration import forms_of, which_schemes

IN_USE = {
    ("Ельцин", "ru"): {"Yeltsin", "Eltsin", "Jelzin", "Eltsine", "Jelcyn", "Elʹcin"},
    ("Горбачёв", "ru"): {"Gorbachev", "Gorbachov", "Gorbatschow", "Gorbatchev", "Gorbaczow"},
    ("Достоевский", "ru"): {"Dostoevsky", "Dostoyevsky", "Dostoevskii", "Dostoevskiĭ", "Dostojewski", "Dostoievski"},
    ("Алиев", "ru"): {"Aliev", "Aliyev"},
    ("Чернобыль", "ru"): {"Chernobyl", "Tschernobyl"},
    ("Зеленський", "uk"): {"Zelenskyi", "Zelenskyy", "Zelensky", "Zelenskiy", "Selenskyj", "Zelens’kyy"},
    ("Лукашэнка", "be"): {"Lukashenka", "Lukašenka"},
    ("Xocalı", "az"): {"Khojali", "Khojaly", "Khodzhaly", "Hocalı", "Ходжалы", "Хоҹалы", "Xocali"},
    ("Хоҹалы", "az"): {"Xocalı", "Khojaly", "Khodzhaly"},
    ("Kəlbəcər", "az"): {"Kalbajar", "Kelbajar", "Kelbadzhar", "Kalbadjar"},
    ("Gəncə", "az"): {"Ganja", "Gandja", "Gyandzha", "Ganje", "Гянджа"},
    ("Heydər Əliyev", "az"): {"Heydar Aliyev", "Heidar Aliyev", "Geidar Aliev", "Haydar Aliyev"},
    ("Şuşa", "az"): {"Shusha", "Susa", "Шуша"},
    ("Erdoğan", "tr"): {"Erdogan", "Erdoghan"},
    ("Çiçek", "tr"): {"Cicek", "Chichek", "Tchitchek"},
    ("Մարտակերտ", "hy"): {"Martakert", "Mardakert"},
    ("Խնձորեսկ", "hy"): {"Khndzoresk", "Xnjoresk"},
    ("Տեր-Պետրոսյան", "hy"): {"Ter-Petrosyan", "Ter-Petrosian", "Ter-Petrossian"},
    ("Սարգսյան", "hy"): {"Sargsyan", "Sarkisian", "Sarkissian"},
    ("Գրիգորեան", "hyw"): {"Krikorian"},
    ("სააკაშვილი", "ka"): {"Saakashvili", "Saakaschwili", "Saak’ashvili"},
    ("معمر القذافي", "ar"): {"Muammar al-Qadhafi", "Moammar al-Qadhafi"},
    ("محمد", "ar"): {"Muhammad", "Mohammed", "Mohamed", "Muḥammad", "Mohammad"},
    ("خمینی", "fa"): {"Khomeini"},
    ("נתניה", "he"): {"Netanya"},
    ("Θεσσαλονίκη", "el"): {"Thessaloniki", "Thessalonikī"},
    ("习近平", "zh"): {"Xi Jinping", "Hsi Chin-p’ing", "Hsi Chin-ping"},
    ("重庆", "zh"): {"Chongqing", "Chungking", "Ch’ung-ch’ing"},
    ("北京", "zh"): {"Beijing", "Peking", "Pei-ching"},
    ("평양", "ko"): {"Pyongyang", "P’yŏngyang", "Pyeongyang"},
    ("とうきょう", "ja"): {"Tokyo", "Tōkyō", "Tôkyô"},
}


@pytest.mark.parametrize(("name", "language"), IN_USE)
def test_forms_in_use_are_among_them(name: str, language: str) -> None:
    assert not IN_USE[name, language] - {form.text for form in forms_of(name, language)}


@pytest.mark.parametrize(("name", "language"), [pair for pair in IN_USE if pair[1] not in ("zh", "ar", "fa", "he")])
def test_every_form_is_told_by_its_schemes(name: str, language: str) -> None:
    for form in forms_of(name, language, limit=40):
        told = {found.scheme for found in which_schemes(form.text, form.original, language)}
        assert told >= set(form.schemes)


def test_khamenei_is_not_khomeini() -> None:
    khamenei = {form.text for form in forms_of("خامنه‌ای", "fa")}
    khomeini = {form.text for form in forms_of("خمینی", "fa")}
    assert "Khamenei" in khamenei
    assert not khamenei & khomeini


@given(st.text("абвгдежзиклмнопрстуфхцчшщъыьэюяё- ", max_size=14), st.integers(1, 60))
def test_fewer_forms_are_the_first_of_more(name: str, limit: int) -> None:
    assert forms_of(name, "ru", limit=limit) == forms_of(name, "ru", limit=80)[:limit]


def test_a_latin_form_is_taken_back_to_its_originals() -> None:
    assert "Martakert" in {form.text for form in forms_of("Mardakert", "hy")}
    assert "Aliyev" in {form.text for form in forms_of("Aliev", "ru")}
    assert "Xocalı" in {form.original for form in forms_of("Khojaly", "az")}


def test_what_no_scheme_takes_has_no_forms() -> None:
    assert forms_of("Yerevan") == ()
    assert forms_of("Ереван" * 12) == ()
    assert forms_of("1992", "ru") == ()
    assert forms_of("") == ()

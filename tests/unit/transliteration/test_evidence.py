"""Which scheme a form was made by, with the original and without."""

import pytest

from corpusnorm.transliteration import languages_of, originals, romanized, which_schemes


@pytest.mark.parametrize(
    ("form", "original", "scheme"),
    [
        ("Tver’", "Тверь", "ru-bgn-pcgn-1947"),
        ("Dostoevskij", "Достоевский", "ru-scholarly-1968"),
        ("Jelzin", "Ельцин", "ru-press-de"),
        ("Luhans'k", "Луганськ", "uk-bgn-pcgn-1965"),
        ("Xankandi", "Xankəndi", "az-press-en"),
        ("Tsaghkadzor", "Ծաղկաձոր", "hy-bgn-pcgn-1981"),
        ("Krikorian", "Գրիգորեան", "hyw-press-en"),
        ("Kadafi", "قذافي", "ar-press-en"),
        ("Gaddafi", "القذافي", "ar-press-en"),
        ("Qadhdhafi", "القذافي", "ar-press-en"),
        ("Hsi Chin-p'ing", "习近平", "zh-wade-giles-1892"),
    ],
)
def test_the_scheme_of_a_form_is_told(form: str, original: str, scheme: str) -> None:
    assert scheme in {found.scheme for found in which_schemes(form, original, scheme.partition("-")[0])}


def test_what_no_scheme_writes_has_no_evidence() -> None:
    assert which_schemes("Moscow", "Москва") == ()
    assert which_schemes("Leningrad", "Екатеринбург") == ()
    assert which_schemes("Khamenei", "خمینی", "fa") == ()


def test_letters_tell_some_schemes_from_others() -> None:
    assert {found.scheme for found in which_schemes("Jušenko", language="ru")} >= {"ru-scholarly-1968", "ru-un-1987"}
    assert "ru-bgn-pcgn-1947" not in {found.scheme for found in which_schemes("Jušenko", language="ru")}


def test_an_original_is_unique_where_the_scheme_is_reversible() -> None:
    assert originals("Čʹûâ", "ru-iso-9-1995") == ("Чьюя",)
    assert originals("HEYDƏR ƏLİYEV", "az-latin-1992") == ("ҺЕЈДӘР ӘЛИЈЕВ",)
    assert originals("Yeltsin", "ru-iso-9-1995") == ("Ыелтсин",)


@pytest.mark.parametrize(
    "forms",
    [
        ("Ереван", "Երևան", "Erevan", "Yerevan"),
        ("Алиев", "Aliev", "Aliyev"),
        ("თბილისი", "Тбилиси", "Tbilisi"),
        ("Достоевский", "Dostoevsky", "Dostoyevskiy", "Dostoevskii"),
        ("Melkonian", "Melkonyan", "Մելքոնյան"),
    ],
)
def test_one_name_has_one_key(forms: tuple[str, ...]) -> None:
    assert len({romanized(form) for form in forms}) == 1


def test_look_alikes_have_keys_of_their_own() -> None:
    pairs = (("Khamenei", "Khomeini"), ("Suharto", "Sukarno"), ("Omsk", "Tomsk"), ("Suzhou", "Xuzhou"), ("Henan", "Hunan"))
    assert all(romanized(one) != romanized(other) for one, other in pairs)


def test_languages_are_told_by_letters() -> None:
    assert languages_of("Київ") == ("uk",)
    assert languages_of("Хоҹалы") == ("az",)
    assert languages_of("گرگان") == ("fa",)
    assert languages_of("Yerevan") == ()

"""What the standards themselves give as examples, or what is on signs, maps and title pages that follow them."""

import pytest

from corpusnorm.errors import ConfigError
from corpusnorm.transliteration import Scheme, scheme, schemes, transliterate

EXAMPLES = {
    ("ru-bgn-pcgn-1947", "Тверь"): "Tver’",
    ("ru-bgn-pcgn-1947", "Елизово, Подъельники, Адыгея"): "Yelizovo, Pod”yel’niki, Adygeya",
    ("ru-bgn-pcgn-1947", "ЩЁКИНО и Щ."): "SHCHËKINO i Shch.",
    ("ru-iso-9-1995", "Щедрин и Эльба"): "Ŝedrin i Èlʹba",
    ("ru-gost-7.79-b-2000", "Цирк, Царицыно, Щёлково"): "Cirk, Czaricy`no, Shhyolkovo",
    ("ru-ala-lc-1997", "Достоевский, Юрий"): "Dostoevskiĭ, I͡Uriĭ",
    ("ru-icao-2013", "Подъячев Юрий"): "Podieiachev Iurii",
    ("ru-passport-soviet", "Гейдар Алиев, Кузин"): "Gueidar Aliev, Kouzine",
    ("ru-un-1987", "Хабаровск, Щучье"): "Habarovsk, Ščučʹe",
    ("uk-national-2010", "Згурський, Єнакієве, Їжакевич, Стрий, Гоща, Щастя"): (
        "Zghurskyi, Yenakiieve, Yizhakevych, Stryi, Hoshcha, Shchastia"
    ),
    ("uk-national-1996", "Щербухи, Русь"): "Scherbukhy, Rus’",
    ("uk-bgn-pcgn-1965", "Луганськ, Згорани"): "Luhans’k, Z·horany",
    ("be-national-2007", "Брэст, Іўе, Ельск, Любань"): "Brest, Iŭje, Jeĺsk, Liubań",
    ("bg-national-2009", "София, Щръклево, Илия"): "Sofia, Shtraklevo, Ilia",
    ("sr-latin", "Љубљана, Њ, Ђорђе, ЏОН"): "Ljubljana, Nj, Đorđe, DŽON",
    ("az-latin-1992", "Һејдәр Әлијев, ИЛҺАМ, Хоҹалы, ҝүл"): "Heydər Əliyev, İLHAM, Xocalı, gül",
    ("az-latin-1991", "Ҝәнҹә"): "Gäncä",
    ("az-turkish", "Xankəndi, Qarabağ"): "Hankendi, Karabağ",
    ("hy-bgn-pcgn-1981", "Երևան, Ոսկեվազ, Ծաղկաձոր, Փամբակ"): "Yerevan, Voskevaz, Tsaghkadzor, P’ambak",
    ("hy-hubschmann-meillet-1913", "Հայաստան, Չարենց"): "Hayastan, Čʻarencʻ",
    ("hy-iso-9985-1996", "Խաչատուր"): "Xačatowr",
    ("hyw-ala-lc-1997", "Պետրոսեան"): "Bedrosean",
    ("ka-national-2002", "თბილისი, ქუთაისი, წყალტუბო, ჭიათურა"): "tbilisi, kutaisi, ts’q’alt’ubo, ch’iatura",
    ("ka-bgn-pcgn-1981", "თბილისი"): "t’bilisi",
    ("el-elot-743-2001", "Αθήνα, Ευρώπη, Αυλώνα, Μπάμπης, Άγγελος"): "Athina, Evropi, Avlona, Bampis, Angelos",
    ("el-classical", "Αἴσωπος, Ῥόδος, Θουκυδίδης"): "Aesopus, Rhodus, Thucydides",
    ("ar-ala-lc-2012", "مُحَمَّد الشَّيْخ"): "muḥammad al-shaykh",
    ("ar-din-31635-2011", "الشَّمْس، القَمَر"): "aš-šams، al-qamar",
    ("ar-bgn-pcgn-1956", "القَاهِرَة"): "al qāhirah",
    ("he-academy-2006", "יִשְׂרָאֵל, חֵיפָה"): "yisra’el, ẖefa",
    ("zh-wade-giles-1892", "Deng Xiaoping, Xi'an, Beijing"): "Têng Hsiao-p’ing, Hsi-an, Pei-ching",
    ("zh-tongyong-2002", "Zhonghua, Xiamen, Qilong"): "Jhonghua, Siamen, Cilong",
    ("zh-pinyin-1958", "西安"): "xī'ān",
    ("ko-rr-2000", "종로, 독립문, 신라, 부산"): "jongno, dongnimmun, silla, busan",
    ("ko-mr-1939", "평양, 부산, 김포"): "p’yŏngyang, pusan, kimp’o",
    ("ja-hepburn-1954", "とうきょう がっこう しんいち まっちゃ"): "tōkyō gakkō shin'ichi matcha",
    ("ja-kunrei-1954", "しんじゅく"): "sinzyuku",
    ("uz-latin-1995", "Ўзбекистон, Тошкент, Ғузор"): "Oʻzbekiston, Toshkent, Gʻuzor",
    ("tk-latin-1999", "Бердимухамедов, Ёлөтен"): "Berdimuhamedow, Ýolöten",
}


@pytest.mark.parametrize(("scheme_id", "text"), EXAMPLES)
def test_a_scheme_writes_what_its_standard_says(scheme_id: str, text: str) -> None:
    assert transliterate(text, scheme_id) == EXAMPLES[scheme_id, text]


def test_decomposed_letters_are_the_same() -> None:
    assert transliterate("Мои\N{COMBINING BREVE} Е\N{COMBINING DIAERESIS}лкин", "ru-iso-9-1995") == "Moj Ëlkin"


def test_the_accent_of_dictionaries_is_passed_over() -> None:
    assert transliterate("Алексе\N{COMBINING ACUTE ACCENT}ев", "ru-bgn-pcgn-1947") == "Alekseyev"


@pytest.mark.parametrize("by", schemes(), ids=lambda by: by.id)
def test_every_scheme_says_what_it_states(by: Scheme) -> None:
    assert by.id.startswith(f"{by.language}-")
    assert by.title
    assert by.source
    assert not (by.practice and by.reversible)
    assert by.practice or all(len(rule.targets) == 1 for rule in by.rules)
    assert by.year is None or str(by.year) in by.source + by.id


@pytest.mark.parametrize("by", [each for each in schemes() if not each.practice], ids=lambda by: by.id)
def test_a_standard_knows_every_letter_of_its_language(by: Scheme) -> None:
    alphabet = next((each for each in schemes(by.language) if each.source_script == by.source_script), by)
    own = alphabet.stated.get("base") is None  # else the practice has the letters of Russian, too
    assert not own or not {letter for letter in alphabet.letters if letter.isalpha()} - by.letters - _beyond(by)


def _beyond(by: Scheme) -> set[str]:
    """Letters that usage has and the standard leaves out on purpose."""
    return {"â", "î", "û"} if by.language == "tr" else set("أإؤئآىةيَُِ") if by.source_script == "Arab" else set()


def test_an_unknown_scheme_is_told_with_what_there_is() -> None:
    with pytest.raises(ConfigError, match="ru-nothing") as told:
        scheme("ru-nothing")
    assert "ru-bgn-pcgn-1947" in told.value.hint
    with pytest.raises(ConfigError, match="no language 'xx'"):
        transliterate("a", "xx-iso")

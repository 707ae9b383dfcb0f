"""Names in every script: how they are folded, where they begin and end, and what is written onto them."""

import pytest

from corpusnorm.names import Entity, Name, Registry
from corpusnorm.names.endings import stems
from corpusnorm.names.fold import fold, optional, reduced, same
from corpusnorm.names.match import CAPITALS, CASELESS, EXACT, INFLECTED, UNMARKED, likeness, matcher_for


def found(text: str, *forms: str, language: str) -> list[tuple[str, float]]:
    names = [Name("one", form, lang=language) for form in forms]
    matcher = matcher_for(Registry.of([Entity("one", "city", "One")], names))
    return [(text[start:end], reading.certainty) for start, end, reading in matcher.find(text)]


@pytest.mark.parametrize(
    ("surface", "form", "certainty"),
    [
        ("ISTANBUL", "İstanbul", CAPITALS),
        ("İSTANBUL", "İstanbul", CAPITALS),
        ("DIYARBAKIR", "Diyarbakır", CAPITALS),
        ("DİYARBAKIR", "Diyarbakır", CAPITALS),
        ("Istanbul", "İstanbul", UNMARKED),
        ("İstanbul", "Istanbul", CASELESS),
        ("Gəncə", "Gəncə", EXACT),
        ("Gence", "Gəncə", UNMARKED),
        ("Gəncə", "Gence", 0),
        ("Երեւան", "Երևան", EXACT),
        ("Երեվան", "Երևան", EXACT),
        ("ԵՐԵՎԱՆ", "Երևան", CAPITALS),
        ("ԵՐԵՒԱՆ", "Երևան", CAPITALS),
        ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი", UNMARKED),
        ("ႧႡႨႪႨႱႨ", "თბილისი", UNMARKED),
        ("Орел", "Орёл", UNMARKED),
        ("Орёл", "Орел", UNMARKED),
        ("Иошкар", "Йошкар", 0),
        ("Азербайджа\N{COMBINING ACUTE ACCENT}н", "Азербайджан", EXACT),
        ("Гәнҹә", "Гәнҹә", EXACT),
        ("ТУРКИЯ", "Туркия", CAPITALS),
        ("ΤΟΥΡΚΙΑ", "Τουρκία", CAPITALS),
        ("Τουρκια", "Τουρκία", UNMARKED),
        ("إِيرَان", "إيران", EXACT),
        ("ايران", "إيران", UNMARKED),
        ("العـراق", "العراق", EXACT),
        ("القاهره", "القاهرة", UNMARKED),
        ("ایران", "ايران", EXACT),
        ("کرکوک", "كركوك", EXACT),
        ("יְרוּשָׁלַיִם", "ירושלים", EXACT),
        ("Gießen", "Gießen", EXACT),
    ],
)
def test_likeness(surface: str, form: str, certainty: float) -> None:
    assert likeness(surface, form) == certainty


@pytest.mark.parametrize(
    ("language", "forms", "text", "names"),
    [
        ("tr", ["Türkiye"], "Türkiye'nin, Türkiye’dekiler; Türkiyeli", ["Türkiye", "Türkiye"]),
        ("az", ["Bakı", "Azərbaycan"], "Bakıda, Azərbaycanın; Bakılı, Bakı'dan", ["Bakıda", "Azərbaycanın", "Bakı"]),
        ("ru", ["Азербайджан", "Армения"], "в Азербайджане и Армении, армянский", ["Азербайджане", "Армении"]),
        ("ru", ["Нагорный Карабах"], "Нагорного Карабаха, в Нагорном Карабахе", ["Нагорного Карабаха", "Нагорном Карабахе"]),
        ("uk", ["Київ", "Україна"], "у Києві, з України", ["Києві", "України"]),
        ("hy", ["Երևան", "Հայաստան"], "Երևանում, Հայաստանի", ["Երևանում", "Հայաստանի"]),
        ("ka", ["თბილისი", "ბაქო"], "თბილისში, ბაქოდან, თბილისელი", ["თბილისში", "ბაქოდან"]),
        ("el", ["Τουρκία"], "της Τουρκίας", ["Τουρκίας"]),
        ("ko", ["서울"], "서울에서, 서울은, 서울대", ["서울에서", "서울은"]),
        ("ar", ["إيران", "العراق"], "وإيران وبالعراق للعراق كإيران حإيران", ["إيران", "العراق", "عراق", "إيران"]),
        ("he", ["ירושלים"], "בירושלים ומירושלים קירושלים", ["ירושלים", "ירושלים"]),
        ("fa", ["ایران"], "ایران\N{ZERO WIDTH NON-JOINER}ها ایرانی", ["ایران"]),
        ("zh", ["土耳其", "中"], "在土耳其的中部 中 的", ["土耳其", "中"]),
        ("ja", ["インド"], "インドはインドネシアとインド・ヨーロッパ", ["インド", "インド"]),
        ("th", ["ลาว"], "ประเทศลาวและเลาว", ["ลาว"]),
        ("hi", ["भारत"], "भारत भारतीय", ["भारत"]),
    ],
)
def test_where_a_name_ends(language: str, forms: list[str], text: str, names: list[str]) -> None:
    assert [surface for surface, _ in found(text, *forms, language=language)] == names


def test_a_fused_ending_or_clitic_makes_a_name_less_sure() -> None:
    assert found("Երևան, Երևանում", "Երևան", language="hy") == [("Երևան", EXACT), ("Երևանում", INFLECTED)]
    assert found("وإيران", "إيران", language="ar") == [("إيران", INFLECTED)]


def test_english_forms_take_no_endings() -> None:
    assert stems("Baku", ["en"]) == []
    assert found("Bakuda Bakun", "Baku", language="en") == []


def test_every_step_of_folding_is_wider_than_the_one_before() -> None:
    everything = "".join(map(chr, range(0x30000)))
    for one, other in ((same, optional), (optional, fold)):
        assert other(one(everything)) == other(everything)


def test_reduced_twice_is_reduced_once() -> None:
    for text in ("Erdog\N{COMBINING BREVE}an", "Երևան", "ԵՐԵՎԱՆ", "إِيرَان", "Su\N{LATIN SMALL LIGATURE FFI}x"):
        assert reduced(reduced(text)) == reduced(text)

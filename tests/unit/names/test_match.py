"""Matching: leftmost-longest, whole words, case as the name has it, offsets in code points."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm.names import default_registry
from corpusnorm.names.caseless import SUPPORTED
from corpusnorm.names.match import CASELESS, matcher_for

MATCHER = matcher_for(default_registry())
CASELESS_MATCHER = matcher_for(default_registry(), caseless=True)


def found(text: str, *, caseless: bool = False) -> list[str]:
    return [text[match.start : match.end] for match in (CASELESS_MATCHER if caseless else MATCHER).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Azerbaijan's, Türkiye’nin, Aliyev'in", ["Azerbaijan", "Türkiye", "Aliyev"]),
        ("Nakhichevanik Stepanavan Agdaban", ["Nakhichevanik", "Stepanavan", "Agdaban"]),
        ("Stepanakertian Agdamly Turkeys Bakuvian", []),
        ("the Nagorno-Karabakh Autonomous Oblast", ["Nagorno-Karabakh Autonomous Oblast"]),
        ("OSCE Minsk Group, Minsk Group", ["OSCE Minsk Group", "Minsk Group"]),
        ("Nakhichevan ASSRs", ["Nakhichevan"]),
        ("Russia-Ukraine; Ganja–Kalbajar", ["Russia", "Ukraine", "Ganja", "Kalbajar"]),
        ("Nagorno\N{NON-BREAKING HYPHEN}Karabakh and Soviet\N{NO-BREAK SPACE}Union", ["Nagorno‑Karabakh", "Soviet\xa0Union"]),
        ("turkey georgia ganja memorial van time", []),
        ("Turkiye, Esenboga Airport, Akif Çağatay Kilic", ["Turkiye", "Esenboga Airport", "Akif Çağatay Kilic"]),
        ("Bağanis and Bağanis Ayrum; Baganis", ["Bağanis Ayrum", "Baganis"]),
        ("Côte d’Ivoire, Yo’av Karny", ["Côte d’Ivoire", "Yo’av Karny"]),
        ("Turkey_2022 xTurkey Turkey2", []),
        ("Turkey\N{COMBINING ACUTE ACCENT}", []),
        ("Erdog\N{COMBINING BREVE}an", ["Erdog\N{COMBINING BREVE}an"]),
        ("I\N{COMBINING DOT ABOVE}stanbul", ["I\N{COMBINING DOT ABOVE}stanbul"]),
        ("Azer\N{SOFT HYPHEN}baijan\N{RIGHT-TO-LEFT MARK}", ["Azer\N{SOFT HYPHEN}baijan"]),
        ("Ｂａｋｕ, Baku\N{ZERO WIDTH SPACE}Tbilisi", ["Ｂａｋｕ", "Baku", "Tbilisi"]),
        ("Putin'll, Putin'an, O'Putin, l'Azerbaijan", ["Putin", "Azerbaijan"]),
        ("TALKS IN KIEV FAIL", ["KIEV"]),
        ("KIEV (Reuters) - Talks failed", []),
        ("TURKEY AND ARMENIA SIGN PROTOCOLS", ["TURKEY", "ARMENIA"]),
        ("COLD TURKEY FOR ALL", []),
    ],
)
def test_what_is_a_name_and_what_is_not(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_offsets_are_code_points_also_after_astral_characters() -> None:
    text = "\N{MATHEMATICAL SCRIPT CAPITAL X}\N{PARTY POPPER}é Kiev \N{PARTY POPPER}Şuşa"
    assert [(match.start, match.end) for match in MATCHER.find(text)] == [(4, 8), (10, 14)]


def test_text_without_case_is_matched_only_when_asked_and_words_only_in_company() -> None:
    text = "turkey backed azerbaijan in stepanakert"
    assert found(text) == []
    assert found(text, caseless=True) == ["turkey", "azerbaijan", "stepanakert"]
    assert [match.reading.certainty for match in CASELESS_MATCHER.find(text)] == [SUPPORTED, CASELESS, CASELESS]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Kiev", "Nagorno-Karabakh", " ", "'s", "-", "x", "\N{PARTY POPPER}", "War", ".", "ğ", "ASSR"])))
def test_matches_are_sorted_disjoint_whole_words_of_the_registry(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for match in MATCHER.find(text):
        assert match.start >= end
        end = match.end
        assert text[match.start : match.end] in match.reading.forms
        assert not text[match.end : match.end + 1].isalnum()
        assert not text[: match.start][-1:].isalnum()

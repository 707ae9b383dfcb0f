"""Sentences and tokens: whatever the text, what they leave out is white space; and they stand where a person would put them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpusnorm.segmentation import find_in_paragraphs, find_sentences, find_tokens
from corpusnorm.testing import texts

GOLD = Path(__file__).with_name("sentences.txt")
KNOWN_FAILURES = {
    "J. S. Mill wrote to T. B. Macaulay. The letter of Wm. H. Seward is lost.",
    "It was Plan B. Nobody liked it.",
    "هل أنت بخير؟ نعم، شكرا. وصل د. أحمد أمس.",
    "“你去哪里？”她问。“回家。”",
}


def gold() -> list[tuple[str, list[str]]]:
    """The paragraphs made by hand: the language, and the sentences."""
    language, found = "", []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            language = line[3:]
        elif line and not line.startswith("#"):
            found.append((language, line.split("‖")))
    return found


@pytest.mark.parametrize(("language", "expected"), gold(), ids=lambda value: value if isinstance(value, str) else None)
def test_sentences_stand_where_a_person_puts_them(language: str, expected: list[str], request: pytest.FixtureRequest) -> None:
    text = "".join(expected)
    if text in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(strict=True))
    assert [text[start:end] for start, end in find_sentences(text, language)] == [each.strip() for each in expected]


@given(texts(), st.sampled_from(("en", "tr", "zh", "und", "xx-Latn", "ar", "de", "ja", "")))
@example("A.  B!\n\tC?  ", "en")
@example("B\N{NO-BREAK SPACE}.A", "en")  # sentencex 1.0.32 fails on it as it is
@example("a? \N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK} b", "fr")
@example("A.) .) B", "en")
def test_sentences_cover_all_but_white_space(text: str, language: str) -> None:
    places = find_sentences(text, language)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in places)
    assert "".join("".join(text[start:end] for start, end in places).split()) == "".join(text.split())


_MARKS = (". ", "? ", "!", "...", " A.", "e.g. ", "vol. ", "2", "(a) ", "1. ", "• ", "- ", "[", "]", "a@b.co", "。")
_QUOTES = ("“", "”", "'", "’", " »", "« ", "」", "と")
_WORDS = ("Ab", "cd", "É", "слово", "你", " ", "\t", "\r", "\x85", "\n", "\n\n", "Januar", "x" * 1500)
NASTY = st.one_of(texts(), st.lists(st.sampled_from(_MARKS + _QUOTES + _WORDS), max_size=60).map("".join))


@given(NASTY, st.sampled_from(("en", "de", "zh", "fr", "kk", "xx")))
@example("Ab.\r\n\n\r\nCd. « E? » F.\n2. x\n(b) C. (c) D", "fr")
@example("\n\n".join(["Ab cd. Ef"] * 2_000), "en")  # sentencex 1.0.32 leaves out some breaks of a long text
def test_a_paragraph_among_others_has_the_same_sentences(text: str, language: str) -> None:
    places = [(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text)]
    alone = [[(at + start, at + stop) for start, stop in find_sentences(text[at:end], language)] for at, end in places]
    assert find_in_paragraphs(text, places, language) == alone


@given(texts())
@example("3.5%, U.S. 1,000. 1.,2 5.")
def test_tokens_cover_all_but_white_space(text: str) -> None:
    places = find_tokens(text)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert all(start < end and not any(map(str.isspace, text[start:end])) for start, end in places)
    assert "".join(text[start:end] for start, end in places) == "".join(text.split())


@pytest.mark.parametrize("part", ["“", "“a. ", "(A b. ", "'", "‘x ", "'a.' ", "1. ", "? » ", "[", "A.-B. ", "a@b.c ", "。”"])
def test_time_grows_with_the_text(part: str) -> None:
    """Where it grew with its square this would take minutes."""
    text = part * 200_000
    places = find_sentences(text, "en")
    assert sum(end - start for start, end in places) >= len("".join(text.split()))

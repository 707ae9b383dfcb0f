"""Law: what the walk over the bytes finds is what one finds who reads letter by letter and tries every form at every place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpusnorm.names import Entity, Name, Registry, default_registry
from corpusnorm.names.caseless import may_be_name, supported
from corpusnorm.names.endings import Stem, is_after_apostrophe, is_before_apostrophe, is_proclitic, stems
from corpusnorm.names.fold import FORMATS, bare, fold, reduced
from corpusnorm.names.letters import (
    APOSTROPHE,
    EXTEND,
    FORMAT,
    FREE,
    JOINT,
    KANA,
    KIND,
    MARK,
    OUTSIDE,
    PREPOSED,
    PROCLITIC,
    WORD,
    classes,
    is_mark,
)  # fmt: skip
from corpusnorm.names.match import CAPITALS, CASELESS, INFLECTED, Match, Matcher, Reading, likeness, matcher_for
from corpusnorm.names.spellings import patterns
from corpusnorm.testing import texts

LAW = settings(deadline=None)  # the first example compiles the kernel
NAMES = {
    "en": ["Turkey", "Ağdam", "Nagorno-Karabakh", "Xi", "Xi'an", "USA", "al-Qaeda", "Sufi", "Côte d'Ivoire", "Baku"],
    "ru": ["Азербайджан", "Армения", "Нагорный Карабах", "Республика Арцах", "Орёл", "Йошкар-Ола"],
    "uk": ["Київ", "Україна", "Ґданськ"],
    "hy": ["Երևան", "Հայաստան"],
    "ka": ["თბილისი", "ბაქო"],
    "az": ["Bakı", "Azərbaycan", "İsmayıllı"],
    "tr": ["Türkiye", "İstanbul", "Iğdır"],
    "ar": ["العراق", "إيران", "القاهرة", "مصر"],
    "he": ["ירושלים", "טורקיה"],
    "fa": ["آذربایجان‌غربی"],
    "el": ["Τουρκία", "Κύπρος"],
    "ko": ["서울"],
    "ja": ["インド", "インドネシア", "東京"],
    "zh": ["土耳其", "中"],
    "th": ["ตุรกี", "ลาว"],
    "hi": ["भारत"],
}
FORMS = [(form, language) for language, forms in NAMES.items() for form in forms]
GLUE = (
    " .'’-_\n\N{NO-BREAK SPACE}0x\N{PARTY POPPER}\N{COMBINING ACUTE ACCENT}\N{COMBINING BREVE}\N{ARABIC FATHA}"
    "\N{ZERO WIDTH NON-JOINER}"
    "\N{SOFT HYPHEN}\N{RIGHT-TO-LEFT MARK}\N{HEBREW POINT PATAH}яиИаი中ンのเ은וب\ud800ს"
)
PARTS = ["s", "nin", "да", "ի", "ში", "에서", "وال", "لل", "ב", "ա", "ия", "ой", "l’", "O'", "an", "IN", "THE", "da", "Нагорного"]


def decomposed(form: str) -> str:
    return unicodedata.normalize("NFD", form)


def pointed(form: str) -> str:
    return form[:1] + "\N{ARABIC TATWEEL}\N{ARABIC KASRA}\N{SOFT HYPHEN}" + form[1:]


WAYS = (str, str.upper, str.lower, bare, fold, decomposed, pointed, lambda form: form[:-1], lambda form: form[2:])
WRITTEN = st.one_of(*(st.sampled_from(FORMS).map(lambda pair, way=way: way(pair[0])) for way in WAYS), st.sampled_from(PARTS))
NAMED = st.lists(st.tuples(WRITTEN, st.text(GLUE, max_size=2)), max_size=8).map(lambda pairs: "".join(map("".join, pairs)))
SMALL = st.text("aAbBiIıİ -'’.éeɐᴀЖжйѝи中ァトاأةیךל\N{PARTY POPPER}\N{COMBINING BREVE}", min_size=1, max_size=4)


class Letter(NamedTuple):
    """A character with the marks on it, composed where it can be."""

    character: str
    start: int
    end: int

    @property
    def kind(self) -> int:
        return class_of(self.character) & KIND


def class_of(character: str) -> int:
    return int(classes()[ord(character)]) if ord(character) < len(classes()) else FREE


def letters_of(text: str) -> list[Letter]:
    found: list[Letter] = []
    for at, character in enumerate(text):
        if found and is_mark(character) and found[-1].kind not in (MARK, FORMAT, JOINT):
            composed = unicodedata.normalize("NFC", found[-1].character + character)
            found[-1] = Letter(composed if len(composed) == 1 else found[-1].character, found[-1].start, at + 1)
        else:
            found.append(Letter(character, at, at + 1))
    return found


def goes_on(left: int, right: int) -> bool:
    if right & KIND in (EXTEND, MARK):
        return left & KIND not in (OUTSIDE, JOINT)
    return (left & KIND == right & KIND and right & KIND in (WORD, KANA)) or bool(left & PREPOSED and right & KIND == FREE)


@cache
def spelled(forms: tuple[tuple[str, str], ...]) -> list[tuple[str, str, Stem | None]]:
    """Every way in which a form or what it is declined to may be written."""
    names: dict[str, set[str]] = {}
    for form, language in forms:
        names.setdefault(form, set()).add(language)
    found = patterns((form, stems(form, sorted(languages))) for form, languages in sorted(names.items()))
    rows: list[tuple[str, str, Stem | None]] = []
    for number in range(len(found.letters)):
        ways = range(found.bounds[number], found.bounds[number + 1])
        rows += [(found.spellings[way], found.forms[way], None) for way in ways if found.forms[way]]
        letters = {found.spellings[way] for way in ways if not found.forms[way]}
        rows += [(spelling, stem.form, stem) for stem in found.stems.get(number, ()) for spelling in letters]
    return rows


def reference(text: str, forms: tuple[tuple[str, str], ...], *, caseless: bool) -> list[tuple[int, int, set[str], float]]:
    """All places, the leftmost-longest of them, and at each the forms that it is most surely."""
    found: list[tuple[int, int, set[str], float]] = []
    for start, end, certainty, form in sorted(
        everywhere(text, forms, caseless), key=lambda row: (row[0], -row[1], -row[2], row[3])
    ):
        if found and (start, end, certainty) == (found[-1][0], found[-1][1], found[-1][3]):
            found[-1][2].add(form)
        elif not found or start >= found[-1][1]:
            found.append((start, end, {form}, certainty))
    return found


def everywhere(text: str, forms: tuple[tuple[str, str], ...], caseless: bool) -> Iterator[tuple[int, int, float, str]]:
    letters = letters_of(text)
    for at, letter in enumerate(letters):
        before = [class_of(each.character) for each in letters[:at] if each.kind not in (MARK, FORMAT, EXTEND)]
        joined = goes_on(before[-1] if before else OUTSIDE, class_of(letter.character))
        attached = clitic(letters, at) if joined else ""
        if letter.kind in (MARK, FORMAT) or (joined and not attached):
            continue
        for spelling, form, stem in spelled(forms):
            last = walk(letters, at, spelling, caseless)
            if last >= 0:
                yield from judged(text, letters, at, last, attached, before, (spelling, form, stem), caseless)


def clitic(letters: list[Letter], at: int) -> str:
    """The letters of the word before a place, where all of them are written onto names."""
    taken: list[Letter] = []
    for place in range(at - 1, -1, -1):
        letter = letters[place]
        if letter.kind in (MARK, FORMAT, EXTEND):
            continue
        if not class_of(letter.character) & PROCLITIC or len(taken) > 3:
            return ""
        taken.append(letter)
        earlier = [class_of(each.character) for each in letters[:place] if each.kind not in (MARK, FORMAT, EXTEND)]
        if not goes_on(earlier[-1] if earlier else OUTSIDE, class_of(letter.character)):
            return "".join(each.character for each in reversed(taken))
    return ""


def walk(letters: list[Letter], at: int, spelling: str, caseless: bool) -> int:
    """The number of the last letter of a spelling that begins at a place, or -1."""
    first, wanted = letters[at].character, bare(spelling[0])
    if bare(first) != wanted and not (caseless and len(first.swapcase()) == 1 and bare(first.swapcase()) == wanted):
        return -1
    for character in spelling[1:]:
        at += 1
        while at < len(letters) and letters[at].kind in (FORMAT, JOINT):
            at += 1
        if at == len(letters) or fold(letters[at].character) != fold(character):
            return -1
    return at


def judged(
    text: str, letters: list[Letter], first: int, last: int, attached: str, before: list[int],
    way: tuple[str, str, Stem | None], caseless: bool,
) -> Iterator[tuple[int, int, float, str]]:  # fmt: skip
    spelling, form, stem = way
    start, end = letters[first].start, letters[last].end
    used = [letter for letter in letters[first : last + 1] if letter.kind not in (FORMAT, JOINT)]
    after = next((class_of(each.character) for each in letters[last + 1 :] if each.kind != FORMAT), OUTSIDE)
    ending = next(class_of(each.character) for each in reversed(used) if each.kind != EXTEND)
    alone = len(used) == 1 and ending & KIND == FREE and (after & KIND != OUTSIDE or bool(before and before[-1] & KIND != OUTSIDE))
    inside = goes_on(ending, after) or alone
    if not has_case(used, spelling) and not caseless and not are_capitals(used):
        return
    following = behind_apostrophe(letters, last)
    if not inside and after & APOSTROPHE and following & KIND == WORD:
        rest = re.match(rf"[{FORMATS}]*.[{FORMATS}]*(\w+)", text[end:])
        if not rest or not is_after_apostrophe(rest[1]):
            return
    if not attached and len(before) > 1 and before[-1] & APOSTROPHE and before[-2] & KIND == WORD:
        word = re.search(rf"(\w+)[{FORMATS}]*.[{FORMATS}]*$", text[max(0, start - 16) : start])
        if not word or not is_before_apostrophe(word[1]):
            return
    if attached and not is_proclitic(reduced(attached)) and not (stem and stem.behind):
        return
    certainty = likeness(text[start:end], stem.letters if stem else form)
    if not certainty or (certainty <= CASELESS and not caseless):
        return
    is_whole = not attached and not (inside or (stem and (stem.endings or stem.behind)))
    is_recased = (min(certainty, INFLECTED) if stem else certainty) in (CAPITALS, CASELESS)
    if is_whole and is_recased and not may_be_name(text, start, end, caseless=caseless):
        return
    if not inside and (not stem or not (stem.endings or stem.behind)):
        yield start, end, min(certainty, INFLECTED) if stem or attached else certainty, form
    elif inside and stem and stem.endings:
        rest = re.match(r"([^\W\d_]{1,12})(?![\w\u0300-\u036f])", text[end:])
        if rest and fold(reduced(rest[1])) in stem.endings:
            yield start, end + len(rest[1]), INFLECTED, form
    elif attached and stem and stem.behind and not inside and re.fullmatch(stem.behind, attached):
        yield start, end, INFLECTED, form


def behind_apostrophe(letters: list[Letter], last: int) -> int:
    """What the second character is that can be seen behind a letter; nothing where the first has marks on it."""
    seen = [letter for letter in letters[last + 1 :] if letter.kind != FORMAT][:2]
    return class_of(seen[1].character) if len(seen) > 1 and len(seen[0].character) == seen[0].end - seen[0].start else OUTSIDE


def has_case(used: list[Letter], spelling: str) -> bool:
    return all(is_capital(letter.character) == is_capital(each) for letter, each in zip(used, spelling, strict=True))


def are_capitals(used: list[Letter]) -> bool:
    capitals = sum(is_capital(letter.character) for letter in used)
    return capitals > 1 and not any(unicodedata.category(letter.character) == "Ll" for letter in used)


def is_capital(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Lt")


def found(matcher: Matcher, text: str) -> list[tuple[int, int, set[str], float]]:
    return [(match.start, match.end, set(match.reading.forms), match.reading.certainty) for match in matcher.find(text)]


def expected(matcher: Matcher, text: str, forms: tuple[tuple[str, str], ...]) -> list[tuple[int, int, set[str], float]]:
    rows = reference(text, forms, caseless=matcher.caseless)
    matches = [Match(start, end, Reading(text[start:end], tuple(sorted(those)), sure)) for start, end, those, sure in rows]
    kept = supported(matches, matcher.related)
    return [(match.start, match.end, set(match.reading.forms), match.reading.certainty) for match in kept]


def registry_of(forms: tuple[tuple[str, str], ...]) -> Registry:
    return Registry.of([Entity("one", "city", "One")], [Name("one", form, lang=language) for form, language in forms])


@cache
def every_script() -> Registry:
    return registry_of(tuple(FORMS))


@LAW
@given(st.one_of(NAMED, texts()), st.booleans())
@example("Й\N{COMBINING BREVE}ошкар-Ола", False)
@example("И\N{COMBINING BREVE}ошкар-Ола I\N{COMBINING DOT ABOVE}stanbul", False)
@example("Армении, АРМЕНИИ, армении", True)
@example("وللعراق بالقاهره لإيران", False)
def test_in_every_script(text: str, caseless: bool) -> None:
    matcher = matcher_for(every_script(), caseless=caseless)
    assert found(matcher, text) == expected(matcher, text, tuple(FORMS))


@LAW
@given(
    st.sets(st.tuples(SMALL, st.sampled_from(["en", "ru", "tr", "ar"])), min_size=1, max_size=6),
    st.lists(st.one_of(SMALL, st.sampled_from(" .x_'")), max_size=12),
    st.booleans(),
)
def test_with_any_registry(forms: set[tuple[str, str]], pieces: list[str], caseless: bool) -> None:
    given_forms = tuple(sorted(forms))
    text = "".join([*pieces, *(form for form, _ in given_forms), *reversed(pieces)])
    matcher = matcher_for(registry_of(given_forms), caseless=caseless)
    assert found(matcher, text) == expected(matcher, text, given_forms)


@LAW
@given(st.permutations(FORMS), NAMED)
def test_whatever_the_order_of_the_rows(forms: list[tuple[str, str]], text: str) -> None:
    assert found(matcher_for(registry_of(tuple(forms))), text) == found(matcher_for(every_script()), text)


@LAW
@given(NAMED)
def test_a_name_is_told_from_a_word_by_fold_alone(text: str) -> None:
    """Where the letters of a form stand in the folded text, they are those that the matcher compared."""
    for match in matcher_for(every_script()).find(text):
        for form in match.reading.forms:
            assert likeness(match.reading.surface, form) or match.reading.certainty == INFLECTED


@pytest.mark.parametrize("caseless", [False, True])
def test_the_names_of_the_registry_that_ships_are_found_in_themselves(caseless: bool) -> None:
    matcher = matcher_for(default_registry(), caseless=caseless)
    for form in default_registry().forms:
        assert [match.end for match in matcher.find(form)][-1:] == [len(form)], form

"""Law: what the passes over bytes find and pass over is what one looks for name by name, in a text or in a column of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpusnorm import normalize_names
from corpusnorm.columns import column, utf8
from corpusnorm.edits import Span
from corpusnorm.names import Entity, Name, Registry, default_registry, load_policy, regularize
from corpusnorm.names.choose import Choices, choose
from corpusnorm.names.dates import date_of, when
from corpusnorm.names.fold import bare, fold, shape
from corpusnorm.names.match import CASELESS, EXACT, UNMARKED, Matcher, is_form, matcher_for
from corpusnorm.names.meaning import meanings_for
from corpusnorm.names.regularizer import regularizer_for
from corpusnorm.names.resolve import Resolver, plain_senses, sense_of
from corpusnorm.testing import texts

FORMS = sorted(default_registry().forms)
LAW = settings(deadline=None)  # the first example compiles the kernel
ODD = (
    "\N{PARTY POPPER} \N{COMBINING ACUTE ACCENT}ğéЖ中_'’-–\N{NO-BREAK SPACE}\n0\N{MODIFIER LETTER APOSTROPHE}"
    "\N{CIRCLED LATIN SMALL LETTER A}\ud800"
)
GLUE = st.one_of(st.sampled_from([" ", ", ", ". ", "'s ", " in ", "\n", "", "x", " (", "."]), st.text(ODD, max_size=2))
WORDS = st.sampled_from(["The", "said", "renamed", "Texas", "Virginia", "In California", "Mrs", "name", "of", "1992", "today"])


def unmarked(form: str) -> str:
    return "".join(map(bare, form))


def respaced(form: str) -> str:
    return form.replace(" ", "\N{NO-BREAK SPACE}").replace("'", "’").replace("-", "\N{EN DASH}")


WRITTEN = st.one_of(
    st.sampled_from(FORMS), *(st.sampled_from(FORMS).map(way) for way in (unmarked, respaced, str.upper, str.lower, fold)), WORDS
)
NAMED = st.lists(st.tuples(WRITTEN, GLUE), max_size=9).map(lambda pairs: "".join(map("".join, pairs)))
TEXTS = st.one_of(NAMED, texts())
DATES = st.sampled_from([None, "1905", "1943-05", "1988", "2003", "2019-12", "2022", "2022-06", "2024-02-19"])
POLICIES = st.sampled_from(["default", "as-written", "local", "un", "iso", "cldr"])
LANGS = st.sampled_from([None, "en", "en-GB", "de"])
SMALL = st.text(
    "aAbB -'’.éɐᴀЖж中\N{PARTY POPPER}\N{CIRCLED LATIN SMALL LETTER A}\N{CIRCLED LATIN CAPITAL LETTER A}", min_size=1, max_size=4
)


def reference(text: str, registry: Registry, *, caseless: bool) -> list[tuple[int, int, tuple[str, ...], float]]:
    """Every form looked for by itself in the folded text; then boundaries, letters, and the leftmost-longest."""
    found, end = [], 0
    for match in sorted(_everywhere(text, registry, caseless), key=lambda match: (match[0], -match[1])):
        if match[0] >= end:
            end = match[1]
            found.append(match)
    return found


def _everywhere(text: str, registry: Registry, caseless: bool) -> Iterator[tuple[int, int, tuple[str, ...], float]]:
    folded = fold(text)
    for pattern, forms in _patterns(registry).items():
        start = folded.find(pattern)
        while start >= 0:
            end = start + len(pattern)
            if not _goes_on(text, start) and not _goes_on(text, end) and not unicodedata.combining(text[end : end + 1] or " "):
                surface = text[start:end]
                exact = tuple(form for form in forms if is_form(surface, form))
                near = tuple(form for form in forms if is_form(surface, form, marks=False))
                if exact or near or caseless:
                    yield start, end, exact or near or forms, EXACT if exact else UNMARKED if near else CASELESS
            start = folded.find(pattern, start + 1)


@cache
def _patterns(registry: Registry) -> dict[str, tuple[str, ...]]:
    patterns: dict[str, tuple[str, ...]] = {}
    for form in sorted(registry.forms):
        patterns[fold(form)] = (*patterns.get(fold(form), ()), form)
    return patterns


def _goes_on(text: str, at: int) -> bool:
    return 0 < at < len(text) and all(character.isalnum() or character == "_" for character in text[at - 1 : at + 1])


def found(matcher: Matcher, text: str) -> list[tuple[int, int, tuple[str, ...], float]]:
    return [(start, end, reading.forms, reading.certainty) for start, end, reading in matcher.find(text)]


@LAW
@given(TEXTS, st.booleans())
@example("Côte d\N{MODIFIER LETTER APOSTROPHE}Ivoire, OʻZBEKISTON", True)
@example("eSwatini\n", False)
def test_the_pass_over_bytes_finds_what_is_found_name_by_name(text: str, caseless: bool) -> None:
    matcher = matcher_for(default_registry(), caseless=caseless)
    assert found(matcher, text) == reference(text, default_registry(), caseless=caseless)


@LAW
@given(st.sets(SMALL, min_size=1, max_size=6), st.lists(st.one_of(SMALL, st.sampled_from(" .x_")), max_size=12), st.booleans())
def test_so_it_does_with_any_registry(forms: set[str], pieces: list[str], caseless: bool) -> None:
    registry = Registry.of([Entity("one", "city", "One")], [Name("one", form) for form in forms])
    text = "".join([*pieces, *forms, *reversed(pieces)])
    assert found(matcher_for(registry, caseless=caseless), text) == reference(text, registry, caseless=caseless)


def test_whatever_is_taken_for_a_form_has_its_shape() -> None:
    """`is_form` compares character by character, so all of Unicode can be gone through."""
    by_fold: dict[str, set[str]] = {}
    for character in map(chr, range(0x110000)):
        by_fold.setdefault(fold(character), set()).add(shape(character))
        assert not character.isalnum() or shape(bare(character)) == shape(character)
    for character in map(chr, range(0x110000)):
        assert character.isalnum() or by_fold[fold(character)] == {shape(character)}


@LAW
@given(st.lists(st.one_of(st.none(), TEXTS), max_size=6), st.integers(0, 3), st.sampled_from([pa.large_binary(), pa.binary()]))
def test_a_column_is_read_as_its_texts(given_texts: list[str | None], start: int, kind: pa.DataType) -> None:
    matcher = matcher_for(default_registry())
    kept = given_texts[start:]
    array = pa.array([text and text.encode("utf-8", "surrogatepass") for text in given_texts], kind).slice(start)
    wanted = [(number, text, matcher.find(text)) for number, text in enumerate(kept) if text and matcher.find(text)]
    assert list(matcher.find_all(utf8(array))) == wanted


@LAW
@given(NAMED, DATES, POLICIES, LANGS)
@example("Odessa, Texas", None, "default", None)
@example("California’s Moscow", None, "default", None)
def test_what_is_left_without_a_look_is_left_after_one(text: str, date: str | None, policy: str, lang: str | None) -> None:
    stage = regularizer_for(policy)
    matches = stage.matcher.find(text)
    left = stage.left(matches, date_of(date), lang)
    if left is not None:
        looked = regularize(text, date, policy, lang=lang)
        assert [mention.sense for mention in looked.mentions] == left
        assert (len(looked.edits), looked.queue, looked.kept) == (0, (), ())


@LAW
@given(NAMED)
@example("Odessa in Texas’s Paris, Texas, and Moscow")
def test_what_is_said_without_a_look_at_the_text_is_said_with_one(text: str) -> None:
    registry = default_registry()
    resolver = Resolver(text, registry, matcher_for(registry).find(text), None)
    for at, (start, end, reading) in enumerate(resolver.matches):
        span, (sense, _) = Span(start, end), plain_senses(registry)(reading)
        if start not in resolver._beside_states:
            assert not resolver._state_beside(span)
            meaning = meanings_for(registry)(reading.forms)
            assert sense is None or sense == sense_of(reading, meaning, resolver.decide(at))


@given(st.integers(1900, 2030), st.integers(1, 12), POLICIES, st.sampled_from(FORMS))
def test_a_choice_is_the_same_all_through_an_era(year: int, month: int, policy: str, form: str) -> None:
    for date in (None, when(f"{year}"), when(f"{year}-{month:02}"), when(f"{year}-{month:02}-13")):
        for entity in {name.entity for name in default_registry().forms[form]}:
            chosen = choose(default_registry(), load_policy(policy), entity, form, date)
            assert _choices(policy).at(date)(entity, form) == chosen


@cache
def _choices(policy: str) -> Choices:
    return Choices(default_registry(), load_policy(policy))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
@LAW
@given(
    st.lists(st.tuples(st.one_of(st.none(), NAMED.filter(lambda text: "\ud800" not in text)), DATES, LANGS), max_size=5), POLICIES
)
def test_an_array_of_texts_is_answered_as_each_of_them(
    kind: pa.DataType, rows: list[tuple[str | None, str | None, str | None]], policy: str
) -> None:
    array = pa.array([text for text, _, _ in rows], kind)
    dates, langs = (pa.array([row[at] for row in rows], pa.string()) for at in (1, 2))
    wanted = [None if text is None else str(normalize_names(text, date, policy, lang=lang)) for text, date, lang in rows]
    answer = normalize_names(array, dates, policy, lang=langs)
    assert (answer.type, answer.to_pylist()) == (kind, wanted)
    answer.validate(full=True)
    chunked = normalize_names(pa.chunked_array([array[:2], array[2:]], kind), dates, policy, lang=langs)
    assert (chunked.type, chunked.to_pylist()) == (kind, wanted)
    sliced = normalize_names(array.slice(1), dates.slice(1), policy, lang=langs.slice(1))
    assert sliced.to_pylist() == wanted[1:]


def test_one_date_is_that_of_all_texts_and_dates_are_as_many_as_texts() -> None:
    texts_given = pa.array(["Turkey", "Kiev"])
    assert normalize_names(texts_given, "2023").to_pylist() == ["Türkiye", "Kyiv"]
    assert normalize_names(pa.array(["Oslo"]), "2023").to_pylist() == ["Oslo"]
    with pytest.raises(ValueError, match="1 for 2 texts"):
        normalize_names(texts_given, pa.array(["2023"]))


def test_more_names_than_there_was_room_for_are_found_all_the_same() -> None:
    text = "Oslo Kyiv " * 5000
    assert len(matcher_for(default_registry()).find(text)) == 10_000
    assert [len(matches) for _, _, matches in matcher_for(default_registry()).find_all(utf8(column([text, "Oslo"])))] == [10_000, 1]

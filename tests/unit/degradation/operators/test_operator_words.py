"""What the word operators do to a word: laws that hold for any word, and facts published by the tools they model."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.degradation.operators import (
    LEMMATIZERS,
    STEMMERS,
    DropNonAlpha,
    DropNumbers,
    FoldDiacritics,
    Lemma,
    Lowercase,
    MaskNumbers,
    MaxLength,
    MinLength,
    Stem,
    Stop,
    StripPossessive,
    Vocabulary,
    WordOperator,
    stop_words,
)

words = st.one_of(
    st.text(min_size=1, max_size=12),
    st.text("abcdeinrsty'", min_size=1, max_size=12),
    st.sampled_from(sorted(stop_words("smart"))),
)
IDEMPOTENT: list[WordOperator] = [
    Lowercase(),
    FoldDiacritics(),
    FoldDiacritics("nfd"),
    FoldDiacritics("nfkd"),
    FoldDiacritics("ascii"),
    DropNumbers(),
    DropNumbers("any_digit"),
    DropNumbers("numeral"),
    MaskNumbers(),
    MinLength(2),
    MaxLength(6),
    DropNonAlpha(),
    Vocabulary(drop=frozenset({"a", "the"})),
    Vocabulary(keep=frozenset({"a", "the"})),
    Stop("smart"),
    Stop("smart", ignore_case=True, apostrophes="delete"),
]
OTHERS: list[WordOperator] = [
    StripPossessive(),
    *(Lemma(name) for name in LEMMATIZERS),
    *(Stem(name) for name in STEMMERS),
]


def written(operator: WordOperator) -> str:
    """The name of a case: sets are sorted, so every worker collects the same tests."""
    return json.dumps(operator.to_dict())


@pytest.mark.parametrize("operator", IDEMPOTENT, ids=written)
@given(word=words)
def test_a_second_time_changes_nothing(operator: WordOperator, word: str) -> None:
    once = operator.form(word)
    assert once is None or operator.form(once) == once


@pytest.mark.parametrize("operator", [*IDEMPOTENT, *OTHERS], ids=written)
@given(word=words)
def test_a_form_depends_on_the_word_alone_and_is_never_empty(operator: WordOperator, word: str) -> None:
    form = operator.form(word)
    assert form != ""
    assert operator.form(word) == form


FILTERS = [operator for operator in IDEMPOTENT if not isinstance(operator, Lowercase | FoldDiacritics | MaskNumbers)]


@pytest.mark.parametrize("operator", FILTERS, ids=written)
@given(word=words)
def test_a_filter_drops_a_word_or_leaves_it_as_it_is(operator: WordOperator, word: str) -> None:
    assert operator.form(word) in (None, word)


@pytest.mark.parametrize(
    ("operator", "word", "form"),
    [
        (FoldDiacritics(), "Ærøskøbing", "AEroskobing"),
        (FoldDiacritics(), "İstanbul", "Istanbul"),
        (FoldDiacritics(), "Đà", "Da"),
        (FoldDiacritics(), "Þór", "THor"),
        (FoldDiacritics("nfd"), "한국", "한국"),
        (FoldDiacritics("nfkd"), "ﬁn", "fin"),
        (FoldDiacritics("ascii"), "Ångström", "Angstrom"),
        (FoldDiacritics("ascii"), "東京", None),
        (DropNumbers(), "1,500", "1,500"),
        (DropNumbers("numeral"), "1,500", None),
        (DropNumbers("numeral"), "12/3/1892", None),
        (DropNumbers("numeral"), "v1.5", "v1.5"),
        (DropNumbers("any_digit"), "v1.5", None),
        (MaskNumbers("NUM"), "12:30", "NUM:NUM"),
        (MaskNumbers(r"\1"), "7", r"\1"),
        (MinLength(2), "𝒳", None),
        (StripPossessive(), "rust’s", "rust"),
        (StripPossessive(), "'s", None),
        (StripPossessive(), "Surrey'S", "Surrey"),
        (Stop("nltk179"), "The", "The"),
        (Stop("nltk179", ignore_case=True), "The", None),
        (Stop("nltk179"), "don", None),
        (Stop("nltk179"), "dont", "dont"),
        (Stop("nltk179", apostrophes="delete"), "dont", None),
        (Stop("smart"), "isn", "isn"),
        (Stop("smart", apostrophes="split"), "isn", None),
        (Stop("nltk179"), "i'm", "i'm"),
        (Stop("nltk198"), "i'm", None),
    ],
)
def test_examples(operator: WordOperator, word: str, form: str | None) -> None:
    assert operator.form(word) == form


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("smart", 570),
        ("mallet", 523),
        ("fox", 425),
        ("nltk179", 179),
        ("nltk198", 198),
        ("sklearn", 318),
        ("gensim", 337),
        ("spacy", 326),
        ("lucene", 33),
        ("snowball/en", 127),
        ("stopwordsiso/en", 1298),
    ],
)
def test_the_stop_lists_have_their_published_sizes(name: str, size: int) -> None:
    assert len(stop_words(name)) == size


def test_the_newer_nltk_list_is_the_older_one_and_nineteen_contractions() -> None:
    assert stop_words("nltk179") < stop_words("nltk198")
    assert all("'" in word for word in stop_words("nltk198") - stop_words("nltk179"))


@pytest.mark.parametrize(
    ("name", "word", "stem"),
    [
        ("porter", "ownership", "ownership"),
        ("porter", "dying", "die"),
        ("porter:original", "dying", "dy"),
        ("porter:martin", "generously", "gener"),
        ("snowball:english", "generously", "generous"),
        ("snowball:german", "aufeinanderfolgenden", "aufeinanderfolg"),
        ("snowball:russian", "вагонами", "вагон"),
        ("lancaster", "maximum", "maxim"),
    ],
)
def test_published_stems(name: str, word: str, stem: str) -> None:
    assert Stem(name).form(word) == stem

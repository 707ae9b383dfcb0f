"""Each mode cuts as the tool it is named after, and its spans point into the source text."""

import re
import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.degradation.operators import MODES, Tokenize

PIECES = [
    "don't",
    "state-of-the-art",
    "“why?”",
    "and/or",
    "--",
    "—",
    '"',
    "''",
    "``",
    "(",
    "£5",
    "U.S.",
    "1892",
    "²",
    "snake_case",
    "_x",
    "été",
    "e\N{COMBINING ACUTE ACCENT}",
    "rust’s",
    "🎉",
    "e.g.,",
    "gonna",
    "3,36",
    "...",
]
SPACES = [" ", "\n", "\t", "\r\n", "\N{NO-BREAK SPACE}", "\N{HAIR SPACE}", ""]
texts = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(SPACES), st.text(max_size=3))).map("".join),
)
every_mode = pytest.mark.parametrize("mode", MODES)


@every_mode
@given(text=texts)
def test_spans_are_ordered_disjoint_and_never_empty(mode: str, text: str) -> None:
    tokens = Tokenize(mode).tokens(text)
    assert all(token.form and token.start < token.end <= len(text) for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))


@every_mode
@given(text=texts)
def test_a_span_holds_its_form_from_the_first_kept_character_to_the_last(mode: str, text: str) -> None:
    for form, start, end in Tokenize(mode).tokens(text):
        source = text[start:end]
        if form in ("``", "''"):
            assert source in (form, '"', "''", "``")
        elif "delete" in mode:
            assert source[0] == form[0]
            assert source[-1] == form[-1]
            assert is_subsequence(form, source)
        else:
            assert source == form


def is_subsequence(short: str, long: str) -> bool:
    characters = iter(long)
    return all(character in characters for character in short)


@given(text=texts)
def test_whitespace_is_str_split(text: str) -> None:
    assert forms("whitespace", text) == text.split()


@given(text=texts)
def test_ascii_to_space_is_translate_and_split(text: str) -> None:
    assert forms("ascii_to_space", text) == text.translate(to(" ", string.punctuation)).split()


@given(text=texts)
def test_ascii_delete_is_translate_and_split(text: str) -> None:
    assert forms("ascii_delete", text) == text.translate(to("", string.punctuation)).split()


@given(text=texts)
def test_keras_is_its_text_to_word_sequence(text: str) -> None:
    filtered = text.translate(to(" ", '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'))
    assert forms("keras", text) == [form for form in filtered.split(" ") if form]


@given(text=texts)
def test_gensim_is_its_simple_preprocess_before_the_lower_case(text: str) -> None:
    runs = re.findall(r"(?:(?!\d)\w)+", text)
    assert forms("gensim", text) == [run for run in runs if 2 <= len(run) <= 15 and not run.startswith("_")]


@given(text=texts)
def test_treebank_is_the_nltk_tokenizer(text: str) -> None:
    from nltk.tokenize import NLTKWordTokenizer

    assert forms("treebank", text) == NLTKWordTokenizer().tokenize(text)


SENTENCE = "Rust’s “and/or” don't cost £5: snake_case, state-of-the-art été² b2b!"


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("word_re", "Rust s and or don t cost 5 snake_case state of the art été² b2b"),
        ("word_apostrophe", "Rust’s and or don't cost 5 snake_case state of the art été² b2b"),
        ("word_hyphen", "Rust s and or don t cost 5 snake_case state-of-the-art été² b2b"),
        ("word_apostrophe_hyphen", "Rust’s and or don't cost 5 snake_case state-of-the-art été² b2b"),
        ("wordpunct", "Rust ’ s “ and / or ” don ' t cost £ 5 : snake_case , state - of - the - art été² b2b !"),
        ("sklearn", "Rust and or don cost snake_case state of the art été² b2b"),
        ("letters_only", "Rust s and or don t cost snake case state of the art été² b b"),
        ("ascii_letters_only", "Rust s and or don t cost snake case state of the art t b b"),
        ("keras", "Rust’s “and or” don't cost £5 snake case state of the art été² b2b"),
        ("gensim", "Rust and or don cost snake_case state of the art été²"),
        ("ascii_to_space", "Rust’s “and or” don t cost £5 snake case state of the art été² b2b"),
        ("ascii_to_space_keep_apostrophe", "Rust’s “and or” don't cost £5 snake case state of the art été² b2b"),
        ("unicode_to_space", "Rust s and or don t cost 5 snake case state of the art été² b2b"),
        ("unicode_to_space_keep_apostrophe", "Rust’s and or don't cost 5 snake case state of the art été² b2b"),
        ("unicode_punctuation_to_space", "Rust s and or don t cost £5 snake case state of the art été² b2b"),
        ("ascii_delete", "Rust’s “andor” dont cost £5 snakecase stateoftheart été² b2b"),
        ("ascii_delete_keep_apostrophe", "Rust’s “andor” don't cost £5 snakecase stateoftheart été² b2b"),
        ("unicode_delete", "Rusts andor dont cost 5 snakecase stateoftheart été² b2b"),
        ("unicode_delete_keep_apostrophe", "Rust’s andor don't cost 5 snakecase stateoftheart été² b2b"),
        ("unicode_punctuation_delete", "Rusts andor dont cost £5 snakecase stateoftheart été² b2b"),
        ("treebank", "Rust ’ s “ and/or ” do n't cost £5 : snake_case , state-of-the-art été² b2b !"),
    ],
)
def test_how_each_mode_cuts_one_sentence(mode: str, expected: str) -> None:
    assert forms(mode, SENTENCE) == expected.split()


def forms(mode: str, text: str) -> list[str]:
    return [token.form for token in Tokenize(mode).tokens(text)]


def to(replacement: str, characters: str) -> dict[int, str]:
    return {ord(character): replacement for character in characters}

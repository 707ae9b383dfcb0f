"""Sentences and tokens: whatever the text, what they leave out is white space."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from corpusnorm.exports.tokens import sentences, tokens
from corpusnorm.testing import texts


@given(texts(lone_surrogates=False), st.sampled_from(("en", "tr", "zh", "und", "xx-Latn", "ar")))
@example("A.  B!\n\tC?  ", "en")
def test_sentences_cover_all_but_white_space(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())


@given(texts(lone_surrogates=False))
@example("3.5%, U.S. 1,000.")
def test_tokens_cover_all_but_white_space(text: str) -> None:
    found = list(tokens(text))
    assert all(token.form == token.span.of(text) and token.form for token in found)
    assert "".join(token.form for token in found) == "".join(text.split())
    assert all(token.spaced == text[token.span.end : token.span.end + 1].isspace() for token in found)

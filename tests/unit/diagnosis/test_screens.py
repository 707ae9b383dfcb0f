"""What is told without asking the tools and libraries is what they say."""

import pytest
from ftfy.badness import BADNESS_RE, badness
from hypothesis import example, given
from hypothesis import strategies as st

from corpusnorm.diagnosis.lexical import lexicon
from corpusnorm.diagnosis.mojibake import badness_of

ENGLISH = lexicon("en")
TOOLS = (*ENGLISH.lemmatizers, *ENGLISH.stemmers)
WORDS = sorted(word for word in ENGLISH.vocabulary if word.isascii() and word.isalpha() and len(word) > 2)
ENDINGS = (
    "",
    *"sey",
    "es",
    "ed",
    "ing",
    "ly",
    "ies",
    "ied",
    "eed",
    "ational",
    "ness",
    "ment",
    "ion",
    "ic",
    "al",
    "ss",
    "us",
    "ate",
)
NAMED = sorted({char for char in BADNESS_RE.pattern if not char.isascii()})
SPOTS = st.text(st.one_of(st.sampled_from(NAMED), st.sampled_from(NAMED), st.sampled_from("aA z.,?! \n5ÂéЖж\x85\xa0")), max_size=6)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_seventh_word_of_wordnet_is_told_right(tool: object) -> None:
    for word in WORDS[::7]:
        assert told(tool, word) in (None, tool.form(word) != word), word


def told(tool: object, word: str) -> bool | None:
    """What the screen says of a word; one of a lemmatizer only says which words it leaves alone."""
    found = ENGLISH.screens[tool](word)
    return None if tool in ENGLISH.lemmatizers and found else found


@given(st.sampled_from(TOOLS), st.text("aeiouytsnrlcdgmw", min_size=1, max_size=8), st.sampled_from(ENDINGS))
@example(ENGLISH.stemmers[0], "new", "s")
@example(ENGLISH.stemmers[1], "gener", "al")
def test_made_up_words_are_told_right(tool: object, stem: str, ending: str) -> None:
    word = stem + ending
    if len(word) > 2:
        assert told(tool, word) in (None, tool.form(word) != word)


@given(st.lists(st.one_of(SPOTS, st.text("aA z.,?! \n5", max_size=9)), max_size=12).map("".join))
@example("ВГ“В")
def test_mojibake_is_counted_as_ftfy_counts_it(text: str) -> None:
    assert badness_of(text) == badness(text)

"""Strategies for degradations, and for English texts that are worth degrading."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from corpusnorm.degradation import Degradation, Operator
from corpusnorm.degradation.operators import (
    LEMMATIZERS,
    MODES,
    STEMMERS,
    DropNonAlpha,
    DropNumbers,
    FoldDiacritics,
    Lemma,
    Lowercase,
    MaskNumbers,
    MaskTokens,
    MaxLength,
    MinLength,
    Stem,
    Stop,
    StripPossessive,
    Tokenize,
    Vocabulary,
    WordOperator,
)

_STOP_LISTS = ("smart", "nltk179", "sklearn", "spacy", "lucene")
_ENGLISH_STEMMERS = tuple(name for name in STEMMERS if not name.startswith("snowball:") or name == "snowball:english")
_NAMES = ("Karabakh", "Armenia", "Baku", "Yerevan", "Erdoğan", "Türkiye", "Shusha", "Lachin", "Moscow", "the United Nations")
_SUBJECTS = (
    "the government of {name}", "{name}'s parliament", "the armies of {name}", "a commander from {name}", "both sides",
    "the families who had fled {name}", "thousands of soldiers", "the enemy’s tanks", "an observer", "most of the voters",
)  # fmt: skip
_VERBS = (
    "had voted for", "was fighting against", "took control of", "declared the end of", "could not agree on",
    "has signed", "were defending", "lost", "would not recognize", "is still negotiating",
)  # fmt: skip
_OBJECTS = (
    "a referendum", "the cities and villages near {name}", "peace", "the ceasefire of {year}", "an independent republic",
    "the surrounding territories", "{number} houses", "its mountainous borders", "the treaty", "who it was that began it",
)  # fmt: skip
_ENDS = (".", ", in {year}.", " (see {name}).", "; nothing else was said.", " - or so it seemed!", ", as “{name}” reported?")


def degradations(max_operators: int = 4) -> SearchStrategy[Degradation]:
    """Random recipes: any tokenizer, then up to `max_operators` operators on words, in any order.

    >>> degradations().validate()
    """
    word_operators = st.lists(_word_operators(), max_size=max_operators)
    return st.builds(lambda mode, more: Degradation((Tokenize(mode), *more)), st.sampled_from(MODES), word_operators)


@st.composite
def english_texts(draw: DrawFn, min_sentences: int = 1, max_sentences: int = 40) -> str:
    """English prose with names, numbers, quotes and inflected forms, in paragraphs; sentences may come twice.

    >>> english_texts().validate()
    """
    count = draw(st.integers(min_sentences, max_sentences))
    shape = st.tuples(st.sampled_from(_SUBJECTS), st.sampled_from(_VERBS), st.sampled_from(_OBJECTS), st.sampled_from(_ENDS))
    pieces: list[str] = []
    for _ in range(count):
        subject, verb, noun, end = draw(shape)
        sentence = f"{subject} {verb} {noun}{end}".format(
            name=draw(st.sampled_from(_NAMES)), year=draw(st.integers(1988, 1994)), number=draw(st.sampled_from(("70", "3,500")))
        )
        pieces += [sentence[0].upper() + sentence[1:], draw(st.sampled_from((" ", " ", " ", "\n\n")))]
    return "".join(pieces).strip()


def _word_operators() -> SearchStrategy[Operator]:
    plain: tuple[WordOperator, ...] = (
        Lowercase(),
        Lowercase(),
        StripPossessive(),
        DropNonAlpha(),
        DropNumbers(),
        DropNumbers("any_digit"),
        MaskNumbers(),
        MaskNumbers("0", each=True),
        Lowercase("turkish"),
        MaskTokens("NUM", which="any_digit"),
        MaskTokens("<NAME>", words=frozenset({"Baku", "Moscow", "baku"})),
        FoldDiacritics(),
        FoldDiacritics("ascii"),
        MinLength(2),
        MinLength(4),
        MaxLength(12),
        Vocabulary(drop=frozenset({"the", "karabakh", "Karabakh"})),
    )
    stops = st.builds(Stop, st.sampled_from(_STOP_LISTS), st.booleans(), st.sampled_from(("keep", "delete", "split")))
    lemmas = st.sampled_from(LEMMATIZERS).map(Lemma)
    stems = st.sampled_from(_ENGLISH_STEMMERS).map(Stem)
    return st.one_of(st.sampled_from(plain), stops, lemmas, stems)

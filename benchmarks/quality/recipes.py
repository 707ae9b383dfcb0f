"""Random recipes over the operators, as pipelines put them together: for text degraded in ways that no pair at hand was."""

from __future__ import annotations

from random import Random

from corpusnorm.degradation import Degradation, Operator
from corpusnorm.degradation.operators import (
    MODES,
    DropNumbers,
    FoldDiacritics,
    Lemma,
    Lowercase,
    MaskNumbers,
    MinLength,
    Stem,
    Stop,
    Tokenize,
)

_LISTS = ("smart", "nltk179", "nltk198", "sklearn", "spacy", "gensim", "mallet", "fox", "snowball/en", "stopwordsiso/en")
_LEMMAS = ("wordnet_noun", "wordnet_noun_nltk<=3.8.1", "wordnet_verb")
_STEMS = ("porter", "snowball:english", "lancaster")


def random_recipe(random: Random) -> Degradation:
    """A tokenizer, case, respelling, a stop list before or after a lemmatizer or stemmer or both, and a minimum length."""
    lower = random.random() < 0.75
    operators: list[Operator] = [Tokenize(random.choice(MODES)), *([Lowercase()] if lower else []), *_respelling(random)]
    stop = Stop(random.choice(_LISTS), ignore_case=not lower)
    normalizer = _normalizer(random)
    before, after = random.choice(((False, False), (True, False), (False, True), (True, False), (False, True), (True, True)))
    operators += [*([stop] if before else []), *normalizer, *([stop] if after else [])]
    if random.random() < 0.25:
        operators.append(MinLength(random.choice((2, 3, 4))))
    return Degradation(tuple(operators))


def _respelling(random: Random) -> list[Operator]:
    operators: list[Operator] = []
    if random.random() < 0.25:
        operators.append(FoldDiacritics(random.choice(("latin", "nfd", "nfkd", "ascii"))))
    kind = random.random()
    if kind < 0.15:
        operators.append(DropNumbers(random.choice(("digits", "any_digit", "numeral"))))
    elif kind < 0.3:
        operators.append(MaskNumbers(random.choice("#0"), each=random.random() < 0.5))
    return operators


def _normalizer(random: Random) -> list[Operator]:
    kind = random.random()
    if kind < 0.3:
        return []
    if kind < 0.6:
        return [Lemma(random.choice(_LEMMAS))]
    return [Lemma("wordnet_noun"), Lemma("wordnet_verb")] if kind < 0.7 else [Stem(random.choice(_STEMS))]

"""Random recipes over the operators, as pipelines put them together: for text degraded in ways that no pair at hand was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from corpusnorm.degradation import Degradation, Operator
from corpusnorm.degradation.candidates import stop_list_names
from corpusnorm.degradation.operators import (
    MODES,
    DropNumbers,
    FoldDiacritics,
    Lemma,
    Lowercase,
    MaskNumbers,
    MaskTokens,
    MinLength,
    Stem,
    Stop,
    Tokenize,
    Vocabulary,
    WordOperator,
)

_LISTS = {"en": ("smart", "nltk179", "nltk198", "sklearn", "spacy", "gensim", "mallet", "fox", "snowball/en", "stopwordsiso/en")}
_LEMMAS = {"en": ("wordnet_noun", "wordnet_noun_nltk<=3.8.1", "wordnet_verb", "wordnet_verb_nltk<=3.8.1", "spacy", "spacy_lookup")}
_STEMS = {
    "en": ("porter", "snowball:english", "lancaster"),
    "de": ("snowball:german",),
    "fr": ("snowball:french",),
    "es": ("snowball:spanish",),
    "ru": ("snowball:russian",),
    "tr": ("snowballstemmer:turkish",),
}
_PLACES: Mapping[str, int] = {"none": 2, "raw": 1, "before": 3, "after": 3, "twice": 2}
_NAME = 3  # occurrences of a capitalized word that make it a name worth masking


def random_recipe(random: Random, text: str = "", language: str = "en") -> Degradation:
    """A tokenizer, case, respelling, a stop list in any place, a lemmatizer or stemmer, masks, a minimum length, a filter."""
    tokenizer = Tokenize(random.choice(MODES))
    lower = _lowercase(random, language)
    place = random.choices([*_PLACES], [*_PLACES.values()])[0]
    if place == "raw" and not lower:
        place = "before"
    name = random.choice(_LISTS.get(language) or stop_list_names(language))
    stop = Stop(name, ignore_case=not lower, apostrophes=random.choice(("keep", "keep", "delete", "split")))
    masked = _masked(random, tokenizer, text)
    operators: list[Operator] = [tokenizer, *masked, *([stop] if place == "raw" else []), *lower]
    operators += _respelling(random, not masked, language)
    length: list[Operator] = [MinLength(random.choice((2, 3, 4)))] if random.random() < 0.25 else []
    early = random.random() < 0.5
    operators += [*([stop] if place in ("before", "twice") else []), *(length if early else []), *_normalizer(random, language)]
    operators += [*([stop] if place in ("after", "twice") else []), *([] if early else length)]
    return Degradation((*operators, *_filter(random, Degradation(tuple(operators)), text)))


def _lowercase(random: Random, language: str) -> list[WordOperator]:
    if random.random() < 0.2:
        return []
    return [Lowercase("turkish" if language == "tr" and random.random() < 0.5 else "lower")]


def _masked(random: Random, tokenizer: Tokenize, text: str) -> list[Operator]:
    """Names or numbers as a whole token, sometimes."""
    kind = random.random()
    if kind < 0.06:
        which = random.choice(("digits", "any_digit", "numeral"))
        return [MaskTokens(random.choice(("NUM", "<NUM>", "[NUM]", "xxnum")), which=which)]
    if kind < 0.12:
        counts = Counter(token.form for token in tokenizer.tokens(text))
        lowered = {word for word in counts if word == word.lower()}
        names = {word for word in counts if word[:1].isupper() and word.lower() not in lowered and counts[word] >= _NAME}
        return [MaskTokens(random.choice(("<NAME>", "[MASK]", "xxname", "PERSON")), words=frozenset(names))] if names else []
    return []


def _respelling(random: Random, mask: bool, language: str) -> list[Operator]:
    operators: list[Operator] = []
    if random.random() < 0.25:
        operators.append(FoldDiacritics(random.choice(("latin", "nfd", "nfkd", "ascii")[: 3 if language == "ru" else 4])))
    kind = random.random()
    if kind < 0.15:
        operators.append(DropNumbers(random.choice(("digits", "any_digit", "numeral"))))
    elif kind < 0.3 and mask:
        operators.append(MaskNumbers(random.choice("#0"), each=random.random() < 0.5))
    return operators


def _normalizer(random: Random, language: str) -> list[Operator]:
    kind = random.random()
    lemmas: Sequence[str] = _LEMMAS.get(language, (f"simplemma:{language}",))
    if kind < 0.3:
        return []
    if kind < 0.6:
        return [Lemma(random.choice(lemmas))]
    if kind < 0.7 and language == "en":
        return [Lemma("wordnet_noun"), Lemma("wordnet_verb")]
    return [Stem(random.choice(_STEMS[language]))]


def _filter(random: Random, degradation: Degradation, text: str) -> list[Operator]:
    """A vocabulary filter that takes out a tenth of the types, sometimes."""
    if random.random() >= 0.15:
        return []
    types = sorted({token.form for token in degradation.tokens(text)})
    gone = random.sample(types, len(types) // 10)
    return [Vocabulary(drop=frozenset(gone))] if gone else []

"""The tables of spaCy's English lemmatizers, out of `spacy-lookups-data` and a lexicon of parts of speech."""

import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from corpusnorm.degradation.operators.english_rules import guessed_lemma, rule_lemma


class Given(NamedTuple):
    """What the packages give: spaCy's tables, and the most frequent Penn tag of each word."""

    rules: Mapping[str, Any]
    lemmas: Mapping[str, frozenset[str]]
    exceptions: Mapping[str, Mapping[str, list[str]]]
    lookup: Mapping[str, str]
    tags: Mapping[str, str]


# What the attribute ruler of spaCy's English models (3.x) makes of pronouns and contractions; set by hand, as the models are not on
# the Python package index. The other closed classes stay as they are.
_CLOSED = {
    "i": "I", "me": "I", "us": "we", "him": "he", "them": "they", "an": "an", "ca": "can", "wo": "will", "sha": "shall",
    "n't": "not", "n’t": "not", "'m": "be", "’m": "be", "'re": "be", "’re": "be", "'ve": "have", "’ve": "have",
    "'ll": "will", "’ll": "will", "'d": "would", "’d": "would",
}  # fmt: skip
_PARTS = {"NNS": "noun", "VBD": "verb", "VBG": "verb", "VBN": "verb", "VBZ": "verb", "VBP": "verb",
          "JJR": "adj", "JJS": "adj", "RBR": "adv", "RBS": "adv"}  # fmt: skip


def given(read: Mapping[str, bytes], lexicon: str) -> Given:
    """Read the packages' files: `read` maps the names of spaCy's tables to their bytes."""
    table = {name: json.loads(gzip.decompress(content)) for name, content in read.items()}
    rows = (line.split() for line in lexicon.splitlines() if line.strip() and not line.startswith(";;;"))
    index = {part: frozenset(words) for part, words in table["en_lemma_index"].items()}
    tags = {row[0]: row[1] for row in rows}
    return Given(table["en_lemma_rules"], index, table["en_lemma_exc"], table["en_lemma_lookup"], tags)


def likeliest(source: Given) -> Iterator[str]:
    """Give "word lemma" where the lemma, by the most frequent part of speech, is not the one that the ending lets guess."""
    words = {word: tag for word, tag in source.tags.items() if word.isalpha() and word == word.lower()}
    for part, tag in (("verb", "VBD"), ("noun", "NNS")):  # what the lexicon does not have: irregular verbs before nouns
        for word in source.exceptions[part]:
            if word.isalpha():
                words.setdefault(word, tag)
    for word in sorted({*words, *_CLOSED}):
        lemma = _CLOSED.get(word) or _tagged_lemma(word, words[word], source)
        if lemma != guessed_lemma(word, source.rules, source.lemmas):
            yield f"{word} {lemma}"


def _tagged_lemma(word: str, tag: str, source: Given) -> str:
    part = _PARTS.get(tag)
    if part is None:
        return word
    return rule_lemma(word, source.rules[part], source.lemmas[part], source.exceptions[part].get(word, ()))


def lookup(source: Given) -> Iterator[str]:
    """Give each lemma of spaCy's look-up table with its words; "-s" is the lemma and an s."""
    words: dict[str, list[str]] = {}
    for word, lemma in sorted(source.lookup.items()):
        if word != lemma and len(f"{word} {lemma}".split()) == 2 and not word.startswith("-"):
            words.setdefault(lemma, []).append("-" + word.removeprefix(lemma) if word.startswith(lemma) else word)
    for lemma, forms in sorted(words.items()):
        yield f"{lemma} {' '.join(forms)}"

"""spaCy's English lemmatizers, from tables, without spaCy and without a model.

A spaCy model lemmatizes by rules and exceptions for the part of speech that its tagger saw in the sentence. An operator sees the
word alone, so it takes the part of speech that the word has most often; what the tagger saw otherwise are exceptions of the
degradation. What that costs was measured with a tagger of another make: see `docs/design/016-lemmas-by-context.md`.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from corpusnorm.degradation import data

# spaCy takes over WordNet's rules of detachment as they are; the endings that tell a part of speech, most telling first.
ENDINGS = (("ss", ""), ("s", "noun"), ("ed", "verb"), ("ing", "verb"))
LIKELIEST = "spacy/likeliest.txt"
LOOKUP = "spacy/lookup.txt"


def rule_lemma(word: str, rules: Iterable[tuple[str, str]], lemmas: frozenset[str], exceptions: Iterable[str] = ()) -> str:
    """Return the lemma of a word in lower case by spaCy's rules: exceptions, then forms that are lemmas, then any form."""
    found: list[str] = []
    other: list[str] = []
    for ending, instead in rules:
        if word.endswith(ending):
            form = word.removesuffix(ending) + instead
            if form and form in lemmas:
                found.insert(0, form)
            elif form:
                (other if form.isalpha() else found).append(form)
    for form in exceptions:
        if form not in found:
            found.insert(0, form)
    return (found or other or [word])[0]


def guessed_lemma(word: str, rules: Mapping[str, Iterable[tuple[str, str]]], lemmas: Mapping[str, frozenset[str]]) -> str:
    """Return the lemma of a word in lower case of which nothing is known: its ending tells the part of speech."""
    part = next((part for ending, part in ENDINGS if word.endswith(ending)), "")
    return rule_lemma(word, rules[part], lemmas[part]) if part else word


@cache
def likeliest() -> Mapping[str, str]:
    """Return the words whose ending does not tell their lemma, with the lemma."""
    return dict(row.split(" ", 1) for row in data.entries(LIKELIEST))


@cache
def lookup() -> Mapping[str, str]:
    """Return spaCy's look-up table: the words and their lemmas."""
    rows = (row.split(" ") for row in data.entries(LOOKUP))
    return {lemma + form[1:] if form[0] == "-" else form: lemma for lemma, *forms in rows for form in forms}

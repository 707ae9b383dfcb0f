"""Diagnosis: is a text degraded, how, and what shows it - from several signals, without a partner."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.blind import describe, fitting_normalizers
from corpusnorm.degradation.operators import Lemma, stop_lists, stop_words
from corpusnorm.language import UNDETERMINED, detect_language
from corpusnorm.sketch.keys import words

_ENOUGH = 30  # words below which a text shows nothing
_ENOUGH_TYPES = 60  # types below which the absence of inflected forms is chance
_UPPER = 0.003  # share of cased letters that are upper case: running text has .02 and more in cased scripts
_MARKS = 0.01  # sentence marks a word: running text has .08 and more
_FUNCTION_WORDS = 0.12  # share of function words: running text has .3 and more, headlines and lists .15 and more
_WORDS_A_LINE = 15.0  # shorter lines are verse, chat, lists or tables, where a missing mark or capital says little
_MARK = re.compile(r"[.,;:!?…。，、؟،]")


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing measured: its value, whether it speaks for damage, and a sentence for a person."""

    name: str
    value: float
    damaged: bool
    message: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a text. `damage` names the kinds found, `signals` show what they rest on.

    `degradation` is there when a clean version was given, or when the text is degraded: how it was made, as far as it shows.
    """

    degraded: bool
    language: str
    damage: tuple[str, ...]
    signals: tuple[Signal, ...]
    degradation: Degradation | None = None


def diagnose(text: str, against: str | None = None) -> Diagnosis:
    """Say whether `text` is a degraded copy of something, and why; with a clean version `against`, also how it was made.

    Damage is called `lower-cased`, `de-punctuated`, `stop-words-gone`, `lemmatized` and `stemmed`. A text counts as degraded
    when it is lemmatized or stemmed, when its function words are gone together with case or marks, or when long lines have
    neither capitals nor marks. Verse, chat, headlines, tables and lists lack one of these by nature and are not flagged. Fewer
    than 30 words show nothing. Costs a few passes and one stemming a type.

    >>> diagnose("The wars of the countries were long, and their armies fought for the cities. " * 5).degraded
    False
    >>> diagnose("war country long army fought city treaty signed peace broken capital fell " * 5).damage
    ('lower-cased', 'de-punctuated', 'stop-words-gone')
    """
    language = detect_language(text)
    found = [match.group() for match in words(text)]
    if len(found) < _ENOUGH:
        return Diagnosis(False, language, (), ())
    signals = (_case(text), _marks(text, len(found)), _function_words(found, language), _forms(found, language))
    damage = tuple(signal.name for signal in signals if signal.damaged)
    degraded = _is_degraded(frozenset(damage), len(found) / (text.strip().count("\n") + 1))
    how = infer_degradation(text, against, language) if degraded or against is not None else None
    return Diagnosis(degraded, language, damage, signals, how)


def _is_degraded(damage: frozenset[str], words_a_line: float) -> bool:
    if damage & {"lemmatized", "stemmed"}:
        return len(damage) > 1
    if "stop-words-gone" in damage:
        return len(damage) > 1
    return damage == {"lower-cased", "de-punctuated"} and words_a_line > _WORDS_A_LINE


def _case(text: str) -> Signal:
    upper = sum(map(str.isupper, text))
    cased = upper + sum(map(str.islower, text))
    share = upper / cased if cased else 0.0
    damaged = cased * 2 > len(text) and share < _UPPER
    return Signal("lower-cased", round(share, 4), damaged, f"{share:.1%} of the cased letters are upper case")


def _marks(text: str, count: int) -> Signal:
    share = len(_MARK.findall(text)) / count
    return Signal("de-punctuated", round(share, 4), share < _MARKS, f"{share:.3f} sentence marks a word")


def _function_words(found: list[str], language: str) -> Signal:
    """The share of function words (Snowball's list of the language); a language without a list says nothing."""
    name = f"snowball/{'en' if language == UNDETERMINED else language}"
    if name not in stop_lists():
        return Signal("stop-words-gone", 1.0, False, f"no list of function words for {language!r}")
    counts = Counter(word.lower() for word in found)
    share = sum(counts[word] for word in stop_words(name)) / len(found)
    return Signal("stop-words-gone", round(share, 4), share < _FUNCTION_WORDS, f"{share:.1%} of the words are function words")


def _forms(found: list[str], language: str) -> Signal:
    """Whether hardly an inflected form is left: a lemmatizer or stemmer, run again, finds nothing to do."""
    types = Counter(word.lower() for word in found if word.isalpha() and len(word) > 2)
    chains = fitting_normalizers(types, language) if len(types) >= _ENOUGH_TYPES else []
    if not chains:
        return Signal("lemmatized", 0.0, False, "inflected forms are there")
    kind = "lemmatized" if isinstance(chains[0][0], Lemma) else "stemmed"
    return Signal(kind, 1.0, True, f"{describe(chains[0])}, run again, finds hardly a form to change")

"""Diagnosis: is a text degraded, how, and what shows it - from several signals, without a partner."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.blind import describe, fitting_normalizers
from corpusnorm.degradation.operators import DropNumbers, Lemma, MaskNumbers, Vocabulary
from corpusnorm.diagnosis.passages import Passage, degraded_passages, function_word_share
from corpusnorm.language import detect_language
from corpusnorm.sketch.keys import words

_ENOUGH = 30  # words below which a text shows nothing
_ENOUGH_TYPES = 60  # types below which the absence of inflected forms is chance
_UPPER = 0.003  # share of cased letters that are upper case: running text has .02 and more in cased scripts
_MARKS = 0.01  # sentence marks a word: running text has .08 and more
_FUNCTION_WORDS = 0.12  # share of function words: running text has .3 and more, headlines and lists .15 and more
_HARDLY_ANY = 0.03  # share of function words that no running text has, whatever else it has
_RUNNING = 0.25  # share of function words that shows a text to run, so that a missing mark or ending is no matter of its kind
_LONG_LINES = 50.0  # words a line of running text on one line: verse and chat without marks have far shorter ones
_ACCENTED = 0.002  # share of letters with diacritics in languages that have them; set by hand, not measured
_DIACRITICS = frozenset(("de", "fr", "es", "pt", "tr", "sv", "da", "no", "fi", "hu", "cs", "pl", "ro", "sk", "vi"))
_WORDS_A_ROW = 5.0  # words a line of lists and tables, which have no function words by nature
# By the verdict and the number of kinds found.
_PROBABILITY = {True: (0.5, 0.95, 0.99, 0.998), False: (0.003, 0.02, 0.1, 0.3)}
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
    `probability` is that of being degraded: by the verdict and the number of kinds found, set by hand; its calibration error on
    real texts and on random recipes run over them is measured (`benchmarks/quality/diagnosis.py`). `passages` are the degraded
    stretches of a text that is clean elsewhere.
    """

    degraded: bool
    language: str
    damage: tuple[str, ...]
    signals: tuple[Signal, ...]
    degradation: Degradation | None = None
    probability: float = 0.0
    passages: tuple[Passage, ...] = ()


def diagnose(text: str, against: str | None = None, *, language: str | None = None) -> Diagnosis:
    """Say whether `text` is a degraded copy of something, and why; with a clean version `against`, also how it was made.

    Damage is called `lower-cased`, `de-punctuated`, `stop-words-gone`, `lemmatized`, `stemmed` and `diacritics-lost`, and where the
    operators show it, `numbers-lost` and `vocabulary-filtered`. A text counts as degraded when two kinds meet, or when one shows
    in running text on long lines. Verse, chat, headlines, tables and lists lack one of these by nature and are not flagged. Fewer
    than 30 words show nothing. `language` spares finding it out again. Costs a few passes and one stemming a type.

    >>> diagnose("The wars of the countries were long, and their armies fought for the cities. " * 5).degraded
    False
    >>> diagnose("war country long army fought city treaty signed peace broken capital fell " * 5).damage
    ('lower-cased', 'de-punctuated', 'stop-words-gone')
    """
    language = language or detect_language(text)
    found = [match.group() for match in words(text)]
    if len(found) < _ENOUGH:
        return Diagnosis(False, language, (), ())
    measured = [_case(text), _marks(text, len(found)), _function_words(found, language), _forms(found, language)]
    signals = (*measured, *_diacritics(text, language))
    damage = tuple(signal.name for signal in signals if signal.damaged)
    degraded = _is_degraded(frozenset(damage), len(found) / (text.strip().count("\n") + 1), measured[2].value)
    how = infer_degradation(text, against, language) if degraded or against is not None else None
    probability = _PROBABILITY[degraded][min(len(damage), 3)]
    passages = () if degraded else degraded_passages(text, language)
    return Diagnosis(degraded, language, (*damage, *_lost(how, degraded)), signals, how, probability, passages)


def _is_degraded(damage: frozenset[str], words_a_line: float, function_words: float) -> bool:
    if "diacritics-lost" in damage and function_words < _RUNNING:
        damage -= {"diacritics-lost"}  # too few known words to be sure of the language
    if damage & {"lemmatized", "stemmed", "diacritics-lost"} and function_words >= _RUNNING:
        return True
    if damage & {"lemmatized", "stemmed"} and len(damage) > 1:
        return words_a_line > _WORDS_A_ROW
    if "stop-words-gone" in damage:
        alone = function_words < _HARDLY_ANY and words_a_line > _WORDS_A_LINE
        return alone or (len(damage) > 1 and words_a_line > _WORDS_A_ROW)
    if damage == {"de-punctuated"}:
        return function_words >= _RUNNING and words_a_line > _LONG_LINES
    return damage == {"lower-cased", "de-punctuated"} and words_a_line > _WORDS_A_LINE


def _lost(how: Degradation | None, degraded: bool) -> tuple[str, ...]:
    """Kinds of damage that only the operators show."""
    found = {type(operator) for operator in how.operators} if how and degraded else set()
    kinds = ((DropNumbers, "numbers-lost"), (MaskNumbers, "numbers-lost"), (Vocabulary, "vocabulary-filtered"))
    return tuple(dict.fromkeys(name for kind, name in kinds if kind in found))


def _diacritics(text: str, language: str) -> tuple[Signal, ...]:
    """Whether a language written with diacritics has none."""
    if language not in _DIACRITICS:
        return ()
    letters = [char for char in text if char.isalpha()]
    share = sum(not char.isascii() for char in letters) / len(letters)
    return (Signal("diacritics-lost", round(share, 4), share < _ACCENTED, f"{share:.2%} of the letters have diacritics"),)


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
    """The share of function words; a language without a list says nothing."""
    share = function_word_share(found, language)
    if share is None:
        return Signal("stop-words-gone", 1.0, False, f"no list of function words for {language!r}")
    return Signal("stop-words-gone", round(share, 4), share < _FUNCTION_WORDS, f"{share:.1%} of the words are function words")


def _forms(found: list[str], language: str) -> Signal:
    """Whether hardly an inflected form is left: a lemmatizer or stemmer, run again, finds nothing to do."""
    types = Counter(word.lower() for word in found if word.isalpha() and len(word) > 2)
    chains = fitting_normalizers(types, language) if len(types) >= _ENOUGH_TYPES else []
    if not chains:
        return Signal("lemmatized", 0.0, False, "inflected forms are there")
    kind = "lemmatized" if isinstance(chains[0][0], Lemma) else "stemmed"
    return Signal(kind, 1.0, True, f"{describe(chains[0])}, run again, finds hardly a form to change")

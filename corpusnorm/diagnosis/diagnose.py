"""Diagnosis: is a text degraded, how, and what shows it - from its words and its layout, without a partner."""

from __future__ import annotations

from dataclasses import dataclass

from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.diagnosis.measures import measure
from corpusnorm.diagnosis.passages import Passage, degraded_passages
from corpusnorm.diagnosis.signals import FOUND, Signal, judge
from corpusnorm.language import detect_language

_ENOUGH = 30  # words below which a text shows nothing


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a text: `signals` has every kind of damage that can be told in its language, `damage` names those found.

    `probability` is that of being a degraded copy; `degraded` that it is over one half. `degradation` says how the text was made,
    as far as it shows. `passages` are the degraded stretches of a text that is clean elsewhere. How well the probabilities hold on
    texts that nothing was fitted on is in the guide on the diagnosis.
    """

    degraded: bool
    language: str
    damage: tuple[str, ...]
    signals: tuple[Signal, ...]
    degradation: Degradation | None = None
    probability: float = 0.0
    passages: tuple[Passage, ...] = ()


def diagnose(text: str, against: str | None = None, *, language: str | None = None, how: bool = True) -> Diagnosis:
    """Say whether `text` is a degraded copy of something, and why; with a clean version `against`, also how it was made.

    Damage is called `lower-cased`, `de-punctuated`, `stop-words-gone`, `lemmatized`, `stemmed`, `diacritics-lost`, `numbers-lost`
    and `vocabulary-filtered`. A kind needs what shows it: a list of function words, a lemmatizer, a stemmer, a dictionary of the
    language. How much a kind counts depends on the layout: verse, chat, headlines, tables and lists lack something by nature. Fewer
    than 30 words show nothing. `language` spares finding it out; with `how` false the operators are not inferred, where no clean
    version asks for them. Costs some milliseconds, for long texts too: a sample is looked at.

    >>> diagnose("The wars of the countries were long, and their armies fought for the cities. " * 5).degraded
    False
    >>> diagnose("war country long army fought city treaty signed peace broken capital fell " * 5).damage[:3]
    ('lower-cased', 'de-punctuated', 'stop-words-gone')
    """
    language = language or detect_language(text)
    found = measure(text, language)
    if found.words < _ENOUGH:
        return Diagnosis(False, language, (), ())
    probability, signals = judge(found, language)
    degraded = probability >= FOUND
    made = infer_degradation(text, against, language) if against is not None or (how and degraded) else None
    damage = tuple(signal.name for signal in signals if signal.damaged)
    passages = degraded_passages(text, language)
    return Diagnosis(degraded, language, damage, signals, made, round(probability, 4), passages)

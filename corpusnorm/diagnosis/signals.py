"""Signals: each kind of damage with its probability, what shows it, and what it gives to the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpusnorm.diagnosis.measures import Measured
from corpusnorm.diagnosis.model import Columns, Numbers, kinds, probability, standard, usual, verdict

ENOUGH = 30  # words below which a text shows nothing
FOUND = 0.5  # probability from which a kind counts as found


@dataclass(frozen=True, slots=True)
class Signal:
    """One kind of damage: the rate that speaks most of it, whether it is found, and a sentence for a person.

    `probability` is that of this kind of damage, `weight` what it gives to the verdict, in log-odds, and `examples` are words of
    the text that show it.
    """

    name: str
    value: float
    damaged: bool
    message: str
    probability: float = 0.0
    weight: float = 0.0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What is found in texts of one language, a row a text: the `probability` of being a degraded copy; of each kind of damage that
    can be told, its probability, NaN where it cannot be measured, and what it gives to the verdict."""

    measured: Measured
    language: str
    probability: Numbers
    chances: Columns
    weights: Columns

    def damage(self) -> list[tuple[str, ...]]:
        """The kinds of damage that are found in each text that has words enough."""
        found: list[tuple[str, ...]] = [()] * len(self.probability)
        for name, chances in self.chances.items():
            for text in np.flatnonzero(np.greater_equal(chances, FOUND) & self.told).tolist():
                found[text] = (*found[text], name)
        return found

    @property
    def told(self) -> NDArray[np.bool_]:
        """Which texts have words enough to show anything."""
        return self.measured.counts["words"] >= ENOUGH

    def signals(self, text: int) -> tuple[Signal, ...]:
        """The signals of one text, a kind each that can be measured on it."""
        counts = {name: each[text].item() for name, each in self.measured.counts.items()}
        examples = self.measured.examples(text)
        signals = []
        for name, chances in self.chances.items():
            chance = chances[text].item()
            if chance == chance:  # NaN is not
                value, message = _DESCRIBED[name](counts, self.language)
                weight = self.weights[name][text].item() if name in self.weights else 0.0
                shown = examples.get(_EXAMPLES.get(name, ""), ())
                signals.append(Signal(name, round(value, 4), chance >= FOUND, message, round(chance, 4), round(weight, 2), shown))
        return tuple(signals)


def judge(found: Measured, language: str) -> Judgement:
    """Judge texts of one language by their measures."""
    scaled = standard(found.values)
    odds = kinds(found.values, scaled)
    sure, weights = verdict(odds, found.values, scaled)
    return Judgement(found, language, sure, {name: probability(each) for name, each in odds.items()}, weights)


_Counts = Mapping[str, float]
_EXAMPLES = {"lemmatized": "lemma", "stemmed": "stem", "diacritics-lost": "accent"}


def _case(counts: _Counts, _: str) -> tuple[float, str]:
    share = counts["capital"] / counts["cased"]
    return share, f"{share:.1%} of the words begin with a capital"


def _marks(counts: _Counts, _: str) -> tuple[float, str]:
    share = counts["marks"] / counts["words"]
    return share, f"{share:.3f} sentence marks a word"


def _function_words(counts: _Counts, language: str) -> tuple[float, str]:
    share = counts["function"] / counts["words"]
    return share, f"{share:.1%} of the words are function words; {usual(language)[0]:.0%} are usual"


def _lemmas(counts: _Counts, _: str) -> tuple[float, str]:
    share = counts["lemma"] / counts["sampled"]
    return share, f"a lemmatizer would still change {share:.1%} of the words"


def _stems(counts: _Counts, _: str) -> tuple[float, str]:
    share = counts["stem"] / counts["sampled"]
    return share, f"a stemmer would still change {share:.1%} of the words"


def _diacritics(counts: _Counts, language: str) -> tuple[float, str]:
    share = counts["accented"] / max(counts["letters"], 1)
    return share, f"{share:.2%} of the letters have diacritics; {usual(language)[1]:.1%} are usual"


def _numbers(counts: _Counts, _: str) -> tuple[float, str]:
    share = counts["digits"] / counts["words"]
    if counts["masks"] > counts["digits"] / 2:
        return share, f"masks stand where numbers were: {counts['masks']:,.0f}"
    units = f"; {counts['orphans']:,.0f} of {counts['units']:,.0f} units have none" if counts["units"] else ""
    return share, f"{share:.1%} of the words have a digit{units}"


def _vocabulary(counts: _Counts, _: str) -> tuple[float, str]:
    share = counts["unknown"] / max(counts["types"], 1)
    return share, f"{share:.1%} of the words are in no dictionary, names among them"


_DESCRIBED: Mapping[str, Callable[[_Counts, str], tuple[float, str]]] = {
    "lower-cased": _case,
    "de-punctuated": _marks,
    "stop-words-gone": _function_words,
    "lemmatized": _lemmas,
    "stemmed": _stems,
    "diacritics-lost": _diacritics,
    "numbers-lost": _numbers,
    "vocabulary-filtered": _vocabulary,
}

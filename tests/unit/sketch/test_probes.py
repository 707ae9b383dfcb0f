"""Probes: found across dropped words, and nothing else is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.sketch.probes import Sought, probe
from corpusnorm.testing import texts

WORDS = [f"{a}{b}{c}" for a in ("br", "cl", "dr", "fl") for b in "aeiou" for c in ("mp", "nk", "lt", "rd")]


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=80, unique=True), st.data())
def test_survivors_are_found_across_what_was_dropped(words: list[str], data: st.DataObject) -> None:
    kept = [words[0]]
    at = 0
    while at + 1 < len(words):
        at = data.draw(st.integers(at + 1, min(at + 6, len(words) - 1)))
        kept.append(words[at])
    keys, starts = probe(" ".join(kept))
    assert (Sought(keys, starts).found(" ".join(words)) == keys).all()


@given(texts(), texts())
def test_only_what_is_sought_is_found(sought: str, text: str) -> None:
    keys, starts = probe(sought)
    assert np.isin(Sought(keys, starts).found(text), keys).all()


def test_words_too_far_apart_or_in_another_order_are_not_found() -> None:
    keys, starts = probe(" ".join(WORDS[:3]))
    sought = Sought(keys, starts)
    far = [WORDS[0], *WORDS[10:17], WORDS[1], WORDS[2]]
    assert len(sought.found(" ".join(far))) == len(sought.found(" ".join(WORDS[2::-1]))) == 0
    assert len(sought.found(" ".join([WORDS[0], *WORDS[10:15], WORDS[1], WORDS[2]]))) == 1


def test_a_long_text_is_searched_to_its_end() -> None:
    keys, starts = probe(" ".join(WORDS[:9]))
    filler = " ".join(f"{word}{number}" for number in range(120) for word in WORDS)
    assert (Sought(keys, starts).found(f"{filler} {' '.join(WORDS[:9])}") == keys).all()

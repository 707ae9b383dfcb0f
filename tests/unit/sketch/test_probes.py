"""Probes: found across dropped words, and nothing else is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.columns import column, utf8
from corpusnorm.sketch.content import content_numbers
from corpusnorm.sketch.keys import WORD, universal_key
from corpusnorm.sketch.probes import Probes, Sought, may_be_degraded, probe
from corpusnorm.testing import texts

WORDS = [f"{a}{b}{c}" for a in ("br", "cl", "dr", "fl") for b in "aeiou" for c in ("mp", "nk", "lt", "rd")]


def probes_of(text: str) -> Probes:
    return probe(utf8(column([text])))


def found_in(text: str, probes: Probes) -> list[int]:
    """The keys sought that stand in a text, sorted."""
    return sorted(Sought(probes.keys, probes.starts).found(utf8(column([text])))[1].tolist())


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=80, unique=True), st.data())
def test_survivors_are_found_across_what_was_dropped(words: list[str], data: st.DataObject) -> None:
    kept = [words[0]]
    at = 0
    while at + 1 < len(words):
        at = data.draw(st.integers(at + 1, min(at + 6, len(words) - 1)))
        kept.append(words[at])
    probes = probes_of(" ".join(kept))
    assert found_in(" ".join(words), probes) == sorted(probes.keys.tolist())


@given(texts(), st.lists(texts(), max_size=3))
def test_only_what_is_sought_is_found(sought: str, batch: list[str]) -> None:
    probes = probes_of(sought)
    offsets, keys = Sought(probes.keys, probes.starts).found(utf8(column(batch)))
    assert np.isin(keys, probes.keys).all()
    for number, text in enumerate(batch):
        assert sorted(keys[offsets[number] : offsets[number + 1]].tolist()) == found_in(text, probes)


def test_words_too_far_apart_or_in_another_order_are_not_found() -> None:
    probes = probes_of(" ".join(WORDS[:3]))
    far = [WORDS[0], *WORDS[10:17], WORDS[1], WORDS[2]]
    assert found_in(" ".join(far), probes) == found_in(" ".join(WORDS[2::-1]), probes) == []
    assert len(found_in(" ".join([WORDS[0], *WORDS[10:15], WORDS[1], WORDS[2]]), probes)) == 1


def test_a_long_text_is_searched_to_its_end() -> None:
    probes = probes_of(" ".join(WORDS[:9]))
    filler = " ".join(f"{word}{number}" for number in range(120) for word in WORDS)
    assert found_in(f"{filler} {' '.join(WORDS[:9])}", probes) == sorted(probes.keys.tolist())


@given(st.text("abcdeéß ’'AWTHE"), st.text("abcdeéß ’'AWTHE"))
def test_content_is_alike_where_the_universal_keys_are(a: str, b: str) -> None:
    """A number stands for a word's universal key, whichever form of it was met first; stop words have none."""
    for text in (a, b):
        offsets, numbers = content_numbers(utf8(column([text, a])))
        keys = [universal_key(match.group()) for match in WORD.finditer(text) if len(match.group().casefold()) > 2]
        stops = {"the", "wth", "awe"}
        assert offsets[1] <= len([key for key in keys if key not in stops]) + text.count("ß")
        again = content_numbers(utf8(column([text.upper().replace("’", "'")])))[1]
        assert numbers[: offsets[1]].tolist() == again.tolist()


def test_the_screen_passes_usual_text_over(seeds: dict[str, str]) -> None:
    """And no degraded one."""
    suspects = may_be_degraded(utf8(column(seeds.values())))
    assert dict(zip(seeds, suspects.tolist(), strict=True)) == {"000": False, "001": False, "002": False, "003": False, "004": True}


def test_the_degraded_copy_is_found_in_its_original(seeds: dict[str, str]) -> None:
    probes = probes_of(seeds["004"])
    assert len(found_in(seeds["003"], probes)) > 0.6 * len(probes.keys)
    assert len(found_in(seeds["001"], probes)) < 0.02 * len(probes.keys)

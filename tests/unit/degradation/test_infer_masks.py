"""Masks of whole tokens, stop lists before lower-casing, and lemmas by context: seen in a pair."""

import pytest

from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.operators import Lemma, Lowercase, MaskTokens, Operator, Stop, Tokenize

TOWNS = ("Baku", "Shusha", "Tiflis", "Erivan", "Ganja", "Lachin")
KINDS = [(kind, town) for kind in ("grey", "hungry", "tired", "famous") for town in TOWNS]
CLEAN = "\n".join(
    f"In {1800 + n} the {kind} wolves of {town} were seen {n + 2} times by our hunters, who had gone running to the frozen rivers. "
    f"The river was better in {town}, and they said that its meetings were never forgotten by those families."
    for n, (kind, town) in enumerate(KINDS)
)
NAMES = MaskTokens("<NAME>", words=frozenset(TOWNS))


def degraded(*operators: Operator) -> str:
    return Degradation((Tokenize("word_re"), *operators)).apply(CLEAN)


def test_masked_names_are_seen() -> None:
    text = degraded(NAMES, Stop("nltk179", ignore_case=True))
    found = infer_degradation(text, CLEAN)
    assert [each.mask for each in found.operators if isinstance(each, MaskTokens)] == ["<NAME>"]
    assert found.apply(CLEAN) == text
    assert not found.exceptions


@pytest.mark.parametrize(
    "operators", [(MaskTokens("NUM", which="digits"), Lowercase()), (Lowercase(), MaskTokens("NUM", which="digits"))]
)
def test_masked_numbers_are_seen_before_and_after_lower_casing(operators: tuple[Operator, ...]) -> None:
    text = degraded(*operators)
    assert infer_degradation(text, CLEAN).apply(CLEAN) == text


def test_a_stop_list_before_lower_casing_is_seen() -> None:
    text = degraded(Stop("nltk179"), Lowercase())
    found = infer_degradation(text, CLEAN)
    assert found.apply(CLEAN) == text
    assert [type(each).__name__ for each in found.operators][1:] == ["Stop", "Lowercase"]


def test_spacy_is_named_though_some_lemmas_go_by_context() -> None:
    text = degraded(Lowercase(), Lemma("spacy")).replace("meeting", "meet", 3)
    found = infer_degradation(text, CLEAN)
    assert "spacy" in (
        *(each.name for each in found.operators if isinstance(each, Lemma)),
        *found.alternatives.get("normalize", ()),
    )
    assert ("meetings", "meet", 3) in found.exceptions


def test_a_text_alone_shows_its_masks() -> None:
    found = infer_degradation(degraded(Lowercase(), MaskTokens("NUM", which="digits"), Stop("nltk179")))
    assert Lowercase() in found.operators
    assert "NUM stands 48 times where something else was" in found.evidence

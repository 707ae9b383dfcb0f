"""Inference on recipes that the development pairs do not have."""

import pytest

from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.operators import DropNumbers, FoldDiacritics, Lowercase, MaskNumbers, Stop, Table, Tokenize

TOWNS = ("Baku", "Łódź", "Shusha", "Tiflis", "Erivan")
KINDS = [(kind, town) for kind in ("grey", "hungry", "tired", "famous") for town in TOWNS]
CLEAN = "\n".join(
    f"In {1800 + n} the {kind} wolves of {town} were seen {n} times by our hunters, who’d gone to the café near the frozen rivers."
    for n, (kind, town) in enumerate(KINDS)
)
PROSE = """The baker Martin opened his shop before the sun had come up. He lit the oven, and then he waited for the first of his
customers. They came with baskets, with children and with dogs. There was a smell of bread in the street. She who lived above
the shop had grown used to it. But when the winter was long and the flour was dear, nobody in Freiburg laughed. What could a
poor man do with a cold oven? It was said that the miller had hidden his grain. When the mayor heard of this, he sent two
soldiers to the mill. They found a cat, a broken wheel and an old woman. In the evening the soldiers returned without a word.
And Martin went home to Anna."""


@pytest.mark.parametrize("mask", [MaskNumbers("#"), MaskNumbers("#", each=True), MaskNumbers("0", each=True)])
def test_a_mask_of_numbers_is_seen(mask: MaskNumbers) -> None:
    degraded = Degradation((Tokenize("word_re"), Lowercase(), mask, Stop("smart"))).apply(CLEAN)
    found = infer_degradation(degraded, CLEAN)
    assert found.apply(CLEAN) == degraded
    assert mask in found.operators


def test_folded_diacritics_are_seen() -> None:
    degraded = Degradation((Tokenize("word_re"), FoldDiacritics("latin"), Lowercase(), DropNumbers())).apply(CLEAN)
    found = infer_degradation(degraded, CLEAN)
    assert found.apply(CLEAN) == degraded
    assert FoldDiacritics("latin") in found.operators


@pytest.mark.parametrize("ignore_case", [True, False])
def test_whether_a_stop_list_ignores_case_is_seen(ignore_case: bool) -> None:
    stop = Stop("nltk179", ignore_case=ignore_case)
    degraded = Degradation((Tokenize("word_re"), stop)).apply(CLEAN)
    assert ("In" in degraded.split()) != ignore_case
    found = infer_degradation(degraded, CLEAN)
    assert found.apply(CLEAN) == degraded
    assert stop in found.operators


def test_a_lemmatizer_without_a_name_becomes_a_table() -> None:
    clean = CLEAN.replace("wolves", "villagers").replace("hunters", "travellers").replace("rivers", "mountains")
    unnamed = Table((("villagers", "villageri"), ("travellers", "travellu"), ("mountains", "mountainx")))
    degraded = Degradation((Tokenize("word_re"), Lowercase(), unnamed, Stop("smart"))).apply(clean)
    found = infer_degradation(degraded, clean)
    assert [found.form(word) for word in ("Villagers", "travellers", "mountains")] == ["villageri", "travellu", "mountainx"]
    assert Degradation.from_dicts(found.to_dicts()).operators == found.operators


def test_a_digit_that_is_part_of_no_mask_is_no_mask() -> None:
    clean = "In 1988, 5 wolves of Baku were seen by 30 hunters; in 1990, 5 of them."
    assert not any(isinstance(each, MaskNumbers) for each in infer_degradation("5 wolf baku seen hunter 5", clean).operators)


def test_the_case_is_lowered_where_only_dropped_words_had_capitals() -> None:
    clean = "The ferries of the islands left the harbour at noon. Their crews were tired. " * 20
    how = Degradation((Tokenize("word_re"), Lowercase(), Stop("nltk179")))
    assert Lowercase() in infer_degradation(how.apply(clean), clean).operators
    assert Lowercase() not in infer_degradation(how.apply(clean.lower()), clean.lower()).operators


@pytest.mark.parametrize("ignore_case", [True, False])
def test_capitals_that_a_stop_list_left_are_seen_without_a_clean_text(ignore_case: bool) -> None:
    stop = Stop("fox", ignore_case=ignore_case)
    found = infer_degradation(Degradation((Tokenize("word_re"), stop)).apply(PROSE))
    assert [each.ignore_case for each in found.operators if isinstance(each, Stop)] == [ignore_case]

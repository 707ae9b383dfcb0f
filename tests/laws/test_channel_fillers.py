"""Laws of the channel: what is conjectured is what the degradation takes out, and it can be switched off."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.degradation import Degradation
from corpusnorm.degradation.operators import Lemma, Lowercase, Stem, Stop, Tokenize
from corpusnorm.restoration import Repair, repair
from corpusnorm.testing import degradations, english_texts

USUAL = Degradation((Tokenize("ascii_to_space"), Lowercase(), Lemma("wordnet_noun"), Stop("smart")))
STEMMED = Degradation((Tokenize("word_re"), Lowercase(), Stop("nltk179"), Stem("porter")))
RECIPES = st.one_of(st.just(USUAL), st.just(STEMMED), degradations())


def conjectured(repaired: Repair) -> list[str]:
    return [each.span.of(repaired.text) for each in repaired.spans if each.tier == "conjecture" and each.evidence[:8] != "witness:"]


@given(english_texts(min_sentences=3), english_texts(min_sentences=3), RECIPES)
def test_a_conjecture_adds_no_token_to_what_the_degradation_gives(before: str, after: str, how: Degradation) -> None:
    degraded = how.apply(after)
    plain, repaired = (repair(degraded, before, how, conjecture_from=least) for least in (1, 0))
    assert how.apply(repaired.text) == how.apply(plain.text)
    assert repaired.exceptions == plain.exceptions


@given(english_texts(min_sentences=3), english_texts(min_sentences=3), RECIPES)
def test_conjectures_can_be_switched_off(before: str, after: str, how: Degradation) -> None:
    assert conjectured(repair(how.apply(after), before, how, conjecture_from=1)) == []


@given(english_texts(min_sentences=3), st.lists(english_texts(), max_size=2), RECIPES)
def test_more_texts_never_cost_a_token(after: str, corpus: list[str], how: Degradation) -> None:
    degraded = how.apply(after)
    repaired = repair(degraded, None, how, corpus=corpus)
    assert repaired.edits.invert(degraded).apply(repaired.text) == degraded
    kept = [each.degraded for each in repaired.spans if each.tier in ("lexical", "kept", "witness")]
    assert [span.of(degraded) for span in kept] == degraded.split()


@given(english_texts(min_sentences=3), RECIPES)
def test_certainties_are_probabilities(text: str, how: Degradation) -> None:
    repaired = repair(how.apply(text), text[: len(text) // 2], how)
    assert all(0 <= each.certainty <= 1 for each in repaired.spans)

"""What holds for every diagnosis."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.diagnosis import diagnose
from corpusnorm.testing import degradations, english_texts, texts

TEXTS = Path(__file__).parent / "texts"  # written for these tests
PROSE = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))}
ODD = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("odd/*.txt"))}
ANY = st.one_of(texts(), english_texts(), st.builds(lambda how, text: how.apply(text), degradations(), english_texts(8)))


@given(ANY)
def test_probabilities_are_probabilities_and_passages_are_stretches(text: str) -> None:
    found = diagnose(text, how=False)
    assert 0.0 <= found.probability <= 1.0
    assert found.degraded == (found.probability >= 0.5)
    assert all(0.0 <= signal.probability <= 1.0 for signal in found.signals)
    assert found.damage == tuple(signal.name for signal in found.signals if signal.damaged)
    places = [place for passage in found.passages for place in (passage.span.start, passage.span.end)]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)


@given(ANY)
def test_a_diagnosis_is_deterministic(text: str) -> None:
    assert diagnose(text, how=False) == diagnose(text, how=False)


@given(st.sampled_from((*PROSE.values(), *ODD.values())), st.sampled_from(("\r\n", "\r", "\N{NEXT LINE}")))
def test_the_kind_of_line_end_does_not_matter(text: str, end: str) -> None:
    one, other = diagnose(text, language="en", how=False), diagnose(text.replace("\n", end), language="en", how=False)
    assert (one.degraded, one.damage, one.signals) == (other.degraded, other.damage, other.signals)


@given(st.sampled_from(list(PROSE.values())), st.integers(2, 12))
def test_a_clean_text_after_itself_is_clean(text: str, times: int) -> None:
    found = diagnose("\n\n".join([text] * times), how=False)
    assert (found.degraded, found.damage) == (False, ())


@given(english_texts(20), st.booleans())
def test_the_operators_are_inferred_only_when_asked_for(text: str, how: bool) -> None:
    found = diagnose(text, how=how)
    assert (found.degradation is not None) == (how and found.degraded)

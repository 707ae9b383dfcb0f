"""Laws of degradation: a function of the text, whose tokens can be pointed at in it; a recipe survives being written down."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.observe import degraded_tokens
from corpusnorm.degradation.record import dump, load
from corpusnorm.testing import degradations, english_texts, texts

ANY_TEXT = st.one_of(english_texts(max_sentences=6), texts())


@given(ANY_TEXT, degradations())
def test_degrading_is_deterministic(text: str, how: Degradation) -> None:
    assert how.apply(text) == how.apply(text) == Degradation(how.operators).apply(text)


@given(ANY_TEXT, degradations())
def test_the_spans_of_tokens_rise_and_lie_in_the_text(text: str, how: Degradation) -> None:
    at = 0
    for token in how.tokens(text):
        assert at <= token.start < token.end <= len(text)
        assert token.form
        at = token.end


@given(ANY_TEXT, degradations())
def test_a_token_has_the_form_of_what_it_was_cut_from(text: str, how: Degradation) -> None:
    survivors = {(token.start, token.end): token.form for token in how.tokens(text)}
    for token in how.tokenizer.tokens(text):
        assert survivors.get((token.start, token.end)) == how.form(token.form)


@given(ANY_TEXT, degradations())
def test_a_degraded_text_is_its_forms(text: str, how: Degradation) -> None:
    forms = [token.form for token in how.tokens(text)]
    assert how.apply(text) == " ".join(forms)
    assert [token.form for token in degraded_tokens(how.apply(text))] == " ".join(forms).split()


@given(degradations())
def test_a_recipe_is_data(how: Degradation) -> None:
    again = Degradation.from_dicts(json.loads(json.dumps(how.to_dicts())))
    assert again.operators == how.operators


@given(degradations(), st.floats(0, 1), st.lists(st.text(max_size=9), max_size=3))
def test_a_record_gives_the_degradation_back(how: Degradation, fit: float, words: list[str]) -> None:
    whole = replace(how, alternatives={"stop": tuple(words)}, fit=fit, evidence=tuple(words))
    again = load(dump(whole))
    assert again == whole
    assert dump(again) == dump(whole)


@given(ANY_TEXT, degradations(), degradations())
def test_operators_compose_in_order(text: str, first: Degradation, second: Degradation) -> None:
    both = Degradation((*first.operators, *second.word_operators))
    for token in first.tokenizer.tokens(text):
        form = first.form(token.form)
        assert both.form(token.form) == (None if form is None else Degradation(second.word_operators).form(form))


@given(ANY_TEXT)
def test_no_operators_change_nothing(text: str) -> None:
    assert Degradation().apply(text) == text


@settings(max_examples=settings().max_examples // 4)  # inference tries every setting
@given(english_texts(), degradations())
def test_inference_is_deterministic_and_never_fails(clean: str, how: Degradation) -> None:
    degraded = how.apply(clean)
    for inferred, again in (
        (infer_degradation(degraded, clean), infer_degradation(degraded, clean)),
        (infer_degradation(degraded), infer_degradation(degraded)),
    ):
        assert inferred == again
        assert 0.0 <= inferred.fit <= 1.0

"""Law: nothing invented. Every token of the degraded text is in the repaired one, in order, and every change can be undone."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm.degradation import Degradation
from corpusnorm.degradation.observe import degraded_tokens
from corpusnorm.degradation.operators import Lemma, Lowercase, Stop, Tokenize
from corpusnorm.edits import Span
from corpusnorm.restoration import Repair, repair
from corpusnorm.testing import degradations, english_texts, texts

USUAL = Degradation((Tokenize("ascii_to_space"), Lowercase(), Lemma("wordnet_noun_nltk<=3.8.1"), Stop("smart")))
RECIPES = st.one_of(st.just(USUAL), degradations())


def check(degraded: str, repaired: Repair) -> None:
    """What holds of every repair, whatever went in."""
    assert repaired.edits.apply(degraded) == repaired.text
    assert repaired.edits.invert(degraded).apply(repaired.text) == degraded
    assert rises([each.degraded for each in repaired.spans if each.tier != "gap"])
    assert rises([each.span for each in repaired.spans])
    covered = {at for each in repaired.spans for at in range(each.degraded.start, each.degraded.end)}
    assert all(set(range(token.start, token.end)) <= covered for token in degraded_tokens(degraded))


def rises(spans: list[Span]) -> bool:
    return all(first.end <= second.start for first, second in pairwise(spans))


@given(english_texts(), RECIPES)
def test_every_token_survives_a_repair_by_its_own_degradation(clean: str, how: Degradation) -> None:
    degraded = how.apply(clean)
    repaired = repair(degraded, clean, how)
    check(degraded, repaired)
    conserves_every_token(degraded, clean, repaired)


def conserves_every_token(degraded: str, clean: str, repaired: Repair) -> None:
    """Every stretch copied from the witness degrades to just the tokens it stands for; every other keeps its token."""
    how = repaired.degradation
    forms = {(token.start, token.end): token.form for token in how.tokens(clean)}
    for stretch in repaired.spans:
        was = stretch.degraded.of(degraded).split()
        if stretch.tier == "witness":
            start, end = map(int, stretch.evidence.removeprefix("witness:").split("-"))
            assert stretch.span.of(repaired.text) == clean[start:end]
            assert [form for (at, to), form in forms.items() if start <= at and to <= end] == was
        elif stretch.tier == "lexical":
            assert gives_back(how, stretch.span.of(repaired.text), was)
        elif stretch.tier == "kept":
            assert stretch.span.of(repaired.text) == stretch.degraded.of(degraded)
        elif stretch.tier == "gap":
            assert len(stretch.span) == len(stretch.degraded) == 0


def gives_back(how: Degradation, surface: str, was: list[str]) -> bool:
    """Whether a word comes to the degraded form, but for a stop list that should have dropped the word itself."""
    unstopped = Degradation(tuple(operator for operator in how.operators if not isinstance(operator, Stop)))
    return any([token.form for token in channel.tokens(surface)] == was for channel in (how, unstopped))


@given(english_texts(), english_texts(), RECIPES)
def test_every_token_survives_where_the_witness_is_another_revision(before: str, after: str, how: Degradation) -> None:
    degraded = how.apply(before)
    repaired = repair(degraded, after, how)
    check(degraded, repaired)
    conserves_every_token(degraded, after, repaired)


@settings(max_examples=settings().max_examples // 4)  # inference tries every setting
@given(english_texts(min_sentences=10, max_sentences=80), RECIPES)
def test_every_token_survives_where_the_degradation_is_inferred(clean: str, how: Degradation) -> None:
    degraded = how.apply(clean)
    repaired = repair(degraded, clean)
    check(degraded, repaired)
    conserves_every_token(degraded, clean, repaired)


@given(english_texts(min_sentences=2), RECIPES)
def test_the_repaired_text_degrades_to_the_degraded_one_but_for_the_listed_exceptions(clean: str, how: Degradation) -> None:
    degraded = how.apply(clean)
    repaired = repair(degraded, clean, how)
    forms = how.apply(repaired.text).split()
    exceptions = list(repaired.exceptions)
    for form in degraded.split():
        if form in forms:
            forms = forms[forms.index(form) + 1 :]
        else:
            assert form in exceptions
            exceptions.remove(form)


@given(st.one_of(english_texts(), texts()))
def test_a_text_that_is_not_degraded_is_left_alone(text: str) -> None:
    repaired = repair(text)
    check(text, repaired)
    assert repaired.text == text
    assert not repaired.edits


@settings(max_examples=settings().max_examples // 4)  # here too
@given(english_texts())
def test_a_text_that_is_its_own_witness_is_left_alone(text: str) -> None:
    assert repair(text, text).text == text


@given(texts(), texts(), degradations())
def test_repair_never_fails(degraded: str, clean: str, how: Degradation) -> None:
    check(degraded, repair(degraded, clean, how))


@given(english_texts(), RECIPES)
def test_repair_is_deterministic(clean: str, how: Degradation) -> None:
    degraded = how.apply(clean)
    assert repair(degraded, clean, how) == repair(degraded, clean, Degradation(how.operators))

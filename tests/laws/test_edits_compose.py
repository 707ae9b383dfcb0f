"""Law: composing edits is composing their application, `a.then(b).apply(s) == b.apply(a.apply(s))`."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.edits import Edits
from corpusnorm.testing import edits_on, texts


@given(texts(), st.data())
def test_then_is_composition_of_application(text: str, data: st.DataObject) -> None:
    first = data.draw(edits_on(text))
    later = data.draw(edits_on(first.apply(text)))
    assert first.then(later).apply(text) == later.apply(first.apply(text))


@given(texts(max_pieces=4), st.data())
def test_then_is_associative_in_what_it_does(text: str, data: st.DataObject) -> None:
    a = data.draw(edits_on(text))
    b = data.draw(edits_on(a.apply(text)))
    c = data.draw(edits_on(b.apply(a.apply(text))))
    assert a.then(b).then(c).apply(text) == a.then(b.then(c)).apply(text)


@given(texts(), st.data())
def test_no_edits_are_the_unit_of_composition(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    assert edits.then(Edits()) == edits == Edits().then(edits)
    assert Edits().apply(text) == text


@given(texts(), st.data())
def test_composition_is_no_surer_than_its_parts_and_names_their_rules(text: str, data: st.DataObject) -> None:
    first = data.draw(edits_on(text))
    later = data.draw(edits_on(first.apply(text)))
    parts = [*first, *later]
    for edit in first.then(later):
        assert edit.certainty in {part.certainty for part in parts}
        assert set(edit.rule.split("+")) <= {rule for part in parts for rule in part.rule.split("+")}


@given(texts(), st.data())
def test_edits_do_not_depend_on_the_order_they_are_given_in(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    assert Edits(data.draw(st.permutations(list(edits)))) == edits

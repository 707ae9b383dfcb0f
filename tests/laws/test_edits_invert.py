"""Law: edits can be undone, `e.invert(s).apply(e.apply(s)) == s`."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.testing import edits_on, texts


@given(texts(), st.data())
def test_the_inverse_restores_the_source(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    assert edits.invert(text).apply(edits.apply(text)) == text


@given(texts(), st.data())
def test_the_inverse_of_the_inverse_does_what_the_edits_do(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    result = edits.apply(text)
    assert edits.invert(text).invert(result).apply(text) == result


@given(texts(), st.data())
def test_doing_and_undoing_is_doing_nothing(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    assert edits.then(edits.invert(text)).apply(text) == text


@given(texts(), st.data())
def test_composed_edits_can_be_undone(text: str, data: st.DataObject) -> None:
    first = data.draw(edits_on(text))
    both = first.then(data.draw(edits_on(first.apply(text))))
    assert both.invert(text).apply(both.apply(text)) == text

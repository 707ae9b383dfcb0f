"""Law: a span carried over edits covers all it was made from, or all that became of it, and spans keep their order."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.edits import Edits, Span
from corpusnorm.testing import edits_on, spans_of, texts

SHORT = texts(max_pieces=4)


def origins(edits: Edits, length: int) -> list[Span]:
    """For each character of the result, the span of the source it was made from: an oracle as plain as can be."""
    found: list[Span] = []
    at = 0
    for edit in edits:
        found += [Span(i, i + 1) for i in range(at, edit.span.start)]
        found += [edit.span] * len(edit.text)
        at = edit.span.end
    return found + [Span(i, i + 1) for i in range(at, length)]


@given(SHORT, st.data())
def test_to_source_covers_what_every_character_was_made_from(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    span = data.draw(spans_of(edits.apply(text)))
    source = edits.to_source(span)
    for origin in origins(edits, len(text))[span.start : span.end]:
        assert source.start <= origin.start <= origin.end <= source.end


@given(SHORT, st.data())
def test_the_origin_is_just_what_the_characters_were_made_from(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    span = data.draw(spans_of(edits.apply(text)))
    of = origins(edits, len(text))[span.start : span.end]
    exact = Span(min(each.start for each in of), max(each.end for each in of)) if of else edits.to_source(span)
    assert edits.origin(span) == exact


@given(SHORT, st.data())
def test_to_result_covers_what_became_of_every_character(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    span = data.draw(spans_of(text))
    result = edits.to_result(span)
    for at, origin in enumerate(origins(edits, len(text))):
        if origin.overlaps(span):
            assert result.start <= at < result.end


@given(SHORT, st.data())
def test_a_span_carried_there_and_back_is_covered(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    span = data.draw(spans_of(text))
    back = edits.to_source(edits.to_result(span))
    assert back.start <= span.start <= span.end <= back.end


@given(SHORT, st.data())
def test_spans_stay_within_their_text(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    result = edits.apply(text)
    assert edits.to_result(data.draw(spans_of(text))).end <= len(result)
    assert edits.to_source(data.draw(spans_of(result))).end <= len(text)
    assert edits.to_result(Span(0, len(text))) == Span(0, len(result))
    assert edits.to_source(Span(0, len(result))) == Span(0, len(text))


@given(SHORT, st.data())
def test_spans_without_a_shared_character_keep_their_order(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    for carry, frame in ((edits.to_result, text), (edits.to_source, edits.apply(text))):
        first, second = sorted((data.draw(spans_of(frame)), data.draw(spans_of(frame))))
        if len(first) and len(second) and first.start <= second.start and first.end <= second.end:
            a, b = carry(first), carry(second)
            assert a.start <= b.start
            assert a.end <= b.end


@given(SHORT, st.data())
def test_a_larger_span_is_carried_to_a_larger_one(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    outer = data.draw(spans_of(text))
    inner = data.draw(spans_of(text[outer.start : outer.end])).shift(outer.start)
    a, b = edits.to_result(outer), edits.to_result(inner)
    assert a.start <= b.start
    assert b.end <= a.end


@given(SHORT, st.data())
def test_untouched_characters_are_found_again(text: str, data: st.DataObject) -> None:
    edits = data.draw(edits_on(text))
    result = edits.apply(text)
    touched = [edit.span for edit in edits]
    for at in range(len(text)):
        span = Span(at, at + 1)
        if not any(edit.overlaps(span) or edit.end == at or edit.start == at + 1 for edit in touched):
            assert edits.to_result(span).of(result) == text[at]

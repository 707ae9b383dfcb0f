"""Facts about edits: what may stand together, what is refused, and what becomes one."""

import pytest

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import EditError


def edit(start: int, end: int, text: str = "", rule: str = "", certainty: float = 1.0, evidence: str = "") -> Edit:
    return Edit(Span(start, end), text, rule, certainty, evidence)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (-2, -1)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(EditError, match=f"E101 span {start}:{end} is not 0 <= start <= end"):
        Span(start, end)


def test_edits_that_overlap_are_refused_and_named() -> None:
    with pytest.raises(EditError, match=r"E101 edits overlap: 0:3 \(spelling\) and 2:4 \(no rule\)"):
        Edits([edit(2, 4, "x"), edit(0, 3, "y", "spelling")])


def test_two_insertions_at_one_place_are_refused() -> None:
    with pytest.raises(EditError, match="edits overlap: 1:1"):
        Edits([edit(1, 1, "a"), edit(1, 1, "b")])


def test_an_edit_beyond_the_text_is_refused() -> None:
    with pytest.raises(EditError, match="an edit ends at 4, the text at 3"):
        Edits([edit(3, 4, "x")]).apply("abc")


def test_edits_may_touch() -> None:
    assert Edits([edit(0, 1, "x"), edit(1, 2, "y"), edit(2, 2, "z")]).apply("abc") == "xyzc"


def test_an_edit_that_does_nothing_is_left_out() -> None:
    assert not Edits([edit(1, 1)])


def test_deletions_that_touch_become_one() -> None:
    both = Edits([edit(0, 1, rule="a", certainty=0.5, evidence="x"), edit(1, 2, rule="b", evidence="y")])
    assert list(both) == [edit(0, 2, rule="a+b", certainty=0.5, evidence="x; y")]


def test_edits_that_do_not_meet_stay_as_they_are() -> None:
    first, later = Edits([edit(0, 1, "XX", "one")]), Edits([edit(3, 4, "Y", "two", 0.5)])
    assert list(first.then(later)) == [edit(0, 1, "XX", "one"), edit(2, 3, "Y", "two", 0.5)]


def test_edits_that_meet_become_one_that_names_both() -> None:
    first, later = Edits([edit(0, 2, "XY", "one", 0.9, "a")]), Edits([edit(1, 3, "Z", "two", 0.5, "b")])
    assert list(first.then(later)) == [edit(0, 3, "XZ", "one+two", 0.5, "a; b")]


def test_a_span_takes_the_insertions_at_its_ends_along() -> None:
    edits = Edits([edit(1, 1, "("), edit(3, 3, ")")])
    assert edits.to_result(Span(1, 3)).of(edits.apply("abcd")) == "(bc)"


def test_a_span_inside_a_replacement_is_all_of_it() -> None:
    edits = Edits([edit(1, 5, "WXYZ")])
    assert edits.to_result(Span(2, 3)) == Span(1, 5)
    assert edits.to_source(Span(2, 3)) == Span(1, 5)


def test_what_was_deleted_is_an_empty_span() -> None:
    assert Edits([edit(1, 3)]).to_result(Span(1, 3)) == Span(1, 1)


def test_equal_edits_have_equal_hashes() -> None:
    assert hash(Edits([edit(0, 1, "x")])) == hash(Edits([edit(0, 1, "x")]))
    assert Edits() != ()

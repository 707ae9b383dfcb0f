"""Laws: what a person decides about names is obeyed, whatever its order, and nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from corpusnorm.errors import ConfigError
from corpusnorm.names import Entity, Name, Registry, Regularized, regularize
from corpusnorm.names.amended import amended
from corpusnorm.names.decisions import COLUMNS, NONE, Decision, Decisions, parse_decisions
from corpusnorm.names.queue import Question, write_queue
from corpusnorm.names.sheets import items, listed, read_sheet, write_sheet

LAW = settings(deadline=None)
WHY: Mapping[str, str] = {"reason": "so it is", "date": "2026-11-20"}
FORMS = [
    "Aliyev",
    "Ilham Aliyev",
    "Kiev",
    "Kyiv",
    "Kief",
    "Georgia",
    "Turkey",
    "Stepanakert",
    "Khankendi",
    "Xankəndi",
    "Artsakh",
    "Odessa",
]
ENTITIES = ["aliyev_ilham", "aliyev_heydar", "kyiv", "turkey", "stepanakert"]
GLUE = [" ", ", ", ". ", " met ", " in ", "'s ", "\n", " (", " and today ", "x"]
TEXTS = st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from(GLUE)), max_size=8).map(
    lambda pairs: "".join(map("".join, pairs))
)
CELLS = st.text(st.one_of(st.sampled_from("=+-@'\"\t\r\n,;|\\ "), st.characters(exclude_categories=["Cs"])), max_size=8)
SOME = st.lists(st.sampled_from(FORMS), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    act = draw(st.sampled_from(["is", "not-a-name", "keep", "never", "same"]))
    forms, entity = draw(SOME), draw(st.sampled_from(ENTITIES))
    if act == "is":
        return Decision("is", forms, (entity,), **WHY)
    if act == "same":
        new = len(forms) > 1 and draw(st.booleans())
        return Decision("same", forms, () if new else (entity,), preferred=forms[0] if new else "", **WHY)
    if act == "never":
        return Decision("never", forms, (entity,) if len(forms) == 1 else (), **WHY)
    return Decision(act, forms, **WHY)  # type: ignore[arg-type]


def consistent(rows: list[Decision]) -> Decisions:
    try:
        return Decisions.of(rows)
    except ConfigError:
        assume(False)
        raise


def obeyed(text: str, rows: Decisions, document: str = "") -> Regularized:
    try:
        return regularize(text, "2023", decisions=rows, document=document)
    except ConfigError:
        assume(False)
        raise


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_a_table_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    columns = ("a", "b", "c")
    text = write_sheet(columns, [dict(zip(columns, row, strict=True)) for row in rows])
    assert read_sheet(text) == [(number, dict(zip(columns, row, strict=True))) for number, row in enumerate(rows, 2) if any(row)]
    assert not any(line.startswith(("=", "+", "-", "@")) for line in text[1:].split("\n"))


@given(st.lists(CELLS.map(str.strip).filter(bool), max_size=4))
def test_what_is_listed_in_a_cell_comes_back(things: list[str]) -> None:
    assert items(listed(things)) == tuple(things)


@given(st.lists(decisions(), max_size=6))
def test_decisions_come_back_as_they_were_written(rows: list[Decision]) -> None:
    decided = consistent(rows)
    assert parse_decisions(write_sheet(COLUMNS, [row.cells() for row in decided.rows])) == decided


@LAW
@given(TEXTS)
def test_no_decisions_change_nothing(text: str) -> None:
    assert regularize(text, "2023", decisions=parse_decisions("decision,forms")) == regularize(text, "2023")


@LAW
@given(TEXTS, st.permutations(range(5)), st.lists(decisions(), min_size=5, max_size=5))
def test_their_order_means_nothing(text: str, order: list[int], rows: list[Decision]) -> None:
    shuffled = [rows[place] for place in order]
    one, other = consistent(rows), consistent(shuffled)
    assert one.digest == other.digest
    assert obeyed(text, one) == obeyed(text, other)


NAMES = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("abcdef"), st.integers(0, 9)), min_size=1, max_size=8)


@given(NAMES, st.lists(st.tuples(st.booleans(), st.sets(st.sampled_from("abcdef"), min_size=2, max_size=3)), max_size=5))
@example([("A", "a", 0), ("A", "b", 1), ("A", "c", 2)], [(True, {"a", "b"}), (True, {"b", "c"})])
def test_what_is_never_one_is_never_in_one_entity(names: list[tuple[str, str, int]], said: list[tuple[bool, set[str]]]) -> None:
    rows: dict[tuple[str, str], Name] = {}
    for entity, form, of in names:  # each a way to write one of those before it
        before = [other for one, other in rows if one == entity and other != form]
        rows.setdefault((entity, form), Name(entity, form, of=before[of % len(before)] if before and of else ""))
    registry = Registry.of([Entity("A", "city", "A"), Entity("B", "city", "B")], rows.values())
    acts = [
        Decision("never", tuple(sorted(forms)), **WHY) if never else Decision("same", tuple(sorted(forms)), ("A",), **WHY)
        for never, forms in said
    ]
    try:
        made = amended(registry, Decisions.of(acts))
    except ConfigError:
        assert any(never for never, _ in said)
        assert not all(never for never, _ in said)
        return
    forms_of = {entity: {name.form for name in made.names if name.entity == entity} for entity in made.entities}
    for row in acts:
        for pair in combinations(row.forms, 2) if row.decision == "never" else ():
            assert not any(set(pair) <= forms for forms in forms_of.values())
    assert {name.form for name in made.names} >= {name.form for name in registry.names}


@LAW
@given(TEXTS, st.data())
def test_deciding_all_that_is_open_leaves_nothing_open(text: str, data: st.DataObject) -> None:
    rows = [
        Decision(
            act := data.draw(st.sampled_from(["is", "not-a-name", "keep"])),  # type: ignore[arg-type]
            (review.mention.form,),
            (review.mention.candidates[-1],) if act == "is" else (),
            scope="mention",
            document="d",
            start=review.mention.span.start,
            end=review.mention.span.end,
            **WHY,
        )
        for review in dict.fromkeys(regularize(text, "2023").queue)
    ]
    kept = {(row.start, row.end): row for row in rows}
    assert obeyed(text, Decisions.of(kept.values()), "d").queue == ()


@LAW
@given(TEXTS, st.lists(decisions(), max_size=4))
def test_mentions_stay_disjoint_in_order_and_as_decided(text: str, rows: list[Decision]) -> None:
    decided = consistent(rows)
    found = obeyed(text, decided)
    for one, other in zip(found.mentions, found.mentions[1:], strict=False):
        assert one.span.end <= other.span.start
    meant = {form: row.entities[0] for row in decided.by("is") for form in row.forms}
    gone = {form for row in decided.by("not-a-name") for form in row.forms}
    kept = {form for row in decided.by("keep") for form in row.forms}
    for mention in found.mentions:
        assert mention.span.of(text) == mention.form
        assert mention.form not in gone
        assert mention.entity == meant.get(mention.form, mention.entity)
        assert mention.form not in kept or all(edit.span != mention.span for edit in found.edits)
    again = found.edits.apply(text)
    assert obeyed(again, decided).edits.apply(again) == again


@given(st.lists(decisions(), max_size=4))
def test_a_queue_keeps_what_was_decided(rows: list[Decision]) -> None:
    decided = consistent(rows)
    assert parse_decisions(write_queue([Question(("Aliyev",), "who?")], decided.rows)) == decided
    assert parse_decisions(write_queue([Question(("Aliyev",), "who?")])) == NONE

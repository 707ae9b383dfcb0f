"""The laws of the names stage, on sentences put together from names and the words that guards look for."""

from dataclasses import replace
from itertools import combinations, pairwise
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpusnorm.edits import Edit
from corpusnorm.names import Entity, Name, Registry, default_registry, find_mentions, load_policy, regularize
from corpusnorm.names.choose import choose
from corpusnorm.names.context import wording
from corpusnorm.names.dates import when
from corpusnorm.names.fold import capitals
from corpusnorm.names.model import Kind
from corpusnorm.names.policy import RANK, Rule, Scope
from corpusnorm.testing import calls

FORMS = sorted(default_registry().forms)
WORDS = [
    "The", "the", "of", "in", "and", "said", "renamed", "formerly", "known as", "called", "née", "the name", "film", "University",
    "President",
    "Mrs", "on Monday", "today", "1942", "2023", "Siege", "Soviet Union", "former", "became", "Texas", "city of", "-based",
]  # fmt: skip
GLUE = [
    " ", " ", " ", ", ", ". ", "\n", " (", ") ", '"', "'", "“", "”", "’s ", "'s ", "-", "–", "; ", ": ", "/", "",
    "\N{PARTY POPPER}", " \N{MATHEMATICAL SCRIPT CAPITAL X} ",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(FORMS), st.sampled_from(WORDS), st.sampled_from(FORMS).map(str.upper))
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(GLUE)), max_size=12).map(lambda pairs: "".join(map("".join, pairs)))
DATES = st.sampled_from([None, "1905", "1943-05", "1988", "2003", "2019-12", "2022", "2022-06", "2024-02-19"])
LAW = settings(deadline=None)  # the first example builds the matcher
PROFILES = ["default", "as-written", "local", "un", "iso", "cldr"]
POLICIES = st.sampled_from(PROFILES)
SCOPES: tuple[Scope, ...] = get_args(Scope)


def kind_of(edit: Edit) -> Kind:
    return edit.rule.removeprefix("names:")  # type: ignore[return-value]


@LAW
@given(TEXTS, DATES, POLICIES)
@example("Kiev Dynamo. Burma Bombay", "2024-02-19", "default")
def test_regularizing_twice_is_regularizing_once(text: str, date: str | None, policy: str) -> None:
    result = regularize(text, date, policy).edits.apply(text)
    assert not regularize(result, date, policy).edits


@LAW
@given(TEXTS, DATES, POLICIES)
def test_edits_are_disjoint_and_stand_on_mentions_only(text: str, date: str | None, policy: str) -> None:
    found = regularize(text, date, policy)
    mentions = {mention.span: mention for mention in found.mentions}
    assert all(edit.span in mentions and edit.text != mentions[edit.span].form for edit in found.edits)
    assert all(mention.span.of(text) == mention.form for mention in found.mentions)
    assert all(0 < edit.certainty <= 1 and edit.evidence for edit in found.edits)
    spans = [edit.span for edit in found.edits]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert found.mentions == find_mentions(text, date=date, caseless=False)


@LAW
@given(TEXTS, DATES, POLICIES)
@example("ALYAKSANDR LUKASHENKA ", None, "default")
def test_every_edit_stays_with_the_entity_and_its_series(text: str, date: str | None, policy: str) -> None:
    registry = default_registry()
    found = regularize(text, date, policy)
    mentions = {mention.span: mention for mention in found.mentions}
    for edit in found.edits:
        mention = mentions[edit.span]
        for entity in [mention.entity] if mention.entity else mention.candidates:
            forms = [name for form, names in registry.forms.items() if edit.text in (form, capitals(form)) for name in names]
            roots = {registry.root(name) for name in forms if name.entity == entity}
            assert roots & {registry.root(name) for name in registry.rows(entity, mention.name)}


@LAW
@given(TEXTS, DATES, POLICIES)
def test_a_smaller_scope_makes_a_part_of_the_edits(text: str, date: str | None, policy: str) -> None:
    found = [regularize(text, date, replace(load_policy(policy), scope=scope)) for scope in SCOPES]
    for (small, smaller), (_, bigger) in combinations(zip(SCOPES, found, strict=True), 2):
        unsettled = {kept.mention.span for kept in bigger.kept if kept.guard == "unsettled"}
        at = {edit.span: edit for edit in bigger.edits}
        for edit in smaller.edits:
            assert edit.span in at or edit.span in unsettled
            if edit.span in at and RANK[kind_of(at[edit.span])] <= RANK[small]:
                assert at[edit.span].text == edit.text
        assert all(RANK[kind_of(edit)] <= RANK[small] for edit in smaller.edits)


@LAW
@given(TEXTS, DATES)
def test_the_scopes_one_after_the_other_do_what_the_widest_does(text: str, date: str | None) -> None:
    narrow, wide = (replace(load_policy("default"), scope=scope) for scope in ("spelling", "renaming"))
    first = regularize(text, date, narrow).edits
    spelled = first.apply(text)
    then = regularize(spelled, date, wide).edits
    assert first.then(then).apply(text) == then.apply(spelled)
    assert not regularize(then.apply(spelled), date, wide).edits
    assert not regularize(then.apply(spelled), date, narrow).edits


CONTESTED = sorted({(name.entity, name.form) for name in default_registry().names if name.status == "contested" and name.sought})


@LAW
@given(st.sampled_from(CONTESTED), DATES, st.sampled_from(PROFILES), st.sampled_from(["", "type", "region"]))
def test_a_contested_name_becomes_another_only_by_a_rule_for_its_entity(
    contested: tuple[str, str], date: str | None, profile: str, selector: str
) -> None:
    registry, (entity, form) = default_registry(), contested
    where = registry.ancestors(entity)[:1] if selector == "region" else (registry.entities[entity].type,)
    rules = (
        tuple(Rule("made up", prefer=other, **{selector: one}) for one in where for other in sorted(registry.forms))
        if selector
        else ()
    )
    policy = replace(load_policy(profile), rules=rules[:3] + tuple(rule for rule in rules if registry.rows(entity, rule.prefer)))
    chosen = choose(registry, policy, entity, form, when(date) if date else None)
    if chosen:
        heads = [registry.head(name).form for name in registry.rows(entity, form)]
        assert registry.head(registry.rows(entity, chosen.form)[0]).form in heads
        assert registry.rows(entity, chosen.form)[0].status == "contested"


def test_a_rule_that_names_the_entity_does() -> None:
    registry = default_registry()
    assert choose(registry, load_policy("default"), "stepanakert", "Khankendi", when("2023")).form == "Stepanakert"  # type: ignore[union-attr]
    assert choose(registry, replace(load_policy("default"), rules=()), "stepanakert", "Khankendi", when("2023")).form == "Khankendi"  # type: ignore[union-attr]


@LAW
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Lu", "Lt"])), DATES)
def test_text_without_names_is_untouched(text: str, date: str | None) -> None:
    found = regularize(text, date)
    assert not found.edits
    assert found.mentions == tuple(mention for mention in found.mentions if mention.name.islower())


@LAW
@given(TEXTS, DATES)
def test_as_written_changes_nothing_and_finds_the_same(text: str, date: str | None) -> None:
    found = regularize(text, date, "as-written")
    assert not found.edits
    assert found.mentions == regularize(text, date).mentions


@LAW
@given(
    TEXTS, st.text(st.sampled_from("\N{PARTY POPPER}\N{MATHEMATICAL SCRIPT CAPITAL X}\N{LATIN SMALL LETTER DOTLESS I}"), min_size=1)
)
def test_offsets_move_with_what_stands_before(text: str, ahead: str) -> None:
    before, shift = find_mentions(text, caseless=False), len(ahead) + 2
    after = find_mentions(f"{ahead}.\n{text}", caseless=False)
    assert [mention.span.shift(shift) for mention in before] == [mention.span for mention in after]


def test_a_rewrite_that_would_make_another_name_is_not_made_and_says_so() -> None:
    registry = Registry.of(
        [Entity("a", "city", "Alfa"), Entity("b", "org", "Alfa bank")],
        [
            Name("a", "Alfa"),
            Name("a", "Alpha", of="Alfa"),
            Name("b", "Alfa bank"),
            Name("b", "Alfabank", kind="typo", of="Alfa bank"),
        ],
    )
    found = regularize("Alpha; Alpha bank", "2024", "default", registry)
    assert [(edit.span.start, edit.text) for edit in found.edits] == [(0, "Alfa"), (7, "Alfa")]
    worse = Registry.of(
        [Entity("a", "city", "Alfa"), Entity("b", "org", "Alfa bank")],
        [Name("a", "Alfa"), Name("a", "Alpha", of="Alfa"), Name("b", "Alfa bank", kind="typo", of="Beta"), Name("b", "Beta")],
    )
    found = regularize("Alpha; Alpha bank", "2024", "default", worse)
    assert [(edit.span.start, edit.text) for edit in found.edits] == [(0, "Alfa")]
    assert [kept.guard for kept in found.kept] == ["unsettled"]


@pytest.mark.parametrize(
    "piece", ["Kiev ", "Aliyev. ", '"Turkey ', "(Kiev) ", "Odessa, Texas ", "Kiev, formerly ", "Nakhichevan-", "'Kiev' "]
)
def test_the_time_grows_with_the_length(piece: str) -> None:
    def cost(times: int) -> int:
        return calls(lambda: regularize(piece * times, "2023"))

    cost(1)  # what is loaded once is not counted
    assert cost(400) <= 2.3 * cost(200) + 500


def test_every_list_of_wording_is_used_and_compiles() -> None:
    words = wording()
    assert all(words.anywhere(key) and words.starts(key) and words.ends(key) for key in words.lists)
    assert load_policy("default").digest == load_policy("default").digest


def test_what_one_edit_makes_of_its_neighbours_takes_no_far_one_with_it() -> None:
    near = "Kocharian left Agdere.\nThe army shelled Xankandi and Mardakert."
    far = "\n".join(f"Officials in Odessa met on day {day} of the talks." for day in range(20))
    found = regularize(f"{near}\n{far}", "2023")
    assert sum(edit.text == "Odesa" for edit in found.edits) > 10
    settled = found.edits.apply(f"{near}\n{far}")
    assert not regularize(settled, "2023").edits

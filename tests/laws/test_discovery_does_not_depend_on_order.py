"""Laws of discovery: order and repetition of forms mean nothing, no form is in two groups, what is never to be is not."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm import discover_variants

NAMES = [
    "Kyiv", "Kiev", "Київ", "Mardakert", "Martakert", "Omsk", "Tomsk", "Niger", "Nigeria", "Deng Xiaoping", "Teng Hsiao-p'ing",
    "Gaddafi", "Kadhafi", "al-Qadhdhafi", "القذافي", "Nice", "nice", "Louis XIV", "Louis XV", "Tripoli (Libya)", "Tripoli",
    "George W. Bush", "George H. W. Bush", "Volodymyr Zelensky", "Vladimir Zelensky", "Bombay", "Mumbai", "平壤", "평양",
    "Pyongyang", "Tschernobyl", "Chernobyl",
]  # fmt: skip
FORMS = st.lists(st.one_of(st.sampled_from(NAMES), st.text(max_size=12), st.text("aeioukhgsczt' -", max_size=9)), max_size=14)
LAW = settings(deadline=None, max_examples=60)  # the first example compiles


@LAW
@given(FORMS, st.randoms(use_true_random=False))
def test_order_and_repetition_mean_nothing(forms: list[str], draw: object) -> None:
    other = forms + forms[:3]
    if draw is not None:
        draw.shuffle(other)  # type: ignore[attr-defined]
    assert discover_variants(forms) == discover_variants(other)


@LAW
@given(FORMS)
def test_no_form_is_in_two_groups_and_none_is_invented(forms: list[str]) -> None:
    found = discover_variants(forms)
    members = [form for each in found for form in each.forms]
    assert len(members) == len(set(members))
    assert set(members) <= set(forms)
    assert all(len(each.forms) > 1 and 0 < each.certainty <= 1 and each.evidence for each in found)
    assert all({each.a, each.b} <= set(group.forms) for group in found for each in group.evidence)


@LAW
@given(FORMS, st.data())
def test_what_is_never_one_name_is_in_no_group(forms: list[str], data: st.DataObject) -> None:
    pairs = [pair for group in discover_variants(forms) for pair in combinations(group.forms, 2)]
    never = data.draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else []
    left = {frozenset(pair) for group in discover_variants(forms, never=never) for pair in combinations(group.forms, 2)}
    assert not left & {frozenset(pair) for pair in never}

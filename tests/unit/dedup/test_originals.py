"""Originals of degraded texts, when words between are gone everywhere."""

import random
from itertools import pairwise

import pytest

from corpusnorm import Degradation, find_originals, repair
from corpusnorm.dedup.relation import is_bare
from corpusnorm.degradation.operators import Lemma, Lowercase, Operator, Stem, Stop, Tokenize, Vocabulary
from corpusnorm.degradation.shared import for_pair, infer_sets
from corpusnorm.testing import calls

LEMMAS: tuple[Operator, ...] = (Tokenize("ascii_to_space"), Lowercase(), Stop("smart"), Lemma("wordnet_noun"))
STEMS: tuple[Operator, ...] = (Tokenize("ascii_to_space"), Lowercase(), Stop("nltk179"), Stem("porter"))


def filtered(operators: tuple[Operator, ...], texts: dict[str, str], share: float) -> Degradation:
    """The operators, and a filter that drops a share of the types that they leave."""
    types = sorted({form for text in texts.values() for form in Degradation(operators).apply(text).split()})
    gone = random.Random(7).sample(types, int(share * len(types)))  # noqa: S311
    return Degradation((*operators, Vocabulary(drop=frozenset(gone))))


@pytest.fixture(scope="module")
def articles(seeds: dict[str, str]) -> dict[str, str]:
    """Paragraphs of the seeds of at least 60 words."""
    lines = [line for name in ("000", "001", "002", "003") for line in seeds[name].split("\n") if len(line.split()) >= 60]
    return {f"a{number:03}": line for number, line in enumerate(list(dict.fromkeys(lines))[:60])}


def named(found: list[tuple[str, str]]) -> int:
    return sum(copy == original for copy, original in found)


@pytest.mark.parametrize(("operators", "share"), [(LEMMAS, 0.4), (STEMS, 0.6)])
def test_a_filtered_set_is_matched_whole(operators: tuple[Operator, ...], share: float, articles: dict[str, str]) -> None:
    how = filtered(operators, articles, share)
    found = find_originals({name: how.apply(text) for name, text in articles.items()}, articles)
    assert named([(match.degraded, match.original) for match in found.matches]) == len(found.matches) >= 0.98 * len(articles)
    changing = (Lemma, Stem, Vocabulary)  # what a filter drops by chance looks like a minimum length or a longer stop list too
    assert [type(each) for each in found.recipes[0].operators if isinstance(each, changing)] == [type(operators[-1]), Vocabulary]


def test_the_recipe_of_the_set_repairs_its_texts(articles: dict[str, str]) -> None:
    how = filtered(LEMMAS, articles, 0.4)
    copies = {name: how.apply(text) for name, text in articles.items()}
    found = find_originals(copies, articles)
    whole = 0
    for match in found.matches:
        text = repair(copies[match.degraded], articles[match.original], match.degradation).text
        whole += text in articles[match.original] and len(text) > 0.8 * len(articles[match.original])
    assert whole >= 0.9 * len(articles)


def test_copies_without_an_original_are_unmatched(articles: dict[str, str]) -> None:
    how = filtered(LEMMAS, articles, 0.4)
    names = sorted(articles)
    found = find_originals({name: how.apply(articles[name]) for name in names[::2]}, {name: articles[name] for name in names[1::2]})
    assert found.matches == ()
    assert found.unmatched == tuple(names[::2])


def test_parts_are_found(articles: dict[str, str]) -> None:
    how = filtered(LEMMAS, articles, 0.3)
    names = sorted(articles)
    halves = {name: " ".join(how.apply(articles[name]).split()[:18]) for name in names}
    files = {f"file{at}": "\n".join(articles[name] for name in names[at : at + 4]) for at in range(0, len(names), 4)}
    found = find_originals(halves, files)
    right = sum(match.original == f"file{names.index(match.degraded) // 4 * 4}" for match in found.matches)
    assert right == len(found.matches) >= 0.95 * len(names)
    assert max(match.coverage for match in found.matches) < 0.6


def test_of_two_versions_the_one_that_was_copied_is_found(articles: dict[str, str]) -> None:
    how = filtered(LEMMAS, articles, 0.3)
    names = sorted(articles)
    updated = {f"{name}-updated": f"{articles[name]} {articles[other]}" for name, other in pairwise(names)}
    found = find_originals({name: how.apply(text) for name, text in articles.items()}, articles | updated)
    assert named([(match.degraded, match.original) for match in found.matches]) >= 0.98 * len(articles)


def test_the_order_changes_nothing(articles: dict[str, str]) -> None:
    copies = {name: filtered(LEMMAS, articles, 0.4).apply(text) for name, text in articles.items()}
    turned = [dict(reversed(each.items())) for each in (copies, articles)]
    assert find_originals(*turned) == find_originals(copies, articles)


def test_two_sets_in_one_heap_come_apart(articles: dict[str, str]) -> None:
    recipes = [filtered(operators, articles, 0.3) for operators in (LEMMAS, STEMS)]
    pairs = [(recipes[number % 2].apply(text), text) for number, text in enumerate(articles.values())]
    found = infer_sets(pairs)
    assert sorted(next(each.name for each in how.operators if isinstance(each, Lemma | Stem)) for how in found) == [
        "porter",
        "wordnet_noun",
    ]


def test_pairs_that_share_nothing_have_no_recipe(articles: dict[str, str]) -> None:
    texts = list(articles.values())
    assert infer_sets([(Degradation(LEMMAS).apply(texts[0]), texts[0]), (Degradation(STEMS).apply(texts[1]), texts[1])]) == []
    assert infer_sets([]) == []


def test_a_recipe_acts_on_a_pair_as_on_all(articles: dict[str, str]) -> None:
    how = filtered(LEMMAS, articles, 0.4)
    for text in articles.values():
        own = for_pair(how, [text])
        assert own.apply(text) == how.apply(text)
        assert len(own.operators[-1].drop) < 80  # type: ignore[attr-defined]


def test_cost_grows_with_the_texts_alone(articles: dict[str, str]) -> None:
    how = filtered(LEMMAS, articles, 0.4)
    copies = {name: how.apply(text) for name, text in articles.items()}

    def cost(names: list[str]) -> int:
        return calls(lambda: find_originals({name: copies[name] for name in names}, {name: articles[name] for name in names}))

    names = sorted(articles)
    cost(names[:40])  # what is worked out once a word is not counted
    assert cost(names[:40]) <= 2.5 * cost(names[:20])


def test_a_short_bare_text_may_be_degraded() -> None:
    assert is_bare("harvest northern farmer poor price rose market oslo winter")
    assert not is_bare("The harvest of the northern farmers was poor, and prices rose.")
    assert not is_bare("too short")
    assert not is_bare("long " * 100)

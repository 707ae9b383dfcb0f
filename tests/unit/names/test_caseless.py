"""Names in text that has lost its case: words are names only beside related ones."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpusnorm.names import find_mentions
from corpusnorm.names.caseless import has_lost_case, is_function_word, is_ordinary

ROOT = Path(__file__).parents[3]
UNLISTED = ("paris peace conference", "geneva convention", "washington post", "connecticut", "london", "uk")
"""Names of the fifth seed that the list does not have, read one by one; most stand in its bibliography."""
GOLD = ROOT.parent / "shared" / "data" / "names" / "gold_names.json"


def seed(number: str) -> str:
    return next((ROOT / "seeds").glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def forms(text: str) -> list[str]:
    return [mention.form for mention in find_mentions(text, caseless=True)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("turkey and armenia signed protocols in zurich", ["turkey", "armenia"]),
        ("roast turkey with chestnuts and a reading of poems", []),
        ("they may march in return for a nice memorial", []),
        ("the war in georgia", ["georgia"]),
        ("who of us may say it", []),
    ],
)
def test_a_word_is_a_name_only_in_company(text: str, names: list[str]) -> None:
    assert [form for form in forms(text) if form != "zurich"] == names


def test_whether_case_is_lost_is_asked_of_the_text() -> None:
    text = "turkey and armenia signed protocols while azerbaijan watched. " * 3
    assert has_lost_case(text)
    assert [mention.form for mention in find_mentions(text)] == ["turkey", "armenia", "azerbaijan"] * 3
    assert not find_mentions(text, caseless=False)
    assert not has_lost_case(text.capitalize().replace(". t", ". T"))
    assert not has_lost_case("თბილისი " * 3)


def test_words_that_are_no_names_without_case() -> None:
    assert all(map(is_ordinary, ("turkey", "march", "nice", "reading", "china", "van", "chad", "memorial")))
    assert not any(map(is_ordinary, ("azerbaijan", "georgia", "stepanakert", "black sea", "u.s.")))
    assert all(map(is_function_word, ("of", "may", "in the")))


@pytest.mark.skipif(not GOLD.exists(), reason="the gold list of names (../shared/data/names) is not here")
def test_names_of_the_degraded_seed() -> None:
    """What was lemmatized in it ("united state") is no form of a name any more, and counts as missed."""
    wanted = dict.fromkeys(UNLISTED, 1)
    for row in json.loads(GOLD.read_text(encoding="utf-8"))["names"]:
        form = row["name"].lower()
        wanted[form] = max(wanted.get(form, 0), row["counts"]["004"])
    found = Counter(mention.form for mention in find_mentions(seed("004")))
    right = (Counter(wanted) & found).total()
    print(f"004: precision {right / found.total():.4f} recall {right / sum(wanted.values()):.4f}")
    assert right / found.total() >= 0.99
    assert right / sum(wanted.values()) >= 0.96


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_the_seeds_in_lower_case_have_the_names_they_had(number: str) -> None:
    text = seed(number)
    lower = "".join(lower if len(lower := character.lower()) == 1 else character for character in text)
    before = {mention.span for mention in find_mentions(text, caseless=False)}
    after = {mention.span for mention in find_mentions(lower)}
    assert len(before & after) / len(before) >= 0.99
    assert len(before & after) / len(after) >= 0.99

"""Repair where the revisions differ: respelled words, moved passages, fillers learned from the clean side."""

from importlib.resources import files

import pytest

from corpusnorm.degradation import Degradation
from corpusnorm.degradation.operators import Lemma, Lowercase, MaskNumbers, MaskTokens, Stem, Stop, Tokenize, WordOperator
from corpusnorm.restoration import repair
from corpusnorm.restoration.dictionary import Dictionary
from corpusnorm.restoration.fillers import Fillers, Gap
from corpusnorm.restoration.usage import Usage

HOW = Degradation((Tokenize("word_re"), Lowercase(), Stop("smart")))


@pytest.mark.parametrize(
    ("clean", "revised"),
    [
        ("Holmes saw a dog-cart in the road.", "Holmes saw a dogcart in the road."),
        ("Holmes: the connexion of the two houses is old.", "Holmes: the connection of the two houses is old."),
        ("Hunters left the house to-day with the children.", "Hunters left the house today with the children."),
    ],
)
def test_the_degraded_spelling_stands_and_what_is_around_it_comes_back(clean: str, revised: str) -> None:
    assert repair(HOW.apply(revised), clean, HOW).text == revised


@pytest.mark.parametrize("around", ["", "\n", " \n\n"])
def test_a_text_that_is_its_own_witness_stays_as_it_is(around: str) -> None:
    text = f"{around}Hunters left the house, today, with the children.{around}"
    assert repair(text, text).text == text


def test_a_moved_passage_is_copied_and_marked() -> None:
    first = "The wolf of the northern forest was seen by two hunters near the frozen river."
    second = "A merchant from the southern city had sold the painted horses to an old soldier."
    repaired = repair(HOW.apply(f"{second} {first}"), f"{first} {second}", HOW)
    assert [len(block.b) for block in repaired.alignment.moved] == [6]
    assert first[len("The ") : -1] in repaired.text
    assert second[len("A ") : -1] in repaired.text


@pytest.mark.parametrize("mask", [MaskTokens("<NUM>", which="digits"), MaskNumbers("#")])
def test_no_number_is_invented_where_a_mask_stands(mask: WordOperator) -> None:
    how = Degradation((Tokenize("whitespace"), mask))
    clean = "The hunters of the northern forest had sold 31 geese before the frozen river could be seen from their house."
    degraded = how.apply(f"{clean} Later, in 1988, a merchant kept 700 ducks.")
    text = repair(degraded, clean, how).text
    assert "sold 31 geese" in text
    assert text.endswith(how.apply("in 1988, a merchant kept 700 ducks."))


def test_the_degraded_reading_stands_where_the_revisions_disagree() -> None:
    repaired = repair(HOW.apply("In 1952 the treaty was signed in Baku."), "In 1951 the treaty was signed in Shusha.", HOW)
    assert "1952" in repaired.text
    assert "Baku" in repaired.text.title()
    assert "Shusha" not in repaired.text


def test_a_filler_is_what_most_often_stands_between_two_words() -> None:
    fillers = Fillers(["The number of wolves fell. The number of horses rose. A number of hunters left. "] * 5, HOW)
    best = fillers.best(fillers.posterior(Gap("", "number", "merchants", "")), 0.0)
    assert best is not None
    assert best.text == " of "


def test_what_the_clean_text_has_beside_a_neighbour_speaks_for_a_filler() -> None:
    fillers = Fillers(["Wolves and bears live here. Wolves or bears live there. "] * 5, HOW)
    at = fillers.number["or",]
    alone, said = (fillers.posterior(Gap("", "wolf", "bear", "", witnesses))[at] for witnesses in ((), ((" or ", 3.0),)))
    assert said > alone


def test_english_usage_is_asked_for_words_the_texts_do_not_have() -> None:
    depends, capable = (Usage(["on", "of", ""], HOW, after=True).ratios(form) for form in ("depends", "capable"))
    assert depends.argmax() == 0
    assert capable.argmax() == 1
    assert Usage(["on", ""], HOW, after=False).ratios("xyzzy").tolist() == [1, 1]


def test_the_tables_of_usage_say_where_they_are_from() -> None:
    for name in ("after.txt", "before.txt"):
        head = [
            line for line in files("corpusnorm.restoration.data").joinpath(name).read_text("utf-8").splitlines() if line[0] == "#"
        ]
        assert [line.split(": ")[0] for line in head] == ["# name", "# version", "# source", "# licence", "# command"]


def test_a_higher_threshold_leaves_the_surer_conjectures() -> None:
    before = "The wolves and the bears live in the hills. A wolf and a bear live in a hill. " * 5
    degraded = HOW.apply("The foxes and the bears live in the woods. The wolves of the woods hunt in the hills.")
    counts = [
        len([each for each in repair(degraded, before, HOW, conjecture_from=least).spans if each.tier == "conjecture"])
        for least in (0, 0.5, 1)
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2] == 0


def test_a_stem_becomes_a_word_though_no_text_has_it() -> None:
    how = Degradation((Tokenize("word_re"), Stem("porter")))
    guesses = [Dictionary(how).guess(stem) for stem in ("provid", "thi", "house")]
    assert [guess and guess.surface for guess in guesses] == ["provide", "this", None]


def test_without_a_witness_only_forms_that_one_word_gives_are_changed() -> None:
    how = Degradation((Tokenize("word_re"), Lowercase(), Lemma("wordnet_noun_nltk<=3.8.1")))
    assert repair("it wa said u changed", None, how).text == "it was said u changed"


def test_a_masked_word_comes_back_only_between_its_neighbours() -> None:
    how = Degradation((Tokenize("whitespace"), Lowercase(), MaskTokens("<NUM>", which="any_digit")))
    assert repair("in <NUM> they had <NUM> ducks", "We sold 31 geese, then 31 hens.", how).text == "in <NUM> they had <NUM> ducks"
    assert repair("they had <NUM> ducks there", "Later they had 31 ducks there.", how).text.startswith("they had 31 ducks")


@pytest.mark.parametrize("least", [-0.1, 1.5, float("nan")])
def test_a_threshold_that_is_no_certainty_is_refused(least: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        repair("war", "The war.", HOW, conjecture_from=least)

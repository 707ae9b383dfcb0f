"""What counts as a name in running text, and what two witnesses tell."""

from corpusnorm.names.discovery.corpus import read_names
from corpusnorm.names.discovery.witnesses import witnessed


def test_the_beginning_of_a_sentence_makes_no_name() -> None:
    found = read_names(["Roads were closed. They ran to Shusha, and roads from Shusha too. However, Agdam fell."])
    assert sorted(found.counts.items()) == [("Agdam", 1), ("Shusha", 2)]


def test_titles_and_possessives_are_no_part_of_a_name() -> None:
    found = read_names(["On that day President Ilham Aliyev's plane left, and George W. Bush met Abdel bin Said there."])
    assert set(found.counts) == {"Ilham Aliyev", "George W. Bush", "Abdel bin Said"}


def test_sentences_in_capitals_say_nothing() -> None:
    assert not read_names(["WAR BREAKS OUT IN KARABAKH\nNOBODY KNOWS WHY"]).counts


def test_sentences_with_two_forms_are_counted() -> None:
    found = read_names(["He went from Mardakert to Martakert. She went from Mardakert to Baku."])
    assert found.together() == {("Mardakert", "Martakert"): 1}


def test_witnesses_are_read_word_by_word_and_with_capitals() -> None:
    told = witnessed([("in mardakert", "in martakert"), ("the enclave", "outbreak"), ("Mardakert", "Martakert")], ["Mardakert"])
    assert told == {("Mardakert", "Martakert"): 2}

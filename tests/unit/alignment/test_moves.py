"""Facts about moves: what proves one, and what belongs to it."""

from corpusnorm.alignment import Block, align, moved_blocks
from corpusnorm.edits import Span

FIRST = "The wolf of the northern forest was seen by two hunters near the frozen river."
SECOND = "A merchant from the southern city had sold the painted horses to an old soldier."


def blocks(a: str, b: str) -> list[tuple[str, str]]:
    return [(block.a.of(a), block.b.of(b)) for block in moved_blocks(list(a), list(b), [])]


def test_sentences_that_change_places_are_one_block() -> None:
    alignment = align(f"{FIRST} {SECOND}", f"{SECOND} {FIRST}")
    assert alignment.moved == (Block(Span(15, 30), Span(0, 15)),)
    assert alignment.blocks == (Block(Span(0, 15), Span(15, 30)),)


def test_a_few_words_that_come_elsewhere_are_no_move() -> None:
    a = " ".join(f"alpha{n}" for n in range(40)) + " every open source project " + " ".join(f"beta{n}" for n in range(40))
    b = "every open source project " + " ".join(f"gamma{n}" for n in range(40)) + " alpha1 alpha2 alpha3"
    assert align(a, b).moved == ()


def test_what_stands_alone_between_two_pairs_on_both_sides_moved() -> None:
    assert moved_blocks("abcdefghi", "afghibcde", [(0, 0), (1, 5), (2, 6), (3, 7), (4, 8)]) == (Block(Span(5, 9), Span(1, 5)),)


def test_a_passage_goes_on_behind_a_word_that_changed() -> None:
    words = [f"w{n}" for n in range(400)]
    passage = words[100:130]
    changed = [*passage[:20], "other", *passage[21:]]
    rest = [*words[:100], *words[130:]]
    pairs = [(i if i < 100 else i + 30, i) for i in range(len(rest))]
    assert [len(block.b) for block in moved_blocks(words, [*rest, *changed], pairs)] == [20, 9]


def test_empty_sequences_have_no_moves() -> None:
    assert blocks("", "") == blocks("abcd", "") == blocks("", "abcd") == []

"""Sentences, paragraphs and quotations around a span."""

import pytest

from corpusnorm.edits import Span
from corpusnorm.names.context import Context
from corpusnorm.testing import calls


def at(text: str, word: str, *names: str) -> tuple[Context, Span]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return Context(text, spans), Span(text.index(word), text.index(word) + len(word))


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One. Two here. Three.", "Two", "Two here. "),
        ("On Feb. 14 Mr. Smith met U.S. President X. He left.", "met", "On Feb. 14 Mr. Smith met U.S. President X. He left."),
        ("He said: “No.” Then he left.", "left", "Then he left."),
        ("Title\nText here.", "Text", "Text here."),
        ("It cost 3.5 million. Why?", "cost", "It cost 3.5 million. "),
    ],
)
def test_sentences(text: str, word: str, sentence: str) -> None:
    context, span = at(text, word)
    assert context.sentence(span).of(text) == sentence


def test_a_full_stop_inside_a_name_ends_no_sentence() -> None:
    text = "In Fort. Petersburg it rains."
    context, span = at(text, "rains", "Fort. Petersburg")
    assert context.sentence(span).of(text) == text


@pytest.mark.parametrize(
    ("text", "word", "quoted"),
    [
        ('He said "we know Turkey" and left.', "Turkey", "we know Turkey"),
        ('He said "yes" of Turkey and "no" of Iran.', "Turkey", None),
        ("“Turkey”", "Turkey", "Turkey”"),
        ("the 'Turkey' of old", "Turkey", "Turkey"),
        ("Azerbaijanis' land in Turkey isn't theirs'", "Turkey", None),
        ('"Never closed, Turkey.\nNext Iran.', "Turkey", "Never closed, Turkey.\n"),
        ('"Never closed, Turkey.\nNext Iran.', "Iran", None),
        ("«La Turquie, Turkey»", "Turkey", "La Turquie, Turkey»"),
    ],
)
def test_quotations(text: str, word: str, quoted: str | None) -> None:
    context, span = at(text, word)
    found = context.quotation(span)
    assert (found and found.of(text)) == quoted


@pytest.mark.parametrize("piece", [".", "!", '"', "'", "“", "«", "\n", " ", "(", "a. ", "'a ", "‘a’b"])
def test_the_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    def cost(length: int) -> int:
        text = piece * (length // len(piece)) + " Turkey"
        context, span = at(text, "Turkey")
        return calls(lambda: (context.quotation(span), context.sentence(span)))

    cost(100)  # what is loaded once is not counted
    assert cost(4_000) <= 2.2 * cost(2_000) + 50

"""Paragraphs in another language than their document: told where it is sure, and by the document alone."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.columns import column, utf8
from corpusnorm.diagnosis.stage import diagnosis_batch, foreign_batch
from corpusnorm.language.foreign import foreign_blocks
from corpusnorm.language.stage import language_batch

ENGLISH = (
    "The council met on Monday to hear the report of the commission on the new railway line, which nobody had read.",
    "The session closed at noon and the members went home through the rain without a further word being said.",
    "A week later the report lay on every table of the town hall, and still there was nobody who had opened it.",
)
FOREIGN = {
    "fr": "Le tribunal a jugé que l'avis était nul, parce que personne dans la ville n'avait entendu parler de la nouvelle route.",
    "de": "Das Gericht entschied, dass der Bescheid nichtig sei, weil niemand in der Stadt von der neuen Straße gehört hatte.",
    "ru": "Суд признал уведомление недействительным, потому что никто в городе не слышал о строительстве новой дороги.",
    "el": "Το δικαστήριο έκρινε ότι η ειδοποίηση ήταν άκυρη, γιατί κανείς στην πόλη δεν είχε ακούσει για τον νέο δρόμο.",
}


def told(text: str, language: str = "en") -> list[tuple[int, str]]:
    return [(block.number, block.language) for block in foreign_blocks(utf8(column([text])), [language])]


def test_a_foreign_paragraph_is_told_by_its_number() -> None:
    for code, said in FOREIGN.items():
        assert told("\n\n".join([ENGLISH[0], said, *ENGLISH[1:]])) == [(2, code)], code


def test_what_is_short_or_alone_or_in_the_language_of_the_text_is_not() -> None:
    assert told("\n".join([*ENGLISH, "Déjà vu, mon ami, comme on dit."])) == []
    assert told(FOREIGN["fr"]) == []
    assert told("\n".join(ENGLISH)) == []
    assert told("\n".join([*ENGLISH, "1988-1994 " * 20])) == []


def test_what_it_counts_are_the_words_of_the_document() -> None:
    texts = ["\n".join([ENGLISH[0], FOREIGN["fr"], ENGLISH[1], FOREIGN["de"], ENGLISH[2]]), "\n".join(ENGLISH)]
    rows = foreign_batch(diagnosis_batch(language_batch(pa.record_batch({"text": pa.array(texts)})))).to_pylist()
    assert [[block["language"] for block in row["foreign"]] for row in rows] == [["fr", "de"], []]
    assert rows[0]["words"] == rows[1]["words"] + sum(block["words"] for block in rows[0]["foreign"])


@given(
    st.lists(
        st.lists(st.sampled_from([*ENGLISH, *FOREIGN.values(), "", "short", "\ud800\x00"]), max_size=5).map("\n".join), max_size=4
    ),
    st.integers(0, 4),
)
def test_a_document_is_judged_alone(texts: Sequence[str], cut: int) -> None:
    def blocks(some: Sequence[str], first: int = 0) -> list[tuple[int, int, str]]:
        found = foreign_blocks(utf8(column(some)), ["en"] * len(some))
        return [(block.row + first, block.number, block.language) for block in found]

    assert blocks(texts) == [*blocks(texts[:cut]), *blocks(texts[cut:], min(cut, len(texts)))]

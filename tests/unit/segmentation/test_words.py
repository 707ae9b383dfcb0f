"""Words of texts in any script: the kernel against a plain reading of its rules, character by character."""

import unicodedata

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpusnorm.columns import column, utf8
from corpusnorm.segmentation import find_words, word_hash, word_hashes
from corpusnorm.segmentation.characters import ALONE, APOSTROPHE, EXTEND, SEPARATOR, WORD, characters, folded
from corpusnorm.sketch.keys import WORD as PATTERN

SCRIPTS = "abzÉéßİıſﬁΣςЖжאבمَनिक्षกำา水東々〇あーァｶﾞ한각မြန်ខ្មែរລາວ𐐀𠀀7٣५๓²Ⅳ_'’.,:- \n\u00ad\u200b\u200c\u200d\u0301\u0345\ud800"
texts = st.text(st.sampled_from(SCRIPTS) | st.characters(), max_size=40)


UNSPACED = ("THAI", "LAO", "MYANMAR", "KHMER", "TAI", "NEW TAI", "AHOM", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HENTAIGANA")
KANA = ("HALFWIDTH KATAKANA", "VERTICAL KANA", "VERTICAL IDEOGRAPHIC", "MASU MARK")


def kind(char: str) -> int:
    """What a character does to a word; whether its letters stand alone is taken from the table."""
    if char == "_" or char.isalnum():
        return ALONE if characters().kinds[ord(char)] == ALONE else WORD
    if char in "'’":
        return APOSTROPHE
    return EXTEND if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf") and char != "\u200b" else SEPARATOR


def read(text: str) -> list[tuple[int, int]]:
    """The spans of the words by the rules, without a table or a byte."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        first = kind(text[at])
        stop = at + 1
        while first in (WORD, ALONE) and stop < len(text):
            each, after = kind(text[stop]), kind(text[stop + 1]) if stop + 1 < len(text) else None
            if each == EXTEND or (first == WORD and each == WORD):
                stop += 1
            elif first == WORD and each == APOSTROPHE and after == WORD:
                stop += 2
            else:
                break
        if first in (WORD, ALONE):
            found.append((at, stop))
        at = stop
    return found


@given(st.lists(texts, max_size=4))
@example(["", "a", "'a''b'c'", "水'水", "ﬁn\u00adßé"])
def test_the_kernel_finds_what_the_rules_say(batch: list[str]) -> None:
    """Spans in characters and in bytes, and the hashes, are those of the words read one character at a time."""
    data = utf8(column(batch))
    found = find_words(data)
    for number, text in enumerate(batch):
        here = slice(found.offsets[number], found.offsets[number + 1])
        spans = read(text)
        assert list(zip(found.first[here].tolist(), found.last[here].tolist(), strict=True)) == spans
        assert [
            bytes(data.data[start:end]).decode("utf-8", "surrogatepass")
            for start, end in zip(found.starts[here], found.ends[here], strict=True)
        ] == [text[start:end] for start, end in spans]
        assert found.hashes[here].tolist() == [word_hash(text[start:end]) for start, end in spans]
    offsets, hashes = word_hashes(data)
    assert np.array_equal(offsets, found.offsets)
    assert np.array_equal(hashes, found.hashes)


@given(st.text(st.characters(exclude_categories=("M", "Cf", "Cs"))))
def test_words_with_spaces_between_are_those_of_the_pattern(text: str) -> None:
    """Where no mark stands in a word and every script has spaces, a word is what the pattern of the universal keys finds."""
    spaced = "".join(char for char in text if kind(char) != ALONE)
    found = find_words(utf8(column([spaced])))
    assert list(zip(found.first.tolist(), found.last.tolist(), strict=True)) == [match.span() for match in PATTERN.finditer(spaced)]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_case_changes_no_hash(text: str) -> None:
    """A word hashes like any word that is equal to it once both are case-folded."""
    word = "".join(char for char in text if kind(char) == WORD)
    assert word_hash(word) == word_hash(word.casefold())


@pytest.mark.parametrize("word", ["café", "cafe\u0301", "हिन्दी", "مُحَمَّد", "co\u00adoperate"])
def test_a_mark_does_not_end_a_word(word: str) -> None:
    """UAX 29, WB4: combining marks and format characters belong to the word they stand in."""
    assert find_words(utf8(column([word]))).offsets.tolist() == [0, 1]


@pytest.mark.parametrize("text", ["ภาษาไทย", "日本語", "カタカナ", "ພາສາລາວ", "ភាសាខ្មែរ", "မြန်မာ"])
def test_letters_of_unspaced_scripts_are_words(text: str) -> None:
    """Each letter with its marks is a word, so that shingles of words are character n-grams."""
    letters = sum(unicodedata.category(char)[0] == "L" for char in text)
    assert find_words(utf8(column([text]))).offsets.tolist() == [0, letters]


def test_slices_and_chunks() -> None:
    """Places in bytes are those of the column's data, also of a slice."""
    whole = pa.array(["one two", "drei vier", "cinq"])
    data = utf8(whole[1:])
    found = find_words(data)
    spans = zip(found.starts, found.ends, strict=True)
    assert [bytes(data.data[start:end]).decode() for start, end in spans] == ["drei", "vier", "cinq"]
    assert found.offsets.tolist() == [0, 2, 3]


def test_a_folded_character_is_folded() -> None:
    """Folding is idempotent, so a table look-up is enough."""
    assert all(folded(each) == each for char in SCRIPTS for each in folded(char))


def test_letters_that_stand_alone_are_those_of_unspaced_scripts() -> None:
    """The blocks hold the scripts that their names say, and hardly anything else."""
    letters = [char for char in map(chr, range(0x40000)) if unicodedata.category(char) in ("Lo", "Lm", "Ll", "Lu")]
    kinds = characters().kinds
    named = {char for char in letters if unicodedata.name(char, "").startswith(UNSPACED + KANA)}
    alone = {char for char in letters if kinds[ord(char)] == ALONE}
    assert {unicodedata.name(char) for char in named ^ alone} == set()

"""Laws of collation: of any base and any witnesses, each witness is read out of the TEI as it is, and the base as it was."""

from collections.abc import Mapping
from itertools import chain, pairwise

import pytest
from hypothesis import example, given, note
from hypothesis import strategies as st

from corpusnorm.job.collation.differences import applied, differences
from corpusnorm.job.collation.witnesses import collated_near
from corpusnorm.tei import Steps, apparatus, blocks, work_xml
from corpusnorm.tei.markup import legal
from corpusnorm.tei.model import Text, Witness, Work
from corpusnorm.tei.reader import read_blocks
from corpusnorm.tei.validate import check_written, validate_work
from corpusnorm.testing import texts

SAID = "the wars of Sparta and her allies were long, but (so they say) not lost. Why? -a b"
WORDS = st.sampled_from(tuple(SAID.split(" ")))
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)


@st.composite
def revised(draw: st.DrawFn, paragraphs: list[str]) -> str:
    """A revision: paragraphs that moved, are gone or new, words that are gone, new or others, and other line feeds."""
    left = draw(st.permutations(paragraphs)) if draw(st.booleans()) else list(paragraphs)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(left)))
        match draw(st.sampled_from(["drop", "add", "words"])):
            case "drop":
                del left[at : at + 1]
            case "add":
                left.insert(at, draw(SENTENCES))
            case _ if at < len(left):
                words = left[at].split(" ")
                place = draw(st.integers(0, len(words)))
                words[place : place + draw(st.integers(0, 4))] = draw(st.lists(WORDS, max_size=3))
                left[at] = " ".join(words)
    return draw(st.sampled_from(["\n", "\n\n", " "])).join(left)


@st.composite
def collations(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A base and up to four witnesses."""
    paragraphs = draw(PARAGRAPHS)
    witnesses = draw(st.lists(revised(paragraphs) | texts().map(legal), max_size=4))
    return "\n\n".join(paragraphs), {f"w{number}": text for number, text in enumerate(witnesses)}


def collated(base: str, witnesses: Mapping[str, str]) -> Work:
    """The work of a base and its near copies, as a run makes it."""
    ties = [{"id": name, "work": "b", "containment": 0.9} for name in witnesses]
    found = [collated_near(tie, base, text, differences(base, text)) for tie, text in zip(ties, witnesses.values(), strict=True)]
    all_ = Witness("b", "b.txt", "00"), *(Witness(name, f"{name}.txt", "00", "near") for name in witnesses)
    variants, alignments, moved = (tuple(chain(*each)) for each in zip(((), (), ()), *found, strict=True))
    return Work("b", "", Text(base), all_, variants, alignments, moved)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("phrase", [0, 12, 80])
@given(collation=collations())
@example(collation=("a\n\nb c d e\n\nf", {"w0": "f", "w1": "a\n\nb x d e\n\nf", "w2": "b c d e\n\na"}))
def test_every_witness_is_read_as_it_is(phrase: int, collation: tuple[str, dict[str, str]]) -> None:
    """But for white space: a difference in white space alone is no variant, and paragraphs are those of the base."""
    base, witnesses = collation
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apparatus, "_PHRASE", phrase)
        written = work_xml(collated(base, witnesses), Steps())
    note(written.xml.decode())
    assert read_blocks(written.xml) == tuple(span.of(base) for span in blocks(base))
    for name, text in witnesses.items():
        assert bare("".join(read_blocks(written.xml, witness=name))) == bare(text)
    assert check_written(written) == validate_work(written.xml, written.path) == []


@given(collations())
def test_the_order_of_witnesses_does_not_matter(collation: tuple[str, dict[str, str]]) -> None:
    base, witnesses = collation
    turned = dict(reversed(witnesses.items()))
    assert work_xml(collated(base, witnesses), Steps()).xml == work_xml(collated(base, turned), Steps()).xml


@given(collations())
def test_differences_lead_from_the_base_to_the_witness(collation: tuple[str, dict[str, str]]) -> None:
    base, witnesses = collation
    for text in witnesses.values():
        found = differences(base, text)
        assert applied(base, found) == text
        assert all(one[1] < other[0] for one, other in pairwise(found))


@given(collations())
def test_what_moved_has_the_same_words_on_both_sides(collation: tuple[str, dict[str, str]]) -> None:
    """At both its ends, where words in between may differ; and what is linked does not overlap."""
    base, witnesses = collation
    work = collated(base, witnesses)
    for one in work.transpositions:
        here, there = one.base.of(base).split(), one.other.of(witnesses[one.witness]).split()
        assert here[:1] == there[:1]
        assert here[-1:] == there[-1:]
    for side in ("base", "other"):
        spans = sorted((one.witness, getattr(one, side)) for one in work.transpositions)
        assert all(a != b or x.end <= y.start for (a, x), (b, y) in pairwise(spans))

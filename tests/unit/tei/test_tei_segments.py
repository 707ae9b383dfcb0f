"""Sentences and tokens in the TEI: whatever crosses them, they are those of the segmenter, and nothing is lost between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given, note
from hypothesis import strategies as st

from corpusnorm.edits import Span
from corpusnorm.segmentation import find_tokens
from corpusnorm.tei import Steps, blocks, kept_forms, work_xml
from corpusnorm.tei.blocks import clip, paragraphs
from corpusnorm.tei.model import Correction, NameMark, Piece, SharedPassage, Text, Variant, Witness, Work
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse, tei
from corpusnorm.tei.reader import Reading, read_blocks
from corpusnorm.tei.segments import Sentence, segments
from corpusnorm.tei.validate import check_written, validate_work

from .sample import STEPS
from .strategies import TEXTS, shared, works

KNOWN = Steps.of(STEPS)
_PARTS = ("Ab cd.", " ", "E. F.", "Gh!", "  ", "\n", "ij’s", "3.5%", "“Kl?” ", "mn ", "Mr. O", "你好。", "\r", "<&>")
PROSE = st.one_of(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join), TEXTS)
NAMES = ("persName", "placeName", "orgName", "name")


def body(work: Work, *, tokens: bool) -> Element:
    xml = work_xml(work, KNOWN, tokens=tokens).xml
    note(xml.decode())
    found = parse(xml).find(f"{tei('text')}/{tei('body')}")
    assert found is not None
    return found


def chains(root: Element, *names: str) -> Iterator[list[Element]]:
    """The pieces of each element of these names, in the order in which they point to each other."""
    ids = {attribute(node, XML_ID): node for node in root.iter()}
    for node in root.iter(*map(tei, names)):
        if "prev" not in node.attrib:
            chain = [node]
            while "next" in chain[-1].attrib:
                after = ids[attribute(chain[-1], "next")[1:]]
                assert attribute(after, "prev") == f"#{attribute(chain[-1], XML_ID)}"
                chain.append(after)
            yield chain


def text_of(chain: list[Element]) -> str:
    return "".join(Reading("base", "", lambda pointer: pytest.fail(pointer)).of(node) for node in chain)


def part_of(chain: list[Element]) -> str:
    return "".join(attribute(node, "part") or "N" for node in chain)


def cut(work: Work) -> tuple[tuple[Sentence, ...], ...]:
    names = [name.span for name in work.base.names]
    return segments(work.base.text, paragraphs(work.base.text), work.base.language, names, with_tokens=True)


@given(works(text=PROSE), st.booleans())
def test_sentences_are_those_of_the_segmenter(work: Work, tokens: bool) -> None:
    found = {attribute(chain[0], XML_ID): chain for chain in chains(body(work, tokens=tokens), "s")}
    expected = {f"d1.p{n}.s{each.number}": each for n, sentences in enumerate(cut(work), 1) for each in sentences}
    assert list(found) == list(expected)
    for name, each in expected.items():
        assert text_of(found[name]) == work.base.text[each.start : each.end]
        assert part_of(found[name]) in ("N", f"I{'M' * (len(found[name]) - 2)}F")


@given(works(text=PROSE))
def test_tokens_are_those_of_the_segmenter(work: Work) -> None:
    found = {attribute(chain[0], XML_ID): chain for chain in chains(body(work, tokens=True), "w", "pc")}
    expected = [work.base.text[slice(*token)] for sentences in cut(work) for each in sentences for token in each.tokens]
    assert [text_of(chain) for chain in found.values()] == expected
    assert all(part_of(chain) in ("N", f"I{'M' * (len(chain) - 2)}F") for chain in found.values())


@given(works(text=PROSE), st.booleans())
def test_a_work_is_sound(work: Work, tokens: bool) -> None:
    written = work_xml(work, KNOWN, tokens=tokens)
    note(written.xml.decode())
    assert check_written(written) == validate_work(written.xml, written.path) == []


@given(works(text=PROSE), st.sampled_from(["base", "regular"]))
def test_no_text_is_lost(work: Work, side: str) -> None:
    """With tokens, without, and without sentences the same is read, of the base text and of each witness."""
    ways = [work_xml(work, KNOWN, sentences=sentences, tokens=tokens).xml for sentences, tokens in ((0, 0), (1, 0), (1, 1))]
    assert read_blocks(ways[2]) == tuple(span.of(work.base.text) for span in blocks(work.base.text))
    for witness in ("", *(each.id for each in work.witnesses[1:])):
        one, *others = (read_blocks(xml, side, witness=witness) for xml in ways)  # type: ignore[arg-type]
        assert others == [one, one]


@given(works(text=PROSE), st.booleans())
def test_the_pieces_of_a_mark_cover_its_text(work: Work, tokens: bool) -> None:
    work = replace(work, base=replace(work.base, corrections=()))
    onto = paragraphs(work.base.text)

    def covered(span: Span) -> str:
        return "".join(part.of(work.base.text) for _, part in clip(span, onto))

    root = body(work, tokens=tokens)
    assert Counter(map(text_of, chains(root, *NAMES))) == Counter(covered(name.span) for name in work.base.names)
    for chain in chains(root, "seg"):
        start, end = attribute(chain[0], XML_ID).partition(".s")[2].split("-")
        assert text_of(chain) == covered(Span(int(start), int(end)))


@given(shared(), st.booleans())
def test_copies_expand_beside_sentences(chain: tuple[Work, ...], tokens: bool) -> None:
    """What a copy stands for is read where it stands, and no sentence is in another there."""
    roots = {work.id: body(work, tokens=tokens) for work in chain}
    ids = {attribute(node, XML_ID): node for root in roots.values() for node in root.iter()}
    for work in chain:
        xml = work_xml(work, KNOWN, tokens=tokens)
        assert validate_work(xml.xml, xml.path) == check_written(xml) == []
        read = read_blocks(xml.xml, resolve=lambda pointer: ids[pointer.partition("#")[2]])
        assert read == tuple(span.of(work.base.text) for span in blocks(work.base.text))
        for node in roots[work.id].iter(tei("seg")):
            if "copyOf" in node.attrib:
                target = ids[attribute(node, "copyOf").partition("#")[2]]
                assert not any(above.tag == tei("s") for above in (*node.iterancestors(), *target.iterancestors()))


@given(works(text=PROSE))
def test_the_order_of_records_does_not_matter(work: Work) -> None:
    base = replace(work.base, corrections=work.base.corrections[::-1], names=work.base.names[::-1], anchors=work.base.anchors[::-1])
    turned = replace(work, base=base, variants=work.variants[::-1])
    assert work_xml(turned, KNOWN, tokens=True).xml == work_xml(work, KNOWN, tokens=True).xml


@given(works(text=PROSE))
@example(Work("d1", "", Text("Ab-cd 3.5’s. E", names=(NameMark(Span(3, 5), "Q1", "place"),)), (Witness("d1", "a", "0"),)))
def test_white_space_stands_where_join_does_not_deny_it(work: Work) -> None:
    base = replace(work.base, corrections=(), passages=(), anchors=())
    work = replace(work, base=base, variants=())
    for block, span in zip(body(work, tokens=True), paragraphs(work.base.text), strict=True):
        text = ""
        for node in block.iter(tei("w"), tei("pc")):
            join = attribute(node, "join")
            text += ("" if join in ("left", "both") or not text else " ") + (node.text or "")
            last = join
        assert text.split() == find_split(span.of(work.base.text))
        assert not text or last in ("", "left")


def find_split(text: str) -> list[str]:
    assert "".join(text[start:end] for start, end in find_tokens(text)) == "".join(text.split())
    return text.split()


BASE = Witness("d1", "a.txt", "00")


def written(text: Text, variants: tuple[Variant, ...] = (), *, tokens: bool = False) -> str:
    witnesses = (BASE, Witness("d2", "b.txt", "01", "near")) if variants else (BASE,)
    xml = work_xml(Work("d1", "", text, witnesses, variants), Steps(), tokens=tokens).xml.decode()
    return xml.split("<body>\n")[1].split("\n</body>")[0]


def test_a_variant_over_the_edge_of_a_sentence_splits_it() -> None:
    found = written(Text("One two. Three four.", "en"), (Variant(Span(4, 14), "d2", (Piece("2. 3"),)),))
    assert '<s xml:id="d1.p1.s1" next="#d1.p1.s1.2" part="I">One </s><app' in found
    assert (
        '<s xml:id="d1.p1.s1.2" prev="#d1.p1.s1" part="F">two.</s> <s xml:id="d1.p1.s2" next="#d1.p1.s2.2" part="I">Three</s>'
        in found
    )
    assert '</app><s xml:id="d1.p1.s2.2" prev="#d1.p1.s2" part="F"> four.</s></p>' in found


def test_all_tokens_stand_before_a_variant_over_the_edge_of_a_sentence() -> None:
    found = written(Text("One. Two. Three.", "en"), (Variant(Span(6, 12), "d2", (Piece("x"),)),), tokens=True)
    assert '<s xml:id="d1.p1.s1"><w xml:id="d1.p1.s1.w1" join="right">One</w>' in found


def test_a_correction_in_a_word_splits_it() -> None:
    found = written(Text("Cafés.", "en", corrections=(Correction(Span(3, 4), "Ã©", Span(3, 5), "encoding"),)), tokens=True)
    assert '<w xml:id="d1.p1.s1.w1" next="#d1.p1.s1.w1.2" join="right" part="I">Caf</w><choice>' in found
    assert (
        '<w xml:id="d1.p1.s1.w1.2" prev="#d1.p1.s1.w1" next="#d1.p1.s1.w1.3" join="right" part="M">é</w></corr></choice>' in found
    )
    assert '<w xml:id="d1.p1.s1.w1.3" prev="#d1.p1.s1.w1.2" join="right" part="F">s</w>' in found
    assert '<pc xml:id="d1.p1.s1.c2" join="left">.</pc></s></p>' in found


def test_a_name_ends_no_sentence_and_no_token_goes_over_it() -> None:
    names = (NameMark(Span(0, 6), "Q1", "org"), NameMark(Span(17, 22), "Q2", "place"))
    found = written(Text("Ab. Cd is in the Paris's. E.", "en", names=names), tokens=True)
    assert found.count("<s ") == 2
    assert '<w xml:id="d1.p1.s1.w7" join="right">Paris</w></placeName><w xml:id="d1.p1.s1.w8" join="both">\'s</w>' in found


def test_a_copy_stands_beside_the_sentence_it_is_part_of() -> None:
    keeper = Work("d1", "", Text("He saw it. All was well. No more.", "en", anchors=(Span(3, 18),)), (BASE,))
    [form] = kept_forms(keeper)
    passage = SharedPassage(Span(4, 19), "d1", form.span, form.block, form.marks)
    copy = Work("d2", "", Text("She saw it. All was bad.", "en", passages=(passage,)), (Witness("d2", "b.txt", "01"),))
    kept = work_xml(keeper, Steps()).xml.decode()
    assert '<s xml:id="d1.p1.s1" next="#d1.p1.s1.2" part="I">He </s><seg xml:id="d1.s3-18"><s xml:id="d1.p1.s1.2"' in kept
    found = work_xml(copy, Steps()).xml.decode()
    assert '<s xml:id="d2.p1.s1" part="I">She </s><seg copyOf="d1.xml#d1.s3-18" resp="../corpus.xml#r.cn"/>' in found
    assert '<s xml:id="d2.p1.s2" part="F"> bad.</s></p>' in found

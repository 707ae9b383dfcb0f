"""Bad input, by the numbers of the table of faults."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import OutputError
from corpusnorm.tei import Steps, blocks, kept_forms, work_xml
from corpusnorm.tei.model import Alignment, Correction, NameMark, Piece, SharedPassage, Text, Variant, Witness, Work
from corpusnorm.tei.reader import read_blocks
from corpusnorm.tei.validate import validate_work

BASE = Witness("d1", "a.txt", "00")


def body(work: Work) -> str:
    return work_xml(work, Steps()).xml.decode().split("<body>\n")[1].split("\n</body>")[0]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_006_an_original_that_xml_cannot_hold(character: str) -> None:
    correction = Correction(Span(1, 2), character, Span(1, 2), "illegal")
    work = Work("d1", "", Text("a\N{REPLACEMENT CHARACTER}b", corrections=(correction,)), (BASE,))
    assert 'a<corr resp="../corpus.xml#r.cn" cert="1" source="raw:a.txt#1,2">\N{REPLACEMENT CHARACTER}</corr>b' in body(work)
    assert validate_work(work_xml(work, Steps()).xml, "works/d1.xml") == []


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_006_a_text_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(OutputError, match=rf"U\+{ord(character):04X} cannot stand in XML") as caught:
        work_xml(Work("d1", "", Text(f"a{character}"), (BASE,)), Steps())
    assert (caught.value.code, caught.value.where) == ("E503", "d1")


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_006_a_label_that_xml_cannot_hold_is_written_without(character: str) -> None:
    witness = replace(BASE, name=character, date=character, meta={"licence": character, "x": character})
    xml = work_xml(Work("d1", character, Text("a"), (witness,)), Steps()).xml
    assert validate_work(xml, "works/d1.xml") == []


def test_007_only_a_line_feed_separates_blocks() -> None:
    text = "a\rb\N{NEXT LINE}c\N{LINE SEPARATOR}d\r\ne"
    xml = work_xml(Work("d1", "", Text(text), (BASE,)), Steps()).xml
    assert read_blocks(xml) == ("a\rb\N{NEXT LINE}c\N{LINE SEPARATOR}d\r", "e")


def test_009_a_source_is_counted_in_the_raw_text() -> None:
    witness = replace(BASE, edits=Edits([Edit(Span(3, 5), "\N{LATIN SMALL LETTER E WITH ACUTE}")]))
    work = Work("d1", "", Text("café\nau lait"), (witness,))
    assert [line.split('"')[3] for line in body(work).split("\n")] == ["raw:a.txt#0,5", "raw:a.txt#6,13"]


@pytest.mark.parametrize("text", ["<choice>", "]]>", "--", "&amp;", "<!-- x -->", "<?pi?>", "<![CDATA[x]]>", "' \" = /"])
def test_027_text_is_data(text: str) -> None:
    near = Witness("d2", text, text, "near", date=text, meta={text: text}, degradation=({"name": text, text: [text]},))
    work = Work(
        "d1",
        text,
        Text(
            text,
            corrections=(Correction(Span(0, 1), text, Span(0, 1), text, evidence=text),),
            names=(NameMark(Span(0, len(text)), "", text, text, rule=text, candidates=(text,)),),
        ),
        (BASE, near),
        (Variant(Span(1, 2), "d2", (Piece(text), Piece(text, "witness", text, evidence=text))),),
        (Alignment("d2", ((Span(0, 1), Span(0, 1)),)),),
    )
    xml = work_xml(work, Steps()).xml
    assert read_blocks(xml) == (text,)
    assert read_blocks(xml, "regular") == (text,)
    assert validate_work(xml, "works/d1.xml") == []


def test_028_a_work_that_would_fail_is_found_before_it_is_published() -> None:
    xml = work_xml(Work("d1", "", Text("a\nb"), (BASE,)), Steps()).xml.replace(b" source=", b" sauce=", 1)
    [problem] = validate_work(xml, "works/d1.xml")
    assert (problem.file, problem.code) == ("works/d1.xml", "E702")
    assert "sauce" in problem.message
    assert problem.line == xml[: xml.index(b"sauce")].count(b"\n") + 1


WRONG: dict[str, Work] = {
    "a work has no witness": Work("d1", "", Text("a"), ()),
    "corrections overlap at 1": Work(
        "d1",
        "",
        Text("abc", corrections=(Correction(Span(0, 2), "x", Span(0, 1), "s"), Correction(Span(1, 3), "y", Span(1, 2), "s"))),
        (BASE,),
    ),
    "NameMark ends at 2, the text at 1": Work("d1", "", Text("a", names=(NameMark(Span(0, 2), "e", "place"),)), (BASE,)),
    "variants of witness d2 overlap at 1": Work(
        "d1",
        "",
        Text("abc"),
        (BASE, Witness("d2", "b", "", "near")),
        (Variant(Span(0, 2), "d2", ()), Variant(Span(1, 3), "d2", ())),
    ),
}


@pytest.mark.parametrize("message", WRONG)
def test_records_that_contradict_each_other_are_refused(message: str) -> None:
    with pytest.raises(OutputError, match=message):
        work_xml(WRONG[message], Steps())


def test_a_passage_is_copied_only_where_the_marks_are_the_same() -> None:
    name = NameMark(Span(0, 3), "Q1", "place")
    keeper = Work("d1", "", Text("Rom\nx", names=(name,), anchors=(Span(0, 3),)), (BASE,))
    [kept] = kept_forms(keeper)
    passage = SharedPassage(Span(0, 3), "d1", kept.span, kept.block, kept.marks)
    same = Work("d2", "", Text("Rom", names=(name,), passages=(passage,)), (Witness("d2", "b.txt", ""),))
    bare = replace(same, base=replace(same.base, names=()))
    assert 'copyOf="d1.xml#d1.p1"' in body(same)
    assert '<seg corresp="d1.xml#d1.p1"' in body(bare)
    assert ">Rom</s></seg>" in body(bare)
    assert blocks("Rom\nx")[0] == kept.span

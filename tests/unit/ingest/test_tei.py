"""TEI as other projects write it: what is read of it, what is not, and that every byte comes back."""

from pathlib import Path

import pytest

from corpusnorm.errors import InputError
from corpusnorm.ingest import Record, RecordFault, read_records
from corpusnorm.ingest.tei import read_tei

# ruff: noqa: E501 - a text a line
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}</TEI>'
HEADER = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>{}</fileDesc>{}</teiHeader>"


def text_of(body: str) -> str:
    xml = TEI.format(f"<teiHeader/><text>{body}</text>")
    [part] = read_tei(xml)
    return part.edits.apply(xml)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<body>\n  <div>\n    <head>One</head>\n    <p>A <hi>b</hi>old\n      word.</p>\n  </div>\n</body>", "One\nA bold word."),
        (
            "<body><p>a<lb/>b, exam<lb break='no'/>ple, exam-\n<lb break='no'/>ple, for<pb n='2'/>ward</p></body>",
            "a b, example, exam-ple, forward",
        ),
        ("<body><p>&lt;b&gt; &#xE9;&#160;&amp;</p></body>", "<b> é\N{NO-BREAK SPACE}&"),
        ("<body><p><![CDATA[a <b>]]> c<!-- no --><?no?></p></body>", "a <b> c"),
        (
            "<body><p><choice><sic>teh</sic><corr>the</corr></choice> <choice><expan>Mister</expan><abbr>Mr</abbr></choice> <sic>x</sic></p></body>",
            "the Mister x",
        ),
        ("<body><p><app><lem>A</lem><rdg>B</rdg></app> <app><rdgGrp><rdg>C</rdg><rdg>D</rdg></rdgGrp></app></p></body>", "A C"),
        ("<body><p>a <del>b</del> <gap reason='x'><desc>lost</desc></gap> c<fw>12</fw></p></body>", "a c"),
        (
            "<front><titlePage><docTitle><titlePart>T</titlePart></docTitle></titlePage></front><body><p>x</p></body><back><p>y</p></back>",
            "T\nx\ny",
        ),
    ],
)
def test_text_is_read_a_paragraph_a_line(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        (
            "a debate, tokenized",
            "<body><div><note type='time'>9.00</note><u who='#a'><seg><s><w>Order</w><pc join='left'>,</pc> <pc join='right'>(</pc> <w>order</w><pc>!</pc></s>\n<s><w>Mr</w> <w>X</w></s></seg><vocal><desc>Applause</desc></vocal><seg><s><w>No</w></s></seg></u></div></body>",
            "9.00\nOrder, (order ! Mr X\nNo",
        ),
        (
            "a play",
            "<body><div type='act'><head>I</head><sp who='#h'><speaker>Hamlet.</speaker><l>To be, or not</l><l>to be</l></sp><stage>Exit.</stage></div></body>",
            "I\nHamlet.\nTo be, or not\nto be\nExit.",
        ),
        (
            "a scientific article",
            "<body><div><head n='1'>Method</head><p>As in <ref type='bibr' target='#b0'>[1]</ref>.</p><figure><head>Fig. 1</head><figDesc>A cat.</figDesc></figure></div></body><back><div><listBibl><biblStruct xml:id='b0'><analytic><title>On X</title></analytic></biblStruct></listBibl></div></back>",
            "Method\nAs in [1].\nFig. 1\nA cat.\nOn X",
        ),
        (
            "a web page",
            "<body><div type='entry'><ab type='header'>Head</ab><p>One<lb/>two</p><list rend='ul'><item>a</item><item>b</item></list><quote>said</quote></div></body>",
            "Head\nOne two\na\nb\nsaid",
        ),
    ],
)
def test_the_habits_of_projects(kind: str, body: str, text: str) -> None:
    assert text_of(body) == text, kind


def test_a_note_that_would_interrupt_a_paragraph_is_told_and_stays_in_the_source() -> None:
    xml = TEI.format("<text><body><p>A<note>no</note> b</p></body></text>")
    [part] = read_tei(xml)
    assert part.edits.apply(xml) == "A b"
    [finding] = part.findings
    assert (finding.code, xml[finding.span.start :][:6]) == ("tei-note", "<note>")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (
            HEADER.format("<publicationStmt><publisher>P</publisher><date when='2020'/></publicationStmt>", ""),
            {"publisher": "P", "date": "2020"},
        ),
        (
            HEADER.format(
                "<publicationStmt><date when='2020'/></publicationStmt><sourceDesc><bibl><date when='1884-04-25'/></bibl></sourceDesc>",
                "",
            ),
            {"date": "1884-04-25"},
        ),
        (
            HEADER.format(
                "<sourceDesc><bibl><date>1884</date></bibl></sourceDesc>",
                "<profileDesc><settingDesc><setting><date when='1999-01-02'>x</date></setting></settingDesc></profileDesc>",
            ),
            {"date": "1999-01-02"},
        ),
        (
            HEADER.format(
                "<publicationStmt><availability><licence target='https://x/by'>CC BY</licence></availability></publicationStmt>", ""
            ),
            {"licence": "CC BY", "licence_target": "https://x/by"},
        ),
        (HEADER.format("<sourceDesc><bibl><ptr target='https://x/1'/></bibl></sourceDesc>", ""), {"source": "https://x/1"}),
        (HEADER.format("<publicationStmt><date>last spring</date></publicationStmt>", ""), {}),
    ],
)
def test_the_header_gives_metadata(header: str, wanted: dict[str, str]) -> None:
    [part] = read_tei(TEI.format(f"{header}<text><body><p>x</p></body></text>"))
    assert part.meta == {"title": "T", **wanted}


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<!DOCTYPE TEI [<!ENTITY a "b">]>' + TEI.format("<text>&a;</text>"), "E207"),
        ('<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + TEI.format("<text>&a;</text>"), "E207"),
        ('<!DOCTYPE TEI [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>' + TEI.format("<text/>"), "E207"),
        ('<!DOCTYPE TEI SYSTEM "tei.dtd">' + TEI.format("<text>&mdash;</text>"), "E207"),
        (TEI.format("<text>&mdash;</text>"), "E208"),
        ("<TEI><text>", "E208"),
        ("", "E208"),
        ("<html/>", "E208"),
    ],
)
def test_01_hostile_broken_and_other_files_are_set_aside_whole(tmp_path: Path, xml: str, code: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(xml, encoding="utf-8")
    [fault] = read_records("a.xml", path)
    assert isinstance(fault, RecordFault)
    assert (fault.code, fault.data) == (code, xml.encode())
    with pytest.raises(InputError, match=code):
        read_tei(xml)


def test_01_what_is_included_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    path.write_text(TEI.format(f"<text><body><p>a</p>{include}</body></text>"), encoding="utf-8")
    [record] = read_records("a.xml", path)
    assert isinstance(record, Record)
    assert record.text == "a"
    assert [finding.code for finding in record.findings] == ["tei-include"]


def test_a_corpus_file_is_a_record_a_text_and_its_bytes_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    texts = "\r\n".join(f"<TEI><teiHeader/><text><p>N\xe9 {number} &amp; a</p></text></TEI>" for number in range(3))
    xml = f'<?xml version="1.0" encoding="iso-8859-1"?>\r\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{texts}</teiCorpus>\r\n'
    path.write_bytes(xml.encode("latin-1"))
    records = [record for record in read_records("a.xml", path) if isinstance(record, Record)]
    assert [(record.name, record.text) for record in records] == [
        (f"a.xml#{number + 1}", f"N\xe9 {number} & a") for number in range(3)
    ]
    assert b"".join(record.data() for record in records) == path.read_bytes()


def test_a_header_alone_is_no_document_and_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    path.write_text("<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></teiCorpus>", encoding="utf-8")
    [record] = read_records("corpus.xml", path)
    assert isinstance(record, RecordFault)
    assert record.code == ""

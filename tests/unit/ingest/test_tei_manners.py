"""TEI in the manner of other projects, written for these tests: what a reader of it expects as text and as metadata."""

from __future__ import annotations

import pytest

from corpusnorm.ingest.tei import Part, read_tei

# ruff: noqa: E501 - markup as it is written
NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def text(part: Part, xml: str) -> str:
    return part.edits.apply(part.span.of(xml))


def document(body: str, header: str = "") -> str:
    return f"<TEI {NAMESPACE}><teiHeader>{header}</teiHeader><text>{body}</text></TEI>"


def read(xml: str) -> tuple[str, dict[str, str]]:
    [part] = read_tei(xml)
    return text(part, xml), dict(part.meta)


PARLIAMENT = f"""<teiCorpus {NAMESPACE}><teiHeader><fileDesc><titleStmt><title>All sessions</title></titleStmt>
<publicationStmt><publisher><orgName>A Library</orgName></publisher><availability><licence>http://creativecommons.org/licenses/by/4.0/</licence>
<p>Under <ref target="http://example.org/terms">terms</ref>.</p></availability></publicationStmt></fileDesc></teiHeader>
<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other.xml"/>
<TEI><teiHeader><fileDesc><titleStmt><title type="main" xml:lang="sl">Seja 1</title><title type="main" xml:lang="en">Session 1</title></titleStmt>
<publicationStmt/><sourceDesc><bibl><title>Minutes</title><idno type="URI">https://parliament.example/1</idno><date when="2020-03-04">4. 3.</date></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><date when="2020-03-04"/></setting></settingDesc><langUsage><language ident="sl">Slovenian</language></langUsage></profileDesc></teiHeader>
<text><body><div type="debateSection"><note type="speaker">The chair:</note><u who="#A"><seg><s><w lemma="dober">Dober</w><w join="right">dan</w><pc>,</pc>
<w>won't<w norm="will"/><w norm="not"/></w> <w>exam<lb/>ple</w><gap reason="inaudible"><desc>lost</desc></gap><pc join="left">!</pc></s></seg>
<incident><desc>Applause</desc></incident><seg>A second<note type="comment">aside</note> part</seg></u></div></body></text></TEI></teiCorpus>"""


def test_a_parliament_with_a_corpus_header() -> None:
    """Tokens without white space between them stay apart; licence and publisher are those of the corpus."""
    [part] = read_tei(PARLIAMENT)
    assert text(part, PARLIAMENT) == "The chair:\nDober dan, won't example!\nA second part"
    assert part.meta == {
        "title": "Seja 1",
        "publisher": "A Library",
        "licence": "http://creativecommons.org/licenses/by/4.0/",
        "source": "https://parliament.example/1",
        "date": "2020-03-04",
        "language": "sl",
        "licence_target": "http://example.org/terms",
    }
    assert [finding.code for finding in part.findings] == ["tei-gap", "tei-note"]


def test_a_novel() -> None:
    header = """<fileDesc><titleStmt><title>A <hi>Novel</hi> : electronic edition</title><author>Doe, Jane (1850-1900)</author></titleStmt>
    <publicationStmt><publisher>A Project</publisher><date when="2019"/><availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability></publicationStmt>
    <sourceDesc><bibl type="digitalSource"><title>A Novel</title><ref target="https://example.org/1"/><date>2001</date></bibl>
    <bibl type="firstEdition"><title>A Novel</title><date>1894</date></bibl></sourceDesc></fileDesc>"""
    body = """<front><div><p>Title</p></div></front><body><div type="chapter"><head>I.</head><p>Il mar<pb n="3"/>cha <hi>vite</hi>, <milestone unit="absent"/>puis<!-- c --><?pi?>que <![CDATA[x<y]]>.</p>
    <quote><p>Cited</p></quote><lg><l>one</l><l>two<note>n</note></l></lg></div></body><back><div><p>Fin</p></div></back>"""
    said, meta = read(document(body, header))
    assert said == "Title\nI.\nIl marcha vite, puisque x<y.\nCited\none\ntwo\nFin"
    assert meta == {
        "title": "A Novel : electronic edition",
        "author": "Doe, Jane (1850-1900)",
        "publisher": "A Project",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "source": "https://example.org/1",
        "date": "1894",
    }


def test_a_play() -> None:
    header = """<fileDesc><titleStmt><title type="main">Stück</title><title type="sub">Ein Spiel</title><author><persName><forename>Jo</forename><surname>Autor</surname></persName><idno type="wikidata">Q1</idno></author></titleStmt>
    <publicationStmt><publisher>Plays</publisher><availability><licence><ab>CC0 1.0</ab><ref target="https://creativecommons.org/publicdomain/zero/1.0/">here</ref></licence></availability></publicationStmt>
    <sourceDesc><bibl type="digitalSource"><idno type="URL">https://example.org/s</idno><bibl type="originalSource"><date type="print" when="1808"/></bibl></bibl></sourceDesc></fileDesc>"""
    body = """<front><castList><castItem><role>ANNA</role><roleDesc>a queen</roleDesc></castItem></castList></front><body><div type="act"><head>Akt</head>
    <sp><speaker>Anna.</speaker><stage>(leise)</stage><l>Ach<stage>ab</stage>so</l></sp></div></body>"""
    said, meta = read(document(body, header))
    assert said == "ANNA a queen\nAkt\nAnna.\n(leise)\nAch ab so"
    assert meta == {
        "title": "Stück",
        "author": "Jo Autor",
        "publisher": "Plays",
        "licence": "CC0 1.0 here",
        "licence_target": "https://creativecommons.org/publicdomain/zero/1.0/",
        "source": "https://example.org/s",
        "date": "1808",
    }


def test_a_scientific_article() -> None:
    """Fields of a bibliographic record have no white space between them, and are no one word."""
    header = """<fileDesc><titleStmt><title level="a" type="main">On X</title></titleStmt><publicationStmt><publisher/><availability status="unknown"><licence/></availability></publicationStmt>
    <sourceDesc><biblStruct><analytic><author><persName><forename>Jane</forename><surname>Doe</surname></persName><affiliation>U</affiliation></author><author><persName><forename>B</forename><surname>Roe</surname></persName></author></analytic>
    <monogr><imprint><date type="published" when="2001-02"/></imprint></monogr><idno type="DOI">10.1/x</idno><idno type="MD5">AB</idno></biblStruct></sourceDesc></fileDesc>
    <profileDesc><abstract><div><p>We show.</p><p>It is.</p></div></abstract><textClass><keywords><term>a</term><term>b</term></keywords></textClass></profileDesc>"""
    body = """<body><div><head n="1">Method</head><p>As in <ref type="bibr">[1]</ref>.</p><formula>E = m<label>(1)</label></formula></div><figure type="table"><head>Table 1</head><figDesc>D</figDesc><table><row><cell>a</cell><cell>b</cell></row></table></figure></body>
    <back><div><listBibl><biblStruct><analytic><title>On Y</title><author><persName><forename>Jane</forename><surname>Doe</surname></persName></author></analytic><monogr><title>J. of Y</title><imprint><biblScope unit="volume">3</biblScope><date when="2001">2001</date></imprint></monogr></biblStruct></listBibl></div></back>"""
    said, meta = read(document(body, header))
    assert said == "Method\nAs in [1].\nE = m (1)\nTable 1\nD\na\nb\nOn Y Jane Doe J. of Y 3 2001"
    wanted = {"title": "On X", "author": "Jane Doe; B Roe", "date": "2001-02", "doi": "10.1/x", "description": "We show. It is."}
    assert meta == {**wanted, "subject": "a; b"}


def test_a_web_page() -> None:
    """The day on which a page was fetched is no date of its text."""
    header = """<fileDesc><titleStmt><title type="main">Page</title><author>Jane</author></titleStmt><publicationStmt><publisher>Site</publisher><availability><p>Licence unknown</p></availability></publicationStmt>
    <sourceDesc><bibl>Page, Site.</bibl><biblFull><titleStmt><title type="main">Page</title></titleStmt><publicationStmt><publisher><ptr type="URL" target="https://site.example/1"/></publisher><date type="publication">2020-01-02</date></publicationStmt></biblFull></sourceDesc></fileDesc>
    <profileDesc><textClass><keywords><term type="tags">c</term></keywords></textClass><creation><date type="download">2026-01-01</date></creation></profileDesc>"""
    said, meta = read(
        document(
            "<body><div><p>One<lb/>two</p><list><item>a</item></list><quote>said</quote></div><div type='comments'/></body>", header
        )
    )
    assert said == "One two\na\nsaid"
    wanted = {"title": "Page", "author": "Jane", "publisher": "Site", "licence": "Licence unknown", "subject": "c"}
    assert meta == {**wanted, "source": "https://site.example/1", "date": "2020-01-02"}


def test_tei_without_a_namespace() -> None:
    xml = """<!DOCTYPE TEI.2 SYSTEM "tei.dtd"><TEI.2 id="A1"><teiHeader><fileDesc><titleStmt><title>Old</title></titleStmt><publicationStmt><availability><p>Free to use.</p></availability></publicationStmt>
    <sourceDesc><biblFull><titleStmt><title>Older</title></titleStmt><publicationStmt><date>1650</date></publicationStmt></biblFull></sourceDesc></fileDesc></teiHeader>
    <text><body><div1><head>H</head><p>Won<g ref="char:EOLhyphen"/>derful <seg>W</seg>hen</p></div1></body></text></TEI.2>"""
    assert read(xml) == ("H\nWonderful When", {"title": "Old", "licence": "Free to use.", "date": "1650"})


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("a <choice>\n <orig>x y</orig>\n <reg>z</reg>\n</choice>b", "a zb"),
        ("wo<choice>\n<sic>x</sic>\n<corr>r</corr></choice>d", "word"),
        ("<choice><sic>only this</sic></choice> x", "only this x"),
        ("M<choice><am>.</am><ex>iste</ex></choice>r", "Mister"),
        ("<choice><reg>R</reg><orig>O</orig></choice>", "R"),
        ("<choice><sic>s</sic><orig>o</orig></choice>", "s"),
        ("a<subst>\n<del>b</del>\n<add>c</add>\n</subst>d", "acd"),
        ("<w part='I'>exam</w><lb/><w part='F'>ple</w>", "example"),
        ("<supplied>a</supplied><unclear>b</unclear> <surplus>c</surplus>", "ab c"),
    ],
)
def test_what_stands_there_twice_or_in_parts_is_read_once(markup: str, said: str) -> None:
    assert read(document(f"<body><p>{markup}</p></body>"))[0] == said


def test_a_copy_is_read_where_its_text_stands_in_the_file() -> None:
    xml = document(
        '<body><p xml:id="a">One <hi>two</hi> &amp;\n three</p><p copyOf="#a"/><p>x <seg copyOf="d2.xml#q"/>y</p></body>'
    )
    [part] = read_tei(xml)
    assert text(part, xml) == "One two & three\nOne two & three\nx y"
    assert [finding.code for finding in part.findings] == ["tei-copy"]


def test_elements_in_elements_cost_no_more_than_beside_each_other() -> None:
    depth = 20_000
    assert read(document(f"<body><p>{'<hi>' * depth}x{'</hi>' * depth}</p></body>"))[0] == "x"

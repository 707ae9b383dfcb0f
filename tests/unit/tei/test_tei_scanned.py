"""A text found without a parser is the text that a parser finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.tei.checks import File
from corpusnorm.tei.model import Work
from corpusnorm.tei.parsing import XML_ID, attribute, tei
from corpusnorm.tei.reader import read_blocks
from corpusnorm.tei.scanned import outward, texts, witnesses
from corpusnorm.tei.steps import Steps
from corpusnorm.tei.writer import work_xml

from .sample import STEPS
from .strategies import works

GOLDEN = Path(__file__).parent / "golden" / "works"
_TEXT = st.sampled_from(["a", " b", "&amp;", "&lt;p>", "&#13;", "\n", "]]", "'\"", "&#x41;", "&gt;"])
_NAMES = (
    "s",
    "w",
    "seg",
    "app",
    "lem",
    "rdg",
    "choice",
    "sic",
    "corr",
    "orig",
    "reg",
    "supplied",
    "lacunaStart",
    "witEnd",
    "t:rdg",
)
_ATTRIBUTES = st.sampled_from(["", ' n="1"', ' n="a>b"', ' n="/"', ' copyOf="#x"', " n='c'"])
_ODD = st.sampled_from(["<!--x-->", "<?x y?>", "<![CDATA[<p>]]>"])


def _markup() -> st.SearchStrategy[str]:
    def around(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        inner = st.lists(content, max_size=4).map("".join)
        made = st.tuples(st.sampled_from(_NAMES), _ATTRIBUTES, inner).map(lambda each: f"<{each[0]}{each[1]}>{each[2]}</{each[0]}>")
        variant = st.tuples(inner, inner).map(lambda each: f"<app><lem>{each[0]}</lem><rdg>{each[1]}</rdg></app>")
        correction = st.tuples(inner, inner).map(lambda each: f"<choice><sic>{each[0]}</sic><corr>{each[1]}</corr></choice>")
        name = st.tuples(inner, inner).map(lambda each: f"<choice><orig>{each[0]}</orig><reg>{each[1]}</reg></choice>")
        return made | variant | correction | name

    return st.recursive(_TEXT | _TEXT | _TEXT | _ODD, around, max_leaves=12)


@given(st.lists(st.lists(_markup(), max_size=4).map("".join), min_size=1, max_size=3))
def test_it_is_what_a_parser_finds_or_nothing(contents: list[str]) -> None:
    body = "\n".join(f"<p>{content}</p>" if content else "<p/>" for content in contents)
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:t="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
    found = texts(xml.encode())
    if found is not None:
        assert found == read_blocks(xml.encode(), resolve=lambda _: File("x", b"<p>copied</p>").root)


@given(works())
def test_what_we_write_is_found_but_for_copies(case: Work) -> None:
    xml = work_xml(case, Steps.of(STEPS)).xml
    found = texts(xml)
    if found is not None:
        assert found == read_blocks(xml, resolve=lambda _: File("x", b"<p/>").root)
    file = File("works/d1.xml", xml)
    assert outward(xml) == file.outward
    assert witnesses(xml) == [attribute(each, XML_ID) for each in file.root.iter(tei("witness"))]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.xml")), ids=lambda path: path.stem)
def test_a_text_without_copies_is_found(path: Path) -> None:
    xml = re.sub(rb' copyOf="[^"]*"', b"", path.read_bytes())
    assert texts(xml) == read_blocks(xml)


@pytest.mark.parametrize(
    "body",
    ["<p>a<!--b--></p>", "<p>a<?b?></p>", "<p copyOf='#x'/>", "<div><p>a</p></div>", "<p>&#65;</p>", "<p n='>'>a</p>", "<p>\r</p>"],
)
def test_what_only_a_parser_can_tell_is_not_guessed(body: str) -> None:
    assert texts(f"<TEI><text><body>{body}</body></text></TEI>".encode()) is None

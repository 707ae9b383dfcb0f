"""A work that was written is read back as its records."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, note

from corpusnorm.errors import PackageError
from corpusnorm.tei import Steps, blocks, work_xml
from corpusnorm.tei.model import Work
from corpusnorm.tei.parsing import XML_ID, attribute, parse
from corpusnorm.tei.reader import Side, read_blocks
from corpusnorm.tei.records import read_work

from .sample import STEPS, letter, reprint, silence
from .strategies import works

KNOWN = Steps.of(STEPS)
HEADER = re.compile(r"<teiHeader>.*</teiHeader>", re.DOTALL)


def written(work: Work) -> bytes:
    xml = work_xml(work, KNOWN).xml
    note(xml.decode())
    return xml


def header(xml: bytes) -> str:
    """Without the counts of elements: an anchor that is a whole paragraph is not read."""
    found = HEADER.search(xml.decode())
    assert found
    return re.sub("<encodingDesc>.*</encodingDesc>", "", found[0], flags=re.DOTALL)


@given(works())
def test_records_that_were_read_are_written_and_read_the_same(work: Work) -> None:
    once = read_work(written(work))
    assert read_work(written(once)) == once


@given(works())
def test_what_is_read_is_what_was_written(work: Work) -> None:
    once = read_work(written(work))
    assert once.base.text == "\n".join(span.of(work.base.text) for span in blocks(work.base.text))
    assert (once.id, once.title) == (work.id, once.title)
    assert sorted(each.id for each in once.witnesses) == sorted(each.id for each in work.witnesses)
    assert [each.kind for each in once.witnesses[:1]] == ["base"]


@pytest.mark.parametrize("side", ["base", "regular"])
@given(work=works())
def test_what_is_written_again_reads_the_same_for_each_witness(side: Side, work: Work) -> None:
    xml = written(work)
    again = written(read_work(xml))
    for witness in ("", *(each.id for each in work.witnesses)):
        assert read_blocks(again, side, witness=witness) == read_blocks(xml, side, witness=witness)


@pytest.mark.parametrize("work", [letter(), silence()])
def test_all_marks_come_back(work: Work) -> None:
    """As many elements of each kind stand in what is written again."""
    xml = work_xml(work, KNOWN)
    assert work_xml(read_work(xml.xml), KNOWN).counts.elements == xml.counts.elements


def test_a_copy_is_read_where_it_points() -> None:
    ids = {attribute(node, XML_ID): node for work in (letter(), reprint()) for node in parse(work_xml(work, KNOWN).xml).iter()}
    found = read_work(work_xml(reprint(), KNOWN).xml, resolve=lambda pointer: ids[pointer.partition("#")[2]])
    assert found.base.text == reprint().base.text.rstrip("\n")
    assert sorted(each.span for each in found.base.passages) == sorted(each.span for each in reprint().base.passages)
    assert {each.target for each in found.base.passages} == {"d1", "d4"}


@pytest.mark.parametrize("xml", [b"<TEI/>", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text></TEI>'])
def test_what_is_no_work_is_refused(xml: bytes) -> None:
    with pytest.raises(PackageError):
        read_work(xml)


@given(works())
def test_the_header_is_the_same_to_the_byte(work: Work) -> None:
    xml = written(work)
    assert header(written(read_work(xml))) == header(xml)

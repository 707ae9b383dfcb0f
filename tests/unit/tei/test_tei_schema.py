"""What is written is valid under our schema and under tei_all: jing for TEI's own, both for what Hypothesis makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpusnorm.tei import Counts, Steps, authorities_xml, corpus_xml, work_xml
from corpusnorm.tei.model import AuthorityEntry, CorpusRecord, Work

from .judges import OURS, TEI_ALL, jing, needs_jing, needs_tei_all
from .sample import RECORD, STEPS, write
from .strategies import works

pytestmark = needs_jing


def expanded(folder: Path) -> Path:
    """The corpus as one file, every inclusion done."""
    corpus = etree.parse(folder / "corpus.xml")
    corpus.xinclude()
    corpus.write(folder / "expanded.xml", encoding="utf-8")
    return folder / "expanded.xml"


@pytest.mark.parametrize("schema", [OURS, pytest.param(TEI_ALL, marks=needs_tei_all)], ids=["ours", "tei_all"])
def test_the_sample_is_valid(schema: Path, tmp_path: Path) -> None:
    write(tmp_path)
    files = [*sorted((tmp_path / "works").glob("*.xml")), tmp_path / "authorities.xml", expanded(tmp_path)]
    assert jing(schema, files) == ""


@pytest.mark.parametrize("schema", [OURS, pytest.param(TEI_ALL, marks=needs_tei_all)], ids=["ours", "tei_all"])
def test_random_works_are_valid(schema: Path, tmp_path: Path) -> None:
    @settings(max_examples=100, derandomize=True)
    @given(works(), st.booleans())
    def collect(work: Work, tokens: bool) -> None:
        (tmp_path / f"{len(list(tmp_path.iterdir()))}.xml").write_bytes(work_xml(work, Steps.of(STEPS), tokens=tokens).xml)

    collect()
    assert jing(schema, sorted(tmp_path.glob("*.xml"))) == ""


@pytest.mark.parametrize("schema", [OURS, pytest.param(TEI_ALL, marks=needs_tei_all)], ids=["ours", "tei_all"])
def test_a_corpus_of_nothing_is_valid(schema: Path, tmp_path: Path) -> None:
    record = CorpusRecord("", "0.1.0", "", "", 0, (), {})
    (tmp_path / "authorities.xml").write_bytes(b"".join(authorities_xml([])))
    (tmp_path / "corpus.xml").write_bytes(b"".join(corpus_xml(record, [], Counts())))
    assert jing(schema, [tmp_path / "authorities.xml", expanded(tmp_path)]) == ""


def test_entities_and_header_hold_any_text(tmp_path: Path) -> None:
    wild = '\x00<&"]]> \udc80\n'
    kinds = ('law & "order"', "org", "person", "place")
    entries = [AuthorityEntry(wild + kind, kind, wild, (wild, ""), {wild: wild}, wild) for kind in kinds]
    record = CorpusRecord(wild, "0.1.0.dev3+local", wild, wild, 0, RECORD.steps, {wild: 1})
    (tmp_path / "authorities.xml").write_bytes(b"".join(authorities_xml(entries)))
    (tmp_path / "corpus.xml").write_bytes(b"".join(corpus_xml(record, [], Counts())))
    assert jing(OURS, [tmp_path / "authorities.xml", expanded(tmp_path)]) == ""


@needs_tei_all
def test_the_odd_is_tei() -> None:
    assert jing(TEI_ALL, [OURS.with_suffix(".odd")]) == ""

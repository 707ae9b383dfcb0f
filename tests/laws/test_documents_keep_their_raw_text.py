"""Law: `doc.text == doc.edits.apply(doc.raw)` through any pipeline, and the raw text never changes."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.cleaning import FindResidue, FixEncoding, NormalizeUnicode, NormalizeWhitespace, ReplaceIllegal, cleaner
from corpusnorm.document import Document
from corpusnorm.edits import Edits
from corpusnorm.ingest import Header
from corpusnorm.pipeline import Pipeline
from corpusnorm.testing import check_transform, documents
from corpusnorm.transform import Transform, registered

STEPS: tuple[Transform, ...] = (
    FixEncoding(),
    FixEncoding(unescape_html=True, uncurl_quotes=True, fix_character_width=True),
    FindResidue(remove=True),
    Header(),
    Header(r"(?P<first>\w+)\s"),
    NormalizeUnicode(),
    NormalizeUnicode("NFD"),
    NormalizeUnicode("NFKC"),
    NormalizeWhitespace(),
    ReplaceIllegal(),
)
PIPELINES = st.builds(Pipeline, st.lists(st.sampled_from(STEPS), max_size=5), st.booleans())


@given(documents(), PIPELINES)
def test_the_text_is_the_edits_applied_to_the_raw_text(document: Document, pipeline: Pipeline) -> None:
    result = cast("Document", pipeline.run(document))
    assert result.raw == document.raw
    assert result.text == result.edits.apply(result.raw)
    assert result.edits.invert(result.raw).apply(result.text) == document.raw


@given(documents(), PIPELINES)
def test_running_a_pipeline_is_doing_the_edits_it_returns(document: Document, pipeline: Pipeline) -> None:
    result = cast("Document", pipeline.run(document))
    assert result.text == cast("Edits", pipeline(document)).apply(document.text)


@given(documents(), st.lists(st.sampled_from(STEPS), max_size=4))
def test_a_pipeline_is_its_steps_one_after_the_other(document: Document, steps: list[Transform]) -> None:
    by_hand = document
    for each in steps:
        by_hand = by_hand.edited(cast("Edits", each(by_hand)))
    assert cast("Document", Pipeline(steps).run(document)).text == by_hand.text


@given(documents(), st.lists(st.sampled_from(STEPS), max_size=4), st.integers(0, 4))
def test_pipelines_nest(document: Document, steps: list[Transform], cut: int) -> None:
    nested = Pipeline([Pipeline(steps[:cut]), Pipeline(steps[cut:])])
    assert cast("Document", nested.run(document)).text == cast("Document", Pipeline(steps).run(document)).text


@given(documents(), PIPELINES)
def test_findings_lie_in_the_raw_text(document: Document, pipeline: Pipeline) -> None:
    result = cast("Document", pipeline.run(document))
    assert all(finding.span.end <= len(result.raw) for finding in result.findings)
    assert len(set(result.findings)) == len(result.findings)


@pytest.mark.parametrize("each", [*STEPS, cleaner()], ids=repr)
def test_every_step_keeps_the_contract(each: Transform) -> None:
    check_transform(each)


@pytest.mark.parametrize("name", ["header", "encoding", "illegal", "unicode", "whitespace", "residue"])
def test_every_step_is_registered_and_keeps_the_contract_as_it_comes(name: str) -> None:
    check_transform(registered()[name](), max_examples=20)


@pytest.mark.parametrize("each", [Header(), NormalizeUnicode(), NormalizeWhitespace(), ReplaceIllegal(), cleaner()], ids=repr)
def test_what_is_idempotent_says_so(each: Transform) -> None:
    check_transform(each, idempotent=True)

"""The cleaning stage: the rows it gives, whatever the batch, and the rows it does not touch."""

from dataclasses import dataclass

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.cleaning import FindResidue, FixEncoding, NormalizeUnicode, NormalizeWhitespace, ReplaceIllegal, cleaner, stage
from corpusnorm.cleaning.stage import clean_batch
from corpusnorm.document import Document, Finding
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.ingest import Header
from corpusnorm.pipeline import Pipeline
from corpusnorm.tables import DOCUMENTS, to_row
from corpusnorm.testing import texts
from corpusnorm.transform import Drop, Transform


@dataclass(frozen=True)
class Picky(Transform):
    """Drops a text with an `x` in it. It has no screen."""

    name = "picky"

    def __call__(self, document: Document) -> Edits | Drop:
        return Drop("has an x") if "x" in document.text else Edits()


PROSE = "It was a long war, and the longer it was, the less could anyone say why it went on. " * 3
PIPELINES = (
    Pipeline([Header(), cleaner()]),
    Pipeline(
        [Header(), Pipeline([Picky(), FixEncoding(), NormalizeUnicode(), NormalizeWhitespace(), ReplaceIllegal()], settle=True)]
    ),
    Pipeline([ReplaceIllegal(), FindResidue(remove=True)]),
)


def documents() -> st.SearchStrategy[Document]:
    plain = st.sampled_from(["nothing to do", "", "date 2023-11-09 In a bid", f"{PROSE.strip()}\nin Dashalty", "an x"])
    raw = Document.of(f"{PROSE}  ", "name", {"title": "A"})
    known = raw.edited(Edits([Edit(Span(0, 2), "He", "earlier")])).found((Finding(Span(0, 2), "seen", "before"),))
    return st.one_of(st.builds(Document.of, st.one_of(plain, texts())), st.just(known))


def one_by_one(document: Document, pipeline: Pipeline) -> dict[str, object]:
    """The row of a document: what the stage is to give."""
    result = pipeline.run(document)
    if isinstance(result, Drop):
        return {**to_row(document), "text": "", "dropped": result.reason}
    return {**to_row(result), "text": result.text, "dropped": ""}


@pytest.mark.parametrize("pipeline", PIPELINES, ids=range(len(PIPELINES)))
@given(given_documents=st.lists(documents(), max_size=6), start=st.integers(0, 2))
def test_a_batch_gives_the_rows_that_its_documents_give_alone(
    pipeline: Pipeline, given_documents: list[Document], start: int
) -> None:
    batch = pa.RecordBatch.from_pylist([to_row(each) for each in given_documents], DOCUMENTS).slice(start)
    expected = [one_by_one(each, pipeline) for each in given_documents[start:]]
    cleaned = clean_batch(batch, pipeline)
    assert cleaned.to_pylist() == expected
    assert cleaned.schema == pa.schema([*DOCUMENTS, ("text", pa.large_string()), ("dropped", pa.string())])


def test_no_document_is_made_of_a_row_that_no_step_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    from_row = stage.from_row
    monkeypatch.setattr(stage, "from_row", lambda row: made.append(row["id"]) or from_row(row))
    rows = [to_row(Document.of(text)) for text in ("“Ça ira”, they said.", "a  b", "nothing to do")]
    batch = pa.RecordBatch.from_pylist(rows, DOCUMENTS)
    cleaned = clean_batch(batch, PIPELINES[0])
    assert made == [rows[1]["id"]]
    assert cleaned["text"].to_pylist() == ["“Ça ira”, they said.", "a b", "nothing to do"]
    assert [a.address for a in cleaned["raw"].buffers()[1:]] == [b.address for b in batch["raw"].buffers()[1:]]


def test_text_that_no_step_touches_is_not_copied() -> None:
    batch = pa.RecordBatch.from_pylist([to_row(Document.of("nothing to do"))], DOCUMENTS)
    assert clean_batch(batch, PIPELINES[0])["text"].buffers()[2].address == batch["raw"].buffers()[2].address

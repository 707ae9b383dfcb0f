"""Facts about documents, reports and errors."""

import pickle

import pytest

from corpusnorm.cleaning import clean
from corpusnorm.document import Document, EditedText, Finding, content_id
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import ConfigError, CorpusnormError, EditError, InputError, OutputError, PackageError, StepError
from corpusnorm.report import Report


def test_an_id_comes_from_name_and_content_and_from_nothing_else() -> None:
    assert Document.of("text", "a").id == Document.of("text", "a", {"date": "2023"}).id
    assert len({Document.of("text", "a").id, Document.of("text", "b").id, Document.of("texts", "a").id}) == 3
    assert content_id("a", b"bc") != content_id("ab", b"c")


def test_a_name_and_a_text_that_are_no_unicode_have_an_id_too() -> None:
    assert Document.of("\ud800", "caf\udce9").id.startswith("d")


def test_findings_are_carried_to_the_raw_text() -> None:
    document = Document.of("  a  b").edited(Edits([Edit(Span(0, 2), ""), Edit(Span(3, 5), " ")]))
    found = document.found((Finding(Span(2, 3), "x", "b stands there"),))
    assert [finding.span.of(found.raw) for finding in found.findings] == ["b"]


def test_a_finding_is_kept_once() -> None:
    finding = Finding(Span(0, 1), "x", "twice")
    assert Document.of("a").found((finding, finding)).found((finding,)).findings == (finding,)


def test_no_edits_give_the_same_document() -> None:
    document = Document.of("a")
    assert document.edited(Edits()) is document
    assert document.found(()) is document


def test_a_document_goes_to_another_process_and_comes_back() -> None:
    document = Document.of("cafÃ©", "a", {"date": "2023"}).edited(clean("cafÃ©").edits)
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - our own


def test_an_edited_text_is_a_string() -> None:
    text = EditedText.from_edits("ab", Edits([Edit(Span(0, 1), "x")]))
    assert text == "xb"
    assert type(text.text) is str
    assert text.upper() == "XB"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (CorpusnormError, "E000"),
        (EditError, "E101"),
        (InputError, "E201"),
        (StepError, "E401"),
        (OutputError, "E501"),
        (PackageError, "E601"),
    ],
)
def test_an_error_says_code_place_fault_and_remedy(kind: type[CorpusnormError], code: str) -> None:
    assert str(kind("it is wrong", where="a.txt", hint="mend it")) == f"{code} a.txt: it is wrong (mend it)"
    assert str(kind("it is wrong")) == f"{code} it is wrong"


def test_a_configuration_error_lists_every_problem() -> None:
    error = ConfigError(("$.a: unknown", "$.b: not a number"), where="run.toml")
    assert error.problems == ("$.a: unknown", "$.b: not a number")
    assert str(error) == "E301 run.toml: $.a: unknown; $.b: not a number"


def test_a_count_of_zero_is_no_count() -> None:
    assert Report.of("clean", "edits", 0) == Report()
    assert Report({("b", "x"): 1, ("a", "y"): 2}).by_step() == {"a": {"y": 2}, "b": {"x": 1}}

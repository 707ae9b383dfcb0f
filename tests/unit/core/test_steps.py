"""Facts about steps and pipelines: registration, options, drops, and who is named when something goes wrong."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpusnorm.cleaning import FixEncoding, NormalizeUnicode, NormalizeWhitespace, cleaner
from corpusnorm.document import Document
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.errors import ConfigError
from corpusnorm.pipeline import MAX_ROUNDS, Pipeline
from corpusnorm.testing import check_transform, documents
from corpusnorm.transform import Drop, Transform, register, registered, step


@dataclass(frozen=True)
class Step(Transform):
    """A step for these tests: it fails, drops, or never comes to an end, as `fault` says."""

    name: ClassVar[str] = "faulty"
    fault: str

    def __call__(self, document: Document) -> Edits | Drop:
        end = len(document.text)
        match self.fault:
            case "raise":
                raise RuntimeError("it broke")
            case "drop":
                return Drop("not wanted")
            case "overlap":
                return Edits([Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])
            case "beyond":
                return Edits([Edit(Span(end, end + 1), "x")])
            case _:
                return Edits([Edit(Span(end, end), "x")])


def test_an_unknown_step_is_named_with_those_that_exist() -> None:
    with pytest.raises(ConfigError, match=r"E301 no step is named 'spelling' \(known: .*whitespace"):
        step("spelling")


def test_an_unknown_option_is_named_with_its_step() -> None:
    with pytest.raises(ConfigError, match=r"step 'unicode' has no option 'shape' \(known: form\)"):
        step("unicode", shape="round")


def test_two_steps_cannot_have_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpusnorm.transform._REGISTERED", {})
    assert register(Step) is Step is register(Step)
    assert registered()["faulty"] is Step

    class Other(Step):
        """Another step of that name."""

    with pytest.raises(ValueError, match="two steps are named 'faulty'"):
        register(Other)


def test_a_failing_step_and_its_document_are_named() -> None:
    with pytest.raises(RuntimeError, match="it broke") as failed:
        Pipeline([NormalizeWhitespace(), Step("raise")]).run(Document.of("a", "folder/a.txt"))
    assert failed.value.__notes__ == ["in step 'faulty' on document folder/a.txt"]


def test_a_drop_ends_the_pipeline() -> None:
    pipeline = Pipeline([Step("drop"), Step("raise")])
    assert pipeline.run(Document.of("a")) == pipeline(Document.of("a")) == Drop("not wanted")
    assert pipeline.findings(Document.of("a")) == ()


def test_settling_comes_to_an_end() -> None:
    edits = Pipeline([Step("grow")], settle=True)(Document.of(""))
    assert isinstance(edits, Edits)
    assert edits.apply("") == "x" * MAX_ROUNDS


def test_the_options_of_a_pipeline_are_those_of_its_steps() -> None:
    assert Pipeline([NormalizeUnicode("NFD")]).options() == {
        "steps": [{"step": "unicode", "version": "1", "form": "NFD"}],
        "settle": False,
    }
    assert [each["step"] for each in cleaner().options()["steps"]] == ["encoding", "illegal", "unicode", "whitespace", "residue"]


def test_a_step_is_data() -> None:
    assert step("encoding", uncurl_quotes=True) == FixEncoding(uncurl_quotes=True)
    assert hash(FixEncoding()) == hash(FixEncoding())


@pytest.mark.parametrize(
    ("fault", "message"),
    [("beyond", "edits beyond the end"), ("overlap", "edits overlap"), ("raise", "it broke")],
)
def test_the_check_for_users_says_what_a_step_does_wrong(fault: str, message: str) -> None:
    with pytest.raises(Exception, match=message):
        check_transform(Step(fault), documents(st.text("ab", max_size=3)), max_examples=10)


def test_the_check_for_users_passes_a_step_that_drops() -> None:
    check_transform(Step("drop"), max_examples=10)


def test_the_check_for_users_sees_a_step_that_keeps_a_state() -> None:
    count = iter(range(1_000_000))

    class Counting(Step):
        def __call__(self, document: Document) -> Edits:
            at = len(document.text)
            return Edits([Edit(Span(at, at), str(next(count)))])

    with pytest.raises(AssertionError, match="gives other edits the second time"):
        check_transform(Counting("none"), documents(st.just("a")), max_examples=10)


def test_the_check_for_users_wants_a_name_and_plain_options() -> None:
    class Nameless(Step):
        name = ""

    with pytest.raises(AssertionError, match="Nameless has no name"):
        check_transform(Nameless("none"))
    with pytest.raises(AssertionError, match="options that are not plain data"):
        check_transform(Step(b"bytes"))  # type: ignore[arg-type]


def test_the_check_for_users_sees_a_screen_that_misses_a_text() -> None:
    class Blind(Step):
        def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
            return np.zeros(len(texts), np.bool_)

    with pytest.raises(AssertionError, match="passes over a text it does something about"):
        check_transform(Blind("more"), max_examples=50)

"""Pipelines: steps in order, as a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpusnorm.columns import column
from corpusnorm.document import Document, Finding
from corpusnorm.edits import Edits
from corpusnorm.transform import Drop, Transform

Result = tuple[Edits, tuple[Finding, ...]] | Drop
"""What a step makes of a document: edits and findings on its text, or a drop."""
MAX_ROUNDS = 8  # mojibake that was encoded more often than this is not seen in the wild; ftfy settles in two


@dataclass(frozen=True, init=False)
class Pipeline(Transform):
    """Steps in order. A pipeline is itself a step, so pipelines nest.

    With `settle=True` the steps are run again until they change nothing (at most 8 times): some fixers uncover work for others,
    and only then is the whole idempotent. Edits compose, so the result is one `Edits` on the document it was given.

    >>> from corpusnorm import FixEncoding, NormalizeWhitespace
    >>> tidy = Pipeline([FixEncoding(), NormalizeWhitespace()])
    >>> tidy.run(Document.of("cafÃ©  noir ")).text
    'café noir'
    """

    name: ClassVar[str] = "pipeline"
    steps: tuple[Transform, ...]
    settle: bool = False

    def __init__(self, steps: Iterable[Transform], settle: bool = False) -> None:
        object.__setattr__(self, "steps", tuple(steps))
        object.__setattr__(self, "settle", settle)

    def __call__(self, document: Document) -> Edits | Drop:
        """All edits of all steps, composed, on `document.text`."""
        [result] = self.results([document])
        return result if isinstance(result, Drop) else result[0]

    def findings(self, document: Document) -> tuple[Finding, ...]:
        """The findings of all steps, each seen on the text its step was given, as spans of `document.text`."""
        [result] = self.results([document])
        return () if isinstance(result, Drop) else result[1]

    def run(self, document: Document) -> Document | Drop:
        """The document after all steps: its edits composed, its findings added; or the `Drop` a step decided on."""
        [result] = self.run_all([document])
        return result

    def run_all(self, documents: Sequence[Document]) -> list[Document | Drop]:
        """Each document after all steps, as `run` gives it. Many at once cost less: a screen looks at all of them in one pass."""
        return [
            result if isinstance(result, Drop) else document.found(result[1]).edited(result[0])
            for document, result in zip(documents, self.results(documents), strict=True)
        ]

    def results(self, documents: Sequence[Document]) -> list[Result]:
        """For each document the edits and the findings on its text, or the `Drop` a step decided on."""
        work = [_Work(document) for document in documents]
        active = work
        for _ in range(MAX_ROUNDS if self.settle else 1):
            before = {id(each): each.now.edits for each in active}
            texts = column(each.text for each in active)
            for step in self.steps:
                if _do(step, active, texts):
                    active = [each for each in active if each.drop is None]
                    texts = column(each.text for each in active)
            active = [each for each in active if each.now.edits != before[id(each)]]
            if not active:
                break
        return [each.drop or (each.now.edits, each.now.findings) for each in work]

    def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
        """The texts that the screen of a step takes: what no step changes, the next one is given as it is."""
        taken = np.zeros(len(texts), np.bool_)
        for step in self.steps:
            taken |= step.screen(texts)
        return taken

    def apply(self, texts: pa.Array) -> pa.Array:
        """The texts after all steps; those that one more round changes nothing of are left out of the next."""
        active = np.arange(len(texts))
        for _ in range(MAX_ROUNDS if self.settle else 1):
            before = after = texts if len(active) == len(texts) else texts.take(pa.array(active))
            for step in self.steps:
                after = step.apply(after)
            if after is before:
                break
            changed = pc.fill_null(pc.not_equal(before, after), False).to_numpy(zero_copy_only=False)
            active = active[changed]
            mask = np.zeros(len(texts), np.bool_)
            mask[active] = True
            texts = pc.replace_with_mask(texts, pa.array(mask), after.filter(pa.array(changed)))
        return texts

    def options(self) -> dict[str, Any]:
        """The steps by name, version and options, in order."""
        steps = [{"step": step.name, "version": step.version, **step.options()} for step in self.steps]
        return {"steps": steps, "settle": self.settle}


class _Work:
    """A document on its way through the steps of a pipeline."""

    def __init__(self, document: Document) -> None:
        self.given = document
        self.text = document.text
        self.now = Document(document.id, document.source, self.text, meta=document.meta)
        self.drop: Drop | None = None

    def after(self, result: Result) -> bool:
        """Take over what a step made of the document; whether that is another text, or none."""
        if isinstance(result, Drop):
            self.drop = result
            return True
        edits, findings = result
        self.now = self.now.found(findings).edited(edits)
        self.text = edits.apply(self.text)
        return bool(edits)


def _do(step: Transform, work: Sequence[_Work], texts: pa.Array) -> bool:
    """One step on those documents that its screen takes; whether it changed or dropped any. `texts` are those of the documents."""
    taken = [work[index] for index in np.flatnonzero(step.screen(texts)).tolist()]
    inner = step if isinstance(step, Pipeline) else None
    results = inner.results([each.now for each in taken]) if inner else [_result(step, each) for each in taken]
    moved = [each.after(result) for each, result in zip(taken, results, strict=True)]
    return any(moved)


def _result(step: Transform, work: _Work) -> Result:
    with _Naming(step, work.given):
        edits = step(work.now)
        return edits if isinstance(edits, Drop) else (edits, step.findings(work.now))


@dataclass(frozen=True, slots=True)
class _Naming:
    """Says in the notes of an exception which step was at work on which document."""

    step: Transform
    document: Document

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            where = self.document.source.name or self.document.id
            error.add_note(f"in step {self.step.name!r} on document {where}")

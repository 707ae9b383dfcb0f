"""Pipelines: steps in order, as a step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from corpusnorm.document import Document, Finding
from corpusnorm.edits import Edits
from corpusnorm.transform import Drop, Transform

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
        result = self._result(document)
        return result if isinstance(result, Drop) else result[0]

    def findings(self, document: Document) -> tuple[Finding, ...]:
        """The findings of all steps, each seen on the text its step was given, as spans of `document.text`."""
        result = self._result(document)
        return () if isinstance(result, Drop) else result[1]

    def run(self, document: Document) -> Document | Drop:
        """The document after all steps: its edits composed, its findings added; or the `Drop` a step decided on."""
        result = self._result(document)
        if isinstance(result, Drop):
            return result
        edits, findings = result
        return document.found(findings).edited(edits)

    def options(self) -> dict[str, Any]:
        """The steps by name, version and options, in order."""
        steps = [{"step": step.name, "version": step.version, **step.options()} for step in self.steps]
        return {"steps": steps, "settle": self.settle}

    def _result(self, document: Document) -> tuple[Edits, tuple[Finding, ...]] | Drop:
        now = Document(document.id, document.source, document.text, meta=document.meta)
        for _ in range(MAX_ROUNDS if self.settle else 1):
            before = now.edits
            for step in self.steps:
                with _Naming(step, document):
                    edits = step(now)
                    if isinstance(edits, Drop):
                        return edits
                    now = replace(now.found(step.findings(now)), edits=now.edits.then(edits))
            if now.edits == before:
                break
        return now.edits, now.findings


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

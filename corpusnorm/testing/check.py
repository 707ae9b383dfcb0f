"""A ready check of the contract that every step keeps."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from corpusnorm.columns import column
from corpusnorm.document import Document, Finding
from corpusnorm.edits import Edits
from corpusnorm.testing.edited import documents
from corpusnorm.transform import Drop, Transform


def check_transform(
    transform: Transform, on: SearchStrategy[Document] | None = None, *, idempotent: bool = False, max_examples: int = 0
) -> None:
    """Check that a step keeps the contract of `Transform`, on many documents; AssertionError says what it breaks, and on which.

    It has a name and options that JSON can hold; returns `Edits` or a `Drop`; is pure and deterministic (the same document gives
    the same edits again, and stays as it was); its edits are disjoint, lie within the text and can be undone; after them
    `doc.text == doc.edits.apply(doc.raw)`; its findings lie within the text; its screen passes over no text that it changes, drops
    or finds something in. With `idempotent=True` it also finds nothing more to do in its own result. `on` gives the documents, by
    default `documents()`; `max_examples` how many, by default as many as the profile has. Cost: three to five calls a document.

    >>> from dataclasses import dataclass
    >>> from corpusnorm.edits import Edit, Span
    >>> @dataclass(frozen=True)
    ... class Shout(Transform):
    ...     name = "shout"
    ...     def __call__(self, document):
    ...         end = len(document.text)
    ...         return Edits([Edit(Span(end, end), "!", rule=self.name)])
    >>> check_transform(Shout(), max_examples=10)
    >>> try:
    ...     check_transform(Shout(), max_examples=10, idempotent=True)
    ... except AssertionError as error:
    ...     print(error)
    step 'shout' is not idempotent: its own result '!' becomes '!!'
    """
    _refuse(_identity_problem(transform))
    strategy = documents() if on is None else on
    untimed = settings(deadline=None, suppress_health_check=[*settings().suppress_health_check, HealthCheck.too_slow])
    chosen = settings(untimed, max_examples=max_examples) if max_examples else untimed  # a first call may compile a kernel

    @chosen
    @given(strategy)
    def every_document(document: Document) -> None:
        problem = _problem(transform, document, idempotent)
        _refuse(f"step {transform.name!r} {problem}" if problem else "")

    every_document()


def _refuse(problem: str) -> None:
    """Raise, rather than assert: the check holds under `python -O` too."""
    if problem:
        raise AssertionError(problem)


def _identity_problem(transform: Transform) -> str:
    name = getattr(transform, "name", None)
    if not isinstance(name, str) or not name:
        return f'{type(transform).__name__} has no name: give it `name = "..."`'
    if not isinstance(transform.version, str):
        return f"step {name!r} has a version that is no string: {transform.version!r}"
    try:
        json.dumps(transform.options())
    except (TypeError, ValueError) as error:
        return f"step {name!r} has options that are not plain data: {error}"
    return ""


def _problem(transform: Transform, document: Document, idempotent: bool) -> str:
    """What the step does wrong on this document, in words; nothing where all is well."""
    before = deepcopy(document)
    edits = transform(document)
    if not transform.screen(column([document.text]))[0] and (edits != Edits() or transform.findings(document)):
        return f"has a screen that passes over a text it does something about: {document.text!r}"
    if document != before:
        return f"changes the document it is given: {before!r}"
    if edits != transform(deepcopy(document)):
        return f"gives other edits the second time: {document.text!r}"
    if isinstance(edits, Drop):
        return "" if edits.reason else f"drops a document without a reason: {document.text!r}"
    if not isinstance(edits, Edits):
        return f"returns {type(edits).__name__}, not Edits or Drop: {document.text!r}"
    return (
        _edits_problem(edits, document)
        or _findings_problem(transform, document)
        or (_second_problem(transform, document.edited(edits)) if idempotent else "")
    )


def _edits_problem(edits: Edits, document: Document) -> str:
    text = document.text
    if any(first.span.end > second.span.start for first, second in pairwise(edits)):
        return f"returns edits that overlap: {text!r}"
    if edits and edits[-1].span.end > len(text):
        return f"edits beyond the end ({edits[-1].span.end} of {len(text)}): {text!r}"
    result = edits.apply(text)
    if edits.invert(text).apply(result) != text:
        return f"returns edits that cannot be undone: {text!r}"
    edited = document.edited(edits)
    if edited.text != result or edited.edits.apply(document.raw) != result:
        return f"returns edits that do not compose with the document's: {text!r}"
    return ""


def _findings_problem(transform: Transform, document: Document) -> str:
    found = transform.findings(document)
    if not isinstance(found, tuple) or not all(isinstance(finding, Finding) for finding in found):
        return f"returns findings that are not a tuple of Finding: {document.text!r}"
    if any(finding.span.end > len(document.text) for finding in found):
        return f"finds something beyond the end: {document.text!r}"
    if found != transform.findings(deepcopy(document)):
        return f"gives other findings the second time: {document.text!r}"
    return ""


def _second_problem(transform: Transform, result: Document) -> str:
    again = transform(result)
    if isinstance(again, Drop):
        return f"is not idempotent: it drops its own result {result.text!r}"
    after = again.apply(result.text)
    return f"is not idempotent: its own result {result.text!r} becomes {after!r}" if after != result.text else ""

"""Transforms: the steps a text goes through, each a pure function from a document to edits."""

from __future__ import annotations

import dataclasses
import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any, ClassVar, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import replaced, utf8
from corpusnorm.document import Document, Finding
from corpusnorm.edits import Edits
from corpusnorm.errors import ConfigError, StepError

ENTRY_POINTS = "corpusnorm.steps"


@dataclass(frozen=True, slots=True)
class Drop:
    """A step's verdict that a document does not belong into the corpus; it is set aside, never lost."""

    reason: str


class Transform(ABC):
    """One step. Subclass it as a frozen dataclass whose fields are its options.

    Called with a document it *returns* `Edits` on `document.text`, or a `Drop`; it never changes the document. It must be a pure
    function of the document and its options: no clock, no randomness, no state.

    >>> from dataclasses import dataclass
    >>> from corpusnorm.edits import Edit, Span
    >>> @dataclass(frozen=True)
    ... class Shout(Transform):
    ...     name = "shout"
    ...     mark: str = "!"
    ...     def __call__(self, document):
    ...         end = len(document.text)
    ...         return Edits([Edit(Span(end, end), self.mark, rule=self.name)])
    >>> Shout()(Document.of("Hear ye")).apply("Hear ye")
    'Hear ye!'
    """

    name: ClassVar[str]
    version: ClassVar[str] = "1"

    @abstractmethod
    def __call__(self, document: Document) -> Edits | Drop:
        """The edits this step makes to `document.text`."""

    def findings(self, document: Document) -> tuple[Finding, ...]:  # noqa: ARG002 - for overriding
        """What the step noticed in `document.text` and does not change. Nothing, unless a step says otherwise."""
        return ()

    def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
        """For each text of an Arrow array whether the step could change it, drop it or find something in it: all, to be safe.

        A step that is fast to say so overrides it. Law: a text that the screen passes over is one for which the step has neither
        edits nor findings; documents are then not even made of it.
        """
        return np.ones(len(texts), np.bool_)

    def text_after(self, text: str) -> str:
        """The text after this step, for who does not ask what changed where; a step that is faster so overrides it.

        Raises `StepError` where the step drops the text.
        """
        edits = self(Document.of(text))
        if isinstance(edits, Drop):
            raise StepError(f"step {self.name!r} dropped the text: {edits.reason}")
        return edits.apply(text)

    def apply(self, texts: pa.Array) -> pa.Array:
        """The texts of an Arrow array after this step: the same array where nothing changes.

        The array is of one of the types with offsets (strings, binary).
        """
        column = utf8(texts)
        before = {index: column.text(index) for index in np.flatnonzero(self.screen(texts)).tolist()}
        after = ((index, text, self.text_after(text)) for index, text in before.items())
        return replaced(texts, {index: changed for index, text, changed in after if changed != text})

    def options(self) -> dict[str, Any]:
        """The step's options as plain data, for the record of a run."""
        return dataclasses.asdict(self) if dataclasses.is_dataclass(self) else {}


Step = TypeVar("Step", bound=type[Transform])
_REGISTERED: dict[str, type[Transform]] = {}


def register(step: Step) -> Step:
    """Class decorator: make a step of one's own script available by its name, to `step` and to configurations.

    A package announces its steps by the entry point group `corpusnorm.steps` instead, as corpusnorm itself does. Raises
    ValueError where another class has the name.
    """
    known = _REGISTERED.setdefault(step.name, step)
    if known is not step and known.__qualname__ != step.__qualname__:
        raise ValueError(f"two steps are named {step.name!r}: {known.__qualname__} and {step.__qualname__}")
    return step


def registered() -> Mapping[str, Callable[..., Transform]]:
    """All steps by name: those of installed packages (corpusnorm among them), and those registered in this process."""
    return {**_installed(), **_REGISTERED}


@cache
def _installed() -> Mapping[str, Callable[..., Transform]]:
    return {point.name: point.load() for point in entry_points(group=ENTRY_POINTS)}


def step(name: str, **options: Any) -> Transform:
    """The step registered under `name`, with `options`. Raises `ConfigError` that names what is wrong.

    >>> step("unicode", form="NFC")
    NormalizeUnicode(form='NFC')
    """
    known = registered()
    if name not in known:
        raise ConfigError((f"no step is named {name!r}",), hint="known: " + ", ".join(sorted(known)))
    accepted = inspect.signature(known[name]).parameters
    unknown = sorted(set(options) - set(accepted))
    if unknown:
        names = ", ".join(accepted) or "none"
        raise ConfigError((f"step {name!r} has no option {', '.join(map(repr, unknown))}",), hint=f"known: {names}")
    try:
        return known[name](**options)
    except (TypeError, ValueError) as error:
        raise ConfigError((f"step {name!r}: {error}",)) from error

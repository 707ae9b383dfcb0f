"""White space: what stands between words, lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corpusnorm.columns import utf8
from corpusnorm.document import Document
from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.transform import Transform

# Tab, space, line ends, NEL, the line and paragraph separators, and the Unicode spaces (category Zs) - but not NO-BREAK SPACE,
# FIGURE SPACE and NARROW NO-BREAK SPACE, which a writer means.
_OTHERS = "\t\r\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
# Runs, whole ones, that can be out of order: not the single space or line end between two words, which most are.
_RUN = re.compile(rf"[\x20\n{_OTHERS}]{{2,}}|[{_OTHERS}]|\A[\x20\n]|[\x20\n]\Z")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028]")
_PARAGRAPH_SEPARATOR = "\u2029"


@dataclass(frozen=True)
class NormalizeWhitespace(Transform):
    """One space between words, LF between lines, one blank line between paragraphs, nothing at the edges of the text.

    Changes: a run of blanks (tabs and Unicode spaces too) to one space; CR, CR LF, NEL and U+2028 to LF, blanks around it gone;
    two or more line ends, or U+2029, to a blank line. Never changes no-break spaces, never joins or splits words, lines or
    paragraphs. Idempotent. Cost: one regular expression pass, linear whatever the input.

    >>> NormalizeWhitespace()(Document.of("a \\t b \\r\\n\\n\\n\\nc ")).apply("a \\t b \\r\\n\\n\\n\\nc ")
    'a b\\n\\nc'
    """

    name: ClassVar[str] = "whitespace"

    def __call__(self, document: Document) -> Edits:
        """Replacements of white space by white space."""
        return Edits(self._edits(document.text))

    def screen(self, texts: pa.Array) -> NDArray[np.bool_]:
        """The texts with white space at an edge, with other white space than spaces and LF, or with a run of them to shorten."""
        from corpusnorm.cleaning.kernels import untidy

        data, offsets = utf8(texts)
        return untidy(data, offsets[:-1], offsets[1:])

    def text_after(self, text: str) -> str:
        """The text with its white space in order."""
        return _RUN.sub(_kept, text)

    def _edits(self, text: str) -> Iterator[Edit]:
        for match in _RUN.finditer(text):
            kept = _kept(match)
            if kept != match.group():
                yield Edit(Span(*match.span()), kept, self.name)


def _kept(match: re.Match[str]) -> str:
    """What stands for a run of white space."""
    at_edge = match.start() == 0 or match.end() == len(match.string)
    return "" if at_edge else _canonical(match.group())


def _canonical(run: str) -> str:
    """What a run of white space between two words stands for: a space, a line end, or a paragraph break."""
    if run == " ":
        return run
    ends = 2 if _PARAGRAPH_SEPARATOR in run else min(len(_LINE_END.findall(run)), 2)
    return "\n" * ends or " "

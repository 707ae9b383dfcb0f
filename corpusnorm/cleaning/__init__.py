"""Cleaning: the steps that bring one text into order, each a `Transform`."""

from __future__ import annotations

from typing import overload

import pyarrow as pa

from corpusnorm.cleaning.encoding import FixEncoding
from corpusnorm.cleaning.residue import FindResidue
from corpusnorm.cleaning.unicode import NormalizeUnicode, ReplaceIllegal
from corpusnorm.cleaning.whitespace import NormalizeWhitespace
from corpusnorm.columns import is_column
from corpusnorm.document import Document, EditedText
from corpusnorm.errors import StepError
from corpusnorm.pipeline import Pipeline
from corpusnorm.transform import Drop, Transform

__all__ = [
    "FindResidue",
    "FixEncoding",
    "NormalizeUnicode",
    "NormalizeWhitespace",
    "ReplaceIllegal",
    "clean",
    "cleaner",
    "fix_encoding",
]


def cleaner() -> Pipeline:
    """The cleaning that `clean` and a run use by default: encoding, illegal characters, NFC, white space; residue is found."""
    return Pipeline([FixEncoding(), ReplaceIllegal(), NormalizeUnicode(), NormalizeWhitespace(), FindResidue()], settle=True)


@overload
def clean(text: str) -> EditedText: ...
@overload
def clean(text: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray: ...
def clean(text: str | pa.Array | pa.ChunkedArray) -> EditedText | pa.Array | pa.ChunkedArray:
    """Clean a text: repair its encoding, compose it to NFC, bring its white space into order.

    Changes: mojibake, entities and control characters (ftfy), characters XML cannot hold, composed forms, white space. Never
    changes words, case, punctuation, quotes or line breaks between paragraphs. Idempotent. The result is a `str` whose `raw`
    is `text` and whose `edits` say what changed, where (code points of `text`, half-open) and by which rule.

    An Arrow array of strings gives an array of the same type, the same one where nothing changes; a null stays null. Cost: one
    pass of some hundred MB/s for each step; more for the texts in which it finds something to do.

    >>> clean("The Mona Lisa doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t  have eyebrows. ")
    'The Mona Lisa doesn’t have eyebrows.'
    >>> clean(pa.array(["a  b", None, "c"])).to_pylist()
    ['a b', None, 'c']
    """
    return _applied(cleaner(), text) if is_column(text) else _edited(cleaner(), text)


@overload
def fix_encoding(text: str) -> EditedText: ...
@overload
def fix_encoding(text: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray: ...
def fix_encoding(text: str | pa.Array | pa.ChunkedArray) -> EditedText | pa.Array | pa.ChunkedArray:
    """Repair the encoding of a text with ftfy alone, line by line (see `FixEncoding` for the options in force).

    Takes an Arrow array of strings as well, as `clean` does.

    >>> fix_encoding("âœ” No problems")
    '✔ No problems'
    """
    return _applied(FixEncoding(), text) if is_column(text) else _edited(FixEncoding(), text)


def _edited(step: Transform, text: str) -> EditedText:
    edits = step(Document.of(text))
    if isinstance(edits, Drop):
        raise StepError(f"step {step.name!r} dropped the text: {edits.reason}")
    return EditedText.from_edits(text, edits)


def _applied(step: Transform, texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """The texts after the step, in an array of the type that was given."""
    if isinstance(texts, pa.ChunkedArray):
        before = texts.chunks
        after = [_applied(step, chunk) for chunk in before]
        same = all(new is old for new, old in zip(after, before, strict=True))
        return texts if same else pa.chunked_array(after, texts.type)
    view = pa.types.is_string_view(texts.type)
    plain = texts.cast(pa.large_string()) if view else texts
    fixed = step.apply(plain)
    return texts if fixed is plain else fixed.cast(texts.type)

"""Cleaning: the steps that bring one text into order, each a `Transform`."""

from __future__ import annotations

from corpusnorm.cleaning.encoding import FixEncoding
from corpusnorm.cleaning.residue import FindResidue
from corpusnorm.cleaning.unicode import NormalizeUnicode, ReplaceIllegal
from corpusnorm.cleaning.whitespace import NormalizeWhitespace
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


def clean(text: str) -> EditedText:
    """Clean one text: repair its encoding, compose it to NFC, bring its white space into order.

    Changes: mojibake, entities and control characters (ftfy), characters XML cannot hold, composed forms, white space. Never
    changes words, case, punctuation, quotes or line breaks between paragraphs. Idempotent. The result is a `str` whose `raw`
    is `text` and whose `edits` say what changed, where (code points of `text`, half-open) and by which rule.

    >>> clean("The Mona Lisa doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t  have eyebrows. ")
    'The Mona Lisa doesn’t have eyebrows.'
    """
    return _edited(cleaner(), text)


def fix_encoding(text: str) -> EditedText:
    """Repair the encoding of one text with ftfy alone, line by line (see `FixEncoding` for the options in force).

    >>> fix_encoding("âœ” No problems")
    '✔ No problems'
    """
    return _edited(FixEncoding(), text)


def _edited(step: Transform, text: str) -> EditedText:
    edits = step(Document.of(text))
    if isinstance(edits, Drop):
        raise StepError(f"step {step.name!r} dropped the text: {edits.reason}")
    return EditedText.from_edits(text, edits)

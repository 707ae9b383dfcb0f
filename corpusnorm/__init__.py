"""corpusnorm: a messy text corpus in, one deduplicated TEI corpus out; every change explained, every change undoable.

The names below are the public interface. Each is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpusnorm.alignment import Alignment as Alignment
    from corpusnorm.alignment import align as align
    from corpusnorm.cleaning import FindResidue as FindResidue
    from corpusnorm.cleaning import FixEncoding as FixEncoding
    from corpusnorm.cleaning import NormalizeUnicode as NormalizeUnicode
    from corpusnorm.cleaning import NormalizeWhitespace as NormalizeWhitespace
    from corpusnorm.cleaning import ReplaceIllegal as ReplaceIllegal
    from corpusnorm.cleaning import clean as clean
    from corpusnorm.cleaning import fix_encoding as fix_encoding
    from corpusnorm.run.job import run as run

__version__ = "0.1.0"

_HOMES = {
    "corpusnorm.alignment": ("Alignment", "align"),
    "corpusnorm.cleaning": (
        "FindResidue", "FixEncoding", "NormalizeUnicode", "NormalizeWhitespace", "ReplaceIllegal", "clean", "fix_encoding",
    ),
    "corpusnorm.run.job": ("run",),
}  # fmt: skip

"""corpusnorm: a messy text corpus in, one deduplicated TEI corpus out; every change explained, every change undoable.

The names below are the public interface; each is loaded when it is first used, so importing costs next to nothing.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING, Any

from corpusnorm.version import __version__ as __version__

if TYPE_CHECKING:
    from corpusnorm.alignment import Alignment, align
    from corpusnorm.cleaning import (
        FindResidue,
        FixEncoding,
        NormalizeUnicode,
        NormalizeWhitespace,
        ReplaceIllegal,
        clean,
        fix_encoding,
    )
    from corpusnorm.config import Config
    from corpusnorm.dedup import Match, Matches, Passage, Relation, Repeat, find_duplicates, find_originals, find_passages
    from corpusnorm.degradation import Degradation, infer_degradation
    from corpusnorm.diagnosis import Diagnosis, diagnose
    from corpusnorm.document import Document, EditedText, Finding, Source
    from corpusnorm.edits import Edit, Edits, Span
    from corpusnorm.errors import CorpusnormError
    from corpusnorm.exports.works import WorkText, works
    from corpusnorm.ingest import Header
    from corpusnorm.job.explain import explain
    from corpusnorm.job.reconstruct import reconstruct
    from corpusnorm.job.releases import compare
    from corpusnorm.job.run import run
    from corpusnorm.job.trace import trace
    from corpusnorm.job.validation.check import validate
    from corpusnorm.language import LanguageBlock, detect_language, detect_languages
    from corpusnorm.names import discover_variants, find_mentions
    from corpusnorm.names.normalize import normalize_names
    from corpusnorm.pipeline import Pipeline
    from corpusnorm.report import Report
    from corpusnorm.restoration import Repair, Restored, repair
    from corpusnorm.transform import Drop, Transform, register, step
    from corpusnorm.transliteration import forms_of, romanized, schemes, transliterate, which_schemes

_HOMES = {
    "corpusnorm.alignment": ("Alignment", "align"),
    "corpusnorm.cleaning": (
        "FindResidue", "FixEncoding", "NormalizeUnicode", "NormalizeWhitespace", "ReplaceIllegal", "clean", "fix_encoding",
    ),
    "corpusnorm.config": ("Config",),
    "corpusnorm.dedup": ("Match", "Matches", "Passage", "Relation", "Repeat", "find_duplicates", "find_originals", "find_passages"),
    "corpusnorm.degradation": ("Degradation", "infer_degradation"),
    "corpusnorm.diagnosis": ("Diagnosis", "diagnose"),
    "corpusnorm.document": ("Document", "EditedText", "Finding", "Source"),
    "corpusnorm.edits": ("Edit", "Edits", "Span"),
    "corpusnorm.errors": ("CorpusnormError",),
    "corpusnorm.exports.works": ("WorkText", "works"),
    "corpusnorm.ingest": ("Header",),
    "corpusnorm.language": ("LanguageBlock", "detect_language", "detect_languages"),
    "corpusnorm.names": ("discover_variants", "find_mentions"),
    "corpusnorm.names.normalize": ("normalize_names",),
    "corpusnorm.pipeline": ("Pipeline",),
    "corpusnorm.report": ("Report",),
    "corpusnorm.restoration": ("Repair", "Restored", "repair"),
    "corpusnorm.job.validation.check": ("validate",),
    "corpusnorm.job.explain": ("explain",),
    "corpusnorm.job.releases": ("compare",),
    "corpusnorm.job.run": ("run",),
    "corpusnorm.job.trace": ("trace",),
    "corpusnorm.job.reconstruct": ("reconstruct",),
    "corpusnorm.transform": ("Drop", "Transform", "register", "step"),
    "corpusnorm.transliteration": ("forms_of", "romanized", "schemes", "transliterate", "which_schemes"),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Alignment",
    "Config",
    "CorpusnormError",
    "Degradation",
    "Diagnosis",
    "Document",
    "Drop",
    "Edit",
    "EditedText",
    "Edits",
    "FindResidue",
    "Finding",
    "FixEncoding",
    "Header",
    "LanguageBlock",
    "Match",
    "Matches",
    "NormalizeUnicode",
    "NormalizeWhitespace",
    "Passage",
    "Pipeline",
    "Relation",
    "Repair",
    "Repeat",
    "ReplaceIllegal",
    "Report",
    "Restored",
    "Source",
    "Span",
    "Transform",
    "WorkText",
    "align",
    "clean",
    "compare",
    "detect_language",
    "detect_languages",
    "diagnose",
    "discover_variants",
    "explain",
    "find_duplicates",
    "find_mentions",
    "find_originals",
    "find_passages",
    "fix_encoding",
    "forms_of",
    "infer_degradation",
    "normalize_names",
    "reconstruct",
    "register",
    "repair",
    "romanized",
    "run",
    "schemes",
    "step",
    "trace",
    "transliterate",
    "validate",
    "which_schemes",
    "works",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(_import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})

"""Testing: Hypothesis strategies for texts and their damage, and a ready check for a step of one's own.

An optional part: `pip install 'corpusnorm[testing]'`. Nothing else in corpusnorm imports it.

>>> from corpusnorm.testing import check_transform
>>> from corpusnorm.cleaning import NormalizeWhitespace
>>> check_transform(NormalizeWhitespace(), idempotent=True)
"""

try:
    import hypothesis as _hypothesis  # noqa: F401 - asked for here, so that its absence is said in words
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError("corpusnorm.testing needs Hypothesis: pip install 'corpusnorm[testing]'", name="hypothesis") from error

from corpusnorm.testing.check import check_transform
from corpusnorm.testing.corpora import Example, examples
from corpusnorm.testing.cost import calls
from corpusnorm.testing.degraded import degradations, english_texts
from corpusnorm.testing.edited import documents, edits_on, findings_on, reports, spans_of
from corpusnorm.testing.profiles import load_profile
from corpusnorm.testing.texts import CODECS, encoded, lines, mojibake, texts, words

__all__ = [
    "CODECS",
    "Example",
    "calls",
    "check_transform",
    "degradations",
    "documents",
    "edits_on",
    "encoded",
    "english_texts",
    "examples",
    "findings_on",
    "lines",
    "load_profile",
    "mojibake",
    "reports",
    "spans_of",
    "texts",
    "words",
]

"""Transliteration: which schemes there are, what each makes of a name, which one made a form, and the forms that a name can take.

The tables are files, one a language (`data/*.toml`), with the standard each states; a language's file is read when it is first
asked for. Importing the package loads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpusnorm.transliteration.evidence import Evidence, which_schemes
    from corpusnorm.transliteration.forms import Form, forms_of
    from corpusnorm.transliteration.keys import languages_of, romanized
    from corpusnorm.transliteration.reverse import originals
    from corpusnorm.transliteration.spell import transliterate
    from corpusnorm.transliteration.tables import Scheme, scheme, schemes

_HOME = {
    "Evidence": "evidence",
    "Form": "forms",
    "Scheme": "tables",
    "forms_of": "forms",
    "languages_of": "keys",
    "originals": "reverse",
    "romanized": "keys",
    "scheme": "tables",
    "schemes": "tables",
    "transliterate": "spell",
    "which_schemes": "evidence",
}

__all__ = [
    "Evidence",
    "Form",
    "Scheme",
    "forms_of",
    "languages_of",
    "originals",
    "romanized",
    "scheme",
    "schemes",
    "transliterate",
    "which_schemes",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)

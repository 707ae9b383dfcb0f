"""By which transliteration a name of the registry is written."""

from __future__ import annotations

from functools import lru_cache

from corpusnorm.names.model import Name
from corpusnorm.names.registry import Registry


def scheme_of(name: Name, registry: Registry) -> str:
    """The scheme that the registry says, or one that writes the form for a name of the same word in its own letters; "" for none.

    A standard that writes it exactly is preferred to a practice, the fewest deviations to more. What is written alike in both
    languages (Baku, Bakı without its dot) has no scheme.

    >>> from corpusnorm.names.registry import default_registry
    >>> registry = default_registry()
    >>> scheme_of(registry.forms["Aghdam"][0], registry), scheme_of(registry.forms["Leningrad"][0], registry)
    ('az-press-en', '')
    """
    if name.scheme:
        return name.scheme
    own = tuple(sorted({(other.form, other.lang) for other in registry.series(name) if other.form != name.form}))
    return _scheme(name.form, own)


@lru_cache(4096)
def _scheme(form: str, own: tuple[tuple[str, str], ...]) -> str:
    from corpusnorm.transliteration.evidence import which_schemes
    from corpusnorm.transliteration.marks import unmarked
    from corpusnorm.transliteration.tables import languages

    for original, language in own:
        if language in languages() and unmarked(form) != unmarked(original):
            for found in which_schemes(form, original, language):
                return found.scheme
    return ""

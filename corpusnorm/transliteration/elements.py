"""Names as schemes take them: with the vowel signs that writing leaves out, and a surname apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from corpusnorm.transliteration.tables import Table

_NAME = 4  # letters of a name that is one word with its surname, at most
_ARTICLE = "ال"


def vocalized(name: str, table: Table) -> tuple[str, bool]:
    """The name with the vowel signs of those of its elements that the table knows, and whether no element lacks them.

    >>> from corpusnorm.transliteration.tables import scheme
    >>> vocalized("حسن البصرة", scheme("ar-press-en").table)
    ('حَسَن البَصْرَة', True)
    """
    if not table.words:
        return name, True
    elements = [(element, _known(element, table)) for element in name.split(" ")]
    return " ".join(found or element for element, found in elements), all(
        found or _has_signs(element) for element, found in elements
    )


def partings(name: str, table: Table) -> Iterator[str]:
    """The name, and before it the name with its surname apart where it is written together: Chinese and Korean."""
    if table.surnames and " " not in name and name[0] in table.surnames and 1 < len(name) <= _NAME:
        yield f"{name[0]} {name[1:]}"
    yield name


def _known(element: str, table: Table) -> str | None:
    bare = table.words.get(element.removeprefix(_ARTICLE))
    return table.words.get(element) or (_ARTICLE + bare if bare and element.startswith(_ARTICLE) else None)


def _has_signs(element: str) -> bool:
    return any(unicodedata.combining(letter) for letter in element)

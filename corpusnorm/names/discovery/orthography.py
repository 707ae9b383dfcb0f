"""Names as German, Polish and French write those of others, respelled as English does: Gorbatschow is gorbachov.

A respelling is a further way to read a form, never the only one: whether a form is German cannot be told from its letters for sure.
"""

from __future__ import annotations

import re
from functools import lru_cache

# What makes a spelling look like one of the language, and what its letters are in English; the first that fits at a place is taken.
_LANGUAGES = (
    (
        re.compile(r"tsch|dsch|sch|[oe]w\b|\bch(?![aeiou])|j.*w|w.*j|\bj[aeu]"),
        {"schtsch": "shch", "tsch": "ch", "dsch": "j", "sch": "sh", "ch": "kh", "w": "v", "j": "y", "z": "ts", "ss": "s"},
    ),
    (
        re.compile(r"cz|sz|ł|rz|ów\b|aw\b"),
        {"szcz": "shch", "cz": "ch", "sz": "sh", "rz": "r", "ch": "kh", "w": "v", "ł": "l", "j": "y", "ó": "u"},
    ),
    (
        re.compile(r"tch|dj|ou|\bch|aï|oï"),
        {"tch": "ch", "dj": "j", "ch": "sh", "ou": "u", "ï": "i", "gu": "g", "qu": "k"},
    ),
)  # fmt: skip


@lru_cache(65_536)
def respelled(letters: str) -> tuple[str, ...]:
    """A spelling as English would have it, for each language that it may be in.

    >>> respelled("gorbatschow"), respelled("szczecin"), respelled("tachkent"), respelled("london")
    (('gorbachov',), ('shchecin',), (), ())
    """
    found = []
    for looks, table in _LANGUAGES:
        if looks.search(letters):
            pattern = re.compile("|".join(table))
            made = pattern.sub(lambda match, table=table: table[match.group()], letters)  # type: ignore[misc]
            if made != letters:
                found.append(made)
    return tuple(found)

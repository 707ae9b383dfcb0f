"""Names in text whose case says nothing: lower-cased text, and lines in capitals.

There the letters of a name may be those of a word. A form that is no ordinary English word, or has several words, is taken for the
name; one that is ("turkey", "reading") only where a related name stands close by; what no name supports is no mention, and a
function word ("may") is none in any company. Ordinary words are those that spaCy's English table of lemmas inflects. Names of
countries and towns are not inflected, so `georgia` and `jordan` are none, `turkey` and `china` are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from corpusnorm.degradation.operators import stop_words
from corpusnorm.degradation.operators.english_rules import lookup
from corpusnorm.names.fold import fold

if TYPE_CHECKING:
    from corpusnorm.names.match import Match, Reading
    from corpusnorm.names.registry import Registry

SUPPORTED = 0.6
"""How sure a name is that only its neighbours tell from a word."""

_WINDOW = 300
"""Characters on either side in which names support a word."""
_PAIRS = 65_536  # of names, whose relation is kept
_STATES = frozenset({"country", "polity", "people"})
_LETTERS, _CAPITALS = 100, 0.002
"""Text has lost its case if it has so many letters with case, and so small a share of them are capitals."""
_LINE = 120
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 2


def has_lost_case(text: str) -> bool:
    """Whether a text is lower-cased: it has letters with case, and hardly a capital.

    >>> has_lost_case("the war ended in may " * 10), has_lost_case("The war ended in May. " * 10), has_lost_case("war")
    (True, False, False)
    """
    capitals = sum(map(str.isupper, text))
    letters = capitals + sum(map(str.islower, text))
    return letters >= _LETTERS and capitals <= letters * _CAPITALS


def in_capitals(text: str, start: int, end: int) -> bool:
    """Whether a name in capitals stands among capitals: in a line of them, or with two more such words beside it.

    >>> in_capitals("TALKS IN KIEV FAIL", 9, 13), in_capitals("KIEV (Reuters) - Talks", 0, 4)
    (True, False)
    """
    first = max(text.rfind("\n", 0, start) + 1, start - _LINE)
    last = min(at if (at := text.find("\n", end)) >= 0 else len(text), end + _LINE)
    if not any(map(str.islower, text[first:start] + text[end:last])):
        return True
    before = [word for word in _WORD.findall(text[first:start]) if len(word) > 1][::-1]
    after = [word for word in _WORD.findall(text[end:last]) if len(word) > 1]
    return sum(next((at for at, word in enumerate(words) if not word.isupper()), len(words)) for words in (before, after)) > 1


@lru_cache(65_536)
def is_ordinary(form: str) -> bool:
    """Whether a form in lower case would be taken for an English word, or is too short to tell and no abbreviation.

    >>> [is_ordinary(form) for form in ("Turkey", "Reading", "Georgia", "Black Sea", "UK", "Po")]
    [True, True, False, False, False, True]
    """
    words = _WORD.findall(fold(form))
    is_short = len(form) <= _SHORT and not form.isupper()
    return "." not in form and len(words) < 2 and (is_short or not words or words[0] in _inflected())


@lru_cache(65_536)
def is_function_word(form: str) -> bool:
    """Whether all of a form in lower case are words that stand in every text, which nothing makes a name: "of", "may", "in the".

    >>> [is_function_word(form) for form in ("May", "To", "Turkey", "U.S.")]
    [True, True, False, False]
    """
    return "." not in form and (stop_words("smart") | stop_words("nltk198")).issuperset(_WORD.findall(fold(form)))


@cache
def _inflected() -> frozenset[str]:
    return frozenset((*lookup(), *lookup().values()))


Forms = tuple[str, ...]
Related = Callable[[Forms, Forms], bool]
"""Whether what one name may mean has to do with what another may mean."""


def relations(registry: Registry) -> Related:
    """By a registry: one lies in the other, both in the same state, or both are states or peoples. Kept for each pair of names."""

    def places(forms: Forms) -> tuple[set[str], bool]:
        entities = {name.entity for form in forms for name in registry.forms[form]}
        above = {one for entity in entities for one in registry.ancestors(entity)}
        return entities | above, any(registry.entities[entity].type in _STATES for entity in entities)

    places = cache(places)

    def related(one: Forms, other: Forms) -> bool:
        (mine, is_state), (others, are_states) = places(one), places(other)
        return not mine.isdisjoint(others) or (is_state and are_states)

    return lru_cache(_PAIRS)(related)


def may_be_name(text: str, start: int, end: int, *, caseless: bool) -> bool:
    """Whether a form in another case than its own can be a name: no function word and, in text that has case, among capitals."""
    return not is_function_word(text[start:end]) and (caseless or in_capitals(text, start, end))


def supported(matches: Sequence[Match], related: Related) -> tuple[Match, ...]:
    """The matches without the ordinary words that nothing supports: no name close by that they are related to.

    Names that have their case, and forms that are no ordinary words, are as they were. Cost: a look at the names around each word.
    """
    unsure = [match.reading.is_recased and is_ordinary(match.reading.forms[0]) for match in matches]
    sure = [match for match, is_unsure in zip(matches, unsure, strict=True) if not is_unsure]
    return tuple(
        match if not is_unsure else match._replace(reading=_supported(match.reading))
        for match, is_unsure in zip(matches, unsure, strict=True)
        if not is_unsure or _is_supported(sure, match, related)
    )


def _is_supported(sure: Sequence[Match], match: Match, related: Related) -> bool:
    first = bisect_left(sure, match.start - _WINDOW, key=attrgetter("start"))
    last = bisect_left(sure, match.end + _WINDOW, key=attrgetter("start"))
    return any(related(match.reading.forms, other.reading.forms) for other in sure[first:last])


@lru_cache(4096)
def _supported(reading: Reading) -> Reading:
    return replace(reading, certainty=SUPPORTED)

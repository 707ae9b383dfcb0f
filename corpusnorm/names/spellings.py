"""The ways in which the forms of a registry are looked for: the patterns of a trie, sorted, and what each of them stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpusnorm.names.endings import Stem
from corpusnorm.names.fold import LIGATURES, bare, fold, reduced
from corpusnorm.names.letters import is_mark
from corpusnorm.names.trie import STEM, WHOLE

_LETTERS = {value: [key for key, each in LIGATURES.items() if each == value] for value in LIGATURES.values()}


class Patterns(NamedTuple):
    """Sorted patterns; for pattern `p`, from `bounds[p]` to `bounds[p + 1]`, the letters and forms that it stands for.

    `forms` has an empty string where `stems` says more.
    """

    letters: list[str]
    kinds: list[int]
    bounds: list[int]
    spellings: list[str]
    forms: list[str]
    stems: dict[int, tuple[Stem, ...]]


def patterns(forms: Iterable[tuple[str, Iterable[Stem]]]) -> Patterns:
    """The patterns of forms and their stems. Equal for the same forms in another order if they are sorted."""
    ways: list[tuple[str, str, Stem | None]] = []
    for form, declined in forms:
        ways += [(spelling, form, None) for spelling in _spellings(form)]
        ways += [(spelling, "", stem) for stem in declined for spelling in _spellings(stem.letters)]
    folded = _folded([spelling for spelling, _, _ in ways])
    order = sorted(range(len(ways)), key=folded.__getitem__)
    found = Patterns([], [], [], [], [], {})
    for number in order:
        spelling, form, stem = ways[number]
        if not found.letters or found.letters[-1] != folded[number]:
            found.letters.append(folded[number])
            found.kinds.append(0)
            found.bounds.append(len(found.forms))
        found.kinds[-1] |= STEM if stem and (stem.endings or stem.behind) else WHOLE
        found.spellings.append(spelling)
        found.forms.append(form)
        if stem:
            at = len(found.letters) - 1
            found.stems[at] = (*found.stems.get(at, ()), stem)
    found.bounds.append(len(found.forms))
    return found


def _folded(spellings: list[str]) -> list[str]:
    """Each with its first letter bare, and the others folded: all at once, which is ten times as fast as one by one."""
    folded = fold("\0".join(spellings)).split("\0")
    first = bare("".join(spelling[0] for spelling in spellings))
    return [letter + rest[1:] for letter, rest in zip(first, folded, strict=True)]


def _spellings(form: str) -> Iterator[str]:
    """The form without what it may lack, and as it is with ligatures for two letters, which a letter in a text cannot be compared with."""
    plain = reduced(form)
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not is_mark(letter))
    if plain:
        yield plain
    for letters, ligatures in _LETTERS.items():
        if letters in plain:
            yield from (plain.replace(letters, ligature) for ligature in ligatures)

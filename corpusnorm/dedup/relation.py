"""Relations: what one document is to another, verified on the texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from corpusnorm.alignment import align, align_keys
from corpusnorm.dedup.passages import Passage, shared_passages, word_count
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.observe import degraded_tokens
from corpusnorm.options import option, share

Kind = Literal["exact", "near", "contains", "degraded-of", "shares-passage"]
_WORTH_ALIGNING = 0.1  # share of the smaller sketch: degraded copies of other revisions share .48 and more, excerpts .25
_WORTH_INFERRING = 0.2  # share of words aligned on universal keys below which no inference can make a pair of two documents
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
    `evidence` says in a sentence what the relation rests on.
    """

    a: str
    b: str
    kind: Kind
    containment: float
    evidence: str
    passages: tuple[Passage, ...] = ()
    degradation: Degradation | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document to relate: its id, its text, and a way to know whether it is degraded, asked only where it matters."""

    id: str
    text: str
    is_degraded: Callable[[], bool]


def relate(a: Candidate, b: Candidate, options: RelateOptions | None = None, estimate: float = 1.0) -> Relation | None:
    """The relation between two documents, or None: verified on the texts, never by sketches alone.

    A degraded copy must align with its original under the degradation inferred from the pair, which must explain what agrees: a
    different text on the same topic does neither. Texts of fewer words than make a passage are equal or nothing. Where
    `estimate`, the share of the smaller sketch that both have, is next to nothing, only shared passages are looked for. Costs
    one alignment, and an inference where one of the two is degraded.
    """
    limits = options or RelateOptions()
    a, b = sorted((a, b), key=lambda each: each.id)
    if a.text == b.text:
        return Relation(a.id, b.id, "exact", 1.0, "the texts are equal")
    if min(word_count(each.text) for each in (a, b)) < limits.passage_words:
        return None
    shares = _shares(a, b) if estimate >= _WORTH_ALIGNING else (0.0, 0.0)
    if max(shares) >= _WORTH_INFERRING and a.is_degraded() != b.is_degraded():
        found = _degraded(a, b, limits) if a.is_degraded() else _degraded(b, a, limits)
        if found:
            return found
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


def _degraded(copy: Candidate, original: Candidate, limits: RelateOptions) -> Relation | None:
    how = infer_degradation(copy.text, original.text)
    forms = [token.form for token in degraded_tokens(copy.text)]
    survivors = [token.form for token in how.tokens(original.text)]
    pairs = len(align_keys(survivors, forms))
    contained, mutual = pairs / len(forms), 2 * pairs / (len(forms) + len(survivors))
    if how.fit < limits.fit or (contained < limits.contained and mutual < limits.degraded):
        return None
    evidence = f"{contained:.1%} of the degraded tokens align, and the degradation explains {how.fit:.1%} of what agrees"
    return Relation(copy.id, original.id, "degraded-of", round(contained, 4), evidence, degradation=how)


def _turned(passage: Passage) -> Passage:
    runs = tuple((in_b, in_a) for in_a, in_b in passage.runs)
    return Passage(passage.b, passage.a, passage.similarity, runs)

"""Clusters: one survivor each, and every other member verified against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpusnorm.dedup.relation import MERGING, Relation


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """How good a witness is: undamaged before degraded, then by flaws, then complete before partial, then by id.

    The smallest is best. `flaws` count what else is wrong: signs of damage that alone make no degraded copy, such as lower case,
    and characters that no cleaning could mend. `missing` is less, the more words there are.
    """

    degraded: bool
    flaws: int
    missing: int
    id: str

    @classmethod
    def of(cls, id: str, degraded: bool, words: int, flaws: int = 0) -> Rank:  # noqa: A002 - the field's name
        """The rank of a document with so many words and flaws."""
        return cls(degraded, flaws, -words, id)


def clusters(ranks: Iterable[Rank], relations: Collection[Relation], part: float | None = None) -> Mapping[str, Relation | None]:
    """For each document the relation that ties it to its survivor, None for a survivor itself.

    Best witnesses first: a document related to a survivor joins the one it shares most with (of two versions that both have all
    of a degraded copy, the one of which it has more), any other becomes a survivor. So
    every member is verified against its survivor (a star), and no chain of relations joins unlike documents: the `similarity` of a
    tie certifies how much of the two is the same. What is a degraded copy of another document stands behind all that are not
    degraded, too short though it may be for a diagnosis. With `part`, a document that another one contains joins it where it is at
    least that share of it: the work has more of a witness than not. The longer one never joins. Does not depend on the order of its
    arguments. Law: each cluster has exactly one survivor.

    >>> near = Relation("d1", "d2", "near", 0.9, "")
    >>> ties = clusters([Rank.of("d2", False, 10), Rank.of("d1", False, 12)], [near])
    >>> ties["d1"] is None, ties["d2"] is near
    (True, True)
    """
    neighbours: dict[str, list[tuple[str, Relation]]] = {}
    for relation in relations:
        if relation.kind in MERGING:
            neighbours.setdefault(relation.a, []).append((relation.b, relation))
            neighbours.setdefault(relation.b, []).append((relation.a, relation))
        elif relation.kind == "contains" and part is not None and relation.coverage >= part:
            neighbours.setdefault(relation.b, []).append((relation.a, relation))
    copies = {relation.a for relation in relations if relation.kind == "degraded-of"}
    best_first = sorted(ranks, key=lambda rank: (rank.degraded, rank.id in copies, rank.flaws, rank.missing, rank.id))
    place = {rank.id: number for number, rank in enumerate(best_first)}
    ties: dict[str, Relation | None] = {}
    for document in sorted(place, key=place.__getitem__):
        survivors = [(other, relation) for other, relation in neighbours.get(document, ()) if ties.get(other, relation) is None]
        best = min(survivors, key=lambda each: (-each[1].containment, -each[1].coverage, place[each[0]]), default=None)
        ties[document] = best[1] if best else None
    return ties


def certificates(ties: Mapping[str, Relation | None]) -> dict[str, float]:
    """For each survivor that other documents were folded into the least similarity of one of them to it.

    >>> near = Relation("d1", "d2", "near", 0.95, "", coverage=0.9)
    >>> certificates({"d1": None, "d2": near, "d3": None})
    {'d1': 0.9}
    """
    least: dict[str, float] = {}
    for document, tie in sorted(ties.items()):
        if tie:
            survivor = survivor_of(document, tie)
            least[survivor] = min(tie.similarity, least.get(survivor, 1.0))
    return least


def survivor_of(document: str, tie: Relation | None) -> str:
    """The survivor that a document's tie leads to; the document itself where there is none."""
    if tie is None:
        return document
    return tie.b if tie.a == document else tie.a

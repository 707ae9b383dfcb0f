"""Dedup: relations between documents, and the clusters they form, each with one survivor."""

from corpusnorm.dedup.clusters import Rank, clusters, survivor_of
from corpusnorm.dedup.find import find_duplicates
from corpusnorm.dedup.originals import Match, Matches, find_originals
from corpusnorm.dedup.passages import Passage, shared_passages
from corpusnorm.dedup.relation import MERGING, Candidate, RelateOptions, Relation, relate

__all__ = [
    "MERGING",
    "Candidate",
    "Match",
    "Matches",
    "Passage",
    "Rank",
    "RelateOptions",
    "Relation",
    "clusters",
    "find_duplicates",
    "find_originals",
    "relate",
    "shared_passages",
    "survivor_of",
]

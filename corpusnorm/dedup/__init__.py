"""Dedup: relations between documents, and the clusters they form, each with one survivor."""

from corpusnorm.dedup.clusters import Rank, certificates, clusters, survivor_of
from corpusnorm.dedup.find import find_duplicates
from corpusnorm.dedup.originals import Match, Matches, find_originals
from corpusnorm.dedup.passages import Passage, shared_passages
from corpusnorm.dedup.relation import MERGING, RelateOptions, Relation
from corpusnorm.dedup.repeats import Repeat, find_passages
from corpusnorm.dedup.verify import relate_pairs

__all__ = [
    "MERGING",
    "Match",
    "Matches",
    "Passage",
    "Rank",
    "RelateOptions",
    "Relation",
    "Repeat",
    "certificates",
    "clusters",
    "find_duplicates",
    "find_originals",
    "find_passages",
    "relate_pairs",
    "shared_passages",
    "survivor_of",
]

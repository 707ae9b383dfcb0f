"""Find the duplicates among given texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import numpy as np
import pyarrow as pa

from corpusnorm.columns import column, utf8
from corpusnorm.dedup.relation import Candidate, RelateOptions, Relation, is_bare, relate
from corpusnorm.diagnosis import diagnose
from corpusnorm.document import Document
from corpusnorm.sketch.candidates import find_candidates
from corpusnorm.sketch.probes import may_be_degraded


def find_duplicates(
    documents: Iterable[str | Document] | Mapping[str, str], options: RelateOptions | None = None
) -> list[Relation]:
    """The relations between documents: exact and near copies, parts, degraded copies and shared passages.

    `documents` are texts, which are then called `0`, `1`, ... in their order, or `Document`s, or a mapping from ids to texts.
    Candidates come from a join on sketch keys and are verified by alignment, so cost grows with the number of related pairs,
    not with all pairs. The result is sorted and does not depend on the order of the documents (but for the names of plain texts).

    >>> story = "The wars of the mountainous countries were long, and their armies fought for the cities. " * 3
    >>> [(found.a, found.b, found.kind) for found in find_duplicates([story, "Something else entirely.", story])]
    [('0', '2', 'exact')]
    """
    texts = dict(named(documents))
    pairs = _candidates(texts)
    known = {name: Candidate(name, text, cache(lambda text=text: diagnose(text).degraded)) for name, text in texts.items()}
    found = (relate(known[a], known[b], options, estimate) for a, b, estimate in pairs)
    return sorted((relation for relation in found if relation), key=lambda each: (each.a, each.b))


def named(documents: Iterable[str | Document] | Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The names and texts of documents given in one of several ways."""
    if isinstance(documents, Mapping):
        yield from documents.items()
        return
    for number, document in enumerate(documents):
        yield (document.id, document.text) if isinstance(document, Document) else (str(number), document)


def _candidates(texts: Mapping[str, str]) -> list[tuple[str, str, float]]:
    names, column_ = list(texts), column(texts.values())
    degraded = may_be_degraded(utf8(column_))
    for at in np.flatnonzero(degraded).tolist():
        text = texts[names[at]]
        degraded[at] = is_bare(text) or diagnose(text).degraded
    table = pa.table({"id": pa.array(names, pa.string()), "text": column_, "degraded": pa.array(degraded)})
    return [(row["a"], row["b"], row["containment"]) for row in find_candidates(table).to_pylist()]

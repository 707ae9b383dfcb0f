"""Find the duplicates among given texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpusnorm.columns import column, utf8
from corpusnorm.dedup.relation import RelateOptions, Relation, is_bare
from corpusnorm.dedup.tables import relation_of
from corpusnorm.dedup.verify import relate_pairs
from corpusnorm.diagnosis import diagnose
from corpusnorm.document import Document
from corpusnorm.sketch.candidates import find_candidates
from corpusnorm.sketch.probes import may_be_degraded


@overload
def find_duplicates(
    documents: Iterable[str | Document] | Mapping[str, str], options: RelateOptions | None = None, *, passages: bool = True
) -> list[Relation]: ...
@overload
def find_duplicates(
    documents: pa.Table | pa.RecordBatch, options: RelateOptions | None = None, *, passages: bool = True
) -> pa.Table: ...


def find_duplicates(
    documents: Iterable[str | Document] | Mapping[str, str] | pa.Table | pa.RecordBatch,
    options: RelateOptions | None = None,
    *,
    passages: bool = True,
) -> list[Relation] | pa.Table:
    """The relations between documents: exact and near copies, parts, degraded copies and shared passages.

    `documents` are texts, which are then called `0`, `1`, ... in their order, or `Document`s, or a mapping from ids to texts. Or
    they are an Arrow table with `id` and `text`, and `degraded` where it is known; then the answer is a table of `a`, `b`, `kind`,
    `containment`, `coverage`, `evidence`, `passages` and `degradation`, see `Relation`: `passages` are lists of spans in code
    points, `degradation` is JSON or empty. Ids are strings, each once; a null text is empty.

    Without `passages` only documents are looked for that are copies or parts of others, not those that share some sentences: that
    is faster, most of all where much is boilerplate. Candidates come from a join on sketch keys and are verified word by word, so
    cost grows with the number of related pairs, not with all pairs. The result is sorted by `a` and `b` and does not depend on the
    order of the documents (but for the names of plain texts).

    >>> story = "The wars of the mountainous countries were long, and their armies fought for the cities. " * 3
    >>> [(found.a, found.b, found.kind) for found in find_duplicates([story, "Something else entirely.", story])]
    [('0', '2', 'exact')]
    >>> found = find_duplicates(pa.table({"id": ["x", "y"], "text": [story, story + "Peace came late."]}))
    >>> found.select(["a", "b", "kind", "containment"]).to_pylist()
    [{'a': 'x', 'b': 'y', 'kind': 'near', 'containment': 1.0}]
    """
    table = as_table(documents)
    found = relate_pairs(table, find_candidates(_diagnosed(table), passages=passages), options)
    if not passages:
        found = found.filter(pc.not_equal(found["kind"], "shares-passage"))
    return found if isinstance(documents, pa.Table | pa.RecordBatch) else [relation_of(row) for row in found.to_pylist()]


def as_table(documents: Iterable[str | Document] | Mapping[str, str] | pa.Table | pa.RecordBatch) -> pa.Table:
    """Documents given in one of several ways as a table with `id` and `text`."""
    if isinstance(documents, pa.Table):
        return documents
    if isinstance(documents, pa.RecordBatch):
        return pa.Table.from_batches([documents])
    texts = dict(named(documents))
    return pa.table({"id": pa.array(list(texts), pa.string()), "text": column(texts.values())})


def named(documents: Iterable[str | Document] | Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The names and texts of documents given in one of several ways."""
    if isinstance(documents, Mapping):
        yield from documents.items()
        return
    for number, document in enumerate(documents):
        yield (document.id, document.text) if isinstance(document, Document) else (str(number), document)


def _diagnosed(documents: pa.Table) -> pa.Table:
    """The documents with a column `degraded`; where there was none, those are diagnosed that look it."""
    if "degraded" in documents.column_names:
        return documents
    texts = utf8(documents["text"])
    degraded = may_be_degraded(texts)
    for place in np.flatnonzero(degraded).tolist():
        degraded[place] = is_bare(texts.text(place)) or diagnose(texts.text(place)).degraded
    return documents.append_column("degraded", pa.array(degraded))

"""Find the duplicates among given texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpusnorm.columns import column, utf8
from corpusnorm.dedup.passages import repeated_runs
from corpusnorm.dedup.relation import RelateOptions, Relation, is_bare
from corpusnorm.dedup.tables import relation_of
from corpusnorm.dedup.verify import relate_pairs
from corpusnorm.diagnosis import diagnose
from corpusnorm.document import Document
from corpusnorm.errors import InputError
from corpusnorm.sketch.candidates import find_candidates
from corpusnorm.sketch.probes import may_be_degraded

Documents = Iterable[str | Document] | Mapping[str, str]


@overload
def find_duplicates(documents: Documents, options: RelateOptions | None = None, *, passages: bool = True) -> list[Relation]: ...
@overload
def find_duplicates(
    documents: pa.Table | pa.RecordBatch, options: RelateOptions | None = None, *, passages: bool = True
) -> pa.Table: ...


def find_duplicates(
    documents: Documents | pa.Table | pa.RecordBatch, options: RelateOptions | None = None, *, passages: bool = True
) -> list[Relation] | pa.Table:
    """The relations between documents: exact and near copies, parts, degraded copies and shared passages.

    `documents` are texts, which are then called `0`, `1`, ... in their order, or `Document`s, or a mapping from ids to texts. Or
    they are an Arrow table with `id` and `text`, and `degraded` where it is known; then the answer is a table of `a`, `b`, `kind`,
    `containment`, `coverage`, `evidence`, `passages` and `degradation`, see `Relation`: `passages` are lists of spans in code
    points, `degradation` is JSON or empty. Ids are each once, or an `InputError` is raised, as for a missing
    column; a null text is empty.

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
    table = diagnosed(as_table(documents))
    limits = options or RelateOptions()
    found = relate_pairs(table, _candidates(table, passages, limits), limits)
    if not passages:
        found = found.filter(pc.not_equal(found["kind"], "shares-passage"))
    return found if isinstance(documents, pa.Table | pa.RecordBatch) else [relation_of(row) for row in found.to_pylist()]


def as_table(documents: Documents | pa.Table | pa.RecordBatch) -> pa.Table:
    """Documents given in one of several ways as a table with `id` and `text`, not as a view: of that Arrow takes no rows."""
    if isinstance(documents, pa.RecordBatch):
        return as_table(pa.Table.from_batches([documents]))
    if isinstance(documents, pa.Table):
        _check(documents)
        at = documents.schema.get_field_index("text")
        view = documents.schema.field(at).type == pa.string_view()
        return documents.set_column(at, "text", documents["text"].cast(pa.large_string())) if view else documents
    texts = dict(named(documents))
    return pa.table({"id": pa.array(list(texts), pa.string()), "text": column(texts.values())})


def _check(documents: pa.Table) -> None:
    """Raise `InputError` for a table of documents without the columns it must have, or with an id that stands twice."""
    lacking = [name for name in ("id", "text") if name not in documents.column_names]
    if lacking:
        raise InputError(f"the table has no column {' and no column '.join(lacking)}", hint="rename_columns gives it its name")
    twice = [row["values"] for row in documents["id"].value_counts().to_pylist() if row["counts"] > 1]
    if twice:
        raise InputError(f"the id {twice[0]!r} stands twice in the table", hint="give every document an id of its own")


def named(documents: Documents) -> Iterator[tuple[str, str]]:
    """The names and texts of documents given in one of several ways."""
    if isinstance(documents, Mapping):
        yield from documents.items()
        return
    for number, document in enumerate(documents):
        yield (document.id, document.text) if isinstance(document, Document) else (str(number), document)


def diagnosed(documents: pa.Table) -> pa.Table:
    """The documents with the column `degraded`, if they have none: only what looks it is diagnosed."""
    if "degraded" in documents.column_names:
        return documents
    texts = utf8(documents["text"])
    degraded = may_be_degraded(texts)
    for place in np.flatnonzero(degraded).tolist():
        text = texts.text(place)
        degraded[place] = is_bare(text) or diagnose(text, how=False).degraded
    return documents.append_column("degraded", pa.array(degraded))


def _candidates(documents: pa.Table, passages: bool, limits: RelateOptions) -> pa.Table:
    """The pairs worth verifying; with those of all `passages`, which a sketch may miss where they are short."""
    found = find_candidates(documents, passages=passages)
    if not passages:
        return found
    ordered = documents.sort_by("id")
    ids = ordered["id"].cast(pa.string()).combine_chunks()
    _, _, sides = repeated_runs(utf8(ordered["text"]), limits.passage_words)
    later, first = np.unique(sides[sides[:, 0] != sides[:, 1]], axis=0).T
    pairs = [ids.take(pa.array(first)), ids.take(pa.array(later)), pa.array(np.zeros(len(first)))]
    both = pa.concat_tables([found, pa.Table.from_arrays(pairs, schema=found.schema)])
    return both.group_by(["a", "b"], use_threads=False).aggregate([("containment", "max")]).rename_columns(found.column_names)

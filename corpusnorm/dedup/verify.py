"""Verification: the relations of candidate pairs, worked out on arrays of word hashes, many pairs at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, utf8
from corpusnorm.dedup.passages import Found, Marks, Numbers, found_passages, in_blocks, only, runs_of_pairs
from corpusnorm.dedup.relation import SHORT, Kind, RelateOptions, Relation, degraded_relation, is_bare
from corpusnorm.dedup.tables import PASSAGE, RELATIONS, RUN, relation_row
from corpusnorm.degradation import Degradation
from corpusnorm.segmentation import word_hashes

_WORTH_INFERRING = 0.1  # share of the smaller sketch: degraded copies of other revisions share .48 and more, excerpts .25
_SHORT_BYTES = 4 * SHORT  # what is no longer in bytes may be short in characters
Shares = NDArray[np.float64]
Row = Mapping[str, Any]
Guard = Callable[[Callable[[], Row], Callable[[str], Row]], Row]
"""Called with what makes a row, and with what makes one of what went wrong."""


def plainly(work: Callable[[], Row], _: Callable[[str], Row]) -> Row:
    """The guard that lets errors through."""
    return work()


def relate_pairs(
    documents: pa.Table,
    pairs: pa.Table,
    options: RelateOptions | None = None,
    recipes: Sequence[Degradation] = (),
    guard: Guard = plainly,
) -> pa.Table:
    """The relations of pairs of documents, as a table of `RELATIONS` in the order of `a` and `b`: verified on the texts.

    `documents` has `id`, `text` and whether each is `degraded`; `pairs` has `a`, `b` and `containment`, the share of the smaller
    sketch that both have. Equal texts are `exact`. Where one of two is degraded, the degradation is inferred, see
    `degraded_relation`, and must explain the pair; that costs milliseconds. All others are compared word by word, upper and lower
    case apart, some 15 microseconds a pair of 500 words: they are `near` where enough of the words of both stand in the other,
    `contains` where enough of the shorter one's do, or else share passages. Texts of fewer words than make a passage are equal or
    nothing.
    """
    limits = options or RelateOptions()
    known = _Pairs.of(documents, pairs)
    exact, asked = known.equal(), known.estimates >= _WORTH_INFERRING
    inferred = {
        n: guard(partial(known.degraded_row, n, limits, recipes), partial(known.failed_row, n))
        for n in np.flatnonzero(asked & ~exact & known.one_degraded()).tolist()
    }
    degraded = {n: row for n, row in inferred.items() if row}
    rest = np.setdiff1d(np.flatnonzero(~exact), list(degraded))
    tables = [
        _equal_texts(known, np.flatnonzero(exact)),
        pa.Table.from_pylist(list(degraded.values()), RELATIONS),
        _compared(known, rest, limits),
    ]
    return pa.concat_tables(tables).sort_by([("a", "ascending"), ("b", "ascending")]).combine_chunks()


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of documents, in the order of their ids: `a` and `b` are their places among `ids`, `texts` and `degraded`."""

    ids: pa.Array
    texts: Utf8
    a: Numbers
    b: Numbers
    estimates: Shares
    degraded: Marks

    @classmethod
    def of(cls, documents: pa.Table, pairs: pa.Table) -> _Pairs:
        names = [documents["id"], *(pairs[side] for side in ("a", "b"))]
        ids, *sides = (each.cast(pa.large_string()).combine_chunks() for each in names)
        wanted = pc.unique(pa.chunked_array(sides)).sort()
        a, b = (pc.index_in(side, wanted).to_numpy().astype(np.int64) for side in sides)
        a, b = np.minimum(a, b), np.maximum(a, b)
        order = np.lexsort((b, a))
        places = pc.index_in(wanted, ids).to_numpy(zero_copy_only=False).astype(np.int64)
        texts = utf8(documents["text"])
        degraded = documents["degraded"].to_numpy(zero_copy_only=False).astype(np.bool_)
        short = ~degraded[places] & (np.diff(texts.offsets)[places] < _SHORT_BYTES)
        for place in places[short].tolist():
            degraded[place] = is_bare(texts.text(place))
        return cls(ids, texts, places[a[order]], places[b[order]], pairs["containment"].to_numpy()[order], degraded)

    def equal(self) -> Marks:
        """Which pairs are of equal texts."""
        data, offsets = self.texts
        sizes = np.diff(offsets)
        same: Marks = sizes[self.a] == sizes[self.b]
        for n in np.flatnonzero(same).tolist():
            a, b = (data[offsets[side] : offsets[side + 1]] for side in (self.a[n], self.b[n]))
            same[n] = a.tobytes() == b.tobytes()
        return same

    def one_degraded(self) -> Marks:
        """Which pairs are of a degraded text and one that is not."""
        marks: Marks = self.degraded[self.a] != self.degraded[self.b]
        return marks

    def degraded_row(self, n: int, limits: RelateOptions, recipes: Sequence[Degradation]) -> Row:
        """The row of a pair of which one is a degraded copy of the other; empty where it is none."""
        sides = (self.a[n], self.b[n]) if self.degraded[self.a[n]] else (self.b[n], self.a[n])
        copy, original = ((self.ids[place].as_py(), self.texts.text(place)) for place in sides)
        found = degraded_relation(copy, original, limits, recipes)
        return relation_row(found) if found else {}

    def failed_row(self, n: int, fault: str) -> Row:
        """The row of two documents that could not be compared: of the kind `failed`, which ties nothing."""
        a, b = (self.ids[side[n]].as_py() for side in (self.a, self.b))
        return {**relation_row(Relation(a, b, "exact", 0.0, fault)), "kind": "failed"}

    def named(self, places: Numbers) -> pa.Array:
        """The ids at some places."""
        return self.ids.take(pa.array(places)).cast(pa.string())


def _equal_texts(known: _Pairs, chosen: Numbers) -> pa.Table:
    """The relations of pairs of equal texts, each one passage."""
    a, b = known.a[chosen], known.b[chosen]
    size = np.array([len(known.texts.text(place)) for place in a], np.int64)
    spans = np.column_stack([np.zeros_like(size), size] * 2)
    count, ones = len(chosen), np.ones(len(chosen))
    found = Found(
        np.arange(count), np.column_stack([a, b]), spans, ones.astype(np.int64), ones.astype(np.int64), np.arange(count + 1), spans
    )
    return _table(known.named(a), known.named(b), ["exact"] * count, ones, ones, ["the texts are equal"] * count, found)


def _compared(known: _Pairs, chosen: Numbers, limits: RelateOptions) -> pa.Table:
    """The relations of pairs of which neither is a degraded copy of the other."""
    sides = np.column_stack([known.a, known.b])[chosen]
    blocks = (_block(known, sides[block], limits) for block in in_blocks(known.texts, sides))
    return pa.concat_tables([RELATIONS.empty_table(), *blocks])


def _block(known: _Pairs, sides: Numbers, limits: RelateOptions) -> pa.Table:
    """The relations of some of them."""
    texts, places = only(known.texts, sides)
    offsets, hashes = word_hashes(texts)
    size = np.diff(offsets)
    a, b = places[size[places].min(axis=1) >= limits.passage_words].T
    runs, counts, paired = runs_of_pairs(hashes, offsets, a, b)
    shortest, longest = np.minimum(size[a], size[b]), np.maximum(size[a], size[b])
    near = paired >= limits.near * longest
    contains = ~near & (paired >= limits.contains * shortest)
    turned = contains & (size[b] > size[a])  # the longer one contains the shorter
    a, b = np.where(turned, b, a), np.where(turned, a, b)
    pairs = np.repeat(np.arange(len(a)), counts)
    runs = np.where(turned[pairs, None], runs[:, [1, 0, 2, 3]], runs)
    found = found_passages(texts, offsets, runs, pairs, np.column_stack([a, b])[pairs], limits.passage_words)
    passages = np.bincount(found.pairs, minlength=len(a))
    shared = np.bincount(found.pairs, found.equal, len(a)).astype(np.int64)
    related = np.flatnonzero(near | contains | (passages > 0))
    figures = np.column_stack([near, contains, paired, size[a], size[b], passages, shared])[related]
    kinds, evidence = zip(*map(_judged, figures.tolist()), strict=True) if len(related) else ((), ())
    counted = np.where(near | contains, paired, np.minimum(shared, shortest))
    shares = (counted / shortest)[related], (counted / longest)[related]
    found = found._replace(pairs=np.searchsorted(related, found.pairs))
    rows = np.zeros(len(size), np.int64)
    rows[places] = sides
    return _table(known.named(rows[a[related]]), known.named(rows[b[related]]), kinds, *shares, evidence, found)


def _judged(figures: Sequence[int]) -> tuple[Kind, str]:
    """The kind of a relation, and what it rests on."""
    near, contains, paired, size_a, size_b, passages, shared = figures
    if near:
        return "near", f"{paired / size_a:.1%} and {paired / size_b:.1%} of the words align"
    if contains:
        return "contains", f"{paired / size_b:.1%} of the words of the shorter align"
    return "shares-passage", f"{passages} {'passage' if passages == 1 else 'passages'}, {shared} words"


def _table(
    a: pa.Array, b: pa.Array, kinds: Sequence[Kind], containment: Shares, coverage: Shares, evidence: Sequence[str], found: Found
) -> pa.Table:
    """Relations without a degradation as a table, with the passages of each: the `pairs` of `found` are its rows."""
    runs = _lists(found.bounds, _structs(found.runs, RUN))
    passages = _structs(found.spans, PASSAGE, pa.array(found.similarity), runs)
    columns = {
        "a": a,
        "b": b,
        "kind": pa.array(kinds, pa.string()),
        "containment": pa.array(np.round(containment, 4)),
        "coverage": pa.array(np.round(coverage, 4)),
        "evidence": pa.array(evidence, pa.string()),
        "passages": _lists(np.searchsorted(found.pairs, np.arange(len(a) + 1)), passages),
        "degradation": pa.repeat(pa.scalar("", pa.string()), len(a)),
    }
    return pa.table(columns, RELATIONS)


def _structs(spans: Numbers, type_: pa.StructType, *columns: pa.Array) -> pa.StructArray:
    return pa.StructArray.from_arrays([*map(pa.array, spans.T), *columns], fields=list(type_))


def _lists(bounds: Numbers, values: pa.Array) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), values)

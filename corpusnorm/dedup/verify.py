"""Verification: the relations of candidate pairs, worked out on arrays of word hashes, many pairs at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, utf8
from corpusnorm.dedup.passages import Found, Marks, Numbers, found_passages, runs_of_pairs
from corpusnorm.dedup.relation import Kind, RelateOptions, Relation, degraded_relation, is_bare
from corpusnorm.dedup.tables import PASSAGE, RELATIONS, RUN, relation_row
from corpusnorm.degradation import Degradation
from corpusnorm.diagnosis import diagnose
from corpusnorm.segmentation import Words, find_words

_WORTH_INFERRING = 0.1  # share of the smaller sketch: degraded copies of other revisions share .48 and more, excerpts .25
# Marks at a word, and capitals, that a text of so many words has; and how much fewer another one has that was degraded.
_WRITTEN, _ALIKE = 0.03, 0.5
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

    `documents` has `id` and `text`, and `degraded` where it is known; `pairs` has `a`, `b` and `containment`, the share of the
    smaller sketch that both have. Equal texts are `exact`. Where one of two is degraded, the degradation is inferred, see
    `degraded_relation`, and must explain the pair; that costs milliseconds, and is asked only where the two are written unlike each
    other. All others are compared word by word, upper and lower case apart, some 15 microseconds a pair of 500 words: they are
    `near` where enough of the words of both stand in the other, `contains` where enough of the shorter one's do, or else share
    passages. Texts of fewer words than make a passage are equal or nothing.
    """
    limits = options or RelateOptions()
    known = _Pairs.of(documents, pairs)
    exact, asked = known.equal(), known.estimates >= _WORTH_INFERRING
    inferred = {
        n: guard(partial(known.degraded_row, n, limits, recipes), partial(known.failed_row, n))
        for n in np.flatnonzero(asked & ~exact & known.unlike()).tolist()
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
    """Pairs of documents: `a` and `b` are their places among `ids`, `texts` and `words`, in the order of the ids."""

    ids: Sequence[str]
    texts: Utf8
    words: Words
    a: Numbers
    b: Numbers
    estimates: Shares
    is_degraded: Callable[[int], bool]

    @classmethod
    def of(cls, documents: pa.Table, pairs: pa.Table) -> _Pairs:
        names = [documents["id"], *(pairs[side] for side in ("a", "b"))]
        rows, *sides = (each.cast(pa.large_string()).combine_chunks() for each in names)
        wanted = pc.unique(pa.chunked_array(sides)).sort()
        documents = documents.take(pc.index_in(wanted, rows))
        a, b = (pc.index_in(side, wanted).to_numpy().astype(np.int64) for side in sides)
        a, b = np.minimum(a, b), np.maximum(a, b)
        order = np.lexsort((b, a))
        texts = utf8(documents["text"])
        known = documents["degraded"].to_pylist() if "degraded" in documents.column_names else None

        @cache
        def is_degraded(place: int) -> bool:
            text = texts.text(place)
            return bool(known[place]) if known else diagnose(text).degraded

        estimates = pairs["containment"].to_numpy()[order]
        return cls(wanted.to_pylist(), texts, find_words(texts), a[order], b[order], estimates, is_degraded)

    def equal(self) -> Marks:
        """Which pairs are of equal texts."""
        from corpusnorm.dedup.kernels import equal_pairs

        return equal_pairs(self.texts, self.a, self.b)

    def unlike(self) -> Marks:
        """Which pairs are of texts of which one has far fewer capitals or far fewer marks at its words, or both have hardly any.

        Every degradation begins by cutting a text into tokens, and takes or cuts off the marks.
        """
        from corpusnorm.dedup.kernels import written

        alike = np.ones(len(self.a), np.bool_)
        for rate in written(self.texts, self.words).T / np.maximum(np.diff(self.words.offsets), 1):
            less, more = np.minimum(rate[self.a], rate[self.b]), np.maximum(rate[self.a], rate[self.b])
            alike &= (less >= _ALIKE * more) & (less >= _WRITTEN)
        return ~alike

    def degraded_row(self, n: int, limits: RelateOptions, recipes: Sequence[Degradation]) -> Row:
        """The row of a pair of which one is a degraded copy of the other; empty where it is none."""
        sides = [(place, self.texts.text(place)) for place in (int(self.a[n]), int(self.b[n]))]
        damaged = [self.is_degraded(place) or is_bare(text) for place, text in sides]
        if damaged[0] == damaged[1]:
            return {}
        copy, original = ((self.ids[place], text) for place, text in (sides if damaged[0] else sides[::-1]))
        found = degraded_relation(copy, original, limits, recipes)
        return relation_row(found) if found else {}

    def failed_row(self, n: int, fault: str) -> Row:
        """The row of two documents that could not be compared: of the kind `failed`, which ties nothing."""
        return {**relation_row(Relation(self.ids[self.a[n]], self.ids[self.b[n]], "exact", 0.0, fault)), "kind": "failed"}

    def named(self, places: Numbers) -> pa.Array:
        """The ids at some places."""
        return pa.array(self.ids, pa.string()).take(pa.array(places))


def _equal_texts(known: _Pairs, chosen: Numbers) -> pa.Table:
    """The relations of pairs of equal texts, each one passage."""
    a, b = known.a[chosen], known.b[chosen]
    begins = np.append(0, np.cumsum((known.texts.data[: known.texts.offsets[-1]] & 0xC0) != 0x80))
    size = np.diff(begins[known.texts.offsets])[a]
    spans = np.column_stack([np.zeros_like(size), size] * 2)
    count, ones = len(chosen), np.ones(len(chosen))
    found = Found(np.arange(count), spans, ones.astype(np.int64), ones.astype(np.int64), np.arange(count + 1), spans)
    return _table(known.named(a), known.named(b), ["exact"] * count, ones, ones, ["the texts are equal"] * count, found)


def _compared(known: _Pairs, chosen: Numbers, limits: RelateOptions) -> pa.Table:
    """The relations of pairs of which neither is a degraded copy of the other."""
    size = np.diff(known.words.offsets)
    chosen = chosen[np.minimum(size[known.a[chosen]], size[known.b[chosen]]) >= limits.passage_words]
    a, b = known.a[chosen], known.b[chosen]
    runs, counts, paired = runs_of_pairs(known.words, a, b)
    shortest, longest = np.minimum(size[a], size[b]), np.maximum(size[a], size[b])
    near = paired >= limits.near * longest
    contains = ~near & (paired >= limits.contains * shortest)
    turned = contains & (size[b] > size[a])  # the longer one contains the shorter
    a, b = np.where(turned, b, a), np.where(turned, a, b)
    pairs = np.repeat(np.arange(len(a)), counts)
    runs = np.where(turned[pairs, None], runs[:, [1, 0, 2, 3]], runs)
    found = found_passages(known.texts, known.words, runs, pairs, np.column_stack([a, b])[pairs], limits.passage_words)
    passages = np.bincount(found.pairs, minlength=len(a))
    shared = np.bincount(found.pairs, found.equal, len(a)).astype(np.int64)
    related = np.flatnonzero(near | contains | (passages > 0))
    figures = np.column_stack([near, contains, paired, size[a], size[b], passages, shared])[related]
    kinds, evidence = zip(*map(_judged, figures.tolist()), strict=True) if len(related) else ((), ())
    counted = np.where(near | contains, paired, np.minimum(shared, shortest))
    shares = (counted / shortest)[related], (counted / longest)[related]
    found = found._replace(pairs=np.searchsorted(related, found.pairs))
    return _table(known.named(a[related]), known.named(b[related]), kinds, *shares, evidence, found)


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

"""How well degraded copies are aligned with their clean revision: `python -m benchmarks.quality.alignment`.

One row a pair of `../shared/data/repair` (beside the repository): precision and recall of `align`, which knows nothing of the
degradation, and of `repair(...).alignment`, refined with the inferred operators.

The reference. Degraded token `j` stands at `b_spans[j]` in the true text, and the true and the clean text are both full texts:
they are compared word by word (`\\w+` and single marks, case-sensitive) by all their longest common subsequences at once. A word
pair is *possible* where some of them holds it, and *certain* where all do and it is one of four or more in a row on both sides:
what revisions share in shorter rows is often chance.

Recall: of the degraded tokens whose true word has a certain partner, how many are paired with it.
Precision: of the pairs found, how many are right. A pair of possible partners is right, and so is one whose words stand in the same
eight words and marks in a row, case aside: where passages move, several paths are true. A pair of which a word has another, certain
partner is wrong. The rest are words that the revisions write differently (`War`, `wars`), or that stand in passages with nothing
else in common: right where both lie between the same two certain pairs, and wrong elsewhere. Strict: the rest are all wrong.
Passages marked as moved are part of both; `moved` is the number of their tokens.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from benchmarks.quality.pairs import chosen
from benchmarks.quality.reference import Reference, compare
from corpusnorm.alignment import Alignment, align
from corpusnorm.edits import Span
from corpusnorm.restoration import repair

_REFERENCE = lru_cache(maxsize=2)(compare)


class Judged(NamedTuple):
    """What became of an alignment: the pairs by verdict, the certain ones found and all there are, and the moved ones."""

    verdicts: Counter[str]
    found: int
    certain: int
    moved: int

    def cells(self) -> str:
        """Precision, strict precision, recall, and the moved tokens, as columns."""
        every = self.verdicts.total() or 1
        right = self.verdicts["right"]
        precision = (right + self.verdicts["between"]) / every
        recall = self.found / self.certain if self.certain else 1.0
        return f"{precision:>10.4f}{right / every:>8.4f}{recall:>8.4f}{self.moved:>7}"


def main() -> None:
    """Print the table, or say that the data is not there."""
    files = chosen(__doc__)
    if not files:
        return
    print(f"{'':34}{'align':>33}{'repair':>33}")
    heads = f"{'precision':>10}{'strict':>8}{'recall':>8}{'moved':>7}"
    print(f"{'pair':34}{heads}{heads}")
    totals: list[list[Judged]] = [[], []]
    for path in files:
        pair = json.loads(path.read_text("utf-8"))
        clean, degraded = pair["clean_a"], pair["degraded_b"]
        row = [judge(each, pair) for each in (align(clean, degraded), repair(degraded, clean).alignment)]
        for total, judged in zip(totals, row, strict=True):
            total.append(judged)
        print(f"{path.stem:34}{''.join(each.cells() for each in row)}", flush=True)
    print(f"{'all together':34}{''.join(_together(each).cells() for each in totals)}")


def judge(alignment: Alignment, pair: dict[str, Any]) -> Judged:
    """Every pair of an alignment of `clean_a` and `degraded_b` against the reference."""
    reference = _REFERENCE(pair["clean_a"], pair["truth_b"])
    truth = _TrueWords(pair, reference)
    verdicts: Counter[str] = Counter()
    met = set()
    even = [block for block in alignment.moved if len(block.a) == len(block.b)]  # in others it is not said which token is which
    moved = [(block.a.start + n, block.b.start + n) for block in even for n in range(len(block.b))]
    for i, j in [*alignment.pairs, *moved]:
        words = list(_overlapping(reference.clean, alignment.a_tokens[i])), truth.of(alignment.b_tokens[j])
        verdict = reference.verdict(*words)
        verdicts[verdict] += 1
        met |= {t for t in words[1] if reference.inverse.get(t) in words[0]}
    tokens = [truth.of(Span(start, end)) for start, end in truth.tokens]
    certain = [words for words in tokens if any(word in reference.inverse for word in words)]
    found = sum(any(word in met for word in words) for words in certain)
    return Judged(verdicts, found, len(certain), len(moved))


class _TrueWords:
    """The words of the truth behind a span of the degraded text."""

    def __init__(self, pair: dict[str, Any], reference: Reference) -> None:
        self._reference, self._spans = reference, pair["b_spans"]
        self.tokens = []
        at = 0
        for form in pair["degraded_b"].split(" "):
            self.tokens.append((at, at + len(form)))
            at += len(form) + 1

    def of(self, span: Span) -> list[int]:
        number = bisect_left(self.tokens, (span.start + 1,)) - 1
        return list(_overlapping(self._reference.truth, Span(*self._spans[number])))


def _overlapping(words: Sequence[tuple[int, int]], span: Span) -> Iterator[int]:
    """The numbers of the words that share a character with a span."""
    number = bisect_left(words, span.start, key=lambda word: word[1] - 1)
    while number < len(words) and words[number][0] < span.end:
        yield number
        number += 1


def _together(judged: Sequence[Judged]) -> Judged:
    verdicts = sum((each.verdicts for each in judged), Counter())
    return Judged(verdicts, *(sum(column) for column in list(zip(*judged, strict=True))[1:]))


if __name__ == "__main__":
    main()

"""Scores of a restored text against the true one: on words in order and on characters, never on bags of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, Levenshtein
from sacrebleu.metrics import CHRF

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_BINS = 10
_CHRF = CHRF(word_order=0)


@dataclass(frozen=True, slots=True)
class Score:
    """Word error rate (lower is better), F of the longest common subsequence of words, and chrF (0..100)."""

    wer: float
    lcs: float
    chrf: float

    def beats(self, other: Score) -> bool:
        """Whether this one is better on all three."""
        return self.wer < other.wer and self.lcs > other.lcs and self.chrf > other.chrf


def words(text: str) -> list[str]:
    """Words and single marks, case-sensitive."""
    return WORD.findall(text)


def score(restored: str, truth: str) -> Score:
    """Compare two texts. Cost: quadratic in the words, by bits; a second for 10,000 words with chrF."""
    found, real = words(restored), words(truth)
    wer = Levenshtein.distance(found, real) / len(real)
    lcs = 2 * LCSseq.similarity(found, real) / (len(found) + len(real))
    return Score(wer, lcs, _CHRF.sentence_score(" ".join(restored.split()), [" ".join(truth.split())]).score)


def mean(scores: Iterable[Score]) -> Score:
    """The mean of each number."""
    every = list(scores)
    return Score(*(sum(getattr(each, name) for each in every) / len(every) for name in ("wer", "lcs", "chrf")))


def calibration_error(judged: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error of (certainty, whether it was right), in ten bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for certainty, right in judged:
        bins.setdefault(min(int(certainty * _BINS), _BINS - 1), []).append((certainty, right))
    total = sum(map(len, bins.values()))
    gaps = (abs(sum(certainty for certainty, _ in each) - sum(right for _, right in each)) for each in bins.values())
    return sum(gaps) / total if total else 0.0

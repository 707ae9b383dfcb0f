"""How well degraded copies are repaired: `python -m benchmarks.quality.repair`.

One row a pair of `../shared/data/repair` (beside the repository), and the means: the repair from the witness, with all conjectures,
with the sure ones that a run takes, and with none; beside it the repair by a fixed recipe, the degraded text as it is, the clean
text copied wholesale, and the repair without a witness. Below them how often each tier is right, against the spans of the truth.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from benchmarks.quality.pairs import MARKS, between, chosen
from benchmarks.quality.scores import Score, calibration_error, mean, score, words
from corpusnorm.config import RepairOptions
from corpusnorm.degradation import Degradation
from corpusnorm.degradation.operators import Lemma, Lowercase, Stop, Token, Tokenize
from corpusnorm.restoration import Repair, repair

_COLUMNS = ("repair", "sure conjectures", "no conjectures", "fixed recipe", "as it is", "copy clean", "no witness")
# What most published sets are made with, taken for granted: what one gets without inferring the recipe.
_FIXED = Degradation((Tokenize("word_re"), Lowercase(), Lemma("wordnet_noun"), Stop("smart")))
_SURE = RepairOptions().conjecture_from
Judged = dict[str, list[tuple[float, bool]]]


def main() -> None:
    """Print the table, or say that the data is not there."""
    files = chosen(__doc__)
    if not files:
        return
    columns: dict[str, list[Score]] = defaultdict(list)
    judged: Judged = defaultdict(list)
    print(f"{'pair: WER  LCS-F  chrF':34}{''.join(f'{name:>21}' for name in _COLUMNS)}  better  seconds")
    for path in files:
        pair = json.loads(path.read_text("utf-8"))
        start = time.perf_counter()
        repaired = repair(pair["degraded_b"], pair["clean_a"])
        seconds = time.perf_counter() - start
        how = repaired.degradation
        texts = {
            "repair": repaired.text,
            "sure conjectures": repair(pair["degraded_b"], pair["clean_a"], how, conjecture_from=_SURE).text,
            "no conjectures": repair(pair["degraded_b"], pair["clean_a"], how, conjecture_from=1).text,
            "fixed recipe": repair(pair["degraded_b"], pair["clean_a"], _FIXED, conjecture_from=1).text,
            "as it is": pair["degraded_b"],
            "copy clean": pair["clean_a"],
            "no witness": repair(pair["degraded_b"]).text,
        }
        row = {name: score(text, pair["truth_b"]) for name, text in texts.items()}
        for name, each in row.items():
            columns[name].append(each)
        better = row["repair"].beats(row["copy clean"])
        print(f"{path.stem:34}{_cells(row)}  {'yes' if better else 'no':6}  {seconds:.1f}", flush=True)
        for tier, certainty, right in judge(repaired, pair):
            judged[tier].append((certainty, right))
    print(f"{'mean':34}{_cells({name: mean(scores) for name, scores in columns.items()})}\n")
    _print_tiers(judged)
    sure = [right for certainty, right in judged["conjecture"] if certainty >= _SURE]
    print(f"conjectures from {_SURE} on: {len(sure)}, right {sum(sure) / max(len(sure), 1):.4f}")


def _cells(row: dict[str, Score]) -> str:
    return "".join(f"{f'{row[name].wer:.4f} {row[name].lcs:.4f} {row[name].chrf:.2f}':>21}" for name in _COLUMNS)


def _print_tiers(judged: Judged) -> None:
    print(f"{'tier':12}{'judged':>8}{'right':>8}{'certainty':>11}{'ECE':>8}")
    every = [each for tier, results in judged.items() if tier in ("witness", "lexical", "conjecture") for each in results]
    for tier, results in [*sorted(judged.items()), ("all restored", every)]:
        right = sum(right for _, right in results) / len(results)
        certainty = sum(certainty for certainty, _ in results) / len(results)
        print(f"{tier:12}{len(results):>8}{right:>8.4f}{certainty:>11.4f}{calibration_error(results):>8.4f}")


def judge(repaired: Repair, pair: dict[str, Any]) -> Iterator[tuple[str, float, bool]]:
    """Tier, certainty and rightness: of each token's surface, of each splice between two tokens, and of each word conjectured.

    A token is right when it stands in the repaired text as in the truth; a splice when the words between two neighbours of a
    witness run do; a conjectured word when it stands between the same two tokens in the truth.
    """
    truth, spans = pair["truth_b"], pair["b_spans"]
    starts = [0]
    for form in pair["degraded_b"].split(" "):
        starts.append(starts[-1] + len(form) + 1)
    number = {start: j for j, start in enumerate(starts)}
    for each in repaired.spans:
        if each.tier == "gap":
            continue
        tokens = [number[at] for at in range(each.degraded.start, each.degraded.end) if at in number]
        text = each.span.of(repaired.text)
        if each.tier == "conjecture":
            following = number.get(each.degraded.end, number.get(each.degraded.end + 1, len(spans)))
            yield from _judge_conjecture(each.certainty, text, _around(truth, spans, following - 1, following))
            continue
        surfaces = repaired.degradation.tokens(text) if each.tier == "witness" else [Token(text, 0, len(text))]
        if len(surfaces) != len(tokens):
            raise ValueError(f"{each} stands for {len(tokens)} tokens and degrades to {len(surfaces)}")
        for j, surface in zip(tokens, surfaces, strict=True):
            yield each.tier, each.certainty, _bare(text[surface.start : surface.end]) == _bare(truth[slice(*spans[j])])
        for j, (left, right) in zip(tokens, pairwise(surfaces), strict=False):
            splice = _bare(text[left.start : right.end])
            yield "(splice)", each.certainty, splice == _bare(truth[spans[j][0] : spans[j + 1][1]])


def _bare(text: str) -> list[str]:
    """The words of a stretch without the marks at its ends, which some tokenizers count to the word and others do not."""
    return words(text.strip(MARKS))


def _around(truth: str, spans: list[list[int]], j: int, following: int) -> str:
    """The truth between two degraded tokens, or between one of them and the edge."""
    before, behind = spans[j] if j >= 0 else (0, 0), spans[following] if following < len(spans) else (len(truth), len(truth))
    return between(truth, (before[0], before[1]), (behind[0], behind[1]))


def _judge_conjecture(certainty: float, text: str, real: str) -> Iterator[tuple[str, float, bool]]:
    left = words(real)
    for word in words(text):
        if word in left:
            left = left[left.index(word) + 1 :]
            yield "conjecture", certainty, True
        else:
            yield "conjecture", certainty, False


if __name__ == "__main__":
    main()

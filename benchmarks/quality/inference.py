"""Whether random recipes are inferred: `python -m benchmarks.quality.inference [SEED] [COUNT]`.

The later revisions of `../shared/data/repair` are degraded by random recipes; each is inferred from the pair and run over the
clean side. Printed: F of the inferred forms against those of the true recipe, and the word error rate of the repair with either.
"""

from __future__ import annotations

import json
import sys
from random import Random

from rapidfuzz.distance import LCSseq

from benchmarks.quality.recipes import random_recipe
from benchmarks.quality.repair import FOLDER
from benchmarks.quality.scores import score
from corpusnorm.degradation import infer_degradation
from corpusnorm.restoration import repair


def main() -> None:
    """Print a line a recipe, and the means."""
    seed, count = (int(given) for given in [*sys.argv[1:], "0", "12"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 12)
    files = sorted(FOLDER.glob("*.json"))
    rows: list[tuple[float, float, float]] = []
    for number in range(seed, seed + count if files else seed):
        pair = json.loads(files[number % len(files)].read_text("utf-8"))
        true = random_recipe(Random(number))  # noqa: S311
        degraded = true.apply(pair["truth_b"])
        found = infer_degradation(degraded, pair["clean_a"])
        forms, real = found.apply(pair["clean_a"]).split(), true.apply(pair["clean_a"]).split()
        fit = 2 * LCSseq.similarity(forms, real) / (len(forms) + len(real))
        wers = [score(repair(degraded, pair["clean_a"], how).text, pair["truth_b"]).wer for how in (found, true)]
        rows.append((fit, *wers))
        print(f"{number:4} {pair['source']:20} F {fit:.3f}  WER inferred {wers[0]:.4f}  true {wers[1]:.4f}", flush=True)
    if rows:
        print("mean", *(f"{sum(each) / len(rows):.4f}" for each in zip(*rows, strict=True)))


if __name__ == "__main__":
    main()

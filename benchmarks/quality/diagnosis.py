"""Precision and recall of the diagnosis: `python -m benchmarks.quality.diagnosis`.

Passages of real texts (`../shared/data/text`), the same degraded by random recipes, and text that merely looks odd: all capitals,
verse, tables, lists, code. Printed: what was missed and what was flagged, and how well the probability is calibrated.
"""

from __future__ import annotations

import inspect
import json.decoder
import re
import zipfile
from collections.abc import Iterator
from random import Random

from benchmarks.quality.recipes import random_recipe
from benchmarks.quality.repair import FOLDER
from benchmarks.quality.scores import calibration_error
from corpusnorm.diagnosis import diagnose

TEXTS = FOLDER.parent / "text"
_SHORTEST = 200  # words


def main() -> None:
    """Print counts and errors."""
    random = Random(7)  # noqa: S311
    results: list[tuple[str, bool, bool, float]] = []
    for name, text in passages(random):
        degraded = (random_recipe(random) for _ in range(2))
        cases = [(name, text, False), *odd(text)] + [(str(how.to_dicts()), how.apply(text), True) for how in degraded]
        for label, case, wanted in cases:
            if len(case.split()) >= _SHORTEST:
                found = diagnose(case)
                results.append((label, wanted, found.degraded, found.probability))
                if wanted != found.degraded:
                    print("missed" if wanted else "flagged", label, found.damage, repr(case[:60]))
                elif not wanted and found.passages:
                    print("passage flagged", label, repr(found.passages[0].span.of(case)[:60]))
    if not results:
        print(f"no texts in {TEXTS}: nothing measured")
        return
    right = sum(wanted and found for _, wanted, found, _ in results)
    print(f"precision {right / max(sum(found for _, _, found, _ in results), 1):.4f}", end="  ")
    print(f"recall {right / max(sum(wanted for _, wanted, _, _ in results), 1):.4f}  of {len(results)}", end="  ")
    print(f"ECE {calibration_error((probability, wanted) for _, wanted, _, probability in results):.4f}")


def passages(random: Random) -> Iterator[tuple[str, str]]:
    """Up to forty passages of 300 to 1500 words from each archive."""
    for archive in sorted(TEXTS.glob("*.zip")):
        with zipfile.ZipFile(archive) as texts:
            names = [name for name in texts.namelist() if name.endswith((".txt", ".pos", ".neg")) and "stopwords" not in name]
            for name in random.sample(names, min(len(names), 20)):
                text = texts.read(name).decode("utf-8", "replace")
                places = [match.start() for match in re.finditer(r"\S+", text)]
                for _ in range(1 if len(places) < 5000 else 2):
                    size = random.choice((300, 450, 800, 1500))
                    start = random.randrange(max(1, len(places) - size))
                    yield f"{archive.stem}/{name}", text[places[start] : places[min(len(places) - 1, start + size)]]


def odd(text: str) -> Iterator[tuple[str, str, bool]]:
    """Text that looks odd and is whole."""
    found = re.findall(r"\w+", text)
    yield "all capitals", text.upper(), False
    yield "verse", "\n".join(" ".join(found[at : at + 7]).lower() for at in range(0, len(found), 7)), False
    yield "table", "\n".join("\t".join(found[at : at + 4]) for at in range(0, len(found), 4)), False
    yield "list", "\n".join(sorted(word for word in set(found) if len(word) > 4)), False
    yield "code", inspect.getsource(json.decoder), False


if __name__ == "__main__":
    main()

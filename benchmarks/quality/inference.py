"""Whether random recipes are inferred: `python -m benchmarks.quality.inference [COUNT] [SEED]`.

Random recipes are run over real English: the later revisions of `../shared/data/repair`, inferred with the earlier revision as the
clean side, and the texts of `../shared/data/text`, with the text itself. Printed, by length: for how many recipes each part is
right or in the class returned, from the pair and from the degraded text alone; the agreement F of the found recipe with the
true one, both run over the clean side; and seconds an inference.
"""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

from rapidfuzz.distance import LCSseq

from benchmarks.quality.judging import PARTS, is_right, named
from benchmarks.quality.pairs import FOLDER
from benchmarks.quality.recipes import random_recipe
from corpusnorm.degradation import Degradation, infer_degradation

LENGTHS = (300, 500, 1000, 3000)
_BLIND = ("tokenize", "case", "normalize", "stop")
_TEXTS = {"state_union": 1, "abc": 1, "movie_reviews": 40, "inaugural": 1}


class Tally:
    """Counts of right answers by part, and the misses."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.sums: Counter[str] = Counter()
        self.misses: list[str] = []

    def judge(self, true: Degradation, found: Degradation, text: str, how: str) -> None:
        """Count each part of a recipe inferred `how` (pair, blind)."""
        for part in PARTS if how == "pair" else _BLIND:
            right = is_right(true, found, part, text)
            self.right[f"{how} {part}"] += right
            self.asked[f"{how} {part}"] += 1
            if not right:
                self.misses.append(f"{how} {part}: {named(true, part)!r} found as {named(found, part)!r}")

    def lines(self) -> Iterator[str]:
        """A line a part."""
        for name, asked in self.asked.items():
            yield f"  {name:16} {self.right[name] / asked:.3f}  ({asked})"
        for name, total in self.sums.items():
            yield f"  {name:16} {total / max(self.asked['pair tokenize'], 1):.3f}"


def revisions() -> list[tuple[str, str, str]]:
    """Name, earlier and later revision of each work."""
    pairs = {file.name.partition("__")[0]: json.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.json"))}
    return [(name, pair["clean_a"], pair["truth_b"]) for name, pair in pairs.items()]


def texts(folder: Path) -> list[tuple[str, str, str]]:
    """Name and text, twice, of the documents of real English; several short ones together."""
    found = []
    for name, together in _TEXTS.items():
        if not (folder / f"{name}.zip").exists():
            continue
        archive = zipfile.ZipFile(io.BytesIO((folder / f"{name}.zip").read_bytes()))
        files = [each for each in archive.namelist() if each.endswith(".txt")][: 12 * together]
        for at in range(0, len(files), together):
            text = "\n\n".join(archive.read(each).decode("utf-8", "replace") for each in files[at : at + together])
            found.append((name, text, text))
    return found


def shortened(text: str, words: int) -> str:
    """The beginning of a text, of so many words at white space."""
    seen = 0
    for at, char in enumerate(text):
        seen += char.isspace() and not text[at - 1].isspace()
        if seen == words:
            return text[:at]
    return text


def main() -> None:
    """Print the tables and the misses, or say that the data is not there."""
    count, seed = (int(given) for given in (*sys.argv[1:], *("100", "0")[len(sys.argv) - 1 :]))
    revised, same = revisions(), texts(FOLDER.parent / "text")
    if not same:
        print(f"no texts in {FOLDER.parent / 'text'}: nothing measured")
        return
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for number in range(seed, seed + count):
        random = Random(number)  # noqa: S311
        source = revised if number % 2 and revised else same
        name, clean, later = source[number // 2 % len(source)]
        length = LENGTHS[number // 4 % len(LENGTHS)]
        clean, later = shortened(clean, length * 2), shortened(later, length * 2)
        true = random_recipe(random, later)
        degraded = shortened(true.apply(later), length)
        tally = tallies[f"{length:5} {'revised' if source is revised else 'same text'}"]
        begun = time.perf_counter()
        found = infer_degradation(degraded, clean)
        tally.sums["seconds"] += time.perf_counter() - begun  # type: ignore[assignment]
        before = len(tally.misses)
        tally.judge(true, found, later, "pair")
        forms, real = found.apply(clean).split(), true.apply(clean).split()
        tally.sums["agreement F"] += 2 * LCSseq.similarity(forms, real) / (len(forms) + len(real) or 1)  # type: ignore[assignment]
        tally.judge(true, infer_degradation(degraded), later, "blind")
        tally.misses += [f"   in {number} {name} {true.to_dicts()}"[:500]] if len(tally.misses) > before else []
    for title, tally in sorted(tallies.items()):
        print(title, *tally.lines(), sep="\n")
    for title, tally in sorted(tallies.items()):
        print(title, *tally.misses, sep="\n")


if __name__ == "__main__":
    main()

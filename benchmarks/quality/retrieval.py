"""How well originals are found among many: `python -m benchmarks.quality.retrieval`.

Three parts. `pairs`: every degraded document of `../shared/data/repair`, distractors included, against all clean ones. `parts`: the
same with halves, thirds and articles inside longer files. `sets`: some thousand short articles degraded as published topic-model
corpora are, against their originals; with updated originals, originals without a copy and copies without an original.
Seconds are of the processor.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from rapidfuzz.distance import Levenshtein

from benchmarks.quality.pairs import FOLDER
from benchmarks.quality.published import KINDS, news, recipe, reviews
from benchmarks.quality.scores import words
from corpusnorm.dedup.originals import Matches, find_originals
from corpusnorm.degradation import Degradation
from corpusnorm.degradation.shared import Pair
from corpusnorm.diagnosis import diagnose
from corpusnorm.restoration import repair

Texts = dict[str, str]
_REPAIRED = 200  # documents of a set that are repaired and scored
_STRENGTHS = (0.005, 0.02, 0.06)


def main() -> None:
    """Print the tables, or say that the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", default=["pairs", "parts", "sets"])
    parser.add_argument("--count", type=int, default=2000, help="articles of a set")
    parser.add_argument("--lookup", type=Path, help="en_lemma_lookup.json.gz of spacy-lookups-data, for the kind spacy")
    arguments = parser.parse_args()
    if not FOLDER.is_dir():
        print(f"no data in {FOLDER}: nothing measured")
        return
    made: Mapping[str, Callable[[], None]] = {
        "pairs": _pairs,
        "parts": _parts,
        "sets": lambda: _sets(arguments.count, arguments.lookup),
    }
    for name in arguments.tables:
        made[name]()


# -- long documents of many recipes ----------------------------------------------------------------------------------------


def _development() -> tuple[Texts, Texts, dict[str, str]]:
    """Degraded and clean documents, and which is whose; degraded distractors have no original."""
    copies, clean, right = Texts(), Texts(), dict[str, str]()
    for path in sorted(FOLDER.glob("*.json")):
        pair = json.loads(path.read_text("utf-8"))
        work = path.stem.partition("__")[0]
        copies[path.stem], right[path.stem] = pair["degraded_b"], work
        clean[work] = pair["clean_a"]
    for path in sorted((FOLDER / "distractors").iterdir()):
        text = path.read_text("utf-8")
        (copies if diagnose(text).degraded else clean)[path.name] = text
    return copies, clean, right


def _pairs() -> None:
    copies, clean, right = _development()
    found = find_originals(copies, clean)
    originals = {match.degraded: match.original for match in found.matches}
    print(f"{len(copies)} degraded documents, {len(right)} with an original, against {len(clean)} clean ones")
    print(f"found right {sum(originals.get(copy) == work for copy, work in right.items())} of {len(right)}, ", end="")
    print(f"nulls rejected {sum(copy not in originals for copy in copies.keys() - right.keys())} of {len(copies) - len(right)}")
    scores = {(copy, original): _score(copies[copy], clean[original]) for copy in copies for original in clean}
    ranks = [1 + sum(scores[copy, other] > scores[copy, work] for other in clean) for copy, work in right.items()]
    own = [scores[pair] for pair in right.items()]
    rest = [score for pair, score in scores.items() if right.get(pair[0]) != pair[1]]
    area = sum((a > b) + (a == b) / 2 for a in own for b in rest) / len(own) / len(rest)
    print(f"by the aligned share: rank of the right one at worst {max(ranks)}, AUC {area:.4f}, ", end="")
    print(f"right ones from {min(own):.2f}, others up to {max(rest):.2f}\n")


def _score(degraded: str, clean: str) -> float:
    pair = Pair(degraded, clean)
    return pair.rough / len(pair.forms) if pair.forms else 0.0


def _parts() -> None:
    copies, clean, right = _development()
    filler = "\n\n".join(news(300))
    print("partial copies: found right, share")
    for name, degraded, whole in _cuts({copy: copies[copy] for copy in right}, clean, filler):
        found = {match.degraded: match.original for match in find_originals(degraded, whole).matches}
        print(f"{name:34}{sum(found.get(copy) == work for copy, work in right.items()):>4} of {len(right)}", flush=True)
    print()


def _cuts(copies: Texts, clean: Texts, filler: str) -> Iterator[tuple[str, Texts, Texts]]:
    def cut(texts: Texts, start: float, end: float) -> Texts:
        return {name: text[int(start * len(text)) : int(end * len(text))] for name, text in texts.items()}

    for name, start, end in (("first half", 0.0, 0.5), ("last half", 0.5, 1.0), ("middle third", 0.33, 0.67)):
        yield f"{name} of the original", copies, cut(clean, start, end)
        yield f"{name} of the copy", cut(copies, start, end), clean
    for times in (3, 10):
        inside = {work: f"{(filler * 9)[: (times - 1) * len(text)]}\n\n{text}" for work, text in clean.items()}
        yield f"original inside {times} times as much", copies, inside


# -- sets of short articles -----------------------------------------------------------------------------------------------


def _sets(count: int, lookup: Path | None) -> None:
    print("sets: right, wrong, missing, links of copies without original, seconds, WER without and with conjectures")
    for name, texts in (("news", news(count)), ("reviews", reviews(count))):
        for kind in KINDS:
            if kind == "spacy" and lookup is None:
                continue
            for least in _STRENGTHS if name == "news" else _STRENGTHS[:1]:
                _set(f"{name} {kind} min_df {least}", texts, recipe(kind, texts, least, lookup=lookup))


def _set(name: str, texts: Sequence[str], how: Degradation) -> None:
    """A tenth of the copies have no original, a tenth of the originals no copy, and a tenth have an updated version besides."""
    every = {f"{number:05}": text for number, text in enumerate(texts)}
    tenth = len(texts) // 10
    clean = {key: text for number, (key, text) in enumerate(every.items()) if number >= tenth}
    copies = {key: how.apply(text) for number, (key, text) in enumerate(every.items()) if number < len(texts) - tenth}
    keys = list(clean)
    clean |= {f"{key}u": _updated(every[key], every[other]) for key, other in zip(keys[:tenth], keys[-tenth:], strict=True)}
    start = time.process_time()
    found = find_originals(copies, clean)
    seconds = time.process_time() - start
    right = [match for match in found.matches if match.original == match.degraded]
    nulls = sum(match.degraded not in clean for match in found.matches)
    wrong = len(found.matches) - len(right) - nulls
    missing = sum(key in clean for key in found.unmatched)
    wers = [_wer(copies, clean, found, conjecture=conjecture) for conjecture in (False, True)]
    sure = [match.original == match.degraded for match in found.matches if match.certainty >= 0.9]
    print(f"{name:30}{len(right):>6}{wrong:>5}{missing:>5}{nulls:>5}{seconds:>7.1f}{wers[0]:>8.4f}{wers[1]:>8.4f}", end="")
    print(f"  certain {len(sure)}, of them right {sum(sure) / max(len(sure), 1):.4f}; {_said(found)}", flush=True)


def _updated(text: str, other: str) -> str:
    """A later version of an article: a fifth of its sentences is gone, and some of another one came in."""
    random = Random(len(text))  # noqa: S311
    sentences = [each for each in text.split(". ") if random.random() > 0.2]
    return ". ".join([*sentences, *other.split(". ")[:2]])


def _wer(copies: Texts, clean: Texts, found: Matches, *, conjecture: bool) -> float:
    errors = total = 0
    for match in [each for each in found.matches if each.original == each.degraded][:_REPAIRED]:
        repaired = repair(
            copies[match.degraded], clean[match.original], match.degradation, conjecture_from=0.0 if conjecture else 1.0
        )
        truth = words(clean[match.original])
        errors += Levenshtein.distance(words(repaired.text), truth)
        total += len(truth)
    return errors / max(total, 1)


def _said(found: Matches) -> str:
    """The recipes, for a person."""
    chains = (
        [str(value) for op in how.to_dicts() for key, value in op.items() if key in ("mode", "name", "list", "n")]
        for how in found.recipes
    )
    return " | ".join(f"{how.evidence[0]}: {' '.join(chain)}" for how, chain in zip(found.recipes, chains, strict=True))


if __name__ == "__main__":
    main()
